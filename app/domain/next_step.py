"""What a dossier waits for: the step that comes next in most lives."""

from app.domain.dossier import (
    FINISHED,
    HALTED,
    PROCESSING,
    RECEIVED,
    WANTS_PAPERS,
    WANTS_PAYMENT,
    Dossier,
)
from app.domain.lifecycle import allowed

WAITS_FOR = {
    RECEIVED: "finish",
    PROCESSING: "finish",
    WANTS_PAPERS: "papers_received",
    WANTS_PAYMENT: "payment_made",
    HALTED: "resume",
    FINISHED: "give_back",
}


def next_step(dossier: Dossier) -> str:
    """Its action name; empty where nothing is waited for, or not here."""
    action = WAITS_FOR.get(dossier.status, "")
    return action if action in allowed(dossier) else ""

"""Mẫu 03: a refusal at the counter; no dossier arose."""

from app.domain import events as e
from app.services.letterhead import Letterhead, Written, person_values, sentence

LAYOUT = "mau-03"


def refused(head: Letterhead, event: e.Event, fact: e.Refused) -> Written:
    """The paper of one refusal."""
    day = event.at.date()
    values = {
        **head.head(day),
        "number": fact.document,
        "owner": person_values(fact.owner),
        "procedure": head.procedure(fact.procedure),
        "reason": sentence(fact.reason),
        "basis": fact.ground,
        "clerk": head.doer(event),
    }
    return Written(LAYOUT, values, day)

"""What the dossier page is given: one dossier, and the steps it may take."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.bootstrap.dossier_view import view
from app.bootstrap.opening import OpenDesk
from app.bootstrap.recipients import recipients
from app.services.steps import step, the_one
from app.ui.dossier.desk import DossierDesk, DossierView, StepAsked
from app.ui.paper_words import queued
from app.ui.tasks import Run


@dataclass(slots=True)
class DossierBridge:
    """Callables of the dossier page over the unlocked desk."""

    opened: Callable[[], OpenDesk]
    run: Run
    reprint: Callable[[str], None]
    saved_at: Callable[[datetime], None]
    queued: Callable[[str], str] = queued

    def desk(self) -> DossierDesk:
        """The page's view of it."""
        return DossierDesk(
            load=self.load,
            take=self.take,
            recipients=lambda: recipients(self.opened()),
            run=self.run,
            reprint=self.reprint,
            queued=self.queued,
        )

    def load(self, code: str) -> DossierView:
        """One dossier by its code."""
        opened = self.opened()
        return view(opened, the_one(opened.journal, code))

    def take(self, asked: StepAsked) -> DossierView:
        """Take a step and show what came of it."""
        opened = self.opened()
        done = step(opened.desk, step_line(asked))
        self.saved_at(done.stored.dossier.history[-1].recorded_at)
        return view(opened, done.stored)


def step_line(asked: StepAsked) -> dict[str, Any]:
    """The contract's step line of what the page asked."""
    line: dict[str, Any] = {"code": asked.code, "action": asked.action}
    if asked.reason:
        line["reason"] = asked.reason
    if asked.action == "hand_over" and asked.to:
        line["to"] = asked.to
    if asked.action == "request_papers":
        line |= {"papers": list(asked.papers), "until": asked.until or None}
    if asked.action == "pair":
        line["external_code"] = asked.external_code
    if asked.action == "finish" and (asked.result_number or asked.signer):
        line["result"] = {"number": asked.result_number or None, "signer": asked.signer or None}
    if asked.action == "give_back" and asked.receiver_name:
        line["to"] = {
            "name": asked.receiver_name,
            "id": asked.receiver_id or None,
            "relation": asked.receiver_relation or None,
        }
    return line

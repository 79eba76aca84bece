"""What the page Từ chối tiếp nhận is given, and the paper of what is missing before reception."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.bootstrap.frozen import Frozen
from app.bootstrap.listing import procedure_name
from app.bootstrap.opening import OpenDesk
from app.bootstrap.writing import REFUSAL, SUPPLEMENT
from app.domain.reasons import REFUSAL as REFUSING
from app.domain.reasons import of_kind
from app.services import refusing
from app.services.ports import PrintRequest
from app.ui.paper_words import queued
from app.ui.reception.draft import Draft
from app.ui.refusal import desk as ui
from app.ui.tasks import Run


@dataclass(slots=True)
class RefusalBridge:
    """Callables over the unlocked desk; `printing` wakes the printer's worker."""

    opened: Callable[[], OpenDesk]
    frozen: Callable[[], Frozen]
    run: Run
    printing: Callable[[], None]
    queued: Callable[[str], str] = queued

    def desk(self) -> ui.RefusalDesk:
        """The page's view of it."""
        return ui.RefusalDesk(self.reasons, self.procedure, self.refuse, self.run, self.queued)

    def reasons(self) -> Sequence[ui.Why]:
        """The dated list of the catalogue in force."""
        listed = of_kind(refusing.reasons_of(self.frozen().catalogue_now), REFUSING)
        return [ui.Why(one.code, one.words, one.ground) for one in listed]

    def procedure(self, draft: Draft) -> str:
        """What the draft is about."""
        return procedure_name(self.frozen().catalogue_now, draft.dossiers[-1].procedure)

    def refuse(self, draft: Draft, reason: str) -> str:
        """Store it, then have its paper printed."""
        done = refusing.refuse(
            self.opened().desk, _about(draft) | {"reason": reason}, PrintRequest(REFUSAL, "a4")
        )
        self.printing()
        return done.number

    def ask_papers(self, draft: Draft, papers: tuple[str, ...]) -> str:
        """Mẫu 02 before reception: told once and on paper; a warning where it is not the first."""
        done = refusing.ask_before_reception(
            self.opened().desk,
            _about(draft) | {"papers": list(papers)},
            PrintRequest(SUPPLEMENT, "a4"),
        )
        self.printing()
        return " ".join(one.message for one in done.warnings)


def _about(draft: Draft) -> dict[str, Any]:
    """Who and what for, as the contract's lines say it."""
    claim = draft.dossiers[-1].claim()
    return {"procedure": claim["procedure"], "owner": claim["owner"]}

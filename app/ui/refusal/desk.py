"""What the page Từ chối tiếp nhận shows and the callables it needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ui.paper_words import queued
from app.ui.reception.draft import Draft
from app.ui.tasks import Run

OTHER = ""  # the meaning of the row that asks for words of one's own


@dataclass(frozen=True, slots=True)
class Why:
    """A reason of the list: its code, its words, the ground that it rests on (empty: none)."""

    code: str
    words: str
    ground: str = ""


@dataclass(frozen=True, slots=True)
class RefusalDesk:
    """The callables; `refuse` runs through `run`, the others are at hand at once.

    `procedure` is the name of a draft's procedure. `refuse` (draft, reason as the service reads it)
    stores the refusal and has its paper printed; it returns the number, or raises ClerkError or
    Trouble. `queued` is what is true of a paper that was asked for just now.
    """

    reasons: Callable[[], Sequence[Why]]
    procedure: Callable[[Draft], str]
    refuse: Callable[[Draft, str], str]
    run: Run
    queued: Callable[[str], str] = queued

"""What the guidance page shows and the callables it needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ui.paper_words import queued
from app.ui.tasks import Run
from app.ui.widgets.procedures import Entry


@dataclass(frozen=True, slots=True)
class GuideView:
    """One procedure in plain words: `bring` are (paper, how), `facts` are (label, value)."""

    code: str
    name: str
    field: str
    bring: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class GuidanceDesk:
    """The callables.

    `guide` is quick and asked on the UI thread; `visited` (code, with the list printed) and `today`
    run through `run`: the first stores the visit and queues its paper, the second counts.
    `queued` is what is true of a paper that was asked for just now.
    """

    procedures: Callable[[], Sequence[Entry]]
    guide: Callable[[str], GuideView]
    visited: Callable[[str, bool], None]
    today: Callable[[], int]
    fold: Callable[[str], str]
    run: Run
    queued: Callable[[str], str] = queued

"""What the page Ca trực shows and the callables it needs."""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ui.tasks import Run
from app.ui.widgets.table import CHIP, QUIET, STRONG, Column

PEOPLE = (
    Column("Người", 190, STRONG, least=150),
    Column("Hôm nay", 128, CHIP, least=122),
    Column("Ghi chú"),
    Column("Việc gần nhất", 118, QUIET, least=64, short="Việc"),
)
NOTES = (
    Column("Của", 168, STRONG, least=120),
    Column("Lời bàn giao"),
    Column("Lúc", 108, QUIET, least=104),
    Column("Tình trạng", 132, CHIP, least=118),
)
BANNER_LETTERS = 180  # the whole of a longer note is read on the page


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the office: `state` is today's as (kind, words), None: nobody said.

    `plan` is (days, what) of what was said of later ones.
    """

    user: str
    name: str
    roles: str
    state: tuple[str, str] | None = None
    words: str = ""
    last: str = ""
    plan: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A note in the list and beside it; `mine`: this clerk may say that he has read it.

    `own`: he left it himself.
    """

    key: str
    actor: str
    words: str
    at: str
    state: tuple[str, str]
    facts: tuple[tuple[str, str], ...] = ()
    mine: bool = False
    own: bool = False

    @property
    def said(self) -> tuple[str, str]:
        """The note as a banner has it: who and what, when."""
        words = textwrap.shorten(self.words, BANNER_LETTERS, placeholder="…")
        return f"{self.actor} bàn giao: {words}", dict(self.facts).get("Lúc", self.at)


@dataclass(frozen=True, slots=True)
class Planned:
    """What was typed of a person's days; empty days: today alone."""

    user: str
    state: str
    first: str = ""
    last: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class DutyDesk:
    """The callables; all but `states` run through `run`.

    `states` are (name, words). `people` are those who work here, `notes` the newest first,
    `counted` what a note of this moment carries by itself. `plan` keeps what somebody does, `leave`
    (to whom, empty: whoever comes next; words) a note, `take` (its key) that it was read.
    Faults are ClerkError with the field.
    """

    states: Sequence[tuple[str, str]]
    people: Callable[[], tuple[Person, ...]]
    notes: Callable[[], tuple[Shown, ...]]
    counted: Callable[[], str]
    plan: Callable[[Planned], None]
    leave: Callable[[str, str], None]
    take: Callable[[str], None]
    run: Run

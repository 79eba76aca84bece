"""What the print queue's page shows and the callables it needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ui.tasks import Run
from app.ui.widgets.table import CHIP, QUIET, STRONG, Column, TableRow

AGAIN, ELSEWHERE, CAME_OUT, DROP = "again", "elsewhere", "came_out", "drop"
COLUMNS = (
    Column("Giờ", 128, QUIET),
    Column("Tờ in", 200, STRONG),
    Column("Số, tên"),
    Column("Trạng thái", 206, CHIP),
    Column("Máy in", 230, QUIET, gives=True),
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper in the queue: its row (the key is its number there) and what may be done with it.

    `sentence` says why it is not out; empty otherwise.
    """

    row: TableRow
    acts: frozenset[str] = frozenset()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class ByHand:
    """What a citizen needs where no printer prints: number and day, to be copied from the screen.

    A paper without a dossier has a title only.
    """

    number: str = ""
    due: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer as the settings name it, and in words; `now` the one that is used."""

    name: str
    words: str
    now: bool = False


@dataclass(frozen=True, slots=True)
class PrintingDesk:
    """The callables; all run through `run` but `printers`, which may take seconds (`look`).

    `again` prints a paper once more, `elsewhere` some on a printer of that name; `came_out` and
    `drop` end it; a paper's number in the queue stands for it. Each raises ClerkError where the
    paper has moved on meanwhile. `seen` takes the banners away: their papers stand in the list.
    """

    papers: Callable[[], tuple[Paper, ...]]
    by_hand: Callable[[int], ByHand]
    again: Callable[[int], None]
    elsewhere: Callable[[Sequence[int], str], None]
    came_out: Callable[[int], None]
    drop: Callable[[int], None]
    printers: Callable[[], tuple[Printer, ...]]
    seen: Callable[[], None]
    run: Run
    look: Run

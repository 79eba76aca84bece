"""What the part Phiếu giấy of Quản trị shows and the callables it needs."""

from collections.abc import Callable
from dataclasses import dataclass

from app.ui.widgets.table import CHIP, QUIET, STRONG, Column, TableRow

COLUMNS = (
    Column("Số phiếu", 104, STRONG),
    Column("Ngày in", 92, QUIET, gives=True),
    Column("Tình trạng", 134, CHIP),
    Column("Hồ sơ, lý do"),
)
SIGNS = {"used": "done", "spoilt": "paused", "missing": "attention", "unused": "ok"}
PAPERS = (("a4x2", "A4, hai liên trên một tờ"), ("a5", "A5, mỗi liên một tờ"))
USUAL = "20"


@dataclass(frozen=True, slots=True)
class Slips:
    """The blank slips of this desk, the newest run first, and what they come to in words."""

    rows: tuple[TableRow, ...] = ()
    counts: str = ""


@dataclass(frozen=True, slots=True)
class SlipCalls:
    """The callables; all run through the page's `run` and raise ClerkError or Trouble.

    `printed` (how many as typed, paper) gives the numbers and queues their printing, `spoilt`
    (number, reason) sets one aside, `list_printed` queues the list. Each answers what is true now.
    """

    slips: Callable[[], Slips]
    printed: Callable[[str, str], str]
    spoilt: Callable[[str, str], str]
    list_printed: Callable[[], str]

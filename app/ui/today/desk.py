"""What the home page shows and the callables it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.ui.paper_words import queued
from app.ui.tasks import Run
from app.ui.widgets.table import CHIP, QUIET, SENT, STRONG, Column, TableRow

ALL, LATE, TODAY, STANDS, WORK, RESULTS, ATTENTION, PAST, TECHNICAL = (
    "all", "late", "today", "stands", "work", "results", "attention", "past", "technical",
)  # fmt: skip
TILES = (
    (LATE, "Quá hạn", "late"),
    (TODAY, "Đến hạn hôm nay", "due"),
    (STANDS, "Chờ bổ sung", ""),
    (WORK, "Chờ xử lý", ""),
    (RESULTS, "Có kết quả, chưa lấy", ""),
    (ATTENTION, "Tỉnh báo cần xử lý", "attention"),
)
LINES = (  # of what stands in the tiles, too: said only where there is any
    (PAST, "Quá hạn bổ sung", "{0} hồ sơ quá hạn bổ sung"),
    (TECHNICAL, "Chờ điều kiện kỹ thuật", "{0} hồ sơ chờ điều kiện kỹ thuật"),
)
WORDS = {kind: words for kind, words, _more in (*TILES, *LINES)}
KINDS = tuple(WORDS)  # in the order of their digits
COLUMNS = (
    Column("Mã", 136, QUIET, least=108),
    Column("Chủ hồ sơ", 224, STRONG, least=212),
    Column("Thủ tục"),
    Column("Hạn trả", 178, CHIP, least=150),
    Column("Đang ở", 176, QUIET, gives=True),
    Column("Gửi tỉnh", 142, SENT, least=84, short="Gửi"),
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each kind wait, in the order of TILES, and in all.

    `begun`: something was received today. `more` are those of LINES.
    """

    waiting: tuple[int, ...]
    total: int = 0
    begun: bool = False
    more: tuple[int, ...] = (0,) * len(LINES)

    def of(self, kind: str) -> int:
        """How many the list of a kind has."""
        return self.total if kind == ALL else (*self.waiting, *self.more)[KINDS.index(kind)]


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows; `more` is handed back to ask for those after them, None at the end."""

    rows: tuple[TableRow, ...]
    more: Any = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """How many letters are on their way to the printer, and the others: (code, which and why)."""

    count: int
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TodayDesk:
    """The callables; all but `run` run through it.

    `counts` counts now; `rows` reads a page of a kind from a place on (None: the beginning);
    `print_list` prints the list of a kind (None: no printer here), `print_apologies` the letters
    (Mẫu 04) of dossiers, to be signed. `queued` is what is true of a paper that was asked for just
    now. `practice`: there are lessons.
    """

    counts: Callable[[], Counts]
    rows: Callable[[str, Any], Rows]
    run: Run
    print_list: Callable[[str], None] | None = None
    print_apologies: Callable[[tuple[str, ...]], Drafted] | None = None
    queued: Callable[[str], str] = queued
    practice: bool = False

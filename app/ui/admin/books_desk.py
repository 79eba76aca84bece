"""What the part Sổ chứng thực of Quản trị shows and the callables it needs."""

from collections.abc import Callable
from dataclasses import dataclass

from app.ui.tasks import RunOnce
from app.ui.widgets.table import CHIP, NUMBER, QUIET, STRONG, Column, TableRow

COLUMNS = (
    Column("Quyển", 160, STRONG, least=140),
    Column("Loại sổ"),
    Column("Mở ngày", 100, QUIET, gives=True),
    Column("Số tiếp", 84, NUMBER),
    Column("Tình trạng", 134, CHIP, least=112),
)
OPEN, CLOSED, OTHERS = ("ok", "đang mở"), ("done", "đã khoá"), ("paused", "quầy khác")


@dataclass(frozen=True, slots=True)
class NewBook:
    """A book to open, as typed: its kind, the number it begins with (empty: it goes on), why."""

    kind: str
    first: str
    reason: str


@dataclass(frozen=True, slots=True)
class BookCalls:
    """The callables; all but `kinds` may raise ClerkError.

    They run through the page's `run`, `printed` through `aside`: it takes long. `kinds` are
    (kind, words), quick; `books` the rows of this year's, keys their names; `opened`, `closed`
    (name, reason) and `printed` (since which day, empty: this month's first) answer what is true
    now.
    """

    kinds: Callable[[], tuple[tuple[str, str], ...]]
    books: Callable[[], tuple[TableRow, ...]]
    opened: Callable[[NewBook], str]
    closed: Callable[[str, str], str]
    printed: Callable[[str], str]
    aside: RunOnce

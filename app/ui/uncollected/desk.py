"""What the page Nhắc nhận kết quả shows and the callables it needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ui.paper_words import queued
from app.ui.tasks import Run
from app.ui.widgets.table import CHIP, QUIET, STRONG, Column, TableRow

COLUMNS = (
    Column("Mã", 122, QUIET, gives=True),
    Column("Chủ hồ sơ", 220, STRONG, least=190),
    Column("Thủ tục"),
    Column("Điện thoại", 132, QUIET, least=124),
    Column("Đã chờ", 122, CHIP, least=112),
    Column("Nhắc lần cuối", 190, QUIET, least=176),
)


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody is reminded: its name for the service, its words."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Reminding:
    """The rows (keys are identities), longest wait first, and after how many days one is here."""

    rows: tuple[TableRow, ...]
    days: int


@dataclass(frozen=True, slots=True)
class Done:
    """How many reminders were kept, and why others were not: (key, sentence)."""

    count: int
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class UncollectedDesk:
    """The callables; `ways` are at hand at once, the others run through `run`.

    `waiting` are the results, `remind` (keys, way) keeps that their owners were told, `print_list`
    puts the whole list on paper.
    """

    ways: Sequence[Way]
    waiting: Callable[[], Reminding]
    remind: Callable[[tuple[str, ...], str], Done]
    print_list: Callable[[], None]
    run: Run
    queued: Callable[[str], str] = queued

"""What the page Báo cáo shows and the callables it needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.ui.paper_words import queued
from app.ui.tasks import RunOnce
from app.ui.widgets.table import NUMBER, QUIET, STRONG, Column, TableRow

COUNTS = (
    Column("Tiếp nhận", 92, NUMBER, least=80),
    Column("Trực tiếp", 84, NUMBER, least=74),
    Column("Trực tuyến", 92, NUMBER, least=84),
    Column("Bưu chính", 88, NUMBER, least=80),
    Column("Có kết quả", 92, NUMBER, least=86),
    Column("Đã trả", 72, NUMBER, gives=True),
)
FIGURES = (Column("Nội dung"), *COUNTS)
ACTS = (
    Column("Giờ", 104, QUIET, least=96),
    Column("Mã", 122, QUIET),
    Column("Chủ hồ sơ", 190, STRONG, least=150),
    Column("Thủ tục", gives=True),
    Column("Việc đã làm", 190, least=150),
)
BOOKS = (("m", "dossiers", "In Mẫu 07"), ("t", "fees", "In Sổ thu phí"))
TILES = ("Tiếp nhận", "Trực tiếp", "Trực tuyến", "Có kết quả")


@dataclass(frozen=True, slots=True)
class Span:
    """Days that a digit chooses, as they stand in the two fields."""

    words: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The days as typed, and whose sheet is meant (a name; empty: one's own)."""

    first: str
    last: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the figures: its title, its rows."""

    title: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of the tiles, a sentence on them, when and of what they were counted."""

    days: str
    numbers: tuple[int, ...]
    each: str
    counted: str
    parts: tuple[Part, ...]
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one person did; `people` are those whose sheet may be seen here (name, words)."""

    person: str
    said: str
    acts: tuple[TableRow, ...]
    people: Sequence[tuple[str, str]]
    file_name: str = ""


class Write(Protocol):
    """Writes the figures, or one person's sheet, to a file; answers where it is."""

    def __call__(self, asked: Asked, out: Path, *, of_one: bool) -> str:
        """By the file's ending."""


@dataclass(frozen=True, slots=True)
class ReportDesk:
    """The callables; `spans` and `pick_out` are for the page, the others run through `run`.

    `titles` are those of the parts that `figures` answers, in order.
    Faults are ClerkError with `first` or `last`. `print_…` answer what the paper is called,
    `print_book` by the name of a register. `pick_out` asks where a file shall lie.
    """

    titles: Sequence[str]
    spans: Callable[[], tuple[Span, ...]]
    figures: Callable[[Asked], Figures]
    sheet: Callable[[Asked], Sheet]
    print_figures: Callable[[Asked], str]
    print_sheet: Callable[[Asked], str]
    print_book: Callable[[str, Asked], str]
    write: Write
    pick_out: Callable[[str], Path | None]
    run: RunOnce
    queued: Callable[[str], str] = queued

"""What the page Hệ thống tỉnh shows and the callables it needs.

The system is the province's, or a special one (civil status, land) that dossiers are entered into.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.ui.tasks import Run, RunOnce
from app.ui.widgets.table import CHIP, NUMBER, QUIET, STRONG, Column, TableRow

MATCH, HERE, THERE = "match", "here", "there"
LOOK, RESULTS = "look", "results"
DOUBTFUL = "attention"  # the kind of a match that wants a second look
TILES = (
    (MATCH, "Khớp, chờ xác nhận", "attention"),
    (HERE, "Chỉ có ở đây, chờ nhập", ""),
    (THERE, "Chỉ có ở {0}", ""),
)
LISTS = {
    MATCH: (
        Column("Mã", 136, QUIET),
        Column("Chủ hồ sơ", 212, STRONG),
        Column("Mã hệ thống kia", 210, QUIET),
        Column("Vì sao"),
        Column("", 118, CHIP, gives=True),
    ),
    HERE: (
        Column("Mã", 136, QUIET),
        Column("Chủ hồ sơ", 212, STRONG),
        Column("Thủ tục"),
        Column("Đã chờ", 150, CHIP),
    ),
    THERE: (
        Column("Mã", 210, QUIET),
        Column("Chủ hồ sơ", 212, STRONG),
        Column("Thủ tục"),
        Column("Hạn trả", 178, CHIP, gives=True),
    ),
    LOOK: (Column("Cột", 90, QUIET), Column("Tiêu đề trong danh sách"), Column("Là", 300, STRONG)),
    RESULTS: (
        Column("Dòng", 90, NUMBER),
        Column("Mã", 220, QUIET, gives=True),
        Column("Kết quả", 150, CHIP),
        Column("Nói gì"),
    ),
}


@dataclass(frozen=True, slots=True)
class Looked:
    """How a list was understood, before anything of it is stored."""

    title: str
    rows: tuple[TableRow, ...]
    line: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a row of it may mean, or which system: (meaning, words) each."""

    title: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """The three lists beside a system, named as in a sentence; `line`: how much waits, since when.

    `which` asks for another system, `others` tells what waits for those; empty: there is none.
    `key` is the system as `write` and `print_list` are told it.
    """

    rows: Mapping[str, tuple[TableRow, ...]] = field(default_factory=dict)
    line: str = ""
    system: str = "hệ thống tỉnh"
    which: Question = Question("", ())
    others: str = ""
    key: str = "province"

    @property
    def waits(self) -> str:
        """The list with something to be done: pairs first, then what is to be entered."""
        return HERE if self.rows.get(HERE) and not self.rows.get(MATCH) else MATCH


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of its rows: those that need a look first."""

    rows: tuple[TableRow, ...]
    line: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A dossier's values in the order of the other system's form; `code` is its number here.

    `system` is that system, `place` its name as in a sentence.
    """

    code: str
    title: str
    values: tuple[tuple[str, str], ...]
    system: str = "province"
    place: str = "hệ thống tỉnh"


@dataclass(frozen=True, slots=True)
class BesideDesk:
    """The callables; those of the second group run through `run`, of the third through `aside`.

    `pick` asks for a file to read, `pick_out` (system) for one to write (None: neither), `copied`
    is what lies on the clipboard, `copy` opens the strip. `look` takes a file, or a text where it
    is None; `question` tells what a row of it may mean, `mean` (key, meaning) says which; `take`
    stores the list that was looked at; `pair` takes the key of a match. `use` turns to another
    system, whose lists it gives. `write` (system, file), `print_list` (system) and `look` take
    long.
    """

    run: Run
    aside: RunOnce
    pick: Callable[[], str | None]
    pick_out: Callable[[str], str | None]
    copied: Callable[[], str]
    copy: Callable[[Strip], None]

    lists: Callable[[], Lists]
    use: Callable[[str], Lists]
    question: Callable[[str], Question]
    mean: Callable[[str, str], Looked]
    take: Callable[[], Taken]
    pair: Callable[[str], str]
    strip: Callable[[str], Strip]

    look: Callable[[str | None, str], Looked]
    write: Callable[[str, str], str]
    print_list: Callable[[str], None]

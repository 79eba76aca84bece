"""What the page Sổ phôi shows and the callables it needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ui.paper_words import queued
from app.ui.tasks import Run
from app.ui.widgets.table import CHIP, NUMBER, QUIET, STRONG, Column, TableRow

STOCKS = (
    Column("Phôi", 0, STRONG),
    Column("Tồn đầu", 76, NUMBER, gives=True),
    Column("Nhận", 62, NUMBER),
    Column("Dùng", 62, NUMBER),
    Column("Hỏng", 62, NUMBER, gives=True),
    Column("Lệch", 56, NUMBER, gives=True),
    Column("Còn", 58, NUMBER),
    Column("", 104, CHIP, least=92),
)
MOVES = (
    Column("Ngày", 64, QUIET),
    Column("Việc", 92),
    Column("Số", 56, NUMBER),
    Column("Lệch", 56, NUMBER),
    Column("Còn", 56, NUMBER),
    Column("Sê-ri, ghi chú", 0),
    Column("Người ghi", 130, QUIET, gives=True),
)
OTHER = "?"  # the row that asks for words of one's own


@dataclass(frozen=True, slots=True)
class Way:
    """What may happen to forms; `asks` names the fields that belong to it."""

    name: str
    words: str
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One form: this year's figures as the columns have them, and its movements, newest first."""

    code: str
    words: str
    figures: tuple[str, ...] = ("",) * 6
    state: tuple[str, str] = ("", "")
    least: str = ""
    moves: tuple[TableRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """One movement as it is typed; `form` is a code of the list, or words."""

    form: str
    way: str
    quantity: str = ""
    serials: str = ""
    document: str = ""
    dossier: str = ""
    note: str = ""
    least: str = ""


@dataclass(frozen=True, slots=True)
class FormStockDesk:
    """The callables; `stocks`, `move` and `print_register` run through `run`.

    `move` stores one and answers what is to be looked at; faults are ClerkError with the field.
    """

    ways: Sequence[Way]
    stocks: Callable[[], tuple[Shown, ...]]
    move: Callable[[Draft], tuple[str, ...]]
    print_register: Callable[[], None]
    run: Run
    queued: Callable[[str], str] = queued

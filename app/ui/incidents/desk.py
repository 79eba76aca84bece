"""What the page Sự cố & thiết bị shows and the callables it needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ui.paper_words import queued
from app.ui.tasks import Run
from app.ui.widgets.table import CHIP, NUMBER, QUIET, STRONG, Column

INCIDENTS = (
    Column("Số", 148, QUIET, gives=True),
    Column("Về", 0, STRONG),
    Column("Từ lúc", 116, QUIET, least=100),
    Column("Tình trạng", 150, CHIP, least=132),
)
DEVICES = (
    Column("Thiết bị, biên chế", 0, STRONG),
    Column("Có", 58, NUMBER),
    Column("Hỏng", 66, NUMBER),
    Column("Cần", 58, NUMBER),
    Column("Thiếu", 66, NUMBER),
    Column("Kiểm kê", 108, QUIET, gives=True),
)
OTHER = ""  # the meaning of the row that asks for words of one's own


@dataclass(frozen=True, slots=True)
class Thing:
    """A row of the dated list: a group, or what an incident may be about."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What the clerk typed about an incident; `device` is empty where `words` say what it is."""

    group: str
    device: str
    since: str = ""
    procedures: str = ""
    words: str = ""
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """An incident in the list and beside it; `facts` and `done` are (label, value)."""

    number: str
    about: str
    since: str
    state: tuple[str, str]
    open: bool
    facts: tuple[tuple[str, str], ...] = ()
    done: tuple[tuple[str, str], ...] = ()
    pictures: bool = False


@dataclass(frozen=True, slots=True)
class Stock:
    """A line of the inventory as it was counted last; numbers are empty where nobody counted."""

    code: str
    words: str
    needed: str = ""
    held: str = ""
    broken: str = ""
    missing: str = ""
    note: str = ""
    counted: str = ""


@dataclass(frozen=True, slots=True)
class IncidentDesk:
    """The callables; `incidents`, `inventory` and what stores or prints run through `run`.

    `groups` and `devices` (of a group) are the dated list. `procedures` names what typed words
    mean. `personal`: whether words look like a person's number. `known` tells, for the page that
    the clerk came from, what the program adds by itself. `report` (draft, that page) answers the
    new number, `change` (number, words, pictures, whether it is over) keeps what was done, `count`
    a line of the inventory (code, needed, held, broken, note). `choose` asks for files of pictures.
    `alone`: whether nothing is sent to a province. Faults are ClerkError with the field.
    """

    groups: Callable[[], Sequence[Thing]]
    devices: Callable[[str], Sequence[Thing]]
    procedures: Callable[[str], str]
    personal: Callable[[str], bool]
    known: Callable[[str], str]
    incidents: Callable[[], tuple[Shown, ...]]
    inventory: Callable[[], tuple[Stock, ...]]
    report: Callable[[Draft, str], str]
    change: Callable[[str, str, Sequence[str], bool], None]
    count: Callable[[Stock], None]
    print_inventory: Callable[[], None]
    choose: Callable[[], Sequence[str]]
    alone: Callable[[], bool]
    run: Run
    queued: Callable[[str], str] = queued

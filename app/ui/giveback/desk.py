"""What the page Trả kết quả shows and the callables it needs."""

from collections.abc import Callable
from dataclasses import dataclass

from app.ui.tasks import Run
from app.ui.widgets.table import CHIP, NUMBER, QUIET, STRONG, Column

COLUMNS = (
    Column("Mã", 122, QUIET),
    Column("Chủ hồ sơ", 190, STRONG),
    Column("Thủ tục"),
    Column("Kết quả", 142, CHIP),
    Column("Phải thu", 96, NUMBER, gives=1),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A dossier that may be handed out. `key` is its own identity, never its code.

    `state` is (kind, words); `owes` in đồng; `ready`: F4 may give it back now.
    """

    key: str
    number: str
    owner: str
    owner_id: str
    procedure: str
    state: tuple[str, str]
    owes: int = 0
    ready: bool = True


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who takes the results; empty where each owner takes his own."""

    name: str = ""
    id: str = ""
    relation: str = ""
    authority: str = ""

    @property
    def blank(self) -> bool:
        """Nobody but the owners."""
        return not (self.name or self.id)


@dataclass(frozen=True, slots=True)
class Handing:
    """How they are handed out: to whom, where he signs, with or without slip, how it is paid."""

    receiver: Receiver
    signed: str
    without_slip: bool
    paid: str


@dataclass(frozen=True, slots=True)
class Given:
    """What became of one: empty sentence where it was given back."""

    item: Item
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class GiveBackDesk:
    """The callables; all but `run` run through it.

    `item` looks a dossier up by code or identity; `waiting` are results not collected and same-day
    dossiers that wait for a signature; `of_person` those of an id number; `give` hands out, each
    in a transaction of its own.
    """

    item: Callable[[str], Item]
    waiting: Callable[[], tuple[Item, ...]]
    of_person: Callable[[str], tuple[Item, ...]]
    give: Callable[[tuple[Item, ...], Handing], tuple[Given, ...]]
    run: Run

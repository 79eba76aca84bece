"""What the page Trả kết quả shows and the callables it needs."""

from collections.abc import Callable
from dataclasses import dataclass

from app.ui.tasks import Run
from app.ui.widgets.table import CHIP, QUIET, STRONG, Column

NUMBER = Column("Mã", 122, QUIET, least=106)
OWNER = Column("Chủ hồ sơ", 218, STRONG, least=172)
COLUMNS = (NUMBER, OWNER, Column("Thủ tục"), Column("Tình trạng", 176, CHIP))
WAITING_COLUMNS = (NUMBER, OWNER, Column("Thủ tục"), Column("Tình trạng", 132, CHIP))
CASH, TRANSFER = "cash", "transfer"


@dataclass(frozen=True, slots=True)
class Item:
    """A dossier in the list. `key` is its local number, `code` its identity; both are unique.

    `state` is (kind, words); `by_post`: it was asked for by post; `owes` in đồng; `ready`: F4 may
    give it back now; `to_sign`: F4 signs it, too; `why` is the sentence where it could
    not be given back.
    """

    key: str
    code: str
    number: str
    owner: str
    owner_id: str
    procedure: str
    state: tuple[str, str]
    owes: int = 0
    ready: bool = True
    to_sign: bool = False
    why: str = ""
    by_post: bool = False


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A result that lies at the desk, or one that waits for a signature; `key` as in Item."""

    key: str
    number: str
    owner: str
    procedure: str
    state: tuple[str, str]
    to_sign: bool = False

    @classmethod
    def of(cls, item: Item) -> "WaitingRow":
        """The same as a row."""
        told = (item.key, item.number, item.owner, item.procedure, item.state)
        return cls(*told, to_sign=item.to_sign)


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
class Handout:
    """One dossier handed out: a blank `to` is its owner, `paid` empty where nothing is paid now.

    `drawn` is the picture of a signature on the screen, empty where he signs the book.
    """

    item: Item
    to: Receiver
    signed: str
    without_slip: bool
    paid: str
    signer: str
    number: str
    drawn: bytes = b""


@dataclass(frozen=True, slots=True)
class Given:
    """What became of one, as it is now: an empty sentence where it was given back.

    `field` is the dotted path of what the clerk can mend (`to.id`, `signed`).
    """

    item: Item
    sentence: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class GiveBackDesk:
    """The callables; all but `run` run through it.

    `item` looks a dossier up by code or identity, `slip` all that stand on the paper that names it
    (linked procedures), `listed` by the key of a waiting row. `waiting`
    are same-day dossiers that wait for a signature, then results not collected. `of_person` is what
    an id number's owner can take now. `give` hands out, each in a transaction of its own.
    """

    item: Callable[[str], Item]
    slip: Callable[[str], tuple[Item, ...]]
    listed: Callable[[str], Item]
    waiting: Callable[[], tuple[WaitingRow, ...]]
    of_person: Callable[[str], tuple[Item, ...]]
    give: Callable[[tuple[Handout, ...]], tuple[Given, ...]]
    run: Run

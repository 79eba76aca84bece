"""What the page Bàn giao shows and the callables it needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ui.paper_words import queued
from app.ui.tasks import Run
from app.ui.widgets.people_panel import Person
from app.ui.widgets.table import CHIP, QUIET, STRONG, Column

COLUMNS = (
    Column("Mã", 122, QUIET, least=106),
    Column("Chủ hồ sơ", 218, STRONG, least=172),
    Column("Thủ tục"),
    Column("Đang ở", 168, QUIET, gives=True, least=96),
    Column("Tình trạng", 166, CHIP, least=132),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A dossier in the list. `key` and `code` are its identity.

    `state` is (kind, words), `where` who has it. `goes`: it may be handed over now; `mine`: it was
    handed to this clerk, who has not said yet that he has it; `why` tells why it does not move.
    """

    key: str
    code: str
    number: str
    owner: str
    procedure: str
    where: str
    state: tuple[str, str]
    goes: bool = True
    mine: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """How many went, to whom, whether he signed for them; the others: (key, why).

    `doubts` say what to look at twice of those that went, each with its dossier.
    """

    went: int
    to: str
    signed: bool
    kept: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandOverDesk:
    """The callables; all run through `run`.

    `item` looks a dossier up by code or identity; `mine` are those that were handed to this clerk
    and wait for him to say that he has them; `recipients` is everybody who may have them. `give`
    (items, recipient, his PIN or nothing) hands over, and with the right PIN takes over for him,
    too; it raises Trouble where the PIN is wrong, and nothing moves. `take` says that this clerk
    has them.
    `print_slip` (items, recipient) prints the slip for two signatures (None: no printer here);
    `queued` is what is true of a paper that was asked for just now.
    """

    item: Callable[[str], Item]
    mine: Callable[[], tuple[Item, ...]]
    recipients: Callable[[], Sequence[Person]]
    give: Callable[[tuple[Item, ...], str, str], Moved]
    take: Callable[[tuple[Item, ...]], Moved]
    run: Run
    print_slip: Callable[[tuple[Item, ...], str], None] | None = None
    queued: Callable[[str], str] = queued

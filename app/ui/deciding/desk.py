"""What the page Xử lý shows and the callables it needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ui.tasks import Run
from app.ui.widgets.people_panel import Person
from app.ui.widgets.table import CHIP, QUIET, STRONG, Column

COLUMNS = (
    Column("Mã", 122, QUIET, least=106),
    Column("Chủ hồ sơ", 218, STRONG, least=172),
    Column("Thủ tục"),
    Column("Hạn trả", 160, CHIP, least=150),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A dossier of the queue; `key` is its code. `state` is (kind, words) of its due time."""

    key: str
    number: str
    owner: str
    procedure: str
    state: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """What F9 decides: the dossiers with the numbers of their results, who signs, his PIN or none.

    A number is empty where the result bears none, or where the program's own book gives it.
    """

    results: tuple[tuple[str, str], ...]
    signer: str
    pin: str


@dataclass(frozen=True, slots=True)
class Decided:
    """How many have their result, and the others: (key, which and why).

    `doubts` say what to look at twice of those that have, each with its dossier.
    """

    count: int
    kept: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecidingDesk:
    """The callables; all but `numbers` and `own`, who is unlocked, run through `run`.

    `mine` are the running dossiers in this clerk's hands, `everybody` all that the office decides,
    the most urgent first; what another office decides is in neither. `numbers` counts on from a
    first number, so many (12/GXN → 12/GXN, 13/GXN, …). `decide` takes the step for each by itself;
    it raises Trouble where the PIN is wrong, and nothing is decided. `print_results` prints the
    list that goes with results to the desk, and answers what is true of it (None: no printer here).
    """

    mine: Callable[[], tuple[Item, ...]]
    everybody: Callable[[], tuple[Item, ...]]
    signers: Callable[[], Sequence[Person]]
    own: Callable[[], str]
    numbers: Callable[[str, int], tuple[str, ...]]
    decide: Callable[[Decision], Decided]
    run: Run
    print_results: Callable[[tuple[str, ...]], str] | None = None

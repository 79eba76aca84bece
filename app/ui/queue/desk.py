"""What the page Hàng chờ, the header and the waiting room's screen show, and what they need."""

from collections.abc import Callable
from dataclasses import dataclass

from app.ui.tasks import Run
from app.ui.widgets.table import CHIP, QUIET, STRONG, Column

WAITING, CALLED, HELD = "waiting", "called", "held"
TILES = (
    (WAITING, "Đang chờ", ""),
    (CALLED, "Đang gọi", ""),
    (HELD, "Giữ lại, vắng", ""),
)
COLUMNS = (
    Column("Số", 92, STRONG),
    Column("Việc"),
    Column("Ưu tiên", 104, CHIP),
    Column("Chờ", 84, QUIET),
    Column("Quầy", 92, QUIET, gives=True),
    Column("Tình trạng", 140, CHIP),
)
MOST_ON_BOARD = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A row of people: its letter, what it is for, how many wait in it."""

    letter: str
    title: str
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Ticket:
    """A number that was given: `key` names it to the desk, `number` is said aloud.

    `waits` is how long, in words; `desk` who called it; `state` (kind, words) of a chip where there
    is something to know: its paper is not out, nobody came; None otherwise.
    """

    key: str
    number: str
    title: str
    waits: str
    priority: bool = False
    desk: str = ""
    state: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """The number given last at this desk: how many are before it, and what becomes of its paper."""

    key: str
    number: str
    title: str
    more: str = ""
    priority: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one dossier stands, for the room: its short number, a masked name, a word, its ink."""

    number: str
    name: str
    said: str
    ink: str = "text2"


@dataclass(frozen=True, slots=True)
class Called:
    """A number on the waiting room's screen; `times` it was called."""

    number: str
    desk: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Target:
    """Where a number may be sent: `name` for the desk, words to choose by."""

    name: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue as this desk knows it now.

    `serving` is the number before this desk (`serving_key` names it), `since` what is told of it;
    `longest` how long the first one waits; `day` whose numbers these are; `board` the last numbers
    called, the newest first; `targets` where the number may be sent; `serves` the rows that this
    desk calls (none: all);
    `apart` the calm sentence where the office's other desks cannot be asked.
    """

    lines: tuple[Line, ...] = ()
    waiting: tuple[Ticket, ...] = ()
    called: tuple[Ticket, ...] = ()
    held: tuple[Ticket, ...] = ()
    serving: str = ""
    serving_key: str = ""
    since: str = ""
    longest: str = ""
    day: str = ""
    board: tuple[Called, ...] = ()
    targets: tuple[Target, ...] = ()
    serves: tuple[str, ...] = ()
    apart: str = ""

    @property
    def priority(self) -> int:
        """How many of those who wait go first."""
        return sum(one.priority for one in self.waiting)

    def of(self, kind: str) -> tuple[Ticket, ...]:
        """The tickets of a list."""
        return {WAITING: self.waiting, CALLED: self.called, HELD: self.held}[kind]


@dataclass(frozen=True, slots=True)
class QueueDesk:
    """The callables; all run through `run`, for they may ask the office's network.

    `issue` gives a number in a row (letter, goes first); `call` calls the next (the answer is its
    number, empty where nobody waits) or the one that is named; `recall`, `hold` and `transfer` are
    about the number before this desk, as are `end` (it was served) and `miss` (nobody came to its
    calls). The others name a number: `void` takes it back, `put_back` has it wait again,
    `print_again` prints it once more. They raise ClerkError where that cannot be done now.
    `serve` says which rows this desk calls from now on.
    `seen` is the queue as it is known here, `state` asks the office's other desks, too.
    """

    state: Callable[[], Queue]
    seen: Callable[[], Queue]
    issue: Callable[[str, bool], Issued]
    call: Callable[[str], str]
    recall: Callable[[], str]
    hold: Callable[[], str]
    transfer: Callable[[str], str]
    end: Callable[[], None]
    void: Callable[[str], None]
    put_back: Callable[[str], None]
    miss: Callable[[], str]
    print_again: Callable[[str], None]
    serve: Callable[[tuple[str, ...]], None]
    run: Run

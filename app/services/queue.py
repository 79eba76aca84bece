"""The waiting rows as one desk sees and moves them, and what pages show of them.

Everything here may ask the relay and wait for it: it runs on the queue's own thread, never on the
UI thread. Nobody needs the relay: without it a desk gives numbers under its own letter and calls
what is its own; what the others knew is shown as it was last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.domain.queue import Row

MOST_CALLED = 4  # on the waiting room's screen: the last that were called, never the next


@dataclass(frozen=True, slots=True)
class Seen:
    """A ticket as shown. `key` names it to the queue, `number` is said aloud (A-014).

    `priority` is the reason in words, empty for nobody's; `desk` who called or holds it, or while
    it waits the one desk that it waits for; `minutes` how long it waits, or waited until its first
    call; `paper` is empty where it came out or is nobody's business here, else `waiting`,
    `printing`, `failed` or `asked` (cut off while it printed). `here`: this desk may move it now.
    """

    key: str
    number: str
    row: str
    title: str
    priority: str
    state: str
    desk: int | None
    calls: int
    minutes: int
    issued_at: datetime
    front: bool = False
    paper: str = ""
    here: bool = True


@dataclass(frozen=True, slots=True)
class RowSeen:
    """A row: how many wait, how many of them go first."""

    letter: str
    title: str
    waiting: int
    priority: int


@dataclass(frozen=True, slots=True)
class QueueSeen:
    """The queue of today as this desk knows it.

    `current` stands before this desk; `waiting` in the order of their turn for this desk's rows
    first come first; `called` are now at any desk; `newest` the last four calls of the office, the
    newest first; `serves` the rows that this desk calls (none: all); `longest` minutes of who waits
    longest. `shared`: the relay answered last time; otherwise `said` is the calm sentence why not,
    and the others' tickets are as they were at `as_of`. `letter` is the desk's own.
    """

    day: str
    rows: tuple[RowSeen, ...]
    current: Seen | None
    waiting: tuple[Seen, ...]
    called: tuple[Seen, ...]
    held: tuple[Seen, ...]
    absent: tuple[Seen, ...]
    newest: tuple[Seen, ...]
    serves: tuple[str, ...]
    desks: tuple[int, ...]
    shared: bool
    said: str
    as_of: datetime | None
    letter: str

    @property
    def longest(self) -> int | None:
        """Minutes that the first of those who wait has waited; None: nobody waits."""
        return max((one.minutes for one in self.waiting), default=None)

    @property
    def priority(self) -> int:
        """How many of those who wait go first."""
        return sum(bool(one.priority) for one in self.waiting)


@dataclass(frozen=True, slots=True)
class Issued:
    """A number that was given and is durable: `before` wait and may be called before it.

    `job` is its paper in the print queue; None where none was asked for.
    """

    ticket: Seen
    before: int
    job: int | None


class Queue(Protocol):
    """What a desk may do. ClerkError: not now, with the sentence; Trouble: the disk.

    No method raises because the relay is away: the answer then says `shared=False`.
    """

    def seen(self) -> QueueSeen:
        """As it is known here, without asking anybody."""
        ...

    def refresh(self) -> QueueSeen:
        """Hear from the relay what is new, then `seen`."""
        ...

    def rows(self) -> Sequence[Row]:
        """The office's rows."""
        ...

    def issue(self, row: str, priority: str = "", *, paper: str | None = None) -> Issued:
        """Give a number in a row; `priority` is a key of PRIORITIES or empty.

        `paper` (`80mm`, `a5`, `a4`) queues its print; empty: the setting's; None: no paper.
        """
        ...

    def call(self, key: str = "", *, came: bool = True) -> Seen | None:
        """Call the next, or the one named; None: nobody waits for this desk.

        The number before this desk until now was served; with `came` False it is absent.
        """
        ...

    def recall(self) -> Seen:
        """Call the number before this desk once more."""
        ...

    def hold(self) -> Seen:
        """Put it aside; `call(key)` brings it back."""
        ...

    def back(self, key: str = "") -> Seen:
        """It waits again at its old place: the number before this desk, or the one named."""
        ...

    def transfer(self, *, row: str = "", desk: int | None = None, key: str = "") -> Seen:
        """Send it to the head of another row, or to another desk alone."""
        ...

    def absent(self) -> Seen:
        """He did not come: after three calls (the office's rule)."""
        ...

    def done(self) -> Seen:
        """Served, and nobody is called."""
        ...

    def cancel(self, key: str) -> Seen:
        """Given by mistake, or he leaves; the number is not given again."""
        ...

    def print_again(self, key: str) -> int:
        """Its paper once more: one that never came out as it is, else marked `BẢN IN LẠI`."""
        ...

    def serve(self, rows: Sequence[str]) -> None:
        """Which rows this desk calls from now on; none: all."""
        ...

"""The open desk once more, on a thread and a connection of its own that reads alone.

What takes seconds is counted and made there, so no save stands behind it. What it leaves (a paper
in the print queue, a line of the reading log) is written on the work thread, as everything is.
"""

from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Protocol, TypeVar

from app.bootstrap.door import Door
from app.bootstrap.house import House
from app.bootstrap.opening import OpenDesk, open_to_read
from app.domain.errors import MotCuaError
from app.ui.tasks import RunOnce

T = TypeVar("T")


class Aside(Protocol):
    """What a bridge needs of it."""

    @property
    def run(self) -> RunOnce:
        """Do it there. It is his who asks, whoever sits down meanwhile."""

    def opened(self) -> OpenDesk:
        """What a job reads; in a job alone."""

    def at_desk(self, act: Callable[[OpenDesk], T]) -> T:
        """Out of a job: write something at the desk, in the name of who asked."""


class ReadingDesk:
    """One job at a time, each on what was committed when it began: one for all rooms.

    Two at once would take twice the memory and, in one interpreter, no less time.
    """

    def __init__(self, program: House, door: Door) -> None:
        """Nothing is opened before the first job."""
        self._program, self._door = program, door
        self._pool = ThreadPoolExecutor(1, "reading")
        self._opened: OpenDesk | None = None
        self._asked: set[tuple[str, Hashable]] = set()

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[MotCuaError], None] | None = None,
        once: Hashable = None,
    ) -> None:
        """As in `Aside`."""
        asking = self._door.opened
        if asking is None:
            return
        press = (asking.desk.user, once)
        if once is not None and press in self._asked:
            return
        self._asked.add(press)
        self._program.tasks.run(self._pool, None, partial(self._read, press, work), done, failed)

    def opened(self) -> OpenDesk:
        """As in `Aside`."""
        if self._opened is None:
            raise LookupError("no job")
        return self._opened

    def at_desk(self, act: Callable[[OpenDesk], T]) -> T:
        """As in `Aside`."""
        user = self.opened().desk.user
        return self._program.work.submit(lambda: act(self._desk_of(user))).result()

    def close(self) -> None:
        """What was asked for is made first."""
        self._pool.shutdown(wait=True)

    def _desk_of(self, user: str) -> OpenDesk:
        opened = self._door.now_open()
        return replace(opened, desk=replace(opened.desk, user=user))

    def _read(self, press: tuple[str, Hashable], work: Callable[[], T]) -> T:
        try:
            own = self._opened = open_to_read(self._desk_of(press[0]))
            try:
                own.connection.execute("BEGIN")  # all of one job is true of one moment
                return work()
            finally:
                self._opened = None
                own.close()
        finally:
            self._asked.discard(press)

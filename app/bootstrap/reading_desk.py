"""The open desk once more, on a thread and a connection of its own that reads alone.

What takes seconds is counted and made there, so no save stands behind it. What it leaves (a paper
in the print queue, a line of the reading log) is written on the work thread, as everything is.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TypeVar

from app.bootstrap.door import Door
from app.bootstrap.house import House
from app.bootstrap.opening import OpenDesk, open_to_read
from app.domain.errors import MotCuaError

T = TypeVar("T")


class ReadingDesk:
    """One job at a time, each on what was committed when it began."""

    def __init__(self, program: House, door: Door, name: str) -> None:
        """Nothing is opened before the first job."""
        self._program, self._door = program, door
        self._pool = ThreadPoolExecutor(1, name)
        self._opened: OpenDesk | None = None

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[MotCuaError], None] | None = None,
    ) -> None:
        """Do it there; a page's `Run`. It is his who asks, whoever sits down meanwhile."""
        asking = self._door.opened
        if asking is not None:
            job = partial(self._read, asking.desk.user, work)
            self._program.tasks.run(self._pool, None, job, done, failed)

    def opened(self) -> OpenDesk:
        """What a job reads; in a job alone."""
        if self._opened is None:
            raise LookupError("no job")
        return self._opened

    def at_desk(self, act: Callable[[OpenDesk], T]) -> T:
        """Out of a job: write something at the desk, in the name of who asked."""
        user = self.opened().desk.user
        return self._program.work.submit(lambda: act(self._desk_of(user))).result()

    def close(self) -> None:
        """A job that runs is finished; those that wait are not begun."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _desk_of(self, user: str) -> OpenDesk:
        opened = self._door.now_open()
        return replace(opened, desk=replace(opened.desk, user=user))

    def _read(self, user: str, work: Callable[[], T]) -> T:
        own = self._opened = open_to_read(self._desk_of(user))
        try:
            own.connection.execute("BEGIN")  # all of one job is true of one moment
            return work()
        finally:
            self._opened = None
            own.close()

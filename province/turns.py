"""Who may bring an envelope now: a few at a time, in order, and nobody is made to wait in vain.

A desk gives a line up that stands still for 40 seconds. On a Friday afternoon all desks come at
once; whoever would wait longer than that is told at once when to come back, each another time, so
that they do not come back together either. What he had sent of a large envelope stays here.
"""

from asyncio import Semaphore
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import uniform
from time import monotonic

INGESTS = 4  # envelopes taken apart at once; one alone writes
LONGEST_WAIT = 15.0  # seconds; well within a desk's patience
LEAST_AWAY = 10.0
WEIGHT = 0.2  # of the newest envelope in the measure of how long one takes


@dataclass(slots=True)
class Turns:
    """The queue in front of the ledger, of one process.

    `measured` is how long one envelope occupies the place that it is given, in seconds.
    """

    now: Callable[[], float] = monotonic
    dice: Callable[[float, float], float] = uniform
    measured: float = 0.0
    _waiting: int = field(init=False, default=0)
    _places: Semaphore = field(init=False, default_factory=lambda: Semaphore(INGESTS))

    @property
    def wait(self) -> float:
        """About how many seconds somebody who comes now will wait."""
        return self._waiting * self.measured / INGESTS

    @property
    def is_long(self) -> bool:
        """Whether he had better come back."""
        return self.wait > LONGEST_WAIT

    def come_back(self) -> int:
        """In how many seconds: those who wait are through by then, and each is told another time.

        Who is told so goes last; he who comes back finds no more waiting than he who came first.
        """
        least = max(LEAST_AWAY, self.wait)
        return round(self.dice(least, 3 * least))

    @asynccontextmanager
    async def taken(self) -> AsyncGenerator[None, None]:
        """A place, once it is free, to the end of the block."""
        self._waiting += 1
        try:
            await self._places.acquire()
        finally:
            self._waiting -= 1
        begun = self.now()
        try:
            yield
        finally:
            self._places.release()
            self.measured += WEIGHT * (self.now() - begun - self.measured)

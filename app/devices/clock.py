"""The machine's clock: the only place that asks the system for the time."""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.errors import Trouble
from app.domain.times import VN, parse_moment

VARIABLE = "MOTCUA_NOW"


@dataclass(slots=True)
class SystemClock:
    """The law's time; `offset` is what a person said the machine's clock is off by.

    `told`: how far MOTCUA_NOW moves the machine's clock, None where it says nothing.
    """

    offset: timedelta = timedelta()
    told: timedelta | None = None

    def now(self) -> datetime:
        """Now."""
        return datetime.now(VN) + (self.told or timedelta()) + self.offset

    def restore(self, typed: timedelta, last: datetime | None) -> None:
        """Go on with an offset typed before; MOTCUA_NOW says the time itself."""
        from app.services.desk import offset_that_holds  # law and journal wait for the lock page

        if self.told is None:
            self.offset = offset_that_holds(typed, self.now(), last)


def training_clock() -> SystemClock:
    """A clock that starts at MOTCUA_NOW and runs on from there: for training profiles only."""
    typed = os.environ.get(VARIABLE)
    if not typed:
        return SystemClock()
    try:
        return SystemClock(told=parse_moment(typed) - datetime.now(VN))
    except (ValueError, OverflowError) as error:
        raise Trouble(
            f"{VARIABLE} phải là ngày giờ ISO 8601, ví dụ 2026-11-20T09:00:00."
        ) from error

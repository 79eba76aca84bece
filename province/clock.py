"""The province's clock port: the only place that asks the machine what time it is."""

import os
from collections.abc import Callable
from datetime import datetime

from app.domain.errors import Trouble
from app.domain.times import VN, parse_moment

Clock = Callable[[], datetime]
VARIABLE = "MOTCUA_NOW"


def system_clock() -> datetime:
    """The machine's time, in the law's zone."""
    return datetime.now(VN)


def clock_of(*, training: bool) -> Clock:
    """The machine's clock; a training province may be told when its process starts."""
    told = os.environ.get(VARIABLE)
    if not training or not told:
        return system_clock
    try:
        offset = parse_moment(told) - system_clock()
    except ValueError as error:
        raise Trouble(f"{VARIABLE} không phải ngày giờ ISO 8601.") from error
    return lambda: system_clock() + offset

"""What the office was called at a time: as it was founded, then as the province said."""

import json
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from typing import Any

from app.domain.place import Office
from app.domain.times import from_seconds, to_seconds

Execute = Callable[..., Any]
SINCE = "office@"  # rows of `standing`, each from its second on


def office_at(execute: Execute, moment: datetime, founded: Office) -> Office:
    """The office as it stood then; `founded` is how it was set up."""
    told = [one for one in _told(execute) if one[0] <= to_seconds(moment)]
    return Office(**json.loads(max(told)[1])) if told else founded


def names_before(execute: Execute, founded: Office) -> list[tuple[str, datetime]]:
    """What it was called before, each name with when it ended, the last one first."""
    names = [(founded.name, 0), *((json.loads(value)["name"], at) for at, value in _told(execute))]
    ended = [
        (name, from_seconds(until))
        for (name, _), (other, until) in pairwise(names)
        if name != other
    ]
    return ended[::-1]


def _told(execute: Execute) -> list[tuple[int, str]]:
    rows = execute("SELECT name, value FROM standing WHERE name LIKE 'office@%'").fetchall()
    return sorted((int(name.removeprefix(SINCE)), value) for name, value in rows)

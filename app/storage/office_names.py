"""What the office was at a time: as founded, with the hours it said, then as the province said."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from app.domain.errors import ClerkError
from app.domain.events import Event, Installed
from app.domain.hours_set import HoursSet
from app.domain.office_hours import Hours
from app.domain.place import Office
from app.domain.times import VN, from_seconds, to_seconds

Execute = Callable[..., Any]
SINCE = "office@"  # rows of `standing`, each from its second on
HOURS = "hours@"  # rows of `standing`, each from its day on


def office_at(execute: Execute, moment: datetime, founded: Office) -> Office:
    """The office as it stood then; `founded` is how it was set up."""
    told = [one for one in _told(execute) if one[0] <= to_seconds(moment)]
    if told:
        return Office(**json.loads(max(told)[1]))
    rows = execute("SELECT name, value FROM standing WHERE name LIKE 'hours@%'").fetchall()
    return with_hours(founded, rows, moment.astimezone(VN).date())


def with_hours(founded: Office, rows: Iterable[tuple[str, str]], day: date) -> Office:
    """The founded office with the hours that it said last, up to that day."""
    last = f"{HOURS}{day.isoformat()}"
    said = [one for one in rows if one[0].startswith(HOURS) and one[0] <= last]
    return replace(founded, hours=json.loads(max(said)[1])) if said else founded


def hours_said(founded: Office, rows: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """(day, hours) of all times, the founded ones first; nothing where none were said."""
    said = sorted(
        (name.removeprefix(HOURS), json.loads(value))
        for name, value in rows
        if name.startswith(HOURS)
    )
    return (("", founded.hours), *said) if said else ()


def keep_hours(execute: Execute, event: Event) -> None:
    """The hours that a leader said, until the desk joins; unreadable ones change nothing."""
    if isinstance(event.fact, Installed) and event.fact.device:
        execute("DELETE FROM standing WHERE name LIKE 'hours@%'")
    if not isinstance(event.fact, HoursSet):
        return
    try:
        Hours.from_text(event.fact.hours)
    except ClerkError:
        return
    row = (f"{HOURS}{event.at.astimezone(VN).date()}", json.dumps(event.fact.hours))
    # said later, of an earlier day: the clock was ahead then
    execute("DELETE FROM standing WHERE name LIKE 'hours@%' AND name>?", row[:1])
    execute("INSERT OR REPLACE INTO standing VALUES(?,?)", row)


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

"""What the office was called at a time: as it was founded, then as the province said."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from app.domain.place import Office
from app.domain.times import to_seconds

Execute = Callable[..., Any]
SINCE = "office@"  # rows of `standing`, each from its second on


def office_at(execute: Execute, moment: datetime, founded: Office) -> Office:
    """The office as it stood then; `founded` is how it was set up."""
    rows = execute("SELECT name, value FROM standing WHERE name LIKE 'office@%'").fetchall()
    known = [(int(name.removeprefix(SINCE)), value) for name, value in rows]
    told = [one for one in known if one[0] <= to_seconds(moment)]
    return Office(**json.loads(max(told)[1])) if told else founded

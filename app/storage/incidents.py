"""Incidents and the inventory as this desk's own journal has them. Derived rows: which events."""

from collections.abc import Callable
from typing import Any

from app.domain import events as e
from app.domain.incidents import (
    Device,
    DeviceListed,
    Incident,
    IncidentChanged,
    IncidentPictured,
    IncidentReported,
    changed,
    listed,
    pictured,
    reported,
)
from app.wire.event import decode

Execute = Callable[..., Any]
EVENTS = (
    "SELECT incident.number, body FROM incident JOIN event ON event.id=event ORDER BY event DESC"
)
CHANGES = "SELECT body FROM incident_change JOIN event ON event.id=event WHERE number=? ORDER BY id"


def _reported(execute: Execute, event_id: int, _identity: bytes, fact: IncidentReported) -> None:
    execute("INSERT OR IGNORE INTO incident VALUES(?,?)", (fact.document, event_id))


def _followed(
    execute: Execute, event_id: int, _identity: bytes, fact: IncidentChanged | IncidentPictured
) -> None:
    execute("INSERT OR IGNORE INTO incident_change VALUES(?,?)", (fact.document, event_id))


def _counted(execute: Execute, event_id: int, _identity: bytes, fact: DeviceListed) -> None:
    """The last count of a kind of equipment is the one that holds."""
    execute("INSERT OR REPLACE INTO device VALUES(?,?)", (fact.device, event_id))


KEPT: dict[type[e.Fact], Callable[[Execute, int, bytes, Any], None]] = {
    IncidentReported: _reported,
    IncidentChanged: _followed,
    IncidentPictured: _followed,
    DeviceListed: _counted,
}


def every(execute: Execute) -> list[Incident]:
    """All incidents of this desk, the newest first."""
    return [_folded(execute, number, body) for number, body in execute(EVENTS).fetchall()]


def one(execute: Execute, number: str) -> Incident | None:
    """One by its number; None where there is none."""
    row = execute(
        "SELECT number, body FROM incident JOIN event ON event.id=event WHERE number=?", (number,)
    ).fetchone()
    return None if row is None else _folded(execute, *row)


def highest(execute: Execute, prefix: str) -> str | None:
    """The greatest number behind a prefix."""
    row = execute(
        "SELECT number FROM incident WHERE number>=? AND number<? "
        "ORDER BY length(number) DESC, number DESC LIMIT 1",
        (prefix, prefix + "\uffff"),
    ).fetchone()
    return None if row is None else str(row[0])


def inventory(execute: Execute) -> list[Device]:
    """Every kind of equipment that was counted here, by its code."""
    rows = execute("SELECT body FROM device JOIN event ON event.id=event ORDER BY code")
    events = [decode(body) for (body,) in rows.fetchall()]
    return [listed(one, one.fact) for one in events if isinstance(one.fact, DeviceListed)]


def _folded(execute: Execute, number: str, body: bytes) -> Incident:
    event = decode(body)
    if not isinstance(event.fact, IncidentReported):
        raise LookupError(number)  # noqa: TRY004 - the row is at fault, not a type
    incident = reported(event, event.fact)
    for (later,) in execute(CHANGES, (number,)).fetchall():
        change = decode(later)
        if isinstance(change.fact, IncidentChanged):
            incident = changed(incident, change, change.fact)
        elif isinstance(change.fact, IncidentPictured):
            incident = pictured(incident, change.fact)
    return incident

"""Duties and notes of the office, of this desk's and the other desks' journals.

Derived rows: which events, above 0 this desk's own, below 0 another's.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from app.domain import events as e
from app.domain.duty import Duty, DutySet, Note, NoteLeft, NoteTaken, duty_of, note_of
from app.domain.events import Event
from app.domain.times import from_millis
from app.wire.errors import WireError
from app.wire.event import decode, load

Execute = Callable[..., Any]
BODIES = (
    "coalesce((SELECT body FROM event WHERE event.id={0}),"
    "(SELECT body FROM peer_event WHERE peer_event.id={0}))"
)
DUTIES = (  # with the line that each stands on, 0 for this desk's own; as they were written there
    "SELECT coalesce((SELECT line FROM peer_event WHERE peer_event.id=duty.event), 0), "
    f"{BODIES.format('duty.event')} FROM duty WHERE last>=? ORDER BY abs(event)"
)
NOTES = f"SELECT identity, {BODIES.format('shift_note.event')} FROM shift_note"
NEWEST = (  # the last that were written here, and the last that came from other desks
    f"{NOTES} WHERE event IN "
    "(SELECT event FROM shift_note WHERE event>0 ORDER BY event DESC LIMIT ?1) OR event IN "
    "(SELECT event FROM shift_note WHERE event<0 ORDER BY event LIMIT ?1)"
)
TAKINGS = f"SELECT {BODIES.format('shift_note_taken.event')} FROM shift_note_taken WHERE note=?"
MOST, PEERS_LOOKED_AT = 200, 3_000


def _set(execute: Execute, event_id: int, _identity: bytes, fact: DutySet) -> None:
    last = date.fromisoformat(fact.last).isoformat()  # what is no day is kept by nobody
    if last >= date.fromisoformat(fact.first).isoformat():
        execute("INSERT OR IGNORE INTO duty VALUES(?,?)", (event_id, last))


def _left(execute: Execute, event_id: int, identity: bytes, fact: NoteLeft) -> None:
    row = (identity, event_id, fact.key)
    execute("INSERT OR IGNORE INTO shift_note VALUES(?,?,?)", row)


def _taken(execute: Execute, event_id: int, _identity: bytes, fact: NoteTaken) -> None:
    note = bytes.fromhex(fact.note)
    execute("INSERT OR IGNORE INTO shift_note_taken VALUES(?,?)", (note, event_id))


KEPT: dict[type[e.Fact], Callable[[Execute, int, bytes, Any], None]] = {
    DutySet: _set,
    NoteLeft: _left,
    NoteTaken: _taken,
}


def since(execute: Execute, day: date) -> list[Duty]:
    """Whatever was said of this day and of later ones.

    None is earlier than what the same desk had said before it: clocks are put back.
    """
    found: list[Duty] = []
    latest: dict[int, datetime] = {}
    for line, body in execute(DUTIES, (day.isoformat(),)).fetchall():
        event = decode(body)
        if isinstance(event.fact, DutySet):
            said = duty_of(event, event.fact)
            latest[line] = max(said.at, latest.get(line, said.at))
            found.append(replace(said, at=latest[line]))
    return found


def waiting(execute: Execute, user: str) -> list[Note]:
    """Notes that a person has to read, the oldest first."""
    unread = f"{NOTES} WHERE identity NOT IN (SELECT note FROM shift_note_taken)"
    found = (_note(execute, *row) for row in execute(unread).fetchall())
    return sorted((note for note in found if note.waits_for(user)), key=lambda note: note.at)


def newest(execute: Execute, most: int = MOST) -> list[Note]:
    """The last notes, the newest first."""
    found = [_note(execute, *row) for row in execute(NEWEST, (most,)).fetchall()]
    return sorted(found, key=lambda note: note.at, reverse=True)[:most]


def beginning_with(execute: Execute, text: str) -> list[Note]:
    """Notes whose identity (hex) begins so; no text names none."""
    if not text:
        return []
    rows = execute(f"{NOTES} WHERE substr(lower(hex(identity)), 1, ?)=?", (len(text), text))
    return [_note(execute, *row) for row in rows.fetchall()]


def left_under(execute: Execute, key: str) -> Note | None:
    """The first note that this desk left under a key."""
    found = f"{NOTES} WHERE key=? AND event>0 ORDER BY event LIMIT 1"
    row = execute(found, (key,)).fetchone()
    return None if row is None else _note(execute, *row)


def deeds(execute: Execute, midnight: datetime) -> dict[str, datetime]:
    """When each person last wrote anything since midnight, at any desk of the office.

    Of other desks' events, which come in batches, the last ones that came are looked at; those that
    this program cannot read tell nothing.
    """
    found: dict[str, datetime] = {}
    for (body,) in execute("SELECT body FROM event ORDER BY id DESC"):
        recorded, actor = _recorded(body)
        if recorded < midnight:
            break
        found.setdefault(actor, recorded)
    for (body,) in execute("SELECT body FROM peer_event ORDER BY id LIMIT ?", (PEERS_LOOKED_AT,)):
        with suppress(WireError, LookupError, TypeError, OverflowError):
            recorded, actor = _recorded(body)
            if recorded >= max(midnight, found.get(actor, midnight)):
                found[actor] = recorded
    return found


def _recorded(body: bytes) -> tuple[datetime, str]:
    head = load(body)
    return from_millis(head[2]), str(head[5])


def _note(execute: Execute, identity: bytes, body: bytes) -> Note:
    event = decode(body)
    if not isinstance(event.fact, NoteLeft):
        raise LookupError(identity)  # noqa: TRY004 - the row is at fault, not a type
    taken = _events(execute(TAKINGS, (identity,)))
    return note_of(event, identity.hex(), event.fact, taken)


def _events(rows: Any) -> Iterator[Event]:
    return (decode(body) for (body,) in rows.fetchall())

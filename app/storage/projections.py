"""Folding the journals into the derived tables, one event at a time or all from zero.

Derived tables hold nothing that the journals do not: `rebuild` drops and folds them again to the
same bytes, and `digest` proves it.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

from app.domain import downstream as down
from app.domain import events as e
from app.domain.dossier import Dossier
from app.domain.errors import Trouble
from app.domain.lifecycle import apply
from app.domain.place import PIN
from app.storage import cards, identities, schema
from app.wire.errors import WireError
from app.wire.event import decode

Execute = Callable[..., Any]
DEPTH_BITS = 40
DEPTH_MASK = (1 << DEPTH_BITS) - 1
PAGE = 1000
OWN, FROM_PROVINCE = 0, 1  # who named a user: where both did, the province rules


def create(execute: Execute) -> None:
    """Make the derived tables, empty."""
    for statement in (*schema.TABLES, *schema.INDEXES):
        execute(statement)


def drop(execute: Execute) -> None:
    """Take the derived tables away."""
    for name in schema.NAMES:
        execute(f"DROP TABLE IF EXISTS {name}")


def digest(execute: Execute) -> str:
    """SHA-256 over every row of every derived table, in key order."""
    total = hashlib.sha256()
    for name in schema.DIGESTED:
        total.update(name.encode())
        for row in execute(f"SELECT * FROM {name} ORDER BY {schema.ORDER[name]}"):
            total.update(repr(tuple(row)).encode())
    return total.hexdigest()


def fold_own(
    execute: Execute, event_id: int, identity: bytes, event: e.Event, dossier_id: int
) -> Dossier | None:
    """Take one event of the own journal into the tables; `dossier_id` 0 outside dossiers.

    The dossier after it, None where the event is of none.
    """
    fact = event.fact
    if isinstance(fact, e.Received):
        return _open(execute, event_id, event, fact)
    if dossier_id:
        return _step(execute, event_id, event, dossier_id)
    if isinstance(fact, e.Advised):
        _advised(execute, event, fact)
    keep = OFFICE_FACTS.get(type(fact))
    if keep is not None:
        keep(execute, event_id, identity, fact)
    return None


def fold_down(execute: Execute, fact: e.Fact) -> None:
    """Take one fact of the province into the tables.

    An unknown one changes nothing, nor does one that cannot be folded: it must not keep those
    behind it from the desk.
    """
    keep = DOWN_FACTS.get(type(fact))
    if keep is not None:
        _attempt(execute, lambda: keep(execute, fact))


def fold_down_again(execute: Execute) -> None:
    """The province's journal is another one now: its effects, and nothing else, from zero."""
    for table in ("verdict", "block", f"user WHERE origin={FROM_PROVINCE}"):
        execute(f"DELETE FROM {table}")
    execute("DELETE FROM standing WHERE name IN ('office', 'revoked')")
    _fold_all_down(execute)


def fold_kept(
    execute: Execute, event_id: int, identity: bytes, event: e.Event, dossier_id: int
) -> None:
    """As `fold_own`, of an event that the journal has already: one that fails stops no other."""
    _attempt(execute, lambda: fold_own(execute, event_id, identity, event, dossier_id))


def _attempt(execute: Execute, fold: Callable[[], object]) -> None:
    execute("SAVEPOINT fold")
    try:
        fold()
    except Trouble:
        raise
    except Exception:  # noqa: BLE001 - whatever it is, it is this event's alone
        execute("ROLLBACK TO fold")
    execute("RELEASE fold")


def load(execute: Execute, dossier_id: int) -> Dossier:
    """A dossier out of its events; LookupError where there is none."""
    return _fold(execute, event_ids(execute, dossier_id))


def _fold(execute: Execute, ids: list[int]) -> Dossier:
    state: Dossier | None = None
    for event_id in ids:
        (body,) = execute("SELECT body FROM event WHERE id=?", (event_id,)).fetchone()
        state = apply(state, decode(body))
    assert state is not None  # noqa: S101 - the opening event is always the first
    return state


def event_ids(execute: Execute, dossier_id: int) -> list[int]:
    """Ids of a dossier's events, the opening one first."""
    row = execute("SELECT events FROM dossier WHERE id=?", (dossier_id,)).fetchone()
    if row is None:
        raise LookupError(dossier_id)
    return [dossier_id, *(dossier_id + far for far in cards.unpack_events(row[0]))]


def rebuild(execute: Execute) -> None:
    """Drop and fold again: the province's journal after the own one, as `standing` reads them."""
    drop(execute)
    create(execute)
    for event_id, dossier_id, body, identity in _pages(
        execute, "SELECT id, dossier, body, hash FROM event"
    ):
        event = _readable(body)
        if event is not None:
            fold_kept(execute, event_id, identity, event, dossier_id)
    _fold_all_down(execute)


def _fold_all_down(execute: Execute) -> None:
    grant_enrolled(execute)
    for _position, body in _pages(execute, "SELECT id, body FROM downstream"):
        event = _readable(body)
        if event is not None:
            fold_down(execute, event.fact)


def _pages(execute: Execute, select: str) -> Iterator[Any]:
    """All rows by id, a page at a time in memory: a journal may be larger than it."""
    last = -1
    while rows := execute(f"{select} WHERE id>? ORDER BY id LIMIT {PAGE}", (last,)).fetchall():
        yield from rows
        last = rows[-1][0]


def fold_verdicts(execute: Execute) -> None:
    """Once more what the province found: events came here later than its word on them."""
    kind = str(down.VerdictGiven.number)
    for (body,) in execute("SELECT body FROM downstream WHERE kind=? ORDER BY id", (kind,)):
        fold_down(execute, decode(body).fact)


def _readable(body: bytes) -> e.Event | None:
    """An event that this program knows; a newer one's kind is kept in the journal and skipped."""
    try:
        return decode(body)
    except WireError:
        return None


def grant_enrolled(execute: Execute) -> None:
    """Number blocks that came with the enrolment file, before the province's journal did."""
    row = execute("SELECT value FROM mark WHERE name='blocks'").fetchone()
    for block in json.loads(row[0]) if row else []:
        _block_granted(execute, down.BlockGranted(**block))


def _open(execute: Execute, event_id: int, event: e.Event, fact: e.Received) -> Dossier:
    dossier = apply(None, event)
    cards.insert(execute, event_id, dossier)
    _know_by(execute, event_id, dossier)
    if fact.key is not None:
        execute("INSERT OR IGNORE INTO claim_key VALUES(?,?)", (fact.key, event_id))
    return dossier


def _step(execute: Execute, event_id: int, event: e.Event, dossier_id: int) -> Dossier:
    ids = event_ids(execute, dossier_id)
    after = apply(_fold(execute, ids), event)
    cards.update(execute, dossier_id, after, [*ids[1:], event_id])
    if isinstance(event.fact, e.CodePaired | e.Corrected):
        execute("DELETE FROM foreign_code WHERE dossier=?", (dossier_id,))
        _know_by(execute, dossier_id, after)
    return after


def _know_by(execute: Execute, dossier_id: int, dossier: Dossier) -> None:
    for paired in dossier.codes:
        execute("INSERT INTO foreign_code VALUES(?,?)", (paired.code, dossier_id))


def _stand(execute: Execute, name: str, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    execute("INSERT OR REPLACE INTO standing VALUES(?,?)", (name, text))


def _installed(execute: Execute, event_id: int, identity: bytes, fact: e.Installed) -> None:
    _stand(
        execute,
        "installed",
        {
            "commune": fact.commune,
            "desk": fact.desk,
            "letter": fact.letter,
            "numbering": fact.numbering,
            "agency_code": fact.agency_code,
            "device": fact.device,
            "training": bool(fact.training),
            "installation": identity.hex()[:16],
            "depth": event_id & DEPTH_MASK,
        },
    )


def _user_added(execute: Execute, event_id: int, _identity: bytes, fact: e.UserAdded) -> None:
    place = event_id & DEPTH_MASK
    _put_user(execute, OWN, place, fact.user, fact.name, fact.roles, fact.fields, ended=0)


def _put_user(  # noqa: PLR0913 - the columns
    execute: Execute,
    origin: int,
    place: int,
    user: str,
    name: str,
    roles: tuple[str, ...],
    fields: tuple[str, ...],
    *,
    ended: int,
) -> None:
    execute(
        "INSERT INTO user VALUES(?,?,?,?,?,?,NULL,?) ON CONFLICT(id, origin) DO UPDATE SET "
        "name=excluded.name, roles=excluded.roles, fields=excluded.fields, ended=excluded.ended",
        (user, origin, place, name, " ".join(roles), "\n".join(fields), ended),
    )


def _user_changed(execute: Execute, _event_id: int, _identity: bytes, fact: e.UserChanged) -> None:
    changes = {
        "name": fact.name,
        "roles": None if fact.roles is None else " ".join(fact.roles),
        "fields": None if fact.fields is None else "\n".join(fact.fields),
        "public_key": fact.public_key,
        "ended": fact.ended or None,
    }
    for column, value in changes.items():
        if value is not None:
            execute(f"UPDATE user SET {column}=? WHERE id=? AND origin=0", (value, fact.user))


def _refused(execute: Execute, event_id: int, _identity: bytes, fact: e.Refused) -> None:
    execute("INSERT OR IGNORE INTO refusal VALUES(?,?)", (fact.document, event_id))


def _advised(execute: Execute, event: e.Event, fact: e.Advised) -> None:
    execute(
        "INSERT INTO advice VALUES(?,?,1) "
        "ON CONFLICT(day, procedure) DO UPDATE SET visits=visits+1",
        (event.at.date().isoformat(), fact.procedure),
    )


def _clock_confirmed(
    execute: Execute, _event_id: int, _identity: bytes, fact: e.ClockConfirmed
) -> None:
    _stand(execute, "clock", fact.offset_seconds)


def _office_changed(execute: Execute, fact: down.OfficeChanged) -> None:
    _stand(
        execute,
        "office",
        {
            "commune": fact.commune,
            "name": fact.name,
            "parent": fact.parent,
            "place": fact.place,
            "hours": fact.hours,
            "phone": fact.phone,
            "lookup_url": fact.lookup_url,
            **({} if fact.unlock == PIN else {"unlock": fact.unlock}),
        },
    )


def _block_granted(execute: Execute, fact: down.BlockGranted) -> None:
    """A block of another desk of the office is no business of this one.

    One of another installation is kept: only numbers of the own letter are taken from it.
    """
    if fact.device is not None and fact.device != _own_device(execute):
        return
    execute(
        "INSERT OR REPLACE INTO block VALUES(?,?,?,?,?)",
        (fact.agency_code, fact.block, fact.first_day, fact.last_day, fact.letter),
    )


def _own_device(execute: Execute) -> str | None:
    row = execute("SELECT value FROM standing WHERE name='installed'").fetchone()
    return json.loads(row[0])["device"] if row else None


def _user_set(execute: Execute, fact: down.UserSet) -> None:
    _put_user(
        execute, FROM_PROVINCE, 0, fact.user, fact.name, fact.roles, fact.fields, ended=fact.ended
    )


def _verdict(execute: Execute, fact: down.VerdictGiven) -> None:
    """The office's journal brings the verdicts on all its desks; this desk keeps its own."""
    event = bytes.fromhex(fact.event)
    if fact.code == down.ACCEPTED:
        execute("DELETE FROM verdict WHERE event=?", (event,))
        return
    found = identities.find(execute, event)
    if found is not None:
        execute(
            "INSERT OR REPLACE INTO verdict SELECT hash, dossier, ?, ? FROM event WHERE id=?",
            (fact.code, fact.sentence, found),
        )


def _revoked(execute: Execute, fact: down.DeviceRevoked) -> None:
    _stand(execute, "revoked", {"device": fact.device, "reason": fact.reason})


OFFICE_FACTS: dict[type[e.Fact], Callable[[Execute, int, bytes, Any], None]] = {
    e.Installed: _installed,
    e.UserAdded: _user_added,
    e.UserChanged: _user_changed,
    e.Refused: _refused,
    e.ClockConfirmed: _clock_confirmed,
}
DOWN_FACTS: dict[type[e.Fact], Callable[[Execute, Any], None]] = {
    down.OfficeChanged: _office_changed,
    down.BlockGranted: _block_granted,
    down.UserSet: _user_set,
    down.VerdictGiven: _verdict,
    down.DeviceRevoked: _revoked,
}

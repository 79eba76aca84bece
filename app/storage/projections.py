"""Folding the journals into the derived tables, one event at a time or all from zero.

Derived tables hold nothing that the journals do not: `rebuild` drops and folds them again to the
same bytes, and `digest` proves it.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from app.domain import downstream as down
from app.domain import events as e
from app.domain.advised import AdvisedOfPapers
from app.domain.answers import Resolved
from app.domain.dossier import Dossier
from app.domain.errors import Trouble
from app.domain.lifecycle import apply
from app.domain.place import PIN
from app.domain.times import to_seconds
from app.storage import (
    apart,
    blank_slips,
    brought,
    cards,
    certification_books,
    duty,
    form_stock,
    identities,
    incidents,
    known_by,
    peers,
    schema,
    user_rows,
)
from app.storage.folding import event_ids, fold, local_id, readable
from app.storage.office_names import SINCE, keep_hours
from app.storage.own_chain import DEPTH_MASK
from app.wire.event import decode, kind_of

Execute = Callable[..., Any]
PAGE = 1000


def create(execute: Execute) -> None:
    """Make the derived tables, empty."""
    for statement in (*schema.TABLES, *schema.CARD_INDEXES, *schema.CODE_INDEXES):
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
        read = schema.READ.get(name, f"SELECT * FROM {name}")
        without = schema.WITHOUT.get(name)
        for row in execute(f"{read} ORDER BY {schema.ORDER[name]}"):
            values = [value for at, value in enumerate(row) if at != without]
            total.update(repr(tuple(values)).encode())
    return total.hexdigest()


def fold_own(
    execute: Execute, event_id: int, identity: bytes, event: e.Event, dossier_id: int
) -> Dossier | None:
    """Take one event of the own journal into the tables; `dossier_id` 0 outside dossiers.

    The dossier after it, None where the event is of none.
    """
    fact = event.fact
    if fact.opens:
        return _open(execute, event_id, event)
    if isinstance(fact, Resolved):
        brought.keep_answer(execute, identity.hex(), fact)
    certification_books.keep_numbers(execute, event_id, event)
    if dossier_id <= 0 and isinstance(event.dossier, bytes):
        refer(execute, event_id, event.dossier)
    if dossier_id:
        return _step(execute, event_id, event, dossier_id)
    _note_visit(execute, event_id, event)
    certification_books.keep(execute, event_id, event)
    blank_slips.keep(execute, event_id, event)
    keep_hours(execute, event)
    keep = OFFICE_FACTS.get(type(fact))
    if keep is not None:
        keep(execute, event_id, identity, fact)
    return None


def fold_down(execute: Execute, event: e.Event) -> None:
    """Take one fact of the province into the tables.

    An unknown one changes nothing, nor does one that cannot be folded: it must not keep those
    behind it from the desk.
    """
    fact = event.fact
    keep = DOWN_FACTS.get(type(fact))
    if isinstance(fact, down.Reassigned):
        attempt(execute, partial(_reassigned, execute, event, fact))
    elif isinstance(fact, down.OfficeChanged):
        attempt(execute, partial(_office_changed, execute, event, fact))
    elif keep is not None:
        attempt(execute, lambda: keep(execute, fact))


def fold_kept(
    execute: Execute, event_id: int, identity: bytes, event: e.Event, dossier_id: int
) -> None:
    """As `fold_own`, of an event that the journal has already: one that fails stops no other."""
    attempt(execute, lambda: fold_own(execute, event_id, identity, event, dossier_id))
    if event.fact.opens and brought.is_about(execute, identity):
        _forget_peers_card(execute, identity)
        fold_again(execute, identity)  # other machines' facts of it came before it did


def fold_peers(execute: Execute, new: Iterable[peers.PeerEvent]) -> None:
    """Take events of other desks into the tables: each dossier of theirs is folded once."""
    touched: dict[bytes, None] = {}
    for one in new:
        if one.dossier is not None:
            touched[one.dossier] = None
        if kind_of(one.body) in PEERS_FACTS:
            attempt(execute, partial(_keep_peers, execute, one))
    for dossier in touched:
        attempt(execute, partial(fold_again, execute, dossier))


def _keep_peers(execute: Execute, one: peers.PeerEvent) -> None:
    """What another desk told of the whole office."""
    event = readable(one.body)
    if event is None:
        return
    if isinstance(event.fact, Resolved):
        brought.keep_answer(execute, one.identity.hex(), event.fact)
    elif type(event.fact) in duty.KEPT:
        duty.KEPT[type(event.fact)](execute, one.id, one.identity, event.fact)


def _forget_peers_card(execute: Execute, identity: bytes) -> None:
    """The card of what came as another desk's: it is this desk's own."""
    found = peers.find(execute, identity)
    if found is not None:
        execute("DELETE FROM dossier WHERE id=?", (found,))
        known_by.forget(execute, found)


def attempt(execute: Execute, fold: Callable[[], object]) -> bool:
    """Whether an event could be folded; where not, nothing of it is in the tables.

    A disk that fails is not that event's alone.
    """
    execute("SAVEPOINT fold")
    try:
        fold()
    except Trouble:
        raise
    except Exception:  # noqa: BLE001 - whatever it is, it is this event's alone
        execute("ROLLBACK TO fold")
        execute("RELEASE fold")
        return False
    execute("RELEASE fold")
    return True


def fold_again(execute: Execute, identity: bytes) -> None:
    """A dossier, by its identity, of which others recorded something; not where none is here.

    Events that this program cannot read count only at the province.
    """
    found = local_id(execute, identity)
    if found is None:
        return
    there = execute("SELECT 1 FROM dossier WHERE id=?", (found,)).fetchone() is not None
    if found > 0 and there:
        ids = event_ids(execute, found)
        folded = fold(execute, found, ids)
        cards.update(execute, found, folded.dossier, ids[1:])
    elif found < 0:
        ids = _referring(execute, identity)
        folded = fold(execute, found, ids)
        name = cards.named(execute, found, folded.dossier)
        cards.put(execute, found, folded.dossier, name, ids, there=there)
    else:
        return
    known_by.know_by(execute, found, folded.dossier, anew=True)
    apart.mark(execute, found, folded)


def refer(execute: Execute, event_id: int, dossier: bytes) -> None:
    """One of this desk's events is of another desk's dossier, which may not be here yet."""
    execute("INSERT OR IGNORE INTO reference VALUES(?,?)", (dossier, event_id))


def _referring(execute: Execute, dossier: bytes) -> list[int]:
    rows = execute("SELECT event FROM reference WHERE dossier=? ORDER BY event", (dossier,))
    return [event_id for (event_id,) in rows.fetchall()]


def fold_all_down(execute: Execute) -> None:
    """The province's journal, from its beginning."""
    grant_enrolled(execute)
    for _position, body in pages(execute, "SELECT id, body FROM downstream"):
        event = readable(body)
        if event is not None:
            fold_down(execute, event)


def pages(execute: Execute, select: str) -> Iterator[Any]:
    """All rows by id, a page at a time in memory: a journal may be larger than it."""
    last = -1
    while rows := execute(f"{select} WHERE id>? ORDER BY id LIMIT {PAGE}", (last,)).fetchall():
        yield from rows
        last = rows[-1][0]


def fold_verdicts(execute: Execute) -> None:
    """Once more what the province found: events came here later than its word on them."""
    kind = str(down.VerdictGiven.number)
    for (body,) in execute("SELECT body FROM downstream WHERE kind=? ORDER BY id", (kind,)):
        fold_down(execute, decode(body))


def grant_enrolled(execute: Execute) -> None:
    """Number blocks that came with the enrolment file, before the province's journal did."""
    row = execute("SELECT value FROM mark WHERE name='blocks'").fetchone()
    for block in json.loads(row[0]) if row else []:
        _block_granted(execute, down.BlockGranted(**block))


def _open(execute: Execute, event_id: int, event: e.Event) -> Dossier:
    dossier = apply(None, event)
    cards.insert(execute, event_id, dossier)
    known_by.know_by(execute, event_id, dossier, anew=False)
    known_by.know_key(execute, event_id, event.fact)
    return dossier


def _step(execute: Execute, event_id: int, event: e.Event, dossier_id: int) -> Dossier:
    ids = [*event_ids(execute, dossier_id), event_id]
    folded = fold(execute, dossier_id, ids)
    after = folded.dossier
    cards.update(execute, dossier_id, after, ids[1:] if dossier_id > 0 else ids)
    if known_by.moves(event.fact) or after.master is not None:
        known_by.know_by(execute, dossier_id, after, anew=True)
    if apart.concerns(folded):
        apart.mark(execute, dossier_id, folded)
    return after


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


def _note_visit(execute: Execute, event_id: int, event: e.Event) -> None:
    """Who came and left without a slip: advised, told what is missing, or refused."""
    fact = event.fact
    if isinstance(fact, e.Advised | AdvisedOfPapers):
        _advised(execute, event, fact.procedure)
    if isinstance(fact, e.Refused | AdvisedOfPapers):
        day = event.at.date().isoformat()
        execute(
            "INSERT OR IGNORE INTO desk_paper VALUES(?,?,?,?,?)",
            (fact.document, event_id, day, fact.procedure, fact.owner.id),
        )


def _advised(execute: Execute, event: e.Event, procedure: str) -> None:
    execute(
        "INSERT INTO advice VALUES(?,?,1) "
        "ON CONFLICT(day, procedure) DO UPDATE SET visits=visits+1",
        (event.at.date().isoformat(), procedure),
    )


def _clock_confirmed(
    execute: Execute, _event_id: int, _identity: bytes, fact: e.ClockConfirmed
) -> None:
    _stand(execute, "clock", fact.offset_seconds)


def _office_changed(execute: Execute, event: e.Event, fact: down.OfficeChanged) -> None:
    """From now on; papers of before keep the names of before."""
    office = {
        "commune": fact.commune,
        "name": fact.name,
        "parent": fact.parent,
        "place": fact.place,
        "hours": fact.hours,
        "phone": fact.phone,
        "lookup_url": fact.lookup_url,
        **({} if fact.unlock == PIN else {"unlock": fact.unlock}),
    }
    _stand(execute, "office", office)
    _stand(execute, f"{SINCE}{to_seconds(event.at)}", office)


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


def _dossier_changed(execute: Execute, fact: down.DossierChanged) -> None:
    part = brought.keep(execute, fact)
    if isinstance(part.fact, Resolved):
        brought.keep_answer(execute, fact.event, part.fact)
    fold_again(execute, bytes.fromhex(fact.dossier))


def _reassigned(execute: Execute, event: e.Event, fact: down.Reassigned) -> None:
    brought.keep_reassigned(execute, event, fact)
    fold_again(execute, bytes.fromhex(fact.dossier))


def _answered(execute: Execute, fact: down.QuestionAnswered) -> None:
    brought.keep_ruling(execute, fact)
    if fact.dossier is not None:
        fold_again(execute, bytes.fromhex(fact.dossier))


def _revoked(execute: Execute, fact: down.DeviceRevoked) -> None:
    _stand(execute, "revoked", {"device": fact.device, "reason": fact.reason})
    _stand(execute, f"{peers.REVOKED}{fact.device}", fact.reason)
    for dossier in peers.dossiers_of(execute, fact.device):
        fold_again(execute, dossier)


OFFICE_FACTS: dict[type[e.Fact], Callable[[Execute, int, bytes, Any], None]] = {
    e.Installed: _installed,
    e.UserAdded: user_rows.user_added,
    e.UserChanged: user_rows.user_changed,
    e.ClockConfirmed: _clock_confirmed,
    **incidents.KEPT,
    **duty.KEPT,
    **form_stock.KEPT,
}
PEERS_FACTS = {Resolved.number, *(kind.number for kind in duty.KEPT)}
DOWN_FACTS: dict[type[e.Fact], Callable[[Execute, Any], None]] = {
    down.BlockGranted: _block_granted,
    down.UserSet: user_rows.user_set,
    down.VerdictGiven: _verdict,
    down.DeviceRevoked: _revoked,
    down.DossierChanged: _dossier_changed,
    down.FactsContradict: brought.keep_group,
    down.QuestionAnswered: _answered,
}

"""What the province marked and this desk has not decided about, with both sides of each matter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import events as e
from app.domain.answers import ANSWERS_DIFFER, ASK, CONTRADICTION, SAME_CODE, Answer, Resolved
from app.domain.events import Event
from app.services.resolving import Matter
from app.storage import brought, folding, identities, own_chain, peers
from app.storage.apart import GROUP, MARKED
from app.storage.connection import Connection
from app.wire.errors import WireError
from app.wire.event import decode

DECIDED = (
    "EXISTS(SELECT 1 FROM answer WHERE answer.event=lower(hex(verdict.event)) "
    f"AND answer.code=verdict.code AND answer.answer<>'{ASK}')"
)
ASKED = (
    "EXISTS(SELECT 1 FROM answer WHERE answer.event=lower(hex(verdict.event)) "
    f"AND answer.code=verdict.code AND answer.answer='{ASK}')"
)
OPEN = f"NOT {DECIDED}"
WAITING = f"NOT {DECIDED} AND NOT {ASKED}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as a side of a matter shows it; `device` of another machine, empty for this one."""

    event: Event
    device: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Sides:
    """A matter with the facts of both sides; `at` is when its own fact was recorded."""

    matter: Matter
    mine: tuple[Fact, ...]
    theirs: tuple[Fact, ...]
    at: datetime | None = None


def count(connection: Connection) -> int:
    """How many facts want a decision of this desk's people; what was asked waits elsewhere.

    Facts that contradict each other are one.
    """
    row = connection.execute(
        f"SELECT count(DISTINCT CASE WHEN verdict.code='{CONTRADICTION}' "
        f"THEN coalesce({GROUP.format(event='verdict.event')}, hex(event)) ELSE hex(event) END) "
        f"FROM {MARKED} WHERE {WAITING}"
    )
    return int(row.fetchone()[0])


def read(connection: Connection) -> tuple[Sides, ...]:
    """All that is open, newest dossier first, what was asked last; one row a matter."""
    rows = connection.execute(
        f"SELECT event, dossier, code, sentence, {ASKED} AS asked FROM {MARKED} WHERE {OPEN} "
        "ORDER BY asked, dossier DESC, event, code"
    ).fetchall()
    found: dict[Any, Sides] = {}
    for event, dossier, code, sentence, asked in rows:
        sides = _sides(connection, bytes(event), code, sentence, dossier, bool(asked))
        key = (dossier, code, sides.matter.mine or sides.matter.event)
        found.setdefault(key, sides)
    return tuple(found.values())


def one(connection: Connection, event: str, code: str) -> Matter | None:
    """The open matter of a fact, None where it is open no more."""
    row = connection.execute(
        f"SELECT event, dossier, code, sentence, {ASKED} FROM {MARKED} "
        f"WHERE event=? AND code=? AND {OPEN}",
        (bytes.fromhex(event), code),
    ).fetchone()
    if row is None:
        return None
    return _sides(connection, bytes(row[0]), row[2], row[3], row[1], bool(row[4])).matter


def _sides(  # noqa: PLR0913 - the columns
    connection: Connection,
    identity: bytes,
    code: str,
    sentence: str,
    dossier: int,
    asked: bool,  # noqa: FBT001 - a column
) -> Sides:
    mark = _own(connection, identity)
    mine: tuple[bytes, ...] = (identity,)
    theirs: tuple[bytes, ...] = ()
    answered = other = None
    if code == CONTRADICTION:
        mine, theirs = _group(connection, identity)
    if code == ANSWERS_DIFFER and mark is not None and isinstance(mark.fact, Resolved):
        answered = Answer.of(identity.hex(), mark.fact)
        other = _beside(connection, answered)
        theirs = () if other is None else (bytes.fromhex(other.identity.rpartition("/")[2]),)
    matter = Matter(
        event=identity.hex(),
        code=code,
        sentence=sentence,
        dossier=dossier,
        mine=tuple(sorted(one.hex() for one in mine)) if code == CONTRADICTION else (),
        theirs=tuple(sorted(one.hex() for one in theirs)) if code == CONTRADICTION else (),
        opens=mark is not None and mark.fact.opens,
        codes=_codes(connection, dossier) if code == SAME_CODE else (),
        answered=answered,
        other=other,
        known=_known(connection, answered, identity.hex(), code),
        asked=asked,
    )
    own = (fact for fact in (_here(connection, one) for one in mine) if fact is not None)
    far = (fact for fact in (_elsewhere(connection, one) for one in theirs) if fact is not None)
    at = None if mark is None else mark.at
    return Sides(matter, _newest_first(own), _newest_first(far), at)


def _newest_first(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """By their places in a journal: clocks order nothing."""
    return tuple(sorted(facts, key=lambda fact: fact.depth, reverse=True))


def _group(connection: Connection, identity: bytes) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """The facts that contradict each other: this machine's, and others'."""
    (group,) = connection.execute(f"SELECT {GROUP.format(event='?1')}", (identity,)).fetchone()
    whole = [identity] if group is None else [bytes.fromhex(one) for one in group.split()]
    mine = tuple(one for one in whole if _is_own(connection, one))
    return mine, tuple(one for one in whole if one not in mine)


def _is_own(connection: Connection, identity: bytes) -> bool:
    return bool(identities.beginning_with(connection, identity.hex()))


def _own(connection: Connection, identity: bytes) -> Event | None:
    found = _here(connection, identity)
    return None if found is None else found.event


def _here(connection: Connection, identity: bytes) -> Fact | None:
    found = identities.beginning_with(connection, identity.hex())
    if not found:
        return None
    row = connection.execute("SELECT body FROM event WHERE id=?", (found[0],)).fetchone()
    event = _readable(row[0])
    return None if event is None else Fact(event, depth=found[0] & own_chain.DEPTH_MASK)


def _elsewhere(connection: Connection, identity: bytes) -> Fact | None:
    row = connection.execute(
        "SELECT body, device, depth FROM brought WHERE event=?", (identity,)
    ).fetchone()
    if row is None:
        number = peers.find(connection.execute, identity)
        peer = None if number is None else peers.one(connection.execute, number)
        row = None if peer is None else (peer.body, peer.device, peer.depth)
    event = None if row is None else _readable(row[0])
    return None if event is None else Fact(event, row[1], row[2])


def _beside(connection: Connection, answered: Answer) -> Answer | None:
    """Another machine's answer to the same matter that says something else."""
    for (name,) in connection.execute(
        "SELECT DISTINCT identity FROM answer WHERE event=? AND code=? ORDER BY identity",
        (answered.matter[0], answered.code),
    ).fetchall():
        fact = None if "/" in name else _elsewhere(connection, bytes.fromhex(name))
        if fact is not None and isinstance(fact.event.fact, Resolved):
            other = Answer.of(name, fact.event.fact)
            if other.matter == answered.matter and other.aside != answered.aside:
                return other
    return None


def _known(
    connection: Connection, answered: Answer | None, event: str, code: str
) -> tuple[str, ...]:
    """Answers to the same matter, as far as this desk has them."""
    about = (event, code) if answered is None else (answered.matter[0], answered.code)
    rows = connection.execute(
        "SELECT DISTINCT identity FROM answer WHERE event=? AND code=? ORDER BY identity", about
    )
    return tuple(name for (name,) in rows.fetchall())


def _codes(connection: Connection, dossier: int) -> tuple[str, ...]:
    """Own facts that paired a code with the dossier."""
    found = []
    for event_id in folding.event_ids(connection.execute, dossier):
        body, identity = connection.execute(
            "SELECT body, hash FROM event WHERE id=?", (event_id,)
        ).fetchone()
        if isinstance(decode(body).fact, e.CodePaired):
            found.append(bytes(identity).hex())
    return tuple(sorted(found))


def _readable(body: bytes) -> Event | None:
    try:
        return decode(body)
    except WireError:
        return None


def said_by_province(connection: Connection, identity: bytes) -> tuple[str, ...]:
    """The province's answers about a dossier in its words."""
    return brought.said_about(connection.execute, identity)

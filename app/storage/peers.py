"""Other desks' chains as they came over the office's own network: truth, a tree of lines.

A line is a run of events that one device wrote, each on the one before; where two stand on one
event, the later to come begins a line of its own. Line 0 is this desk's journal. An event is known
by its hash alone, so it is kept once, whoever brought it. Ids are negative, the newest the lowest:
no query over the own journal meets them, and a dossier's card bears the id of its opening.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain import events as e
from app.storage import identities, own_chain
from app.wire import chain
from app.wire.errors import WireError
from app.wire.event import shape

Execute = Callable[..., Any]
OWN = 0
REVOKED = "revoked/"  # and the device: names of what `standing` says of it
DEPTH_MASK = (1 << 40) - 1
LEAVES = "SELECT line, max(depth) FROM peer_event GROUP BY line ORDER BY line"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event stands: its line, and how many events from the root it is."""

    line: int
    depth: int


@dataclass(frozen=True, slots=True)
class PeerEvent:
    """An event of another desk as it is stored."""

    id: int
    identity: bytes
    body: bytes
    depth: int
    root: bytes
    device: str
    dossier: bytes | None


def place_of(execute: Execute, identity: bytes) -> Place | None:
    """Where an event, or a root, stands; inside a transaction that writes. None: not here."""
    identities.catch_up(execute)
    return _place_of(execute, identity)


def _place_of(execute: Execute, identity: bytes) -> Place | None:
    found = identities.marked(execute, identity)
    if found is not None:
        return Place(OWN, found & DEPTH_MASK)
    row = execute("SELECT line, depth FROM peer_event WHERE hash=?", (identity,)).fetchone()
    if row is not None:
        return Place(*row)
    if identity == own_chain.root_of(execute):
        return Place(OWN, 0)
    row = execute(
        "SELECT id FROM peer_line WHERE root=? AND parent IS NULL", (identity,)
    ).fetchone()
    return None if row is None else Place(row[0], 0)


def path(execute: Execute, place: Place) -> list[Place]:
    """The place, and on each line below the last event that leads to it."""
    found = [place]
    while found[-1].line != OWN:
        parent, depth = execute(
            "SELECT parent, depth FROM peer_line WHERE id=?", (found[-1].line,)
        ).fetchone()
        if parent is None:
            break
        found.append(Place(parent, depth))
    return found


def reach(execute: Execute, have: Iterable[bytes]) -> dict[int, int]:
    """Of each line, up to which depth somebody has it who has these events.

    Inside a transaction that writes; what is not known here counts for nothing.
    """
    known: dict[int, int] = {}
    identities.catch_up(execute)
    for identity in have:
        place = _place_of(execute, identity)
        for part in [] if place is None else path(execute, place):
            known[part.line] = max(known.get(part.line, -1), part.depth)
    return known


def ancestor(execute: Execute, place: Place, depth: int) -> bytes | None:
    """The identity of the event at a depth on the way to a place; None where there is none."""
    return next(ancestors(execute, place, (depth,)))


def ancestors(execute: Execute, place: Place, depths: Iterable[int]) -> Iterator[bytes | None]:
    """The same at several depths, for one look at the way."""
    way = path(execute, place)
    for depth in depths:
        standing = (_identity(execute, one.line, depth) for one in way if one.depth >= depth)
        yield next((found for found in standing if found is not None), None)


def root_of(execute: Execute, line: int) -> bytes:
    """The root of a line's chain."""
    if line == OWN:
        return own_chain.root_of(execute)
    (root,) = execute("SELECT root FROM peer_line WHERE id=?", (line,)).fetchone()
    return bytes(root)


def leaves(execute: Execute) -> list[Place]:
    """The newest event of each line, this desk's first."""
    (newest,) = execute("SELECT coalesce(max(id), 0) FROM event").fetchone()
    return [Place(OWN, newest & DEPTH_MASK), *(Place(*row) for row in execute(LEAVES).fetchall())]


def roots_of(execute: Execute, device: str) -> list[bytes]:
    """The roots of a device's chains."""
    rows = execute("SELECT DISTINCT root FROM peer_line WHERE device=? ORDER BY root", (device,))
    return [bytes(root) for (root,) in rows.fetchall()]


def new_root(execute: Execute, device: str, root: bytes) -> Place:
    """The beginning of another desk's chain."""
    line = execute(
        "INSERT INTO peer_line(device, root, parent, depth) VALUES(?,?,NULL,0)", (device, root)
    ).lastrowid
    return Place(line, 0)


def append(
    execute: Execute, device: str, place: Place, bodies: Iterable[bytes], hashes: Iterable[bytes]
) -> tuple[Place, list[PeerEvent]]:
    """What is new of events that follow on a place, inside the caller's transaction.

    The place of the last of them, and the new ones in their order.
    """
    new: list[PeerEvent] = []
    for body, identity in zip(bodies, hashes, strict=True):
        known = None if new else place_of(execute, identity)
        if known is not None:
            place = known
            continue
        place = _next(execute, device, place)
        new.append(_put(execute, device, place, body, identity))
    return place, new


def one(execute: Execute, event_id: int) -> PeerEvent:
    """One event by its number; LookupError where there is none."""
    row = execute(f"{SELECT} WHERE peer_event.id=?", (event_id,)).fetchone()
    if row is None:
        raise LookupError(event_id)
    return _read(row)


def find(execute: Execute, identity: bytes) -> int | None:
    """The number of another desk's event, by its identity."""
    row = execute("SELECT id FROM peer_event WHERE hash=?", (identity,)).fetchone()
    return None if row is None else int(row[0])


def beginning_with(execute: Execute, text: str) -> list[int]:
    """Numbers of events whose identity (hex) begins so."""
    even = text[: len(text) // 2 * 2]
    rows = execute(
        "SELECT id, hash FROM peer_event WHERE hash>=? AND hash<=?",
        (bytes.fromhex(even), bytes.fromhex(even).ljust(chain.HASH_BYTES, b"\xff")),
    ).fetchall()
    return sorted(number for number, found in rows if bytes(found).hex().startswith(text))


def of_dossier(execute: Execute, dossier: bytes) -> list[PeerEvent]:
    """Other desks' events of a dossier, by its identity."""
    rows = execute(f"{SELECT} WHERE peer_event.dossier=?", (dossier,)).fetchall()
    return [_read(row) for row in rows]


def page(execute: Execute, before: int, most: int) -> list[PeerEvent]:
    """Events in the order they came, behind a number (0: from the first one on)."""
    rows = execute(
        f"{SELECT} WHERE peer_event.id<? ORDER BY peer_event.id DESC LIMIT ?", (before, most)
    ).fetchall()
    return [_read(row) for row in rows]


def revoked(execute: Execute) -> frozenset[str]:
    """Devices that the province has shut out."""
    rows = execute(
        "SELECT name FROM standing WHERE name>=? AND name<?", (REVOKED, REVOKED[:-1] + "0")
    )
    return frozenset(name.removeprefix(REVOKED) for (name,) in rows.fetchall())


def dossiers_of(execute: Execute, device: str) -> list[bytes]:
    """Identities of dossiers that a device's events are of."""
    rows = execute(
        "SELECT DISTINCT dossier FROM peer_event JOIN peer_line ON peer_line.id=line "
        "WHERE device=? AND dossier IS NOT NULL ORDER BY dossier",
        (device,),
    )
    return [bytes(dossier) for (dossier,) in rows.fetchall()]


SELECT = (
    "SELECT peer_event.id, hash, body, peer_event.depth, root, device, dossier "
    "FROM peer_event JOIN peer_line ON peer_line.id=line"
)


def _read(row: Sequence[Any]) -> PeerEvent:
    number, identity, body, depth, root, device, dossier = row
    about = None if dossier is None else bytes(dossier)
    return PeerEvent(number, bytes(identity), bytes(body), depth, bytes(root), device, about)


def _next(execute: Execute, device: str, place: Place) -> Place:
    """Where the event after a place goes: on its line, or on a new one.

    That is where the line went on already, and where another device had it: a line bears the name
    of who signed it.
    """
    if place.line != OWN:
        (owner,) = execute("SELECT device FROM peer_line WHERE id=?", (place.line,)).fetchone()
        (last,) = execute(
            "SELECT coalesce(max(depth), ?) FROM peer_event WHERE line=?", (place.depth, place.line)
        ).fetchone()
        if (owner, last) == (device, place.depth):
            return Place(place.line, place.depth + 1)
    line = execute(
        "INSERT INTO peer_line(device, root, parent, depth) VALUES(?,?,?,?)",
        (device, root_of(execute, place.line), place.line, place.depth),
    ).lastrowid
    return Place(line, place.depth + 1)


def _put(execute: Execute, device: str, place: Place, body: bytes, identity: bytes) -> PeerEvent:
    (lowest,) = execute("SELECT coalesce(min(id), 0) FROM peer_event").fetchone()
    dossier = _dossier(execute, place, body, identity)
    event_id = lowest - 1
    execute(
        "INSERT INTO peer_event VALUES(?,?,?,?,?,?)",
        (event_id, place.line, place.depth, dossier, body, identity),
    )
    root = root_of(execute, place.line)
    return PeerEvent(event_id, identity, body, place.depth, root, device, dossier)


def _dossier(execute: Execute, place: Place, body: bytes, identity: bytes) -> bytes | None:
    """The dossier that an event is of; also of a newer program's, which an upgrade will fold."""
    try:
        kind, _version, reference = shape(body)
    except WireError:
        return None
    if kind in e.OPENING or reference == 0:
        return identity
    if reference is None or isinstance(reference, bytes):
        return reference
    return ancestor(execute, place, place.depth - reference) if reference < place.depth else None


def _identity(execute: Execute, line: int, depth: int) -> bytes | None:
    if line != OWN:
        row = execute(
            "SELECT hash FROM peer_event WHERE line=? AND depth=?", (line, depth)
        ).fetchone()
        return None if row is None else bytes(row[0])
    (newest,) = execute("SELECT max(id) FROM event").fetchone()
    for lineage in range(newest >> 40, -1, -1):
        row = execute("SELECT hash FROM event WHERE id=?", (lineage << 40 | depth,)).fetchone()
        if row is not None:
            return bytes(row[0])
    return None

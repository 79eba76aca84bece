"""A dossier out of its facts: this desk's, the office network's, and the province's word of others.

A fact counts once, by whatever way it came.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.domain.dossier import Dossier
from app.domain.events import Event
from app.domain.order import newest_of_lines
from app.domain.scan import ScanAdded
from app.storage import brought, cards, identities, own_chain, peers
from app.storage.brought import Folded, Part
from app.storage.own_chain import DEPTH_MASK
from app.wire.errors import WireError
from app.wire.event import decode, decode_kept, encode

Execute = Callable[..., Any]
FIRST_DOWN_KIND = 80


@dataclass(frozen=True, slots=True)
class Opening:
    """The event that opened a dossier; `device` is empty where it is this desk's own."""

    identity: bytes
    depth: int
    body: bytes
    device: str = ""


def opening(execute: Execute, dossier_id: int) -> Opening:
    """By the dossier's local number, below 0 for another desk's; LookupError where none is."""
    if is_guest(dossier_id):
        brought_one = brought.guest(execute, dossier_id)
        body = encode(brought_one.event)
        return Opening(brought_one.identity, brought_one.depth, body, brought_one.device)
    if dossier_id < 0:
        found = peers.one(execute, dossier_id)
        return Opening(found.identity, found.depth, found.body, found.device)
    row = execute("SELECT hash, body FROM event WHERE id=?", (dossier_id,)).fetchone()
    if row is None:
        raise LookupError(dossier_id)
    return Opening(bytes(row[0]), dossier_id & DEPTH_MASK, bytes(row[1]))


def local_id(execute: Execute, identity: bytes) -> int | None:
    """The local number of an event, this desk's before another's, inside a transaction."""
    found = identities.find(execute, identity)
    if found is None:
        found = peers.find(execute, identity)
    return brought.find_guest(execute, identity) if found is None else found


def is_guest(dossier_id: int) -> bool:
    """Whether another office received the dossier and this one has to do with it."""
    return dossier_id <= -brought.GUEST


def load(execute: Execute, dossier_id: int) -> Dossier:
    """A dossier out of its events; LookupError where there is none."""
    return fold(execute, dossier_id, event_ids(execute, dossier_id)).dossier


def event_ids(execute: Execute, dossier_id: int) -> list[int]:
    """Ids of this desk's events of a dossier, the opening one first where it is its own."""
    row = execute("SELECT events FROM dossier WHERE id=?", (dossier_id,)).fetchone()
    if row is None:
        raise LookupError(dossier_id)
    later = [dossier_id + far for far in cards.unpack_events(row[0])]
    return [dossier_id, *later] if dossier_id > 0 else later


@dataclass(frozen=True, slots=True)
class Parts:
    """What is known of a dossier: this desk's events on their line, and others'."""

    line: str
    own: list[Part]
    others: list[Part]


def fold(execute: Execute, dossier_id: int, ids: list[int]) -> Folded:
    """The dossier of this desk's events and of what others recorded; LookupError as `load`."""
    opened = opening(execute, dossier_id)
    parts = _parts(execute, dossier_id, opened, ids)
    return brought.fold(parts.own, parts.others, brought.rulings(execute, opened.identity))


def scan_key(execute: Execute, dossier_id: int, digest: str) -> str | None:
    """What opens a scan of the dossier, by the fact that whoever took it in recorded."""
    opened = opening(execute, dossier_id)
    parts = _parts(execute, dossier_id, opened, event_ids(execute, dossier_id))
    facts = (one.event.fact for one in (*parts.own, *parts.others))
    keys = (one.key for one in facts if isinstance(one, ScanAdded) and one.digest == digest)
    return next(keys, None)


def unseen(execute: Execute, dossier_id: int) -> tuple[str, ...]:
    """What a step that is recorded now has seen of other desks' lines and nobody has said yet."""
    opened = opening(execute, dossier_id)
    if not brought.is_elsewhere(execute, opened.identity):
        return ()
    parts = _parts(execute, dossier_id, opened, event_ids(execute, dossier_id))
    spots = {one.identity: one.spot for one in (*parts.others, *parts.own)}
    return newest_of_lines(tuple(spots.values()), parts.line)


def _parts(execute: Execute, dossier_id: int, opened: Opening, ids: list[int]) -> Parts:
    """A revoked device's facts count in the dossiers that it opened.

    In others', also in those that its replacement has back from the province, as the province says.
    """
    others = brought.parts_elsewhere(execute, opened.identity)
    line = ""
    theirs = peers.of_dossier(execute, opened.identity)
    if theirs or is_guest(dossier_id):
        own, root = own_chain.root_of(execute), _root(execute, dossier_id)
        line = "" if own == root else own.hex()
        shut_out = peers.revoked(execute) - {opened.device}
        counted = (one for one in theirs if one.device not in shut_out)
        others += [part for one in counted if (part := _part(one, root)) is not None]
    return Parts(line, [_own(execute, event_id, line) for event_id in ids], others)


def _own(execute: Execute, event_id: int, line: str) -> Part:
    row = execute("SELECT body, hash FROM event WHERE id=?", (event_id,)).fetchone()
    return Part(line, event_id & DEPTH_MASK, bytes(row[1]), decode(row[0]))


def _root(execute: Execute, dossier_id: int) -> bytes:
    if dossier_id > 0:
        return own_chain.root_of(execute)
    if is_guest(dossier_id):
        return b""  # another office's: no line here is its own
    return peers.one(execute, dossier_id).root


def _part(one: peers.PeerEvent, root: bytes) -> Part | None:
    """None where this program cannot read it: it counts at the province, as others' do.

    Nor does what only the province may say.
    """
    event = readable(one.body)
    if event is None or event.fact.number >= FIRST_DOWN_KIND:
        return None
    line = "" if one.root == root else one.root.hex()
    return Part(line, one.depth, one.identity, event, one.device)


def readable(body: bytes) -> Event | None:
    """An event that this program knows; a newer one's kind is kept in the journal and skipped."""
    try:
        return decode(body)
    except WireError:
        return None


def readable_own(body: bytes) -> Event | None:
    """The same, of this desk's own journal."""
    try:
        return decode_kept(body)
    except WireError:
        return None

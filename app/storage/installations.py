"""A new installation on a chain that others go on with: what a clone and an older copy open.

It is an `installed` event on the newest head, with a letter that the province has given to nobody
else. Where the head must first be brought up to date over several answers, the installation is
owed: whoever writes next opens it before anything of his own, so no number is printed under the
letter of the machine that this one is a copy of.
"""

import json
from datetime import datetime
from typing import Any

from app.domain import events as e
from app.storage import identities, projections
from app.storage.connection import Connection
from app.storage.projections import DEPTH_MASK
from app.storage.secrets import drop_mark, get_mark, put_mark
from app.wire import chain
from app.wire.errors import WireError
from app.wire.event import decode, encode, shape

OWED = "installation_owed"
MACHINE = "machine"  # nobody's act: what was found, not what somebody did
LAST = "SELECT id, hash FROM event ORDER BY id DESC LIMIT 1"
INSERT = "INSERT INTO event VALUES(?,?,?,?)"


def owe(connection: Connection, letter: str, cause: str) -> None:
    """Remember, inside the caller's transaction, that one must be opened."""
    put_mark(connection, OWED, f"{letter} {cause}")


def settle(connection: Connection, now: datetime) -> bool:
    """Open what is owed, inside the caller's transaction; whether anything was."""
    owed = get_mark(connection, OWED)
    if owed is None:
        return False
    letter, _, cause = owed.partition(" ")
    last_id, head = connection.execute(LAST).fetchone()
    fact = _installed(connection, letter, cause, bytes(head))
    event = e.Event(now, now.replace(microsecond=0), MACHINE, None, None, fact)
    append(connection, last_id + 1, bytes(head), encode(event))
    drop_mark(connection, OWED)
    return True


def opened_at(connection: Connection) -> int:
    """The depth of the newest installation."""
    return int(_standing(connection)["depth"])


def append(connection: Connection, event_id: int, previous: bytes, body: bytes) -> bytes:
    """One event more, folded where this program understands it; its identity."""
    identity = chain.link(previous, body)
    try:
        event = decode(body)
    except WireError:
        event = None  # a newer program's: kept, and folded by one that knows it
    dossier = _dossier(connection, event_id, body)
    connection.execute(INSERT, (event_id, dossier, body, identity))
    if event is not None:
        projections.fold_kept(connection.execute, event_id, identity, event, dossier)
    return identity


def _dossier(connection: Connection, event_id: int, body: bytes) -> int:
    """The local number of the dossier that an event belongs to; 0 outside dossiers.

    Also of a newer program's event, which an upgrade will fold.
    """
    try:
        kind, _version, reference = shape(body)
    except WireError:
        return 0
    if kind == e.Received.number:
        return event_id
    if reference is None:
        return 0
    if isinstance(reference, bytes):
        opened = identities.find(connection.execute, reference)
    else:
        opened = event_id - min(reference, event_id & DEPTH_MASK)
    there = connection.execute("SELECT 1 FROM dossier WHERE id=?", (opened,)).fetchone()
    return opened or 0 if there else 0


def _installed(connection: Connection, letter: str, cause: str, head: bytes) -> e.Installed:
    """As the desk stands, under another letter."""
    (first,) = connection.execute("SELECT body FROM event ORDER BY id LIMIT 1").fetchone()
    origin = decode(first).fact
    assert isinstance(origin, e.Installed)  # noqa: S101 - a chain begins with it
    standing = _standing(connection)
    return e.Installed(
        cause=cause,
        public_key=origin.public_key,
        salt=origin.salt,
        training=origin.training,
        commune=standing["commune"],
        desk=standing["desk"],
        letter=letter,
        numbering=standing["numbering"],
        device=standing["device"],
        agency_code=standing["agency_code"],
        parent=head.hex(),
    )


def _standing(connection: Connection) -> dict[str, Any]:
    (text,) = connection.execute("SELECT value FROM standing WHERE name='installed'").fetchone()
    return dict(json.loads(text))

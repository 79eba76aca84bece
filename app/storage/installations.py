"""A new installation on a chain that others go on with: what a clone and an older copy open.

It is an `installed` event on the newest head, with a letter that the province has given to nobody
else. Where the head must first be brought up to date over several answers, the installation is
owed: whoever writes next opens it before anything of his own, so no number is printed under the
letter of the machine that this one is a copy of.
"""

import json
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from app.domain import events as e
from app.storage import folding, projections
from app.storage.connection import Connection
from app.storage.own_chain import DEPTH_MASK
from app.storage.secrets import drop_mark, get_mark, put_mark
from app.wire import chain
from app.wire.errors import WireError
from app.wire.event import decode, encode, shape

OWED = "installation_owed"
LETTERS = "bcdefghjkmnpqrstuvwxyz"  # without i, l and o, which look like digits
RESTORED, CLONED = "restored", "cloned"
MACHINE = "machine"  # nobody's act: what was found, not what somebody did
LAST = "SELECT id, hash FROM event ORDER BY id DESC LIMIT 1"
INSERT = "INSERT INTO event VALUES(?,?,?,?)"


def owe(connection: Connection, letter: str, cause: str) -> None:
    """Remember, inside the caller's transaction, that one must be opened."""
    put_mark(connection, OWED, f"{letter} {cause}")


def own_letter(connection: Connection) -> str:
    """A letter for a machine that has nobody to ask.

    Of a desk that stands alone the next one (1b, 1c, …: model.md 4); of a province's desk `a` and
    two drawn ones: the province gives none that begins with `a`, and who restores one copy twice
    draws again (decision 022).
    """
    standing = _standing(connection)
    if standing["device"] is None:
        return _following(standing["letter"])
    return "a" + "".join(secrets.choice(LETTERS) for _ in range(2))


def _following(letter: str) -> str:
    """b, c, … z, bb, bc, … as the province counts them."""
    count = 1
    for place, one in enumerate(reversed(letter)):
        count += (LETTERS.find(one) + 1) * len(LETTERS) ** place
    letters = ""
    while count:
        count, rest = divmod(count - 1, len(LETTERS))
        letters = LETTERS[rest] + letters
    return letters


def owed_letter(connection: Connection) -> str | None:
    """The letter of the one that must be opened; None where nothing is owed."""
    owed = get_mark(connection, OWED)
    return None if owed is None else owed.partition(" ")[0]


def settle(connection: Connection, clock: Callable[[], datetime]) -> bool:
    """Open what is owed, inside the caller's transaction; whether anything was."""
    owed = get_mark(connection, OWED)
    if owed is None:
        return False
    letter, _, cause = owed.partition(" ")
    now = clock()
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
    if kind in e.OPENING:
        return event_id
    if reference is None:
        return 0
    if isinstance(reference, bytes):
        opened = folding.local_id(connection.execute, reference)
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

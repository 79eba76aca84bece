"""A new machine takes the place of a broken one: its chain goes on behind all that the other wrote.

The province has the old chain and sends it along with the enrolment. What stands in it is stored
and folded as on the old machine; the new one's `installed` stands on its head, signed by the new
machine's own key and under a letter of its own, so it is a branch by right wherever the old disk
turns up (docs/sync-protocol.md).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from app.domain import events as e
from app.storage import installations
from app.storage.chain_store import STORED
from app.storage.connection import Connection
from app.storage.own_chain import DEPTH_BITS
from app.storage.secrets import put_mark
from app.wire import chain
from app.wire.errors import Corrupt
from app.wire.event import decode, encode

REPLACED = "replaced"
FIRST = 1 << DEPTH_BITS


def take_over(
    connection: Connection, bodies: Sequence[bytes], installed: e.Installed, now: datetime
) -> None:
    """Fill an empty journal, inside the caller's transaction; the province has all of it already.

    Raises Corrupt where the bodies are no chain of this office's desk.
    """
    origin = decode(bodies[0]).fact
    if not isinstance(origin, e.Installed) or origin.parent is not None:
        raise Corrupt("chain")
    if (origin.commune, origin.training) != (installed.commune, installed.training):
        raise Corrupt("another office's chain")
    key, salt = bytes.fromhex(origin.public_key), bytes.fromhex(origin.salt)
    head = chain.root(key, salt, training=bool(origin.training))
    for place, body in enumerate(bodies, FIRST + 1):
        head = installations.append(connection, place, head, body)
    fact = replace(installed, cause=REPLACED, parent=head.hex())
    event = e.Event(now, now.replace(microsecond=0), installations.MACHINE, None, None, fact)
    installations.append(connection, FIRST + len(bodies) + 1, head, encode(event))
    put_mark(connection, STORED, str(len(bodies)))

"""What a machine that takes a broken one's desk gets along: the other's chain, as far as it came.

Only a machine that asked gets it: sealed to its request it is nobody else's to read, and the check
word was heard over the telephone. What the old disk still held and never sent stays on that disk.
"""

from app.domain.events import Installed
from app.wire.chain_parts import Part, pack_chain
from province.ledger import Device, Ledger, StoredEvent

MOST_TEXT = 20 << 20  # what an enrolment file has room for beside the catalogue


def chain_for(ledger: Ledger, device: Device) -> tuple[Part, ...]:
    """The chain that it goes on with; nothing where its desk is new, or the chain is too long."""
    newest = _newest(ledger, device)
    parts = () if newest is None else pack_chain(_line(ledger, newest))
    return parts if sum(len(text) for _, text in parts) <= MOST_TEXT else ()


def _newest(ledger: Ledger, device: Device) -> StoredEvent | None:
    """The newest event of the revoked machines of the desk that spoke last."""
    before = [
        one
        for one in ledger.devices.all()
        if (one.commune, one.desk) == (device.commune, device.desk) and one.revoked_ms is not None
    ]
    opened = [
        event
        for one in before
        for event in ledger.journal.installations(one.commune, one.name)[-1:]
    ]
    here = max(opened, key=lambda event: event.seq, default=None)
    while here is not None and (following := _follower(ledger, here)) is not None:
        here = following
    return here


def _follower(ledger: Ledger, event: StoredEvent) -> StoredEvent | None:
    """What its machine wrote next; a later installation on it is another machine's."""
    children = ledger.journal.children(event.commune, event.hash)
    own = [one for one in children if one.kind != Installed.number]
    same = [one for one in own if one.device == event.device]
    return next(iter(same or own), None)


def _line(ledger: Ledger, newest: StoredEvent) -> list[bytes]:
    bodies: list[bytes] = []
    here: StoredEvent | None = newest
    while here is not None:
        bodies.append(here.body)
        here = ledger.journal.find(newest.commune, here.parent)
    return bodies[::-1]

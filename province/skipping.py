"""After the ledger was set back: nothing is given twice that a machine has, or may have.

What machines that come back have used shows in their events: a block of legal numbers that nobody
holds here is given to its user once more. For those that have not come back the operator says that
the ledger was set back, and each series goes on behind a safe distance: names of machines, letters
of desks, blocks. Numbers skipped are lost and cost nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.events import Received
from app.domain.times import VN
from app.wire.errors import WireError
from app.wire.event import decode
from province import blocks
from province.branches import skip_letters
from province.grants import Grant
from province.ledger import Device, Ledger, StoredEvent

NAMED_UP_TO = "named_up_to"
SKIPPED = "-"  # who holds a block that was skipped
LEGAL = re.compile(r"(.+)-(\d{6})-(\d{4})")
PER_BLOCK = 100


@dataclass(frozen=True, slots=True)
class Distance:
    """How far each series goes on; more than was given since the older copy was made."""

    names: int = 100
    letters: int = 3
    blocks: int = 12


def learn_blocks(
    ledger: Ledger, device: Device, letter: str, events: Iterable[StoredEvent], now: datetime
) -> None:
    """Blocks that a machine has printed from and that this ledger does not know of are its own."""
    seen: set[tuple[int, str]] = set()
    for event in events:
        used = _used(event, device.agency_code or "")
        if used is None or used in seen:
            continue
        seen.add(used)
        block, day = used
        if block not in ledger.grants.taken(device.agency_code or "", day, day):
            blocks.give(ledger, device, block, date.fromisoformat(day), letter, now)


def skip(ledger: Ledger, distance: Distance, now: datetime) -> dict[str, int]:
    """The operator says that the ledger was set back; what was skipped."""
    today = now.astimezone(VN).date()
    with ledger.transaction():
        up_to = named_up_to(ledger) + distance.names
        ledger.settings.put(NAMED_UP_TO, str(up_to))
        devices = ledger.devices.all()
        desks = {(one.commune, one.desk) for one in devices}
        for commune, desk in sorted(desks):
            skip_letters(ledger, commune, desk, distance.letters)
        agencies = {one.agency_code for one in devices if one.agency_code}
        burnt = sum(_burn(ledger, one, distance.blocks, today) for one in sorted(agencies))
    return {"names": distance.names, "letters": distance.letters * len(desks), "blocks": burnt}


def named_up_to(ledger: Ledger) -> int:
    """The highest number of a machine's name that was given, or skipped."""
    tails = (one.name.rpartition("-")[2] for one in ledger.devices.all())
    known = max((int(tail) for tail in tails if tail.isdecimal()), default=0)
    return max(known, int(ledger.settings.get(NAMED_UP_TO) or 0))


def _used(event: StoredEvent, agency: str) -> tuple[int, str] | None:
    """Block and day of the legal number that a reception printed."""
    if event.kind != Received.number:
        return None
    try:
        fact = decode(event.body).fact
        found = LEGAL.fullmatch(fact.code) if isinstance(fact, Received) else None
        if found is None or found[1] != agency:
            return None
        day = datetime.strptime(found[2], "%y%m%d").date()  # noqa: DTZ007 - a day and no more
    except (WireError, ValueError):
        return None
    block = (int(found[3]) - 1) // PER_BLOCK
    return (block, day.isoformat()) if block in blocks.BLOCKS else None


def _burn(ledger: Ledger, agency: str, count: int, today: date) -> int:
    """The next free blocks, for as long as one that was given just before may hold."""
    first = today - timedelta(days=blocks.LEASE_DAYS)
    last = today + timedelta(days=blocks.LEASE_DAYS + blocks.RENEW_WITHIN_DAYS)
    taken = ledger.grants.taken(agency, first.isoformat(), last.isoformat())
    free = [block for block in blocks.BLOCKS if block not in taken][:count]
    for block in free:
        ledger.grants.add(
            Grant(SKIPPED, SKIPPED, agency, block, first.isoformat(), last.isoformat())
        )
    return len(free)

"""Leased blocks of numbers: 00 to 98 of each day, each to one device from a first to a last day.

Two devices never hold one block of an agency code on one day. 9901-9999 stay with the province's
own system (docs/data-model.md).
"""

from datetime import date, datetime, timedelta

from app.domain.downstream import BlockGranted
from app.domain.errors import ClerkError
from app.domain.times import VN
from province.down import send_down
from province.ledger import Device, Grant, Ledger

BLOCKS = range(99)
LEASE_DAYS = 60
RENEW_WITHIN_DAYS = 30
LEASED = "leased"


def grant(ledger: Ledger, device: Device, count: int, first: date) -> list[Grant]:
    """So many free blocks from `first` on; ClerkError where there are not enough."""
    agency_code = device.agency_code or ""
    last = first + timedelta(days=LEASE_DAYS - 1)
    taken = ledger.grants.taken(agency_code, first.isoformat(), last.isoformat())
    free = [block for block in BLOCKS if block not in taken]
    if len(free) < count:
        raise ClerkError(
            f"Mã cơ quan {agency_code} chỉ còn {len(free)} khối số trống, không đủ {count} khối.",
            "blocks",
        )
    granted = [_one(device, block, first, last) for block in free[:count]]
    for one in granted:
        ledger.grants.add(one)
    return granted


def renew(ledger: Ledger, device: Device, now: datetime) -> None:
    """Follow up each block that ends within 30 days, the same one where it is free."""
    if device.numbering != LEASED:
        return
    today = now.astimezone(VN).date()
    for held in _ending(ledger.grants.of_device(device.name), today):
        first = max(today, date.fromisoformat(held.last_day) + timedelta(days=1))
        _follow(ledger, device, held.block, first, now)


def _ending(held: list[Grant], today: date) -> list[Grant]:
    """The last grant of each block, where it ends soon and nothing follows."""
    last_of = {one.block: one for one in held}  # of_device sorts by last day
    soon = (today + timedelta(days=RENEW_WITHIN_DAYS)).isoformat()
    kept = sorted(last_of.values(), key=lambda one: one.block)
    lasting = sum(one.last_day > soon for one in kept)
    most = _granted_at_once(held) - lasting
    return [one for one in kept if one.last_day <= soon][: max(0, most)]


def _granted_at_once(held: list[Grant]) -> int:
    """How many blocks the enrolment gave."""
    first = min((one.first_day for one in held), default="")
    return sum(one.first_day == first for one in held)


def _follow(ledger: Ledger, device: Device, block: int, first: date, now: datetime) -> None:
    agency_code = device.agency_code or ""
    last = first + timedelta(days=LEASE_DAYS - 1)
    taken = ledger.grants.taken(agency_code, first.isoformat(), last.isoformat())
    chosen = block if block not in taken else next((b for b in BLOCKS if b not in taken), None)
    if chosen is None:
        return  # the desk prints its own numbers when its blocks are used up
    follower = _one(device, chosen, first, last)
    ledger.grants.add(follower)
    fact = BlockGranted(agency_code, chosen, follower.first_day, follower.last_day, device.name)
    send_down(ledger, device.commune, fact, now)


def _one(device: Device, block: int, first: date, last: date) -> Grant:
    return Grant(
        device.commune,
        device.name,
        device.agency_code or "",
        block,
        first.isoformat(),
        last.isoformat(),
    )

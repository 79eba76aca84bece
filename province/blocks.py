"""Leased blocks of numbers: 00 to 98 of each day, each to one installation, from first to last day.

Two installations never hold one block of an agency code on one day, those of one device neither: a
clone goes on under another letter, and in other blocks. 9901-9999 stay with the province's own
system (docs/data-model.md).
"""

from datetime import date, datetime, timedelta

from app.domain.downstream import BlockGranted
from app.domain.errors import ClerkError
from app.domain.times import VN
from province.down import send_down
from province.grants import Grant
from province.ledger import Device, Ledger

BLOCKS = range(99)
LEASE_DAYS = 60
RENEW_WITHIN_DAYS = 30
LEASED = "leased"


def grant(ledger: Ledger, device: Device, count: int, first: date) -> list[Grant]:
    """So many free blocks from `first` on; ClerkError where there are not enough."""
    free = _free(ledger, device, first)
    if len(free) < count:
        raise ClerkError(
            f"Mã cơ quan {device.agency_code} chỉ còn {len(free)} khối số trống, không đủ {count} "
            "khối.",
            "blocks",
        )
    granted = [_one(device, block, first, device.letter) for block in free[:count]]
    for one in granted:
        ledger.grants.add(one)
    return granted


def renew(ledger: Ledger, device: Device, letter: str, now: datetime) -> None:
    """Of one installation: follow up each block that ends within 30 days, the same one if free.

    One that has none yet gets as many as the enrolment gave, as far as there are.
    """
    today = now.astimezone(VN).date()
    held = ledger.grants.of_device(device.name)
    own = [one for one in held if one.letter == letter]
    most = _granted_at_once([one for one in held if one.letter == device.letter])
    if not own:
        for block in _free(ledger, device, today)[:most]:
            _send(ledger, _one(device, block, today, letter), now)
        return
    for one in _ending(own, today, most):
        first = max(today, date.fromisoformat(one.last_day) + timedelta(days=1))
        free = _free(ledger, device, first)
        if free:  # else the desk prints its own numbers when its blocks are used up
            block = one.block if one.block in free else free[0]
            _send(ledger, _one(device, block, first, letter), now)


def give(  # noqa: PLR0913 - a grant's parts
    ledger: Ledger, device: Device, block: int, first: date, letter: str, now: datetime
) -> None:
    """One block that is known to be its, from a day on."""
    _send(ledger, _one(device, block, first, letter), now)


def _ending(held: list[Grant], today: date, most: int) -> list[Grant]:
    """The last grant of each block, where it ends soon and nothing follows."""
    last_of = {one.block: one for one in held}  # of_device sorts by last day
    soon = (today + timedelta(days=RENEW_WITHIN_DAYS)).isoformat()
    kept = sorted(last_of.values(), key=lambda one: one.block)
    lasting = sum(one.last_day > soon for one in kept)
    return [one for one in kept if one.last_day <= soon][: max(0, most - lasting)]


def _granted_at_once(held: list[Grant]) -> int:
    """How many blocks the enrolment gave."""
    first = min((one.first_day for one in held), default="")
    return sum(one.first_day == first for one in held)


def _free(ledger: Ledger, device: Device, first: date) -> list[int]:
    last = first + timedelta(days=LEASE_DAYS - 1)
    taken = ledger.grants.taken(device.agency_code or "", first.isoformat(), last.isoformat())
    return [block for block in BLOCKS if block not in taken]


def _send(ledger: Ledger, one: Grant, now: datetime) -> None:
    ledger.grants.add(one)
    fact = BlockGranted(
        one.agency_code, one.block, one.first_day, one.last_day, one.device, one.letter
    )
    send_down(ledger, one.commune, fact, now)


def _one(device: Device, block: int, first: date, letter: str) -> Grant:
    return Grant(
        device.commune,
        device.name,
        device.agency_code or "",
        block,
        first.isoformat(),
        (first + timedelta(days=LEASE_DAYS - 1)).isoformat(),
        letter,
    )

"""Results of many dossiers at once: each takes the step by itself, none holds up another."""

import re
from collections.abc import Sequence
from datetime import date

from app.domain.errors import ClerkError
from app.services.authority import require_of
from app.services.desk import Desk
from app.services.steps import Tried, step, the_one, tried_of

COUNTED = re.compile(r"(\d+)(.*)", re.DOTALL)


def numbers_from(first: str, count: int) -> tuple[str, ...]:
    """So many numbers of papers, counted on from the first: 12/GXN-UBND, then 13/GXN-UBND.

    Leading zeros are kept (009, 010). One that begins with no figure is that of all.
    """
    found = COUNTED.fullmatch(first.strip())
    if found is None:
        return (first.strip(),) * count
    begin, rest = found.groups()
    return tuple(f"{int(begin) + place:0{len(begin)}d}{rest}" for place in range(count))


def decide(
    desk: Desk, results: Sequence[tuple[str, str]], signer: str, by: str | None
) -> tuple[Tried, ...]:
    """Record the result of each (code, number or nothing); `by` is who signed at this machine."""
    today = desk.clock.now().date()
    return tuple(_decided(desk, one, signer, by, today) for one in results)


def _decided(desk: Desk, one: tuple[str, str], signer: str, by: str | None, today: date) -> Tried:
    code, number = one
    stored = None
    result = {"number": number or None, "date": today.isoformat(), "signer": signer}
    line = {"code": code, "action": "finish", "by": by, "result": result}
    try:
        stored = the_one(desk.store, code)
        if by is not None:
            require_of(desk, by, "finish", stored.dossier)
        return tried_of(step(desk, line))
    except ClerkError as fault:
        return Tried(stored, fault)

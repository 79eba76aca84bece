"""Dossiers change hands inside an office: given, and taken by who says that he has them.

Both steps stay apart in the journal, each with its own person; a taker who signs at the giver's
machine is named as who took (`by`), while the giver's session recorded it.
"""

from collections.abc import Sequence

from app.domain.errors import ClerkError
from app.services.authority import require_of
from app.services.desk import Desk
from app.services.steps import Tried, steps_together, the_one, tried_of

HAND_OVER, TAKE_OVER = "hand_over", "take_over"


def give(desk: Desk, codes: Sequence[str], to: str, *, signed: bool) -> tuple[Tried, ...]:
    """Hand dossiers over to a person by his id; `signed`: he has proved to be here and takes them.

    Each dossier moves wholly or not at all; the others go all the same.
    """
    return tuple(_handed(desk, code, to, signed=signed) for code in codes)


def take(desk: Desk, codes: Sequence[str]) -> tuple[Tried, ...]:
    """The unlocked person has what was handed to him, and nothing that is another's."""
    return tuple(_taken(desk, code) for code in codes)


def _taken(desk: Desk, code: str) -> Tried:
    stored = the_one(desk.store, code)
    if stored.dossier.holder_here != desk.user:
        fault = ClerkError("Hồ sơ không giao cho bạn. Hồ sơ không đổi.", "code")
        return Tried(stored, fault)
    return _moved(desk, code, ({"code": code, "action": TAKE_OVER},))


def _handed(desk: Desk, code: str, to: str, *, signed: bool) -> Tried:
    """The taker signs only for what he himself might take over."""
    stored = None
    try:
        stored = the_one(desk.store, code)
        if signed:
            require_of(desk, to, TAKE_OVER, stored.dossier)
    except ClerkError as fault:
        return Tried(stored, fault)
    return _moved(desk, code, _given(code, to, signed=signed))


def _given(code: str, to: str, *, signed: bool) -> tuple[dict[str, str], ...]:
    given = {"code": code, "action": HAND_OVER, "to": to}
    return (given, {"code": code, "action": TAKE_OVER, "by": to}) if signed else (given,)


def _moved(desk: Desk, code: str, lines: Sequence[dict[str, str]]) -> Tried:
    stored = None
    try:
        stored = the_one(desk.store, code)
        return tried_of(steps_together(desk, lines))
    except ClerkError as fault:
        return Tried(stored, fault)

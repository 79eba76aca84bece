"""A desk that stands alone: made without a province, with a recovery sheet of its own."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from app.bootstrap import opening, wall
from app.bootstrap.new_desk import NewDesk, installed_event, make, place_for_one
from app.bootstrap.opening import OpenDesk, open_with_key
from app.bootstrap.place import profile_paths
from app.domain.builtin import load_builtin
from app.domain.errors import ClerkError
from app.domain.hours_typed import hours_typed
from app.domain.place import CENTRE, Office, office_of_unit
from app.domain.vietnamese import fold
from app.services.people import FIRST_USER
from app.services.ports import Standing
from app.storage import keys
from app.storage.keys import Cost
from app.wire import seal, signing

GROUPS = re.compile(r"\b(?:[0-9A-Fa-f]{4}\s+){16}[0-9A-Fa-f]{4}\b")
KeepSheet = Callable[[Standing, datetime, str], None]


@dataclass(frozen=True, slots=True)
class Founded:
    """A new stand-alone desk and the recovery key that must be printed and removed."""

    opened: OpenDesk
    recovery_text: str


def no_sheet(_standing: Standing, _now: datetime, _text: str) -> None:
    """A desk for practice needs none."""


def found_standalone(  # noqa: PLR0913 - the parts of a new desk
    profile: str | None,
    *,
    commune: str,
    desk: int,
    pin: str,
    training: bool,
    cost: Cost | None = None,
    keep_sheet: KeepSheet = no_sheet,
    office_kind: str = CENTRE,
    hours: str = "",
) -> Founded:
    """Set up a desk without a province; Trouble where there is one already.

    `office_kind`: what stands on the commune's papers, one of OFFICE_KINDS. `hours` as offices.csv
    writes them; empty: the usual ones.
    `keep_sheet` writes the recovery sheet before there is a desk: no desk is ever without its
    sheet, and where it raises there is none.
    """
    if not 1 <= desk <= 99:  # noqa: PLR2004 - said beside it
        raise ClerkError("Số quầy từ 1 đến 99.", "desk")
    office = office_of(commune, office_kind)
    if hours:
        office = replace(office, hours=hours_typed(hours))  # refused before there is a desk
    keys.check_pin(pin)
    private, public = seal.new_seal_key()
    text = recovery_text(private)
    new = _standalone(office, desk, public, pin, cost or Cost(), training=training)
    paths = profile_paths(profile)
    with place_for_one(paths):
        _, key = make(paths, new, lambda standing, now: keep_sheet(standing, now, text))
    opened = open_with_key(profile, FIRST_USER, key)
    wall.write(opened, FIRST_USER)  # the first one to unlock
    return Founded(opened, text)


def office_of(commune: str, kind: str = CENTRE) -> Office:
    """The office of a commune as the built-in units name it; ClerkError for an unknown code."""
    unit = load_builtin().commune(commune)
    if unit is None:
        raise ClerkError(f"Không có xã nào mang mã “{commune[:20]}”. Mã xã có 5 chữ số.", "commune")
    return office_of_unit(unit, kind)


def recovery_text(private: bytes) -> str:
    """The recovery key in groups of four letters and digits, with a check group at the end."""
    check = hashlib.sha256(b"motcua/sheet/1" + private).digest()[:2]
    digits = (private + check).hex().upper()
    return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))


def read_recovery_text(text: str) -> bytes:
    """The key again, typed alone or with the whole sheet round it; ClerkError: a group is wrong."""
    groups = GROUPS.search(text)
    typed = fold(text if groups is None else groups[0])
    digits = "".join(letter for letter in typed if letter in "0123456789abcdef")
    raw = bytes.fromhex(digits) if len(digits) == 68 else b""  # noqa: PLR2004 - said beside it
    private, check = raw[:32], raw[32:]
    if not raw or hashlib.sha256(b"motcua/sheet/1" + private).digest()[:2] != check:
        raise ClerkError(
            "Chuỗi khôi phục gõ chưa đúng. Hãy xem lại từng nhóm bốn ký tự.", "recovery"
        )
    return private


def _standalone(  # noqa: PLR0913 - the parts of a new desk
    office: Office, desk: int, recovery_public: bytes, pin: str, cost: Cost, *, training: bool
) -> NewDesk:
    private, public = signing.new_key()
    certificate = signing.certify_device(
        private, device="", commune=office.commune, desk=desk, training=training, key=public
    )
    return NewDesk(
        installed_event(public, office.commune, desk, training=training),
        office,
        {opening.DEVICE_KEY: private, opening.DEVICE_CERTIFICATE: certificate.to_bytes()},
        recovery_public,
        pin,
        cost,
    )

"""People and their keys on this machine: the journal's users beside the book of wrapped keys.

The commands and the window do the same through these few steps.
"""

from datetime import datetime

from app.bootstrap import opening, wall
from app.bootstrap.new_desk import put_signing_key
from app.bootstrap.opening import OpenDesk
from app.bootstrap.place import profile_paths
from app.domain.errors import ClerkError
from app.services import people
from app.services.people import NewUser
from app.storage import keys, short_pins
from app.storage.keys import Cost


def add(opened: OpenDesk, new: NewUser, cost: Cost | None = None) -> str:
    """A new person of the office; the one-time code that lets him set his PIN here."""
    people.add(opened.desk, new)
    code = keys.add_code(opened.paths, opened.key, new.id, cost or Cost())
    wall.write(opened)
    return code


def give_code(opened: OpenDesk, user: str, cost: Cost | None = None) -> str:
    """A new one-time code for a person: his PIN is not set here, or forgotten.

    The old PIN opens until the new one is set; an older code opens no more.
    """
    people.require_manager(opened.desk)
    known = people.known_user(opened.journal.users(), user)
    return keys.add_code(opened.paths, opened.key, known.id, cost or Cost())


def end(opened: OpenDesk, user: str) -> None:
    """The person's work here ends, and his PIN opens nothing any more."""
    people.end(opened.desk, user)
    keys.remove_user(opened.paths, user)
    wall.write(opened)


def set_pin(  # noqa: PLR0913 - all that a new PIN rests on
    profile: str | None, user: str, code: str, pin: str, now: datetime, cost: Cost | None = None
) -> None:
    """Set a PIN by a one-time code, which is used up; ClerkError for a PIN that is too short.

    PhraseWanted where the office opens by pass-phrases; the code waits on.
    """
    keys.check_pin(pin)
    key = keys.key_by_code(profile_paths(profile), user, code, now)
    _set(profile, user, key, pin, cost or Cost())


def change(  # noqa: PLR0913 - as set_pin
    profile: str | None, user: str, old: str, new: str, now: datetime, cost: Cost | None = None
) -> None:
    """Another PIN or pass-phrase of one's own, by the one in use.

    A PIN that gives way to a pass-phrase stays the short one, which opens the window again.
    """
    keys.check_pin(new)
    key = keys.open_key(profile_paths(profile), user, old, now)
    short = old if keys.is_pin(old) and keys.is_phrase(new) else ""
    _set(profile, user, key, new, cost or Cost(), short)


def _set(  # noqa: PLR0913 - a clerk, his new secret and what it opens
    profile: str | None, user: str, key: bytes, pin: str, cost: Cost, short: str = ""
) -> None:
    desk = opening.open_with_key(profile, user, key)
    try:
        opening.check_new(desk.standing.office, pin)
        keys.set_pin(desk.paths, key, user, pin, cost)
        with desk.journal.transaction():
            put_signing_key(desk.journal, user, pin, cost)
            if short:
                short_pins.keep(desk.connection, user, short, cost)
            else:
                short_pins.drop(desk.connection, user)
    finally:
        desk.close()


def check_same(pin: str, again: str, *, phrase: bool = False) -> None:
    """ClerkError unless the PIN (or pass-phrase) was typed twice alike and may be one."""
    if phrase and not keys.is_phrase(pin):
        raise ClerkError("Cụm mật khẩu phải từ 10 ký tự trở lên, không chỉ gồm chữ số.", "pin")
    keys.check_pin(pin)
    if pin != again:
        what = "cụm mật khẩu" if keys.is_phrase(pin) else "mã PIN"
        raise ClerkError(f"Hai lần gõ {what} không giống nhau. Hãy gõ lại cả hai lần.", "again")

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
from app.storage import keys
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
    """Set a PIN by a one-time code, which is used up; ClerkError for a PIN that is too short."""
    keys.check_pin(pin)
    paths = profile_paths(profile)
    key = keys.key_by_code(paths, user, code, now)
    desk = opening.open_with_key(profile, user, key)
    try:
        keys.set_pin(paths, key, user, pin, cost or Cost())
        with desk.journal.transaction():
            put_signing_key(desk.journal, user, pin, cost or Cost())
    finally:
        desk.close()


def check_same(pin: str, again: str) -> None:
    """ClerkError unless the PIN was typed twice alike and may be one."""
    keys.check_pin(pin)
    if pin != again:
        raise ClerkError("Hai lần gõ mã PIN không giống nhau. Hãy gõ lại cả hai lần.", "again")

"""What the lock page knows before anybody unlocked: names, PIN lengths, waiting times."""

from collections.abc import Sequence
from datetime import datetime

from app.bootstrap import wall
from app.bootstrap.place import profile_paths
from app.storage import key_book
from app.ui.lock.desk import User


def users(profile: str | None) -> Sequence[User]:
    """Who may unlock this machine, with the names that are on the wall."""
    paths = profile_paths(profile)
    people = wall.read(paths).people
    return [
        User(one, *people.get(one, (one, "")), digits=key_book.digits_of(paths, one))
        for one in key_book.users(paths)
    ]


def waits_s(profile: str | None, user: str, now: datetime) -> int:
    """Seconds before the next try."""
    return key_book.waits_seconds(profile_paths(profile), user, now)

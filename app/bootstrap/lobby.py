"""What the lock page knows before anybody unlocked: names, PIN lengths, waiting times."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.bootstrap import wall
from app.bootstrap.place import profile_paths
from app.storage import key_book
from app.ui.lock.desk import User


def recent(profile: str | None) -> tuple[str, ...]:
    """Who worked here last, and the other one before him."""
    hangs = wall.read(profile_paths(profile))
    return tuple(user for user in (hangs.last, hangs.before) if user)


def users(profile: str | None, short: Mapping[str, int]) -> Sequence[User]:
    """Who may unlock this machine or set his PIN, with the names that are on the wall.

    `short`: who comes in again by a short PIN, and how many digits it has.
    """
    paths = profile_paths(profile)
    people, coded = wall.read(paths).people, key_book.awaited(paths)
    with_pin = key_book.users(paths)
    return [
        User(
            one,
            *people.get(one, (one, "")),
            digits=short.get(one) or key_book.digits_of(paths, one),
            has_pin=one in with_pin,
            has_code=one in coded,
        )
        for one in dict.fromkeys([*with_pin, *coded])
    ]


def phrases(profile: str | None) -> bool:
    """Whether the office opens by pass-phrases, as far as the wall knows."""
    return wall.read(profile_paths(profile)).phrases


def waits_s(profile: str | None, user: str, now: datetime) -> int:
    """Seconds before the next try."""
    return key_book.waits_seconds(profile_paths(profile), user, now)

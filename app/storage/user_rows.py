"""The people of the office: as its own journal says, and as the province does."""

from collections.abc import Callable
from typing import Any

from app.domain import downstream as down
from app.domain import events as e

Execute = Callable[..., Any]
OWN, FROM_PROVINCE = 0, 1  # who named a user: where both did, the province rules
DEPTH_MASK = (1 << 40) - 1


def user_added(execute: Execute, event_id: int, _identity: bytes, fact: e.UserAdded) -> None:
    """Somebody new."""
    place = event_id & DEPTH_MASK
    _put_user(execute, OWN, place, fact.user, fact.name, fact.roles, fact.fields, ended=0)


def _put_user(  # noqa: PLR0913 - the columns
    execute: Execute,
    origin: int,
    place: int,
    user: str,
    name: str,
    roles: tuple[str, ...],
    fields: tuple[str, ...],
    *,
    ended: int,
) -> None:
    execute(
        "INSERT INTO user VALUES(?,?,?,?,?,?,NULL,?) ON CONFLICT(id, origin) DO UPDATE SET "
        "name=excluded.name, roles=excluded.roles, fields=excluded.fields, ended=excluded.ended",
        (user, origin, place, name, " ".join(roles), "\n".join(fields), ended),
    )


def user_changed(execute: Execute, _event_id: int, _identity: bytes, fact: e.UserChanged) -> None:
    """What changed about somebody."""
    changes = {
        "name": fact.name,
        "roles": None if fact.roles is None else " ".join(fact.roles),
        "fields": None if fact.fields is None else "\n".join(fact.fields),
        "public_key": fact.public_key,
        "ended": fact.ended or None,
    }
    for column, value in changes.items():
        if value is not None:
            execute(f"UPDATE user SET {column}=? WHERE id=? AND origin=0", (value, fact.user))


def user_set(execute: Execute, fact: down.UserSet) -> None:
    """As the province names him."""
    _put_user(
        execute, FROM_PROVINCE, 0, fact.user, fact.name, fact.roles, fact.fields, ended=fact.ended
    )

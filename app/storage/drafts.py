"""What is being typed: kept at each field, back after a crash, gone when it became a dossier."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.times import from_seconds, to_seconds
from app.storage.connection import Connection, transaction

OF_THEM = "user IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Draft:
    """`body` is the page's own value, JSON only."""

    id: str
    user: str
    body: dict[str, Any]
    updated_at: datetime


def save(connection: Connection, draft: Draft, helpers: Sequence[str] = ()) -> None:
    """Keep the newest text of a draft; it stays with who began it, whoever sits there by now.

    Of `helpers` it is only until a clerk changed it: then it is his, and lasts.
    """
    body = json.dumps(draft.body, ensure_ascii=False)
    with transaction(connection):
        connection.execute(
            "INSERT INTO draft VALUES(?,?,?,?) ON CONFLICT(id) DO UPDATE "
            "SET body=excluded.body, updated_at=excluded.updated_at, user=CASE WHEN "
            f"{OF_THEM} AND body<>excluded.body THEN excluded.user ELSE user END",
            (draft.id, draft.user, body, to_seconds(draft.updated_at), json.dumps(list(helpers))),
        )


def newest(connection: Connection, *users: str, but: str = "") -> Draft | None:
    """Their last draft, the first one's before any other's, apart from the one that is open."""
    found = [one for one in of_users(connection, *users) if one.id != but]
    return next((one for one in found if one.user == users[0]), found[0] if found else None)


def of_users(connection: Connection, *users: str, limit: int = 200) -> list[Draft]:
    """All drafts of some people, the newest first."""
    rows = connection.execute(
        f"SELECT id, user, body, updated_at FROM draft WHERE {OF_THEM} "
        "ORDER BY updated_at DESC LIMIT ?",
        (json.dumps(users), limit),
    ).fetchall()
    return [
        Draft(number, whose, json.loads(body), from_seconds(at)) for number, whose, body, at in rows
    ]


def expire(connection: Connection, users: Iterable[str], before: datetime) -> int:
    """Remove what some people typed and nobody has touched since; how many there were."""
    with transaction(connection):
        gone = connection.execute(
            f"DELETE FROM draft WHERE {OF_THEM} AND updated_at<?",
            (json.dumps(list(users)), to_seconds(before)),
        )
        return int(gone.rowcount)


def delete(connection: Connection, draft_id: str) -> None:
    """Inside the transaction that stores the dossier."""
    connection.execute("DELETE FROM draft WHERE id=?", (draft_id,))


def discard(connection: Connection, draft_id: str) -> None:
    """The clerk gave the draft up."""
    with transaction(connection):
        delete(connection, draft_id)

"""What is being typed: kept at each field, back after a crash, gone when it became a dossier."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.times import from_seconds, to_seconds
from app.storage.connection import Connection, transaction


@dataclass(frozen=True, slots=True)
class Draft:
    """`body` is the page's own value, JSON only."""

    id: str
    user: str
    body: dict[str, Any]
    updated_at: datetime


def save(connection: Connection, draft: Draft) -> None:
    """Keep the newest text of a draft; it stays with who began it, whoever sits there by now."""
    body = json.dumps(draft.body, ensure_ascii=False)
    with transaction(connection):
        connection.execute(
            "INSERT INTO draft VALUES(?,?,?,?) ON CONFLICT(id) DO UPDATE "
            "SET body=excluded.body, updated_at=excluded.updated_at",
            (draft.id, draft.user, body, to_seconds(draft.updated_at)),
        )


def newest(connection: Connection, user: str, *, but: str = "") -> Draft | None:
    """The clerk's last draft, apart from the one that is open."""
    row = connection.execute(
        "SELECT id, user, body, updated_at FROM draft WHERE user=? AND id<>? "
        "ORDER BY updated_at DESC LIMIT 1",
        (user, but),
    ).fetchone()
    return None if row is None else Draft(row[0], row[1], json.loads(row[2]), from_seconds(row[3]))


def of_user(connection: Connection, user: str, limit: int = 200) -> list[Draft]:
    """All of the clerk's drafts, the newest first."""
    rows = connection.execute(
        "SELECT id, user, body, updated_at FROM draft WHERE user=? "
        "ORDER BY updated_at DESC LIMIT ?",
        (user, limit),
    ).fetchall()
    return [
        Draft(number, whose, json.loads(body), from_seconds(at)) for number, whose, body, at in rows
    ]


def delete(connection: Connection, draft_id: str) -> None:
    """Inside the transaction that stores the dossier."""
    connection.execute("DELETE FROM draft WHERE id=?", (draft_id,))


def discard(connection: Connection, draft_id: str) -> None:
    """The clerk gave the draft up."""
    with transaction(connection):
        delete(connection, draft_id)

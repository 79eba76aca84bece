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
    """Keep the newest text of a draft."""
    body = json.dumps(draft.body, ensure_ascii=False)
    with transaction(connection):
        connection.execute(
            "INSERT OR REPLACE INTO draft VALUES(?,?,?,?)",
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


def delete(connection: Connection, draft_id: str) -> None:
    """Inside the transaction that stores the dossier."""
    connection.execute("DELETE FROM draft WHERE id=?", (draft_id,))


def discard(connection: Connection, draft_id: str) -> None:
    """The clerk gave the draft up."""
    with transaction(connection):
        delete(connection, draft_id)

"""Whether the file woke up on the machine that it was last open on; kept as salted hashes only.

A PC whose card, disk or board was changed is the same one as long as any part is known; what is
found is kept anew each time. A disk image in another PC knows its system's number and no part.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from typing import Any

from app.domain.errors import Trouble
from app.storage import installations
from app.storage.connection import Connection, transaction
from app.storage.secrets import drop_mark, get_mark, put_mark

KNOWN_BY = "known_by"
WOKE_ELSEWHERE = "woke_elsewhere"  # until a clerk has read it
SALT_BYTES = 16


def notice(connection: Connection, system: str | None, parts: Iterable[str]) -> bool:
    """Whether it is another machine; a new installation is owed then, before any number.

    `system` and `parts` as app.devices.machine reads them.
    """
    before = json.loads(get_mark(connection, KNOWN_BY) or "null")
    salt = bytes.fromhex(before["salt"]) if before else secrets.token_bytes(SALT_BYTES)
    here = {
        "salt": salt.hex(),
        "system": None if system is None else _hash(salt, system),
        "parts": sorted(_hash(salt, part) for part in parts),
    }
    if here == before:
        return False
    other = before is not None and not _same(before, here)
    try:
        _keep(connection, json.dumps(here), other=other)
    except Trouble:
        if other:
            raise
        # a full disk is no reason to stay shut on the machine that it is; next time makes it good
    return other


def forget(connection: Connection) -> None:
    """Whoever opens the file next is its machine, inside the caller's transaction."""
    drop_mark(connection, KNOWN_BY)
    drop_mark(connection, WOKE_ELSEWHERE)


def woke_elsewhere(connection: Connection) -> bool:
    """Whether it was found on another machine, and no clerk has read that yet."""
    return get_mark(connection, WOKE_ELSEWHERE) is not None


def was_read(connection: Connection) -> None:
    """A clerk knows."""
    with transaction(connection):
        drop_mark(connection, WOKE_ELSEWHERE)


def _keep(connection: Connection, here: str, *, other: bool) -> None:
    with transaction(connection):
        put_mark(connection, KNOWN_BY, here)
        if other:
            put_mark(connection, WOKE_ELSEWHERE, "1")
        if other and installations.owed_letter(connection) is None:
            letter = installations.own_letter(connection)
            installations.owe(connection, letter, installations.CLONED)


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """By parts where both have any, else by the system where both name it."""
    if one["parts"] and other["parts"]:
        return bool(set(one["parts"]) & set(other["parts"]))
    return not one["system"] or not other["system"] or one["system"] == other["system"]


def _hash(salt: bytes, text: str) -> str:
    return hmac.new(salt, text.encode(), hashlib.sha256).hexdigest()[:32]

"""Finding a dossier by the number as people say it, and by the word on its slip.

No index leads there: the newest dossiers are looked through, as far back as is soon done.
"""

from datetime import datetime, timedelta

from app.domain.times import to_seconds
from app.services.ports import Card
from app.storage import cards, search
from app.storage.brought import guest_id
from app.storage.connection import Connection
from app.wire.token import lookup_word

FARTHEST = 30_000  # cards
FARTHEST_WORD = 10_000  # hashes: each has to be hashed again
NEWEST = f"{cards.newest(FARTHEST)} AS dossier"
GUESTS = "SELECT event FROM brought WHERE event=dossier LIMIT ?"
HASHES = (
    "SELECT id, hash FROM dossier JOIN event USING(id) ORDER BY id DESC LIMIT ?",
    "SELECT id, hash FROM dossier JOIN peer_event USING(id) WHERE id<0 ORDER BY id LIMIT ?",
)
ORDER = "ORDER BY received_at DESC, id DESC"


def of_day(connection: Connection, day: datetime, number: str, limit: int) -> list[Card]:
    """Dossiers received on a day (its midnight) whose running number begins so."""
    begins, ends = to_seconds(day), to_seconds(day + timedelta(days=1))
    rows = connection.execute(
        f"SELECT id, code FROM {NEWEST} WHERE received_at>=? AND received_at<? {ORDER}",
        (begins, ends),
    )
    found = [place for place, code in rows.fetchall() if _running(code).startswith(number)]
    return search.standing(connection.execute, found, limit)


def coded(connection: Connection, part: str, limit: int) -> list[Card]:
    """Dossiers with `part` somewhere in their code, as it is written there."""
    rows = connection.execute(
        f"SELECT id FROM {NEWEST} WHERE instr(dossier.code, ?)>0 {ORDER} LIMIT ?", (part, 2 * limit)
    )
    return search.standing(connection.execute, [place for (place,) in rows.fetchall()], limit)


def with_word(connection: Connection, word: str) -> list[Card]:
    """Dossiers whose slip bears a look-up word."""
    hashes = [
        row for select in HASHES for row in connection.execute(select, (FARTHEST_WORD,)).fetchall()
    ]
    guests = connection.execute(GUESTS, (FARTHEST_WORD,)).fetchall()
    hashes += [(guest_id(bytes(identity)), identity) for (identity,) in guests]
    ids = [number for number, identity in hashes if lookup_word(identity) == word]
    return [one for number in ids for one in _cards(connection, number)]


def _cards(connection: Connection, number: int) -> list[Card]:
    rows = connection.execute(f"SELECT {cards.LISTED} FROM dossier WHERE id=?", (number,))
    return [cards.read(row) for row in rows.fetchall()]


def _running(code: str) -> str:
    return code.rpartition("-")[2]

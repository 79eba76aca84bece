"""Finding a dossier while it is typed: words of a name without marks, codes, numbers, hamlets.

Names lie once each in a small table with a word index over them; the newest dossiers of the names
that match are all that is read. What hits outside names is found by walking back from the newest.
"""

import re
from collections.abc import Callable
from typing import Any

from app.domain.vietnamese import fold
from app.services.ports import Card
from app.storage import cards
from app.storage.connection import Connection

FEW_NAMES, FEW_NUMBERS = 200, 2000
DIGITS_OF_A_NUMBER = 3
LAST = "\U0010ffff"  # behind every text that begins with what stands before it
TOKEN = re.compile(r"[a-z0-9']*[a-z0-9][a-z0-9']*")
Execute = Callable[..., Any]
NAMED = "instr(' '||folded, ?)"
HAMLET = "instr(' '||hamlet, ?)"
CODED = (
    "substr(lower(code), 1, ?)=?",
    "substr(lower(owner_id), 1, ?)=?",
    "substr(phone, 1, ?)=?",
    "id IN (SELECT dossier FROM foreign_code WHERE substr(lower(code), 1, ?)=?)",
)


def find(connection: Connection, text: str, limit: int) -> list[Card]:
    """Newest first; every word begins a word of the name, or a code, id, phone or hamlet.

    A word with three digits that begins some code or number is not looked for in names and hamlets.
    """
    words = fold(text.replace("\0", " ")).split()
    if not words or limit < 1:
        return []
    execute = connection.execute
    named = _by_name(execute, words, limit)
    floor = named[-1] if len(named) == limit else 0
    ids = sorted({*named, *_elsewhere(execute, words, floor, limit)}, reverse=True)[:limit]
    marks = ",".join("?" * len(ids))
    rows = execute(
        f"SELECT {cards.LISTED} FROM dossier WHERE id IN ({marks}) "
        "ORDER BY received_at DESC, id DESC",
        ids,
    )
    return [cards.read(row) for row in rows.fetchall()]


def _by_name(execute: Execute, words: list[str], limit: int) -> list[int]:
    """The newest dossiers whose owner's name has all the words."""
    names = _names(execute, words)
    if names is None:
        return _walk_back(execute, words, limit)
    return _newest_of(execute, names, limit)


def _names(execute: Execute, words: list[str]) -> list[tuple[int, int]] | None:
    """(newest dossier at the most, number) of the names that fit, newest first; None for many.

    The word index knows no hyphens and no phrases: it is asked for the plain parts of each word
    and its answers are compared with the words as they were typed.
    """
    tokens = [token for word in words if word.isascii() for token in TOKEN.findall(word)]
    if not tokens:
        return None
    found = execute(
        "SELECT rowid FROM name_words WHERE name_words MATCH ? LIMIT ?",
        (" AND ".join(f'"{token}"*' for token in tokens), FEW_NAMES + 1),
    ).fetchall()
    if len(found) > FEW_NAMES:
        return None
    rows = execute(
        f"SELECT newest, id, folded FROM name WHERE id IN ({','.join('?' * len(found))}) "
        "ORDER BY newest DESC",
        [number for (number,) in found],
    )
    return [
        (newest, number)
        for newest, number, folded in rows
        if all(f" {word}" in f" {folded}" for word in words)
    ]


def _walk_back(execute: Execute, words: list[str], limit: int) -> list[int]:
    """Many names match: going back from the newest card soon has enough."""
    test = " AND ".join(NAMED for _ in words)
    rows = execute(
        f"SELECT id FROM dossier WHERE {test} ORDER BY id DESC LIMIT ?",
        [*(f" {word}" for word in words), limit],
    )
    return [row[0] for row in rows]


def _newest_of(execute: Execute, names: list[tuple[int, int]], limit: int) -> list[int]:
    """Few names: those with the newest dossiers first, until no other can have a newer one.

    `newest` may name a dossier that bears another name since its correction: it is a bound only.
    """
    ids: list[int] = []
    for newest, name in names:
        floor = ids[-1] if len(ids) == limit else 0
        if newest <= floor:
            break
        rows = execute(
            "SELECT id FROM dossier WHERE name=? AND id>? ORDER BY id DESC LIMIT ?",
            (name, floor, limit),
        )
        ids = sorted([*ids, *(row[0] for row in rows)], reverse=True)[:limit]
    return ids


def _elsewhere(execute: Execute, words: list[str], floor: int, limit: int) -> list[int]:
    """Newer than `floor`: each word hits a name, a code, a number, a phone or a hamlet."""
    conditions = ["id>?"]
    values: list[Any] = [floor]
    for word in words:
        numbered = _numbered(execute, word)
        if numbered and len(numbered) <= FEW_NUMBERS and _is_number(word):
            conditions.append(f"id IN ({','.join('?' * len(numbered))})")
            values += numbered
            continue
        tests, tested = _hit(word, coded=bool(numbered))
        conditions.append(tests)
        values += tested
    rows = execute(
        f"SELECT id FROM dossier WHERE {' AND '.join(conditions)} ORDER BY id DESC LIMIT ?",
        [*values, limit],
    )
    return [row[0] for row in rows]


def _hit(word: str, *, coded: bool) -> tuple[str, list[Any]]:
    """The condition that a card is hit by a word, and its values."""
    tests = [NAMED, HAMLET]
    values: list[Any] = [f" {word}", f" {word}"]
    if coded:
        tests += CODED
        values += [part for _ in CODED for part in (len(word), word)]
    return f"({' OR '.join(tests)})", values


def _is_number(word: str) -> bool:
    return sum(letter.isdigit() for letter in word) >= DIGITS_OF_A_NUMBER


def _numbered(execute: Execute, word: str) -> list[int]:
    """Dossiers with a code, id number or phone that begins so; at most one more than a few."""
    upper = word.upper()
    rows = execute(
        "SELECT id FROM dossier WHERE code>=? AND code<? "
        "UNION ALL SELECT dossier FROM foreign_code WHERE code>=? AND code<? "
        "UNION ALL SELECT id FROM dossier WHERE owner_id>=? AND owner_id<? "
        "UNION ALL SELECT id FROM dossier WHERE phone>=? AND phone<? LIMIT ?",
        [*(upper, upper + LAST) * 4, FEW_NUMBERS + 1],
    ).fetchall()
    return [number for (number,) in rows]

"""Finding a dossier while it is typed: words of a name without marks, codes, numbers, hamlets.

Names lie once each in a small table with a word index over them; the newest dossiers of the names
that match are all that is read. Measured at a million dossiers: 2 ms (docs/benchmarks.md).
"""

from collections.abc import Callable, Sequence
from typing import Any

from app.domain.times import from_seconds
from app.domain.vietnamese import fold
from app.services.ports import Card
from app.storage.connection import Connection

FEW_NAMES = 200
Execute = Callable[..., Any]
LISTED = "id,code,shown,procedure,received_at,status,state,due_at,void"


def remember_name(execute: Execute, folded: str, dossier_id: int) -> int:
    """The number of a name, made at its first dossier; `newest` never goes back."""
    row = execute("SELECT id, newest FROM name WHERE folded=?", (folded,)).fetchone()
    if row is None:
        number = execute(
            "INSERT INTO name(folded, newest) VALUES(?,?)", (folded, dossier_id)
        ).lastrowid
        execute("INSERT INTO name_words(rowid, folded) VALUES(?,?)", (number, folded))
        return int(number)
    number, newest = row
    if newest < dossier_id:
        execute("UPDATE name SET newest=? WHERE id=?", (dossier_id, number))
    return int(number)


def find(connection: Connection, text: str, limit: int) -> list[Card]:
    """Newest first; every word begins a word of the name, or a code, id, phone or hamlet."""
    words = fold(text).split()
    if not words or limit < 1:
        return []
    ids = _by_name(connection.execute, words, limit)
    if len(ids) < limit:
        ids = sorted({*ids, *_by_anything(connection.execute, words, limit)}, reverse=True)[:limit]
    marks = ",".join("?" * len(ids))
    rows = connection.execute(
        f"SELECT {LISTED} FROM dossier WHERE id IN ({marks}) ORDER BY received_at DESC, id DESC",
        ids,
    )
    return [_card(row) for row in rows.fetchall()]


def _by_name(execute: Execute, words: list[str], limit: int) -> list[int]:
    match = " AND ".join('"{}"*'.format(word.replace('"', '""')) for word in words)
    names = [
        row[0]
        for row in execute(
            "SELECT rowid FROM name_words WHERE name_words MATCH ? LIMIT ?",
            (match, FEW_NAMES + 1),
        )
    ]
    if len(names) > FEW_NAMES:
        return _walk_back(execute, words, limit)
    return _newest_of(execute, names, limit)


def _walk_back(execute: Execute, words: list[str], limit: int) -> list[int]:
    """Many names match: going back from the newest card soon has enough."""
    test = " AND ".join("instr(' '||folded, ?)" for _ in words)
    rows = execute(
        f"SELECT id FROM dossier WHERE {test} ORDER BY id DESC LIMIT ?",
        [*(" " + word for word in words), limit],
    )
    return [row[0] for row in rows]


def _newest_of(execute: Execute, names: list[int], limit: int) -> list[int]:
    """Few names: the newest dossiers belong to the names with the newest dossier."""
    marks = ",".join("?" * len(names))
    by_newest = execute(
        f"SELECT newest, id FROM name WHERE id IN ({marks}) ORDER BY newest DESC LIMIT ?",
        [*names, limit],
    ).fetchall()
    ids: list[int] = []
    for newest, name in by_newest:
        floor = ids[-1] if len(ids) == limit else 0
        if newest <= floor:
            break
        rows = execute(
            "SELECT id FROM dossier WHERE name=? AND id>? ORDER BY id DESC LIMIT ?",
            (name, floor, limit),
        )
        ids = sorted([*ids, *(row[0] for row in rows)], reverse=True)[:limit]
    return ids


def _by_anything(execute: Execute, words: list[str], limit: int) -> list[int]:
    """Each word begins a name's word, a code, a number, a phone or a hamlet's word."""
    first, values = _widest(words)
    if first is None:
        return _scan(execute, words, limit)
    rows = execute(
        f"SELECT id, folded, hamlet, code, owner_id, phone FROM dossier WHERE {first} "
        "ORDER BY id DESC LIMIT 2000",
        values,
    ).fetchall()
    return [row[0] for row in rows if _fits(row, words)][:limit]


def _widest(words: list[str]) -> tuple[str | None, list[str]]:
    """A word with digits is most telling and has an index."""
    for word in words:
        if any(letter.isdigit() for letter in word) and len(word) >= 3:  # noqa: PLR2004 - said beside it
            high = word + "\uffff"
            upper = word.upper()
            return (
                "(code>=? AND code<?) OR (owner_id>=? AND owner_id<?) OR (phone>=? AND phone<?)",
                [upper, upper + "\uffff", word, high, word, high],
            )
    return None, []


def _scan(execute: Execute, words: list[str], limit: int) -> list[int]:
    test = " AND ".join(
        "(instr(' '||folded, ?) OR instr(' '||hamlet, ?) OR lower(code) LIKE ? ESCAPE '!')"
        for _ in words
    )
    values: list[Any] = []
    for word in words:
        safe = word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
        values += [" " + word, " " + word, safe + "%"]
    rows = execute(
        f"SELECT id FROM dossier WHERE {test} ORDER BY id DESC LIMIT ?", [*values, limit]
    )
    return [row[0] for row in rows]


def _fits(row: Any, words: list[str]) -> bool:
    _, folded, hamlet, code, owner_id, phone = row
    starts = [*folded.split(), *hamlet.split(), code.lower(), owner_id or "", phone or ""]
    return all(any(start.startswith(word) for start in starts) for word in words)


def _card(row: Sequence[Any]) -> Card:
    """A row of LISTED."""
    number, code, shown, procedure, received, status, state, due, void = row
    return Card(
        id=number,
        code=code,
        name=shown,
        procedure=procedure,
        received_at=from_seconds(received),
        status=status,
        state=state,
        due_at=None if due is None else from_seconds(due),
        void=bool(void),
    )

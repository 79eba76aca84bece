"""Finding a dossier while it is typed: words of a name or hamlet without marks, codes, numbers.

Names with their hamlets lie once each in a small table with a word index over them; the newest
dossiers of those that match are all that is read. Codes and numbers have indexes of their own. Only
what half of all dossiers fit is found by walking back from the newest, and that soon has enough.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.numbering import as_printed
from app.domain.vietnamese import fold
from app.services.ports import Card
from app.storage import cards, covering
from app.storage.connection import Connection

FEW_NAMES, FEW_NUMBERS = 200, 2000
FARTHEST = 30_000  # cards; a walk back ends there
DIGITS_OF_A_TAIL = 3
LAST = "\U0010ffff"  # behind every text that begins with what stands before it
TOKEN = re.compile(r"[a-z0-9']*[a-z0-9][a-z0-9']*")
Execute = Callable[..., Any]
SAID = "instr(' '||folded, ?)"
CODED = (
    "substr(lower(code), 1, ?)=?",
    "substr(lower(owner_id), 1, ?)=?",
    "substr(phone, 1, ?)=?",
    "id IN (SELECT dossier FROM foreign_code WHERE substr(lower(code), 1, ?)=?)",
)
PAIRED_TAIL = "EXISTS(SELECT 1 FROM foreign_code AS f WHERE f.dossier=id AND substr(f.code, -?)=?)"
TAILED = (
    *(f"substr({column}, -?)=?" for column in ("code", "owner_id", "phone")),
    PAIRED_TAIL,
)
BEGINS = (
    "SELECT id FROM dossier WHERE code>=? AND code<? "
    "UNION ALL SELECT dossier FROM foreign_code WHERE code>=? AND code<? "
    "UNION ALL SELECT id FROM dossier WHERE owner_id>=? AND owner_id<? "
    "UNION ALL SELECT id FROM dossier WHERE phone>=? AND phone<? LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Side:
    """Dossiers of this desk, or its neighbours': which they are, and the newest of them first.

    The own ones came in the order of their numbers; others' came as the network brought them.
    """

    condition: str
    order: str

    def newest(self, execute: Execute, found: Iterable[int], limit: int) -> list[int]:
        """The newest of some."""
        if self is OWN:
            return sorted((number for number in found if number > 0), reverse=True)[:limit]
        held = ",".join(str(number) for number in found if number < 0)
        rows = execute(
            f"SELECT id FROM dossier WHERE id IN ({held}) ORDER BY {self.order} LIMIT ?", (limit,)
        )
        return [row[0] for row in rows.fetchall()]


OWN = Side("id>0", "id DESC")
PEERS = Side("id<0", "received_at DESC, id")


def find(connection: Connection, text: str, limit: int, *, tails: bool = False) -> list[Card]:
    """Newest first; every word begins a word of the name, or a code, id, phone or hamlet.

    The owner's commune of before stands beside his hamlet. With `tails` a word of three or more
    digits may also end a code, id or phone, among the newest dossiers only: no index leads there.
    """
    words = fold(text.replace("\0", " ")).split()
    if not words or limit < 1:
        return []
    execute = connection.execute
    most = 2 * limit  # ours and the foreign one that it stands for are one
    ids = _found(execute, words, most, OWN, tails=tails)
    if cards.any_of_peers(execute):
        ids += _found(execute, words, most, PEERS, tails=tails)
    return standing(execute, ids, limit)


def standing(execute: Execute, ids: Sequence[int], limit: int) -> list[Card]:
    """Cards of dossiers, newest first; in the place of a foreign one that which stands for it."""
    these = ",".join(str(number) for number in ids)
    rows = execute(
        f"SELECT {cards.LISTED} FROM dossier WHERE id IN "
        f"(SELECT {covering.STANDING} FROM dossier AS d WHERE d.id IN ({these})) "
        "ORDER BY received_at DESC, id DESC LIMIT ?",
        (limit,),
    )
    return [cards.read(row) for row in rows.fetchall()]


def _found(execute: Execute, words: list[str], limit: int, side: Side, *, tails: bool) -> list[int]:
    """The newest dossiers of one side that fit."""
    found = set(_by_name(execute, words, limit, side))
    for word in words:
        found.update(_by_number(execute, word, words, limit, side))
    if tails and any(_is_tail(word) for word in words):
        found.update(_walk_back(execute, words, limit, side, tails=True))
    return side.newest(execute, found, limit)


# --- names and hamlets ---------------------------------------------------------------------------


def _by_name(execute: Execute, words: list[str], limit: int, side: Side) -> list[int]:
    """The newest dossiers whose owner's name and hamlet have all the words."""
    names = names_with(execute, words)
    if names is None:
        return _walk_back(execute, words, limit, side)
    return _newest_of(execute, names, limit) if side is OWN else _of_peers(execute, names, limit)


def names_with(execute: Execute, words: list[str]) -> list[tuple[int, int]] | None:
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


def _of_peers(execute: Execute, names: list[tuple[int, int]], limit: int) -> list[int]:
    """Of other desks the newest by their reception: they came in any order."""
    held = ",".join(str(name) for _newest, name in names)
    rows = execute(
        f"SELECT id FROM dossier WHERE name IN ({held}) AND id<0 ORDER BY received_at DESC LIMIT ?",
        (limit,),
    )
    return [row[0] for row in rows.fetchall()]


# --- codes and numbers ---------------------------------------------------------------------------


def _by_number(
    execute: Execute, word: str, words: list[str], limit: int, side: Side
) -> Iterable[int]:
    """The newest dossiers with a code, id or phone that begins with `word`, and fit the others."""
    begins = as_printed(word)
    found = execute(BEGINS, [*(begins, begins + LAST) * 4, FEW_NUMBERS + 1]).fetchall()
    if not found:
        return ()
    if len(found) > FEW_NUMBERS:
        return _walk_back(execute, words, limit, side)
    ids = ",".join(str(number) for (number,) in found)
    these = (
        f"(SELECT * FROM dossier WHERE id IN ({ids}) AND {side.condition} ORDER BY {side.order})"
    )
    return _chosen(execute, these, words, limit)


def _walk_back(
    execute: Execute, words: list[str], limit: int, side: Side, *, tails: bool = False
) -> list[int]:
    """Much fits: going back from the newest card soon has enough."""
    newest = (
        f"(SELECT * FROM dossier WHERE {side.condition} ORDER BY {side.order} LIMIT {FARTHEST})"
    )
    return _chosen(execute, newest, words, limit, tails=tails)


def _chosen(
    execute: Execute, cards_newest_first: str, words: list[str], limit: int, *, tails: bool = False
) -> list[int]:
    """The first cards of a choice that every word hits."""
    conditions, bound = [], []
    for word in words:
        ends = tails and _is_tail(word)
        test, tested = _hit(word, TAILED if ends and len(words) == 1 else _tests(tails=ends))
        conditions.append(test)
        bound += tested
    rows = execute(
        f"SELECT id FROM {cards_newest_first} WHERE {' AND '.join(conditions)} LIMIT ?",
        [*bound, limit],
    )
    return [row[0] for row in rows]


def _tests(*, tails: bool) -> tuple[str, ...]:
    return (SAID, *CODED, *(TAILED if tails else ()))


def _hit(word: str, tests: tuple[str, ...]) -> tuple[str, list[Any]]:
    """The condition that a card is hit by a word in one of the ways, and its values.

    Of a single word only its tails are left to be looked for: its beginnings have indexes.
    """
    values: list[Any] = []
    for test in tests:
        values += [f" {word}"] if test is SAID else [len(word), word]
    return f"({' OR '.join(tests)})", values


def _is_tail(word: str) -> bool:
    return word.isdecimal() and len(word) >= DIGITS_OF_A_TAIL

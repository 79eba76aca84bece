"""What else there is of a dossier's owner, and who else has dossiers at his address.

Cards know names with hamlets; whole addresses stand only in the journal. So the names of the hamlet
are looked through, newest first, and of each person the newest dossier is read: few at a time,
without an index of its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.person import Person
from app.domain.vietnamese import fold
from app.services.ports import Card, Stored
from app.storage import cards, covering, folding, search
from app.storage.connection import Connection

MOST_PEOPLE = 40  # whose address is read
FARTHEST = 2_000  # cards, where a hamlet has more names than the word index gives
MOST_CARDS = 1_000
WAITING_FIRST = "ORDER BY void, stage IS NULL, received_at DESC, id DESC"
Execute = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class History:
    """The dossiers of one person, open ones first, then newest, voided ones last.

    `count` is of all that stand, `voided` of the others.
    """

    rows: tuple[Card, ...]
    count: int
    voided: int = 0


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody else at the same address: one dossier of his, and how many stand."""

    card: Card
    dossiers: int


@dataclass(frozen=True, slots=True)
class Household:
    """Others at an address, newest first; `more` where not everybody could be looked at.

    Whose only dossiers were voided never came here.
    """

    people: tuple[Neighbour, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """A card as far as persons are told apart."""

    id: int
    name: int
    owner_id: str | None
    is_open: bool

    @property
    def person(self) -> str | int:
        return self.owner_id or self.name


def history(connection: Connection, of: Stored, limit: int) -> History:
    """By the owner's id, else by his name and hamlet."""
    owner_id = of.dossier.owner.id
    value = owner_id or _name_of(connection.execute, of.id)
    his = "owner_id=?" if owner_id else "name=?"
    which = f"id IN (SELECT {covering.STANDING} FROM dossier AS d WHERE {his})"
    rows = connection.execute(
        f"SELECT {cards.LISTED} FROM dossier WHERE {which} {WAITING_FIRST} LIMIT ?", (value, limit)
    )
    found = tuple(cards.read(row) for row in rows.fetchall())
    count, voided = connection.execute(
        f"SELECT count(*), coalesce(sum(void), 0) FROM dossier WHERE {which}", (value,)
    ).fetchone()
    return History(found, count - voided, voided)


def household(connection: Connection, of: Stored) -> Household:
    """Other people whose whole address is the same when folded; nobody where there is none."""
    execute, owner = connection.execute, of.dossier.owner
    address = fold(owner.address or "")
    if not address:
        return Household(())
    own_name = _name_of(execute, of.id)
    rows, more = _of_hamlet(execute, fold((owner.address or "").partition(",")[0]))
    people: dict[str | int, list[_Row]] = {}
    for row in rows:
        if not _is_same(row, owner, own_name):
            people.setdefault(row.person, []).append(row)
    looked_at = list(people.values())[:MOST_PEOPLE]
    found = tuple(
        _neighbour(execute, theirs) for theirs in looked_at if _lives_at(execute, theirs, address)
    )
    return Household(found, more or len(people) > MOST_PEOPLE)


def _is_same(row: _Row, owner: Person, own_name: int) -> bool:
    if row.owner_id and owner.id:
        return row.owner_id == owner.id
    return row.name == own_name


def _of_hamlet(execute: Execute, hamlet: str) -> tuple[list[_Row], bool]:
    """Cards of a hamlet, newest first, and whether there may be others."""
    names = search.names_with(execute, hamlet.split())
    columns = "id, name, owner_id, stage IS NOT NULL"
    if names is None:
        newest = cards.newest(FARTHEST)
        sql, values = (
            f"SELECT {columns} FROM {newest} WHERE hamlet=? AND void=0 AND covered=0",
            (hamlet,),
        )
        return [_Row(*row) for row in execute(sql, values).fetchall()], True
    sql = (
        f"SELECT {columns} FROM dossier WHERE name IN ({','.join('?' * len(names))}) "
        "AND hamlet=? AND void=0 AND covered=0 ORDER BY received_at DESC, id DESC LIMIT ?"
    )
    numbers = [number for _newest, number in names]
    found = execute(sql, (*numbers, hamlet, MOST_CARDS)).fetchall()
    return [_Row(*row) for row in found], len(found) == MOST_CARDS


def _lives_at(execute: Execute, rows: Iterable[_Row], address: str) -> bool:
    newest = next(iter(rows))
    return fold(folding.load(execute, newest.id).owner.address or "") == address


def _neighbour(execute: Execute, rows: list[_Row]) -> Neighbour:
    """His newest open dossier, else the newest."""
    chosen = next((row for row in rows if row.is_open), rows[0])
    card = execute(f"SELECT {cards.LISTED} FROM dossier WHERE id=?", (chosen.id,)).fetchone()
    return Neighbour(cards.read(card), len(rows))


def _name_of(execute: Execute, dossier_id: int) -> int:
    (name,) = execute("SELECT name FROM dossier WHERE id=?", (dossier_id,)).fetchone()
    return int(name)

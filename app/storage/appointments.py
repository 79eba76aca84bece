"""Days agreed with citizens, of dossiers that are still open: ceremonies, days for coming."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.services.ports import Card
from app.storage import cards, folding
from app.storage.connection import Connection

COMING_DAYS = 7
AGREED = "stage IS NOT NULL AND system IS NULL AND appointment>=? AND appointment<?"
ROWS = f"SELECT phone, {cards.LISTED} FROM dossier WHERE {AGREED} ORDER BY appointment, id LIMIT ?"


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day, its hour where one was agreed, and whom it is agreed with: the owner, then others."""

    card: Card
    day: date
    hour: str
    phone: str
    people: tuple[str, ...]


def count(connection: Connection, first: date, last: date) -> int:
    """How many are agreed from the first to the last day, both with."""
    row = connection.execute(
        f"SELECT count(*) FROM dossier WHERE {AGREED}", _borders(first, last)
    ).fetchone()
    return int(row[0])


def listed(connection: Connection, first: date, last: date, limit: int) -> list[Appointment]:
    """Those, the earliest first; one without an hour before the others of its day."""
    rows = connection.execute(ROWS, (*_borders(first, last), limit)).fetchall()
    return [_read(connection, row[0] or "", cards.read(row[1:])) for row in rows]


def coming(today: date) -> tuple[date, date]:
    """The first and the last day that a list of coming ones has."""
    return today, today + timedelta(days=COMING_DAYS)


def _borders(first: date, last: date) -> tuple[str, str]:
    return first.isoformat(), (last + timedelta(days=1)).isoformat()


def _read(connection: Connection, phone: str, card: Card) -> Appointment:
    dossier = folding.load(connection.execute, card.id)
    day, _, hour = (dossier.agreed or "").partition(" ")
    people = (dossier.owner.name, *(one.name for one in dossier.subjects))
    return Appointment(card, date.fromisoformat(day), hour, phone, tuple(dict.fromkeys(people)))

"""Registers of certification as the own journal has them: books, and which numbers were given.

Derived rows. What stands behind a number is read from the dossier of its event.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from app.domain import events as e
from app.domain.certification import (
    Book,
    BookClosed,
    BookOpened,
    Given,
    read_numbers,
    signing_day,
)
from app.domain.times import VN, from_seconds, to_seconds

Execute = Callable[..., Any]
COLUMNS = "name, kind, year, first, opened_at, closed_at"


def keep(execute: Execute, event_id: int, event: e.Event) -> None:
    """Take in the opening or closing of a book; everything else changes nothing."""
    fact, at = event.fact, to_seconds(event.at)
    if isinstance(fact, BookOpened):
        row = (fact.book, fact.kind, fact.year, fact.first, event_id, at)
        execute("INSERT OR IGNORE INTO book VALUES(?,?,?,?,?,?,NULL)", row)
    elif isinstance(fact, BookClosed):
        execute("UPDATE book SET closed_at=? WHERE name=?", (at, fact.book))


def keep_numbers(execute: Execute, event_id: int, event: e.Event) -> None:
    """Take in the numbers that a signing gave, whatever became of it later."""
    result = event.fact.result if isinstance(event.fact, e.Finished) else None
    numbers = None if result is None else read_numbers(result.number)
    if numbers is None:
        return
    day = signing_day(result, event.at).isoformat()
    for number in numbers.each:
        row = (numbers.book, number, event_id, day)
        execute("INSERT OR IGNORE INTO book_entry VALUES(?,?,?,?)", row)


def listed(execute: Execute, kind: str | None, year: int | None) -> list[Book]:
    """Books in the order they were opened, of earlier installations, too; None: of any."""
    found = execute(
        f"SELECT {COLUMNS} FROM book WHERE kind=coalesce(?, kind) AND year=coalesce(?, year) "
        "ORDER BY place",
        (kind, year),
    )
    return [_book(row) for row in found.fetchall()]


def highest(execute: Execute, book: str) -> int | None:
    """The highest number that was given in a book; None where none was."""
    (found,) = execute("SELECT max(number) FROM book_entry WHERE book=?", (book,)).fetchone()
    return found  # type: ignore[no-any-return]


def given(execute: Execute, first: date, last: date) -> list[Given]:
    """Numbers of signings from the first to the last day, by book and number."""
    rows = execute(
        "SELECT book, number, day, dossier FROM book_entry JOIN event ON event.id=event "
        "WHERE day BETWEEN ? AND ? ORDER BY book, number, event",
        (first.isoformat(), last.isoformat()),
    )
    return [
        Given(book, number, date.fromisoformat(day), dossier)
        for book, number, day, dossier in rows.fetchall()
    ]


def finished(execute: Execute, procedures: Sequence[str], first: date, last: date) -> list[int]:
    """Dossiers of some procedures that were finished from the first to the last day."""
    marks = ",".join("?" * len(procedures))
    begins = datetime.combine(first, time(), VN)
    ends = datetime.combine(last, time(), VN) + timedelta(days=1)
    rows = execute(
        f"SELECT id FROM dossier WHERE finished_at>=? AND finished_at<? AND procedure IN ({marks}) "
        "ORDER BY finished_at, id",
        (to_seconds(begins), to_seconds(ends), *procedures),
    )
    return [number for (number,) in rows.fetchall()]


def _book(row: Sequence[Any]) -> Book:
    name, kind, year, first, opened_at, closed_at = row
    closed = None if closed_at is None else from_seconds(closed_at)
    return Book(name, kind, year, first, from_seconds(opened_at), closed)

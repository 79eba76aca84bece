"""`motcua register`: a book of some days as PDF, as a workbook or for other programs.

Another book is a line in `BOOKS`: which dossiers it is made of, and what it makes of their stories.
The register of certification is made of numbers, not of dossiers, and has a file of its own.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.bootstrap import reading_log
from app.bootstrap.book_files import ENDINGS, write_book
from app.bootstrap.certification_files import NAME as CERTIFICATION
from app.bootstrap.certification_files import write_certification
from app.bootstrap.opening import OpenDesk
from app.bootstrap.writing import letterhead
from app.domain.story import Story
from app.services.books import Book, Period
from app.services.certification_register import procedures_of, register
from app.services.dossier_book import dossier_book
from app.services.fee_book import fee_book
from app.services.letterhead import Letterhead
from app.storage.books import perhaps_paid_between, received_between
from app.storage.stories import story_of

__all__ = ["ENDINGS", "NAMES"]

log = logging.getLogger(__name__)
MANY = 50  # books of more people than this leave a line in the log


@dataclass(frozen=True, slots=True)
class Source:
    """Which dossiers, by local number, and what is made of them."""

    dossiers: Callable[..., list[int]]
    make: Callable[[Letterhead, Iterable[Story], Period], Book]


BOOKS = {
    "dossiers": Source(received_between, dossier_book),
    "fees": Source(perhaps_paid_between, fee_book),
}
NAMES = (*BOOKS, CERTIFICATION)


def write_register(opened: OpenDesk, name: str, first: date, last: date, out: Path) -> int:
    """Write the book to a file, by its ending; how many rows it has."""
    if name == CERTIFICATION:
        sections = register(opened.journal, first, last)
        write_certification(opened, sections, first, last, out)
        told = procedures_of(sections)
    else:
        book = book_of(opened, name, Period(first, last))
        write_book(opened, book, out)
        told = [row["procedure"] for row in book.rows]
    leave_word(opened, name, told)
    return len(told)


def most_rows(opened: OpenDesk, name: str, period: Period) -> int:
    """How many dossiers it is made of at most: told before any is read."""
    source, execute = BOOKS[name], opened.connection.execute
    return len(source.dossiers(execute, period.first, period.last))


def leave_word(opened: OpenDesk, name: str, procedures: Sequence[str]) -> None:
    """A register of many people, or of another field, is told in the logs: a procedure a row."""
    if len(procedures) > MANY:
        log.info("register %s of %d rows written", name, len(procedures))
    reading_log.taken_out(opened, procedures)


def book_of(opened: OpenDesk, name: str, period: Period) -> Book:
    """The register of an office's own dossiers in some days."""
    source, execute = BOOKS[name], opened.connection.execute
    commune = opened.standing.commune
    numbers = source.dossiers(execute, period.first, period.last)
    stories = (story_of(execute, number) for number in numbers)
    own = (story for story in stories if story[-1].after.office == commune)
    return source.make(letterhead(opened), own, period)

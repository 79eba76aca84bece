"""`motcua register`: a book of some days as PDF, as a workbook or for other programs.

Another book is a line in `BOOKS`: which dossiers it is made of, and what it makes of their stories.
The register of certification is made of numbers, not of dossiers, and has a file of its own.
"""

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.bootstrap import reading_log
from app.bootstrap.certification_files import NAME as CERTIFICATION
from app.bootstrap.certification_files import write_certification
from app.bootstrap.opening import OpenDesk
from app.bootstrap.papers import print_values, render_form, write_file
from app.bootstrap.writing import forms_published, letterhead, unlocked_name
from app.domain.story import Story
from app.domain.times import iso
from app.services.books import Book, Period
from app.services.dossier_book import dossier_book
from app.services.fee_book import fee_book
from app.services.letterhead import Letterhead
from app.services.views import plain
from app.storage.books import perhaps_paid_between, received_between
from app.storage.stories import story_of

log = logging.getLogger(__name__)
PDF, XLSX, JSON = ".pdf", ".xlsx", ".json"
ENDINGS = (PDF, XLSX, JSON)
MANY = 50  # books of more people than this leave a line in the log
TRAINING = "LUYỆN TẬP – KHÔNG CÓ GIÁ TRỊ"


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
    rows = (
        write_certification(opened, first, last, out)
        if name == CERTIFICATION
        else _write(opened, book_of(opened, name, Period(first, last)), out)
    )
    if rows > MANY:
        log.info("register %s of %d rows written", name, rows)
        reading_log.listed(opened, rows)
    return rows


def _write(opened: OpenDesk, book: Book, out: Path) -> int:
    makers = {PDF: _pdf, XLSX: _xlsx, JSON: _json}
    write_file(out, makers[out.suffix.lower()](opened, book))
    return len(book.rows)


def book_of(opened: OpenDesk, name: str, period: Period) -> Book:
    """The register of an office's own dossiers in some days."""
    source, execute = BOOKS[name], opened.connection.execute
    commune = opened.standing.commune
    numbers = source.dossiers(execute, period.first, period.last)
    stories = (story_of(execute, number) for number in numbers)
    own = (story for story in stories if story[-1].after.office == commune)
    return source.make(letterhead(opened), own, period)


def _pdf(opened: OpenDesk, book: Book) -> bytes:
    today = opened.desk.clock.now().date()
    values: dict[str, Any] = {
        **letterhead(opened).head(today),
        **book.totals,
        "from": book.period.first,
        "to": book.period.last,
        "entries": list(book.entries),
        "clerk": unlocked_name(opened),
        "print": print_values(opened, 0),
    }
    return render_form(book.layout, values, "a4", today, forms_published(opened, today))


def _xlsx(opened: OpenDesk, book: Book) -> bytes:
    from app.printing.workbook import workbook  # heavy, and not wanted for the others

    days = f"Từ {book.period.first:%d/%m/%Y} đến {book.period.last:%d/%m/%Y}"
    made = f"lập lúc {opened.desk.clock.now():%H:%M %d/%m/%Y}"
    heads = [book.title, opened.standing.office.name, f"{days}, {made}"]
    if opened.standing.training:
        heads.append(TRAINING)
    return workbook(heads, [(one.key, one.heading) for one in book.columns], book.rows)


def _json(opened: OpenDesk, book: Book) -> bytes:
    standing = opened.standing
    values = {
        "book": book.name,
        "commune": standing.commune,
        "office": standing.office.name,
        "from": book.period.first.isoformat(),
        "to": book.period.last.isoformat(),
        "made_at": iso(opened.desk.clock.now()),
        "training": standing.training,
        "rows": [{key: plain(value) for key, value in row.items()} for row in book.rows],
        "totals": {key: plain(value) for key, value in book.totals.items()},
    }
    return json.dumps(values, ensure_ascii=False, indent=1).encode()

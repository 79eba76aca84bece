"""A register or a report as a file: PDF on its form, a workbook, or JSON; by its ending."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.bootstrap.opening import OpenDesk
from app.bootstrap.papers import print_values, render_many, write_file
from app.bootstrap.writing import forms_published, letterhead, unlocked_name
from app.domain.errors import ClerkError
from app.domain.times import iso
from app.services.books import Book
from app.services.views import plain

PDF, XLSX, JSON = ".pdf", ".xlsx", ".json"
ENDINGS = (PDF, XLSX, JSON)
TRAINING = "LUYỆN TẬP – KHÔNG CÓ GIÁ TRỊ"


def write_book(opened: OpenDesk, book: Book, out: Path) -> int:
    """Write it; how many rows it has."""
    return write_books(opened, (book,), out)


def write_books(
    opened: OpenDesk, books: Sequence[Book], out: Path, called: str = "book", *, many: bool = False
) -> int:
    """Books of one kind in one file: on paper a part each, their rows one behind the other.

    `called` is the JSON's word for the kind; its totals are a list where there may be `many`.
    """
    makers: dict[str, Callable[[], bytes]] = {
        PDF: lambda: _pdf(opened, books),
        XLSX: lambda: _xlsx(opened, books),
        JSON: lambda: _json(opened, books, called, many=many),
    }
    make = makers.get(out.suffix.lower())
    if make is None:
        raise ClerkError(f"Tên tệp phải kết thúc bằng {', '.join(makers)}. Chưa ghi gì.")
    write_file(out, make())
    return sum(len(book.rows) for book in books)


def paper_values(opened: OpenDesk, book: Book) -> dict[str, Any]:
    """What a book's form says, but for office and print."""
    return {
        **book.totals,
        **book.parts,
        "issued_on": opened.desk.clock.now().date(),
        "from": book.period.first,
        "to": book.period.last,
        "entries": list(book.entries),
        "clerk": unlocked_name(opened),
        "counted_at": opened.desk.clock.now(),
    }


def _pdf(opened: OpenDesk, books: Sequence[Book]) -> bytes:
    today = opened.desk.clock.now().date()
    common = {**letterhead(opened).head(today), "print": print_values(opened, 0)}
    parts = [paper_values(opened, book) | common for book in books]
    return render_many(books[0].layout, parts, "a4", today, forms_published(opened, today))


def _xlsx(opened: OpenDesk, books: Sequence[Book]) -> bytes:
    from app.printing.workbook import workbook  # heavy, and not wanted for the others

    first = books[0]
    days = f"Từ {first.period.first:%d/%m/%Y} đến {first.period.last:%d/%m/%Y}"
    made = f"lập lúc {opened.desk.clock.now():%H:%M %d/%m/%Y}"
    heads = [first.title, opened.standing.office.name, f"{days}, {made}"]
    if opened.standing.training:
        heads.append(TRAINING)
    rows = [row for book in books for row in book.rows]
    return workbook(heads, [(one.key, one.heading) for one in first.columns], rows)


def _json(opened: OpenDesk, books: Sequence[Book], called: str, *, many: bool) -> bytes:
    standing, first = opened.standing, books[0]
    totals = [_plain(book.totals) for book in books]
    values = {
        called: first.name,
        "commune": standing.commune,
        "office": standing.office.name,
        "from": first.period.first.isoformat(),
        "to": first.period.last.isoformat(),
        "made_at": iso(opened.desk.clock.now()),
        "training": standing.training,
        "rows": [_plain(row) for book in books for row in book.rows],
        "totals": totals if many else totals[0],
    }
    return json.dumps(values, ensure_ascii=False, indent=1).encode()


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: plain(value) for key, value in row.items()}

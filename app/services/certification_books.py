"""Opening and closing a book of certification, and how the desk's books stand."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.authority import BOOK
from app.domain.certification import Book, BookClosed
from app.domain.certification_files import Register, rules_on
from app.domain.errors import ClerkError
from app.services.authority import require
from app.services.desk import Desk, require_clerk
from app.services.ports import Reads
from app.services.signing import begin, highest_of_year, next_in, part_of

MOST_FIRST = 999_999


@dataclass(frozen=True, slots=True)
class Standing:
    """A book, how many numbers it has given, the last and the next; `own`: this desk's now."""

    book: Book
    title: str
    last: int | None
    next: int
    own: bool


def standings(reads: Reads, now: datetime) -> tuple[Standing, ...]:
    """Every book that this journal knows, in the order they were opened."""
    rules, part = rules_on(now.date()), part_of(reads.standing())
    found = []
    for book in reads.books():
        register = rules.named(book.kind)
        title = register.title if register else book.suffix
        last = reads.highest_entry(book.name)
        own = book.part == part
        found.append(Standing(book, title, last, next_in(reads, book.name, book.first), own))
    return tuple(found)


def open_book(
    desk: Desk, kind: str, *, year: int | None = None, first: int | None = None,
    reason: str | None = None,
) -> Book:  # fmt: skip
    """Open the desk's next book of a kind and year; its numbers begin with `first`.

    Left out, they go on behind the last one of the year. ClerkError where one is open, or where a
    number would be given twice.
    """
    require_clerk(desk)
    require(desk, BOOK, None)
    now = desk.clock.now()
    register, of_year = _register(kind, now), year or now.year
    if not now.year - 1 <= of_year <= now.year:
        raise ClerkError(
            f"Chỉ mở sổ của năm {now.year - 1} hoặc {now.year}. Chưa mở sổ nào.", "year"
        )
    with desk.store.transaction() as writes:
        still = _still_open(writes, kind, of_year)
        if still is not None:
            raise ClerkError(
                f"Quyển {still.name} đang mở. Chưa mở sổ nào. Hãy khoá quyển ấy trước.", "book"
            )
        highest = highest_of_year(writes, kind, of_year)
        begins = highest + 1 if first is None else first
        if not highest < begins <= MOST_FIRST:
            raise ClerkError(
                f"Số đầu {begins} không dùng được: năm {of_year} đã cho tới số {highest}. Hãy ghi "
                f"từ {highest + 1} trở đi, hoặc để trống.",
                "first",
            )
        name = begin(writes, register, of_year, begins, now, reason=reason)
    return next(one for one in desk.store.books(kind, of_year) if one.name == name)


def close_book(
    desk: Desk, kind: str, *, year: int | None = None, reason: str | None = None
) -> tuple[Book, int]:
    """Close the desk's open book of a kind and year; the book and its last number."""
    require_clerk(desk)
    require(desk, BOOK, None)
    now = desk.clock.now()
    _register(kind, now)
    of_year = year or now.year
    with desk.store.transaction() as writes:
        book = _still_open(writes, kind, of_year)
        if book is None:
            raise ClerkError(f"Không có quyển nào đang mở cho năm {of_year}.", "book")
        last = writes.highest_entry(book.name) or 0
        writes.append(BookClosed(book.name, last, reason), at=now)
    closed = next(one for one in desk.store.books(kind, of_year) if one.name == book.name)
    return closed, last


def _still_open(reads: Reads, kind: str, year: int) -> Book | None:
    part = part_of(reads.standing())
    own = (one for one in reads.books(kind, year) if one.part == part)
    return next((one for one in own if one.closed_at is None), None)


def _register(kind: str, now: datetime) -> Register:
    rules = rules_on(now.date())
    register = rules.named(kind)
    if register is None:
        names = ", ".join(one.kind for one in rules.all)
        raise ClerkError(f"Không có loại sổ “{kind[:40]}”. Các loại: {names}.", "kind")
    return register

"""Signing a certification: the numbers of the register are given in the transaction of the step.

The next number is one more than the highest of the desk's open book, read inside the transaction:
no number is given twice and none is left out, also where two programs sign at once or one dies.
"""

from dataclasses import replace
from datetime import date, datetime

from app.domain import events as e
from app.domain.certification import (
    BookOpened,
    Numbers,
    book_name,
    originals,
    read_numbers,
    signing_day,
)
from app.domain.certification_files import Register, rules_on
from app.domain.dossier import Dossier
from app.domain.errors import ClerkError
from app.domain.parts import Result
from app.services.ports import Reads, Standing, Writes


def numbered(  # noqa: PLR0913 - a signing
    writes: Writes,
    fact: e.Finished,
    dossier: Dossier,
    at: datetime,
    by: str | None,
    *,
    electronic: bool = False,
) -> e.Finished:
    """The step with its numbers, where it signs a certification of this office and names none.

    A number that the step names stands on paper already: it is kept as it is, and no other is
    given. `electronic`: of the book of electronic copies; ClerkError where there is none for it.
    """
    result = fact.result or Result()
    register = rules_on(at.date()).of(dossier.procedure, electronic=electronic)
    if electronic:
        _check_electronic(register, result)
    if register is None or dossier.deciding_office != writes.standing().commune:
        return fact
    if result.number is not None:
        return fact
    day = signing_day(result, at)
    _check_day(day, dossier, at)
    many = len(originals(dossier.papers, dossier.pages, dossier.copies, single=register.single))
    book = _open_book(writes, register, day.year, at, by)
    first = next_in(writes, book, first_of(writes, book))
    numbers = Numbers(book, first, first + many - 1)
    return replace(fact, result=replace(result, number=numbers.text, date=day.isoformat()))


def _check_electronic(register: Register | None, result: Result) -> None:
    """The choice of a book means something only where the program gives the number."""
    if register is None or result.number is not None:
        why = "đã ghi số" if register else "thủ tục này không có sổ điện tử"
        raise ClerkError(
            f"Không cho số của sổ chứng thực điện tử được: {why}. Hồ sơ không đổi. Hãy ký vào sổ "
            "giấy, hoặc để trống số.",
            "result.book",
        )


def _check_day(day: date, dossier: Dossier, at: datetime) -> None:
    """A number of a wrong year could never be mended: the day is looked at before it is given."""
    if day < dossier.received_at.date() or day.year not in (at.year - 1, at.year):
        raise ClerkError(
            f"Ngày ký {day:%d/%m/%Y} ở trước ngày nhận hồ sơ hoặc thuộc năm đã khoá sổ. Chưa cho "
            "số, hồ sơ không đổi. Hãy xem lại ngày.",
            "result.date",
        )


def part_of(standing: Standing) -> str:
    """The desk with its letter, as its books bear it."""
    return f"{standing.desk}{standing.letter}"


def open_books(reads: Reads, kind: str, year: int) -> tuple[str | None, int]:
    """The desk's open book of a kind and year, None where there is none; how many there were."""
    part = part_of(reads.standing())
    own = [one for one in reads.books(kind, year) if one.part == part]
    return next((one.name for one in own if one.closed_at is None), None), len(own)


def highest_of_year(reads: Reads, kind: str, year: int) -> int:
    """The highest number that this desk has given, or left to a paper book, in a year."""
    part = part_of(reads.standing())
    own = [one for one in reads.books(kind, year) if one.part == part]
    return max((reads.highest_entry(one.name) or one.first - 1 for one in own), default=0)


def first_of(reads: Reads, book: str) -> int:
    """The number that a book began with."""
    return next(one.first for one in reads.books() if one.name == book)


def next_in(reads: Reads, book: str, first: int) -> int:
    """The number that comes next in a book, which began with `first`."""
    return max(first, (reads.highest_entry(book) or 0) + 1)


def begin(  # noqa: PLR0913 - a book
    writes: Writes,
    register: Register,
    year: int,
    first: int,
    at: datetime,
    by: str | None = None,
    reason: str | None = None,
) -> str:
    """Open the desk's next book of a kind and year; its name."""
    _open, many = open_books(writes, register.kind, year)
    name = book_name(part_of(writes.standing()), many + 1, year, register.suffix)
    writes.append(BookOpened(name, register.kind, year, first, reason), at=at, by=by)
    return name


def _open_book(writes: Writes, register: Register, year: int, at: datetime, by: str | None) -> str:
    """The open book; where there is none, one that goes on behind the last number of the year."""
    found, _many = open_books(writes, register.kind, year)
    if found is not None:
        return found
    return begin(writes, register, year, highest_of_year(writes, register.kind, year) + 1, at, by)


def check_typed(number: str | None) -> None:
    """ClerkError where a typed number looks like one of this program's books, which it gives."""
    if read_numbers(number) is not None:
        raise ClerkError(
            f"Số “{number}” thuộc sổ chứng thực của chương trình; số này do chương trình cho khi "
            "ký. Hồ sơ không đổi. Hãy để trống số, hoặc ghi số của sổ giấy.",
            "result.number",
        )

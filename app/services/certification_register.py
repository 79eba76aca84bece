"""Sổ chứng thực: the lines of one desk's registers over some days, as plain rows for any file.

Columns of domain.md 1.13. A signing that was taken back keeps its number and is told as such.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from app.domain.certification import Book, Entry, read_numbers, signing_day
from app.domain.certification_files import Register, Rules, rules_on
from app.domain.dossier import Dossier
from app.domain.register_lines import lines_of
from app.services.ports import Reads
from app.services.staff_titles import FINISH, Staff


@dataclass(frozen=True, slots=True)
class Line:
    """One line: an original that was certified. `number` is as it stands on the paper."""

    place: int
    number: str
    running: int | None
    on: date
    name: str
    paper: str | None
    signer: str | None
    pages: int | None
    copies: int | None
    fee_dong: int | None
    void: bool
    code: str
    procedure: str


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one book; `book` None: numbers that stand in a book on paper, or none."""

    kind: str
    title: str
    short: str
    book: str | None
    opened_on: date | None
    closed_on: date | None
    lines: tuple[Line, ...]

    @property
    def copies(self) -> int:
        """How many copies were certified in all; struck lines count nothing."""
        return sum(line.copies or 0 for line in self.lines if not line.void)

    @property
    def fee_dong(self) -> int:
        """What was charged in all, as far as it is known."""
        return sum(line.fee_dong or 0 for line in self.lines if not line.void)


def register(reads: Reads, first: date, last: date) -> tuple[Section, ...]:
    """The sections that have lines from the first to the last day of signing, both with."""
    rules, staff = rules_on(last), Staff(reads.users())
    return (
        *_own_books(reads, rules, staff, first, last),
        *_elsewhere(reads, rules, staff, first, last),
    )


def _own_books(
    reads: Reads, rules: Rules, staff: Staff, first: date, last: date
) -> Iterable[Section]:
    books = {one.name: one for one in reads.books()}
    places = {name: place for place, name in enumerate(books)}
    given = sorted(
        reads.given(first, last),
        key=lambda one: (places.get(one.book, len(books)), one.book, one.number),
    )
    known = {one.dossier: reads.dossier(one.dossier).dossier for one in given}
    for name, numbers in groupby(given, key=lambda one: one.book):
        book = books.get(name)
        lines = tuple(
            _line(place, _entry(known[one.dossier], one.book, one.number), one.number,
                  one.day, known[one.dossier], name.partition("-")[2], staff)
            for place, one in enumerate(numbers, 1)
        )  # fmt: skip
        of = _register_of(rules, book, name)
        yield Section(
            of.kind, of.title, of.short, name, _day(book.opened_at if book else None),
            _day(book.closed_at if book else None), lines,
        )  # fmt: skip


def _entry(dossier: Dossier, book: str, number: int) -> Entry | None:
    """The newest line of that number; None where an answer put the signing aside."""
    found = (one for one in reversed(dossier.register) if (one.book, one.number) == (book, number))
    return next(found, None)


def _line(  # noqa: PLR0913 - the columns
    place: int, entry: Entry | None, number: int, day: date, dossier: Dossier, suffix: str,
    staff: Staff,
) -> Line:  # fmt: skip
    label = f"{number}-{suffix}"
    name, code = dossier.owner.name, dossier.code
    if entry is None:
        entry = Entry("", number, None, None, None, None, "", None, void=True)
    signer = staff.titled(entry.signer) if entry.void else staff.signer(entry.signer, dossier)
    return Line(
        place, label, number, day, name, entry.paper, signer, entry.pages, entry.copies,
        entry.fee_dong, entry.void, code, dossier.procedure,
    )  # fmt: skip


def _elsewhere(
    reads: Reads, rules: Rules, staff: Staff, first: date, last: date
) -> Iterable[Section]:
    """Signings that say a number of a book on paper, or none: nothing is left out silently."""
    for one in rules.registers:
        lines: list[Line] = []
        for number in reads.finished(one.procedures, first, last):
            dossier = reads.dossier(number).dossier
            text = dossier.result.number if dossier.result else None
            if read_numbers(text) is None and _finished_here(dossier, reads.standing().commune):
                lines += _told(dossier, text or "", one, len(lines), staff)
        if lines:
            yield Section(one.kind, one.title, one.short, None, None, None, tuple(lines))


def _finished_here(dossier: Dossier, commune: str) -> bool:
    """Decided by this office, wherever it was received, and at this machine."""
    steps = [line for line in dossier.history if line.action == FINISH and line.effective]
    return bool(steps) and not steps[-1].elsewhere and dossier.deciding_office == commune


def _told(
    dossier: Dossier, number: str, register: Register, before: int, staff: Staff
) -> list[Line]:
    at = dossier.finished_at or dossier.received_at
    day = signing_day(dossier.result, at)
    signer = staff.signer(dossier.result.signer if dossier.result else None, dossier)
    return [
        Line(
            before + place, number, None, day, dossier.owner.name, one.paper, signer, one.pages,
            one.copies, fee, dossier.void, dossier.code, dossier.procedure,
        )
        for place, (one, fee) in enumerate(lines_of(dossier, single=register.single), 1)
    ]  # fmt: skip


def _register_of(rules: Rules, book: Book | None, name: str) -> Register:
    """By the book's kind, else by what stands behind its numbers."""
    suffix = name.partition("-")[2]
    of = rules.named(book.kind) if book else None
    of = of or next((one for one in rules.all if one.suffix == suffix), None)
    return of or rules.registers[0]


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def procedures_of(sections: Iterable[Section]) -> list[str]:
    """What was certified by each number."""
    return [line.procedure for section in sections for line in section.lines]


def as_rows(sections: Sequence[Section]) -> list[dict[str, object]]:
    """Every line as plain values, the names of columns those of the JSON answer."""
    return [
        {
            "kind": section.kind,
            "book": section.book,
            "place": line.place,
            "number": line.number or None,
            "running": line.running,
            "signed_on": line.on.isoformat(),
            "name": line.name,
            "paper": line.paper,
            "signer": line.signer,
            "pages": line.pages,
            "copies": line.copies,
            "fee_dong": line.fee_dong,
            "void": line.void,
            "code": line.code,
        }
        for section in sections
        for line in section.lines
    ]

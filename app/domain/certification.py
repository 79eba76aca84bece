"""Certification: numbers in a register, a desk's books of a year, and what stands behind a number.

A number is given at signing, one an original, and stands as text in the result of the step, so that
every program that reads the step knows it: `15-17, quyển số 1/2026-SCT/BS`. The book's name says
whose it is: desk with its letter, volume from the second on, year, suffix (`1b.2/2026-SCT/BS`); a
copy of a desk has another letter, so no number can be given twice.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from app.domain.events import Fact, kind
from app.domain.parts import PaperLine, Result

COPIES, SIGNATURES, CONTRACTS = "copies", "signatures", "contracts"
NUMBER = re.compile(
    r"(\d{1,9})(?:-(\d{1,9}))?, quyển số (\d+[A-Za-z]*(?:\.\d+)?/\d{4}-SCT(?:ĐT)?/\S+)"
)
BOOK = re.compile(r"(?P<part>\d+[A-Za-z]*)(?:\.\d+)?/\d{4}-SCT(?:ĐT)?/\S+")
MOST_AT_ONCE = 10_000


@kind(70)
@dataclass(frozen=True, slots=True)
class BookOpened(Fact):
    """A register's book of a desk and year; `first` is higher where a paper book went before."""

    book: str
    kind: str
    year: int
    first: int = 1
    reason: str | None = None


@kind(71)
@dataclass(frozen=True, slots=True)
class BookClosed(Fact):
    """No number is given in it any more; `last` is the last that was, 0 where none was."""

    book: str
    last: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """A book as it stands: numbers from `first` on, until it is closed."""

    name: str
    kind: str
    year: int
    first: int
    opened_at: datetime
    closed_at: datetime | None = None

    @property
    def part(self) -> str:
        """The desk with its letter."""
        found = BOOK.fullmatch(self.name)
        return "" if found is None else found["part"]

    @property
    def suffix(self) -> str:
        """What stands behind each of its numbers."""
        return self.name.partition("-")[2]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Running numbers of one book, first to last."""

    book: str
    first: int
    last: int

    @property
    def text(self) -> str:
        """As the step's result and papers say it."""
        running = str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
        return f"{running}, quyển số {self.book}"

    @property
    def each(self) -> range:
        """Every number."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a register: an original and its number.

    `void`: the signing was taken back or the dossier voided; the number stays used.
    """

    book: str
    number: int
    paper: str | None
    pages: int | None
    copies: int | None
    fee_dong: int | None
    signed_on: str
    signer: str | None
    void: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A number that was given, the day of its signing, and the local number of its dossier."""

    book: str
    number: int
    day: date
    dossier: int


@dataclass(frozen=True, slots=True)
class Original:
    """What one number is given for."""

    paper: str | None
    pages: int | None
    copies: int | None


def book_name(part: str, volume: int, year: int, suffix: str) -> str:
    """The name of a desk's n-th book of a year."""
    which = part if volume == 1 else f"{part}.{volume}"
    return f"{which}/{year}-{suffix}"


def read_numbers(text: str | None) -> Numbers | None:
    """Numbers of one of our books; None for every other number of a result."""
    found = NUMBER.fullmatch(text or "")
    if found is None:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    return Numbers(found[3], first, last) if first <= last < first + MOST_AT_ONCE else None


def signing_day(result: Result | None, at: datetime) -> date:
    """The day that the result says, where it is one and not ahead of the step; else the step's."""
    said = _day((result and result.date) or "")
    return at.date() if said is None else min(said, at.date())


@lru_cache(maxsize=64)  # many are signed on one day, and reading it takes as long as the rest
def _day(said: str) -> date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        with suppress(ValueError):
            return datetime.strptime(said, form).date()  # noqa: DTZ007 - a day has no zone
    return None


def originals(
    papers: Sequence[PaperLine], pages: int | None, copies: int | None, *, single: bool = False
) -> tuple[Original, ...]:
    """What is certified, at least one thing; `single`: one number however many lines there are."""
    lines = [Original(one.name, one.pages, one.certify) for one in papers if one.certify]
    if pages is not None or copies is not None or not lines:
        named = [one.name for one in papers if not one.certify and one.originals]
        lines.append(Original(named[0] if len(named) == 1 else None, pages, copies))
    return (lines[0],) if single else tuple(lines)

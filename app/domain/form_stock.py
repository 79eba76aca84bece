"""The register of official blank forms (phôi): what came, was used, spoilt, counted; what is left.

A form is a row of the dated list (reasons.csv, `form`) or the office's own words. Movements stand
in the order they were written; what is left is their sum and never less than nothing. A count says
what is there, the first one of a form what it begins with.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.events import Event, Fact, kind

RECEIVED, USED, SPOILT, COUNTED = "received", "used", "spoilt", "counted"
WAYS = {RECEIVED: "Nhận về", USED: "Dùng", SPOILT: "Hỏng", COUNTED: "Kiểm đếm"}
# AB 001201-001300, AA/23P 0000001, 57-80: the letters may stand before the second number, too
SERIALS = re.compile(
    r"(?P<series>\S{1,20}\s+|\D{0,20}?)(?P<first>\d{1,10})(?:\s*[-–]\s*(?P=series)?(?P<last>\d{1,10}))?"
)


@dataclass(frozen=True, slots=True)
class Serials:
    """Numbers printed on the forms, first to last, behind the letters of their series."""

    series: str
    first: str
    last: str

    @property
    def bounds(self) -> tuple[int, int]:
        """First and last as numbers."""
        return int(self.first), int(self.last)

    @property
    def count(self) -> int:
        """How many they are."""
        first, last = self.bounds
        return last - first + 1

    @property
    def words(self) -> str:
        """AB 001201–001300."""
        tail = "" if self.first == self.last else f"–{self.last}"
        return f"{self.series} {self.first}{tail}".strip()

    def meets(self, other: "Serials") -> bool:
        """Whether a number is in both."""
        (first, last), (begin, end) = self.bounds, other.bounds
        return self.series == other.series and first <= end and begin <= last

    def without(self, other: "Serials") -> "list[Serials]":
        """What of them is not among the others."""
        if not self.meets(other):
            return [self]
        (first, last), (begin, end) = self.bounds, other.bounds
        wide = len(self.first)
        parts = ((first, begin - 1), (end + 1, last))
        return [Serials(self.series, f"{a:0{wide}}", f"{b:0{wide}}") for a, b in parts if a <= b]


@kind(74)
@dataclass(frozen=True, slots=True)
class FormStockMoved(Fact):
    """Blank forms came, were used, were spoilt or were counted; `least`: warn from there on down.

    `form` is a code of the dated list or the words for another one, `document` the paper or office
    they came from, `dossier` the number that they were used for. `key` is what the sender calls the
    line, so that it counts once however often it is sent. Never a person's data.
    """

    form: str
    about: str
    way: str
    quantity: int
    serials: Serials | None = None
    document: str | None = None
    dossier: str | None = None
    note: str | None = None
    least: int | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of the register: by how much the stock changed and what was left then."""

    at: datetime
    actor: str
    by: str | None
    fact: FormStockMoved
    change: int
    left: int
    opens: bool = False

    @property
    def difference(self) -> int | None:
        """By how much a count differs from the register; None where nothing was compared."""
        return self.change if self.fact.way == COUNTED and not self.opens else None


@dataclass(frozen=True, slots=True)
class Totals:
    """One form in some days: opening + received - used - spoilt + difference = left."""

    opening: int = 0
    received: int = 0
    used: int = 0
    spoilt: int = 0
    difference: int = 0

    @property
    def left(self) -> int:
        """What is there at the end of them."""
        return self.opening + self.received - self.used - self.spoilt + self.difference


@dataclass(frozen=True, slots=True)
class Stock:
    """One form with everything that happened to it."""

    form: str
    movements: tuple[Movement, ...]

    @property
    def about(self) -> str:
        """What it is called, as written last."""
        return self.movements[-1].fact.about

    @property
    def left(self) -> int:
        """How many there are."""
        return self.movements[-1].left

    @property
    def least(self) -> int | None:
        """The lowest mark, as it was set last."""
        marks = [one.fact.least for one in self.movements if one.fact.least is not None]
        return marks[-1] if marks else None

    @property
    def low(self) -> bool:
        """Whether more should be asked for."""
        return self.least is not None and self.left <= self.least

    @property
    def warning(self) -> str:
        """In words where it is low, else empty."""
        if not self.low:
            return ""
        return "sắp hết" if self.left else "đã hết"

    def knows(self, key: str) -> bool:
        """Whether a movement of it was sent under that key."""
        return any(one.fact.key == key for one in self.movements)

    def totals(self, first: date, last: date) -> Totals:
        """What it began with, and what happened, from the first to the last day."""
        sums = dict.fromkeys(("opening", RECEIVED, USED, SPOILT, COUNTED), 0)
        for one in self.movements:
            day = one.at.date()
            if day <= last:
                begins = one.opens and one.fact.way == COUNTED
                name = "opening" if begins or day < first else one.fact.way
                sums[name] = sums.get(name, 0) + one.change
        return Totals(
            sums["opening"], sums[RECEIVED], -sums[USED], -sums[SPOILT], sums[COUNTED]
        )  # fmt: skip

    def meeting(self, way: str, serials: Serials) -> tuple[Movement, Serials] | None:
        """The movement that has some of these numbers already, and which it has.

        What comes in must not have come before, what goes out not have gone. A count with serials
        says that those are here, whatever was written before it.
        """
        found = ((one, had) for one, had in self._serials(way) if had.meets(serials))
        return next(found, None)

    def _serials(self, way: str) -> list[tuple[Movement, Serials]]:
        there: list[tuple[Movement, Serials]] = []
        gone: list[tuple[Movement, Serials]] = []
        for one in self.movements:
            serials = one.fact.serials
            if serials is None:
                continue
            if one.fact.way == COUNTED:
                there = [(one, serials)]
                gone = [(by, part) for by, had in gone for part in had.without(serials)]
            else:
                (there if one.fact.way == RECEIVED else gone).append((one, serials))
        return [*there, *gone] if way == RECEIVED else gone


def read_serials(text: str) -> Serials | None:
    """As they are typed; None where they are none, or the second number is not behind the first."""
    found = SERIALS.fullmatch(text.strip())
    if found is None:
        return None
    first = found["first"]
    serials = Serials(found["series"].strip().upper(), first, found["last"] or first)
    return serials if len(serials.last) == len(first) and serials.count > 0 else None


def stocks_of(events: Iterable[Event]) -> list[Stock]:
    """Every form, by its code, out of the events of one journal in their order."""
    lines: dict[str, list[Movement]] = {}
    for event in events:
        if isinstance(event.fact, FormStockMoved):
            line = lines.setdefault(event.fact.form, [])
            left = line[-1].left if line else None
            line.append(moved(left, event.at, event.actor, event.by, event.fact))
    return [Stock(form, tuple(line)) for form, line in sorted(lines.items())]


def moved(
    before: int | None, at: datetime, actor: str, by: str | None, fact: FormStockMoved
) -> Movement:
    """What follows where so many were left; a way that a newer program knows moves nothing here."""
    had, quantity = before or 0, max(0, fact.quantity)
    changes = {
        RECEIVED: quantity,
        USED: -min(had, quantity),
        SPOILT: -min(had, quantity),
        COUNTED: quantity - had,
    }
    change = changes.get(fact.way, 0)
    return Movement(at, actor, by, fact, change, had + change, before is None)

"""Paper fall-back: slips with a number and nothing else, printed before the power goes.

A slip is filled in by hand and typed in later; its number becomes the dossier's, once. The numbers
run on for the desk and its letter, without a day (`MC-03158-1-P-0007`): the day is the one on which
the dossier was received, and stands in the dossier.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from app.domain.events import Fact, kind
from app.domain.numbering import as_printed

NUMBER = re.compile(r"(?P<series>MC-(?P<commune>\d{5})-(?P<part>\d+[A-Za-z]*)-P)-(?P<tail>\d{4,9})")
SHORT = re.compile(r"P-?(\d{1,9})", re.IGNORECASE)
UNUSED, USED, SPOILT, MISSING = "unused", "used", "spoilt", "missing"


@kind(77)
@dataclass(frozen=True, slots=True)
class BlankSlipsPrinted(Fact):
    """Blank slips `first` to `last` of a series went to be printed; their numbers are given."""

    series: str
    first: int
    last: int
    paper: str


@kind(78)
@dataclass(frozen=True, slots=True)
class BlankSlipSpoilt(Fact):
    """A blank slip that no dossier will bear: miswritten, torn, lost."""

    slip: str
    reason: str


@dataclass(frozen=True, slots=True)
class PrintedSlips:
    """A run of blank slips and when it was printed."""

    series: str
    first: int
    last: int
    printed_at: datetime

    @property
    def numbers(self) -> tuple[str, ...]:
        """Each of them as it stands on paper."""
        return tuple(numbered(self.series, one) for one in range(self.first, self.last + 1))


@dataclass(frozen=True, slots=True)
class Bearer:
    """The dossier that took a slip's number: its local number, owner, day and whether it counts."""

    dossier: int
    owner: str
    received_at: datetime
    void: bool


@dataclass(frozen=True, slots=True)
class SlipStanding:
    """One blank slip as it stands now; `bearer` where it was typed in, `reason` where spoilt."""

    number: str
    printed_at: datetime
    state: str
    bearer: Bearer | None = None
    reason: str | None = None


def series_of(commune: str, desk: int, letter: str) -> str:
    """MC-03158-1-P: what stands before the running number of a desk's blank slips."""
    return f"MC-{commune}-{desk}{letter}-P"


def numbered(series: str, running: int) -> str:
    """MC-03158-1-P-0007."""
    return f"{series}-{running:04d}"


def split(number: str) -> tuple[str, int] | None:
    """Series and running number of a blank slip's number, None where it is none."""
    found = NUMBER.fullmatch(number)
    return None if found is None else (found["series"], int(found["tail"]))


def read_number(text: str, series: str) -> str | None:
    """A number as it was scanned or typed: whole, or as P-7 for one of this series; else None."""
    typed = as_printed(text.strip())
    whole = split(typed)
    if whole is not None:
        return numbered(*whole)  # one more nought is the same slip, not another one
    short = SHORT.fullmatch(typed) if "-" in typed else None
    return None if short is None else numbered(series, int(short[1]))


def desk_of(number: str) -> tuple[str, str]:
    """Commune and desk with its letter, as a number names them; empty where it names none."""
    found = NUMBER.fullmatch(number)
    return ("", "") if found is None else (found["commune"], found["part"])

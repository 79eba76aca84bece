"""A dossier's lines in a register of certification: what its signings gave, and took back."""

from dataclasses import replace
from datetime import datetime

from app.domain.certification import Entry, Original, originals, read_numbers, signing_day
from app.domain.dossier import Dossier
from app.domain.parts import Result


def entries(dossier: Dossier, result: Result | None, at: datetime) -> tuple[Entry, ...]:
    """The register's lines that the result's numbers stand for."""
    numbers = read_numbers(result.number if result else None)
    if numbers is None or result is None:
        return ()
    lines = lines_of(dossier, single=numbers.first == numbers.last)
    if len(lines) != len(numbers.each):
        lines = ((Original(None, None, None), None),) * len(numbers.each)
    day = signing_day(result, at).isoformat()
    return tuple(
        Entry(numbers.book, number, one.paper, one.pages, one.copies, fee, day, result.signer)
        for number, (one, fee) in zip(numbers.each, lines, strict=True)
    )


def lines_of(dossier: Dossier, *, single: bool) -> tuple[tuple[Original, int | None], ...]:
    """What is certified, each with its fee where that is known line by line."""
    found = originals(dossier.papers, dossier.pages, dossier.copies, single=single)
    many, fees = len(found), dossier.fees
    if fees is not None and len(fees) == many:
        return tuple((one, line.dong) for one, line in zip(found, fees, strict=True))
    return tuple(zip(found, (dossier.fee_dong, *(None,) * (many - 1)), strict=True))


def signed(dossier: Dossier, result: Result | None, at: datetime) -> tuple[Entry, ...]:
    """The dossier's lines after a signing."""
    return (*dossier.register, *entries(dossier, result, at))


def mended(dossier: Dossier) -> tuple[Entry, ...]:
    """The lines after a correction: the signing that holds is of what is put right.

    Where that is no longer as many originals as numbers were given for, they stay as they were.
    """
    numbers = read_numbers(dossier.result.number if dossier.result else None)
    if numbers is None:
        return dossier.register
    lines = lines_of(dossier, single=numbers.first == numbers.last)
    if len(lines) != len(numbers.each):
        return dossier.register
    right = dict(zip(numbers.each, lines, strict=True))
    return tuple(
        _as(one, *right[one.number])
        if one.book == numbers.book and one.number in right and not one.void
        else one
        for one in dossier.register
    )


def _as(entry: Entry, original: Original, fee: int | None) -> Entry:
    return replace(
        entry, paper=original.paper, pages=original.pages, copies=original.copies, fee_dong=fee
    )


def put_back(lines: tuple[Entry, ...], finished_at: datetime | None) -> tuple[Entry, ...]:
    """The lines after a reversal: still signed where the dossier was finished before, too."""
    return lines if finished_at is not None else struck(lines)


def struck(lines: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The same after their signing was taken back."""
    return tuple(replace(one, void=True) for one in lines)

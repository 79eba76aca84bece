"""The machine-readable lines of identity cards (TD1) and passports (TD3), ICAO Doc 9303.

A field whose check digit is wrong is dropped and asked for; a name without marks is only a hint.
"""

import re
from dataclasses import dataclass
from datetime import date

TD1, TD3 = 30, 44
VALUES = {letter: place for place, letter in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
WEIGHTS = (7, 3, 1)


@dataclass(frozen=True, slots=True)
class Mrz:
    """What the lines say; None where a check digit failed. `failed` names those fields."""

    kind: str
    number: str | None
    name: str | None
    born_on: str | None
    sex: str | None
    failed: tuple[str, ...]


def looks_like_mrz(text: str) -> bool:
    """Two lines of 44 or three of 30, also run together."""
    return _lines(text) is not None


def read_mrz(text: str, *, today: date) -> Mrz | None:
    """Read the lines; None where they are no MRZ."""
    lines = _lines(text)
    if lines is None:
        return None
    return _td1(lines, today) if len(lines[0]) == TD1 else _td3(lines, today)


def check_digit(field: str) -> int:
    """Weights 7, 3, 1 over the letters' values."""
    return sum(VALUES.get(letter, 0) * WEIGHTS[n % 3] for n, letter in enumerate(field)) % 10


def _lines(text: str) -> list[str] | None:
    bare = re.sub(r"[\s]+", "", text).upper()
    if not re.fullmatch(r"[A-Z0-9<]+", bare):
        return None
    if len(bare) == 3 * TD1 and bare[0] in "IAC":
        return [bare[:TD1], bare[TD1 : 2 * TD1], bare[2 * TD1 :]]
    if len(bare) == 2 * TD3 and bare[0] == "P":
        return [bare[:TD3], bare[TD3:]]
    return None


def _td1(lines: list[str], today: date) -> Mrz:
    """Vietnam: nine digits and, in the optional part, the whole twelve."""
    first, second, third = lines
    failed = []
    number: str | None = first[15:27] if first[15:27].isdigit() else first[5:14].rstrip("<")
    if not _holds(first[5:14], first[14]):
        number = None
        failed.append("id")
    born = _born(second[0:6], second[6], today, failed)
    return Mrz("card", number, _name(third), born, _sex(second[7]), tuple(failed))


def _td3(lines: list[str], today: date) -> Mrz:
    first, second = lines
    failed: list[str] = []
    number: str | None = second[0:9].rstrip("<")
    if not _holds(second[0:9], second[9]):
        number = None
        failed.append("id")
    born = _born(second[13:19], second[19], today, failed)
    return Mrz("passport", number, _name(first[5:]), born, _sex(second[20]), tuple(failed))


def _holds(field: str, digit: str) -> bool:
    return digit.isdigit() and check_digit(field) == int(digit)


def _born(field: str, digit: str, today: date, failed: list[str]) -> str | None:
    if not _holds(field, digit) or not field.isdigit():
        failed.append("born_on")
        return None
    year = today.year // 100 * 100 + int(field[:2])
    try:
        born = date(year if year <= today.year else year - 100, int(field[2:4]), int(field[4:]))
    except ValueError:
        failed.append("born_on")
        return None
    return born.isoformat()


def _sex(letter: str) -> str | None:
    return {"M": "male", "F": "female"}.get(letter)


def _name(field: str) -> str | None:
    words = [word for word in field.replace("<", " ").split() if word]
    return " ".join(words) or None

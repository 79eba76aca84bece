"""Where a layout asks for a field, and whether the paper of its form is ever given that.

A layout asks in `{path|filter|…}`, in `when`, in a picture and in the `rows` of a table; a cell of
a table's `body` reads its row first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from app.domain.form_fields import FIELDS, FILTERS

PLACE = re.compile(r"\{([^{}]+)\}")
BLOCK = re.compile(r"\s*\[\[\s*block\s*\]\]")
ASKS = ("when", "picture")
COUNTED = ("dots", "fill")  # their argument is a number, or nothing
ROW_NUMBER = "n"


@dataclass(frozen=True, slots=True)
class Use:
    """A path with its filters as the file spells them; `rows`: the list of whose row it reads.

    `group`: the path may lead to a whole list or record, as that of a `when` does.
    """

    path: str
    spelled: str
    filters: tuple[str, ...] = ()
    rows: str | None = None
    group: bool = False


def unknown_use(
    form: str, blocks: Sequence[Mapping[str, Any]], text: str
) -> tuple[int, str] | None:
    """The first line that asks for what is never given, and a sentence; None where all is known.

    Of a form that this program does not print nothing is known, so nothing is said.
    """
    fields = FIELDS.get(form)
    if fields is None:
        return None
    for place, block in enumerate(blocks):
        spelled: list[str] = []
        for use in _uses(block, None):
            what = _fault(form, use, fields)
            if what is not None:
                return _line(text, place, use.spelled, spelled.count(use.spelled)), what
            spelled.append(use.spelled)
    return None


def _uses(part: Any, rows: str | None) -> Iterator[Use]:
    if isinstance(part, str):
        yield from (_placed(place, rows) for place in PLACE.findall(part))
    elif isinstance(part, list):
        for one in part:
            yield from _uses(one, rows)
    elif isinstance(part, dict):
        own = part.get("rows")
        for key, value in part.items():
            if isinstance(value, str) and (key in ASKS or key == "rows"):
                path = f"{value}[]" if key == "rows" else value.lstrip("!")
                yield Use(path, f'"{value}"', group=True)
            else:
                yield from _uses(value, own if key == "body" else rows)


def _placed(place: str, rows: str | None) -> Use:
    path, *filters = place.split("|")
    return Use(path, f"{{{place}}}", tuple(filters), rows)


def _names(use: Use) -> tuple[str, ...]:
    return (use.path,) if use.rows is None else (f"{use.rows}[].{use.path}", use.path)


def _fault(form: str, use: Use, fields: frozenset[str]) -> str | None:
    """What is wrong with it, in words."""
    for one in use.filters:
        name, _, argument = one.partition(":")
        if name not in FILTERS:
            return f"không có cách viết “{one}”{_like(name, FILTERS)}."
        if name in COUNTED and argument and not argument.isdecimal():
            return f"“{one}” phải là {name}: và một số."
    if _known(use, fields):
        return None
    path = use.path.removesuffix("[]")
    known = {name.removeprefix(f"{use.rows}[].") for name in fields}
    return f"{form} không có trường “{path}”{_like(path, known)}."


def _known(use: Use, fields: frozenset[str]) -> bool:
    if use.group:
        starts = (f"{use.path}.", f"{use.path}[].")
        return use.path in fields or any(name.startswith(starts) for name in fields)
    in_row = use.rows is not None and use.path == ROW_NUMBER
    return in_row or any(name in fields for name in _names(use))


def _like(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, sorted(known), 1)
    return f"; có phải “{close[0]}” không" if close else ""


def _line(text: str, place: int, spelled: str, before: int) -> int:
    """The line of a block that spells it once more than `before`, else where the block begins."""
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines, 1) if BLOCK.match(line)]
    first = starts[place] if place < len(starts) else 1
    for number, line in enumerate(lines[first - 1 :], first):
        before -= line.count(spelled)
        if before < 0:
            return number
    return first

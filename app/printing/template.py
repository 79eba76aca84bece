"""Text of a layout with values in it: {path|filter|…}. No expressions, so a layout stays data.

What an empty value prints is said in the layout: `dots:n` inline dots, `fill` a dotted line to
the edge, `or:text` that text, `after:text` nothing (a value that is there stands after the text).
Without one of them an empty value is an error, so dots stand only
where a hand will write.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from app.domain.vietnamese import day_in_words, dong, moment_in_words
from app.printing.errors import LayoutError

Values = Mapping[str, Any]
Run = tuple[str, str]  # text, style: "" regular, "b", "i", "bi"
LEADER = "\ue000"  # stands where a dotted line to the right edge is drawn
PLACE = re.compile(r"\{([^{}]+)\}")
EMPTY = ("dots", "fill", "or", "after")
EMPHASIS = re.compile(r"([*_])(?![^{]*\})")
FILTERS: dict[str, Callable[[Any], str]] = {
    "upper": lambda value: str(value).upper(),
    "moment": moment_in_words,
    "moment_lines": lambda value: moment_in_words(value).replace(", ", "\n"),
    "day": day_in_words,
    "time": lambda value: f"{value:%H:%M %d/%m/%Y}",
    "date": lambda value: f"{value:%d/%m/%Y}",
    "dong": dong,
    "two": lambda value: f"{value:02d}",
}


def value_at(values: Values, path: str) -> Any:
    """The value at a dotted path; None where it is empty or missing."""
    found: Any = values
    for key in path.split("."):
        found = found.get(key) if isinstance(found, Mapping) else None
    return None if found in ("", [], (), {}) else found


def holds(values: Values, when: str | None) -> bool:
    """`when = "a.b"` or `when = "!a.b"`; nothing else."""
    if when is None:
        return True
    return (value_at(values, when.lstrip("!")) is not None) != when.startswith("!")


def fill(template: str, values: Values) -> str:
    """The template with its values; LayoutError names form, field and sentence of an empty one."""
    return PLACE.sub(lambda match: _one(match[1], template, values), template)


def runs_of(template: str, values: Values, style: str = "") -> list[Run]:
    """*bold* and _italic_ are read in the layout's own text only, never in a person's name."""
    runs: list[Run] = []
    on = set(style)
    for part in EMPHASIS.split(template):
        if part in ("*", "_"):
            on ^= {"b" if part == "*" else "i"}
        elif part:
            runs.append((fill(part, values), "b" * ("b" in on) + "i" * ("i" in on)))
    return runs


def _one(place: str, template: str, values: Values) -> str:
    path, *steps = place.split("|")
    value = value_at(values, path)
    for step in steps:
        try:
            value = _step(step, value)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise _wrong(values, f"“{path}” không hợp với “{step}”", template) from error
    if value is None:
        raise _wrong(values, f"thiếu giá trị “{path}”", template)
    return value if isinstance(value, _Gap) else str(value).replace(LEADER, "")


def _step(step: str, value: Any) -> Any:
    name, _, argument = step.partition(":")
    if name == "after" and value is not None:
        return f"{argument}{value}"
    if name in EMPTY:
        return _empty(name, argument) if value is None else value
    formed = FILTERS[name]
    as_it_is = value is None or (isinstance(value, str) and name != "upper")
    return value if as_it_is else formed(value)


def _empty(name: str, argument: str) -> str:
    if name == "or":
        return argument
    if name == "after":
        return ""
    return _Gap(("…" if name == "dots" else LEADER) * int(argument or 1))


def _wrong(values: Values, what: str, template: str) -> LayoutError:
    return LayoutError(f"mẫu {values.get('_form')}, {what} trong “{template}”")


class _Gap(str):
    """Room for a hand: alone it may hold leaders; a letter of a name never becomes one."""

    __slots__ = ()

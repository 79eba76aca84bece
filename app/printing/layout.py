"""Layouts as dated data: resources/forms/NAME@DATE.toml, and the house style for all of them.

A province's file of the same name goes before the built-in one, and a later day before both.
"""

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from math import inf
from types import MappingProxyType
from typing import Any

from app.printing.errors import LayoutError
from resources import FOLDER

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper: sizes by role in points, margins top, right, bottom, left in points.

    A roll has the height 0: it is cut where the text ends.
    """

    key: str
    width: float
    height: float
    margin: tuple[float, float, float, float]
    family: str
    sizes: dict[str, float]

    @property
    def roll(self) -> bool:
        """Whether it is as long as it needs."""
        return not self.height

    @property
    def room(self) -> float:
        """Points between the side margins."""
        return self.width - self.margin[1] - self.margin[3]

    @property
    def depth(self) -> float:
        """Points between the upper and lower margins; a roll has no end."""
        return inf if self.roll else self.height - self.margin[0] - self.margin[2]


@cache
def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / "forms" / name).read_text("utf-8"))


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(entry.name for entry in (FOLDER / "forms").iterdir()))


NOTHING: Mapping[str, str] = MappingProxyType({})


def form_in_force(form: str, on: date, published: Mapping[str, str] = NOTHING) -> dict[str, Any]:
    """The newest layout whose `effective_from` is not after the day, else the oldest there is.

    What was received before the program's oldest form is typed in late and printed today: on that.
    `published` are the province's files by name, with their texts.
    """
    names = [name for name in {*_names(), *published} if name.startswith(f"{form}@")]
    known = [_published(name, published[name]) if name in published else _toml(name)
             for name in sorted(names)]  # fmt: skip
    if not known:
        raise LayoutError(f"Chưa có mẫu “{form}”")
    covering = [layout for layout in known if layout["form"]["effective_from"] <= on]
    which = max if covering else min
    return which(covering or known, key=lambda layout: layout["form"]["effective_from"])


@lru_cache(maxsize=32)
def _published(name: str, text: str) -> dict[str, Any]:
    """A province's file; LayoutError where it is none."""
    layout: dict[str, Any] = {}
    with suppress(ValueError):  # what TOML says of a broken text
        layout = tomllib.loads(text)
    form = layout.get("form")
    if not isinstance(form, dict) or not isinstance(form.get("effective_from"), date):
        raise LayoutError(f"tệp mẫu {name} của tỉnh không đọc được")
    return layout


def sheet_of(layout: dict[str, Any], key: str) -> Sheet:
    """The paper as the house style and the form have it."""
    paper = _toml("house.toml")["paper"][key] | layout.get("paper", {}).get(key, {})
    top, right, bottom, left = (value * MM for value in paper["margin"])
    sizes = paper["sizes"] | layout.get("sizes", {}).get(key, {})
    width, height = (value * MM for value in paper["size"])
    if paper.get("turned", layout["form"].get("turned")) and height:
        width, height = height, width
    return Sheet(key, width, height, (top, right, bottom, left), paper["family"], sizes)

"""A register of an office over some days: what is on paper, and all of it for other programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list: its name for programs and its heading for people."""

    key: str
    heading: str


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both with."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Book:
    """A register: `entries` and `totals` as the layout reads them, `rows` with every column.

    `parts` are further lists of the layout, by name; their rows stand in `rows`, too.
    Values of rows are plain: texts, whole numbers, moments in the law's time, None.
    """

    name: str
    title: str
    layout: str
    period: Period
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    entries: tuple[Row, ...]
    totals: Row
    parts: Mapping[str, Sequence[Row]] = field(default_factory=dict)

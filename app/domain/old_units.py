"""Communes as they were called before 1 July 2025, and what became of them.

Papers, seals and cards still carry those names. The table is dated by its file: it holds the units
in force until the day before (QĐ 19/2025/QĐ-TTg made the new ones; source: its NOTICE.md).
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import islice

from app.domain.vietnamese import fold
from resources import FOLDER

FILE = "old_units@2025-07-01.csv"
CHANGED_ON = date(2025, 7, 1)
BEFORE = f"trước {CHANGED_ON.day}/{CHANGED_ON.month}/{CHANGED_ON.year}"
TOLD = re.compile(rf"\({BEFORE}: (?P<name>[^,()]+)[^()]*\)")
KINDS = re.compile(
    r"^(?:xa|phuong|thi tran|thi xa|huyen|quan|thanh pho|tinh|tp|tx|tt|x|p|h|q|t)[. ]+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class OldUnit:
    """xã An Thạnh 2, huyện Cù Lao Dung, tỉnh Sóc Trăng: now the commune of a code, or a part."""

    name: str
    district: str
    province: str
    commune: str
    part: bool = False

    @property
    def words(self) -> str:
        """Its name alone as it is compared: an thanh 2."""
        return bare(self.name)


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """A unit's name folded and without its kind: "Xã An Thạnh 2" and "X. An Thạnh 2" are one."""
    return KINDS.sub("", fold(name).strip())


@lru_cache(maxsize=1024)
def before(code: str) -> tuple[OldUnit, ...]:
    """What lies in a commune of today."""
    return tuple(unit for cells in _lines().get(code, ()) for unit in _units(cells))


@cache
def _lines() -> dict[str, list[list[str]]]:
    """The table by commune, read once somebody asks; names are made of what is asked for only."""
    found: dict[str, list[list[str]]] = {}
    text = (FOLDER / "catalogue" / FILE).read_text("utf-8")
    for cells in islice(csv.reader(text.splitlines()), 1, None):
        found.setdefault(cells[0], []).append(cells)
    return found


def _units(cells: list[str]) -> Iterator[OldUnit]:
    code, district, province, whole, parts = cells
    for names, part in ((whole, False), (parts, True)):
        for name in filter(None, names.split("|")):
            yield OldUnit(name, district, province, code, part)


@lru_cache(maxsize=1024)
def renamed(code: str, name: str) -> tuple[OldUnit, ...]:
    """The old units of a commune that bore another name than it (`name`) bears."""
    return tuple(one for one in before(code) if one.words != bare(name))


def told(now: str, old: OldUnit) -> str:
    """Xã Cù Lao Dung (trước 1/7/2025: xã An Thạnh 2)."""
    return f"{now} ({BEFORE}: {old.name})"

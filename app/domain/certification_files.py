"""What the law's dated data say of certification: registers, usual papers, who must stand by."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from resources import FOLDER


@dataclass(frozen=True, slots=True)
class Register:
    """A register and the procedures whose signings are numbered in it.

    `single`: one number a dossier, however many originals it names. `of`: an electronic one, beside
    the register on paper of that kind.
    """

    kind: str
    title: str
    short: str
    suffix: str
    procedures: tuple[str, ...]
    single: bool = False
    of: str = ""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a person signs, and how many witnesses that needs; `ground` is the rule's text."""

    key: str
    words: str
    witnesses: int
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What rules on a day; `electronic` are registers that a signing may choose.

    `interpreters` is how many stand by whoever speaks no Vietnamese; `usual` are names of papers
    that many people bring, by kind of register, each picked by its place.
    """

    registers: tuple[Register, ...]
    manners: tuple[Manner, ...]
    interpreters: int
    usual: dict[str, tuple[str, ...]]
    electronic: tuple[Register, ...] = ()

    def of(self, procedure: str, *, electronic: bool = False) -> Register | None:
        """The register of a procedure; None where it has none of that kind."""
        registers = self.electronic if electronic else self.registers
        return next((one for one in registers if procedure in one.procedures), None)

    @property
    def all(self) -> tuple[Register, ...]:
        """Those on paper, then the electronic ones."""
        return (*self.registers, *self.electronic)

    def named(self, kind: str) -> Register | None:
        """The register of a kind."""
        return next((one for one in self.all if one.kind == kind), None)

    def manner(self, key: str) -> Manner | None:
        """A way of signing by its key."""
        return next((one for one in self.manners if one.key == key), None)


@cache
def _files() -> tuple[dict[str, Any], ...]:
    found = sorted((FOLDER / "certification").iterdir())
    return tuple(tomllib.loads(file.read_text("utf-8")) for file in found)


def rules_on(day: date) -> Rules:
    """What rules on a day; before the first text, what it says."""
    files = [file for file in _files() if file["effective_from"] <= day] or [_files()[0]]
    return _rules(max(file["effective_from"] for file in files))


@cache
def _rules(starts_on: date) -> Rules:
    (file,) = (one for one in _files() if one["effective_from"] == starts_on)
    registers, electronic = (
        tuple(Register(**{**one, "procedures": tuple(one["procedures"])}) for one in listed)
        for listed in (file["book"], file.get("electronic", []))
    )
    usual = {
        one.kind: tuple(paper["name"] for paper in file["paper"] if one.kind in paper["kinds"])
        for one in registers
    }
    manners = tuple(Manner(**one) for one in file["manner"])
    return Rules(registers, manners, file["interpreter"]["count"], usual, electronic)

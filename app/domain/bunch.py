"""Linked procedures (thủ tục liên thông): one form and one slip for several dossiers.

A bunch is dated data of a catalogue version: which procedures belong together, the term that the
whole must not pass, whom every one of its dossiers names. Sources and certainty stand with the row;
what is unverified there a province replaces.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from app.domain.procedure import Case, DetailField, LimitData, Paper, Procedure, SubjectRule
from app.domain.vietnamese import fold

LEAST = 2


@dataclass(frozen=True, slots=True)
class BunchCase:
    """A variant of the whole with its own term; `of` names the members' own cases by procedure."""

    code: str
    name: str
    limit: LimitData
    of: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bunch:
    """Procedures that are asked for together, by their codes, in the order of their numbers.

    `limit` is the whole's term (kind none: each has its own alone). People of the roles in `about`
    stand in every dossier. `filled` are fields that take the owner's address where they are empty.
    """

    code: str
    name: str
    short_name: str
    procedures: tuple[str, ...]
    limit: LimitData
    cases: tuple[BunchCase, ...] = ()
    about: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    digit: int | None = None
    aliases: tuple[str, ...] = ()
    source: str | None = None
    certainty: str | None = None

    def limit_for(self, case: str | None) -> LimitData:
        """The case's term, else the whole's."""
        return next((one.limit for one in self.cases if one.code == case), self.limit)

    def case_of(self, case: str | None, procedure: str) -> str | None:
        """What the whole's case means for a member: one of its own cases, or None."""
        found = next((one for one in self.cases if one.code == case), None)
        return None if found is None else dict(found.of).get(procedure)


BUNCH_NAMES = frozenset(one.name for one in fields(Bunch))


def as_one(bunch: Bunch, members: Sequence[Procedure]) -> Procedure:
    """The bunch as if it were one procedure: every paper, person and field once."""
    return Procedure(
        code=bunch.code,
        name=bunch.name,
        short_name=bunch.short_name,
        field=members[0].field,
        agency=members[0].agency,
        digit=bunch.digit,
        limit=bunch.limit,
        cases=tuple(Case(one.code, one.name, one.limit) for one in bunch.cases),
        papers=tuple(_papers(members)),
        details=tuple(_details(bunch, members)),
        subjects=tuple(_subjects(members)),
        source=bunch.source,
        certainty=bunch.certainty,
        aliases=bunch.aliases,
        plain=bunch.name,
        advice=tuple(dict.fromkeys(line for one in members for line in one.advice)),
    )


def _papers(members: Sequence[Procedure]) -> Iterator[Paper]:
    """What must be brought first; a paper of the same name once."""
    found: dict[str, Paper] = {}
    for paper in (paper for one in members for paper in one.papers):
        known = found.setdefault(fold(paper.name), paper)
        if paper.required and not known.required:
            found[fold(paper.name)] = paper
    ordered = sorted(found.values(), key=lambda paper: not paper.required)
    return (replace(paper, number=place) for place, paper in enumerate(ordered, 1))


def _details(bunch: Bunch, members: Sequence[Procedure]) -> Iterable[DetailField]:
    found: dict[str, DetailField] = {}
    for field in (field for one in members for field in one.details):
        known = found.setdefault(field.key, field)
        found[field.key] = replace(known, required=known.required or field.required)
    return (
        replace(one, required=one.required and one.key not in bunch.filled)
        for one in found.values()
    )


def _subjects(members: Sequence[Procedure]) -> Iterable[SubjectRule]:
    """Two witnesses of one procedure stay two; a child of two procedures is one."""
    found: dict[tuple[str, int], SubjectRule] = {}
    for member in members:
        counted: dict[str, int] = {}
        for rule in member.subjects:
            place = counted[rule.role] = counted.get(rule.role, 0) + 1
            known = found.setdefault((rule.role, place), rule)
            needs = tuple(dict.fromkeys((*known.needs, *rule.needs)))
            required = known.required or rule.required
            found[rule.role, place] = replace(known, required=required, needs=needs)
    return found.values()


# --- one text a version --------------------------------------------------------------------------


def from_plain(values: dict[str, Any]) -> Bunch:
    """As a version's text holds it; what a newer program wrote beside it is left out."""
    known = {key: value for key, value in values.items() if key in BUNCH_NAMES}
    return Bunch(
        **{
            **known,
            "procedures": tuple(known["procedures"]),
            "limit": LimitData(**known["limit"]),
            "cases": tuple(
                BunchCase(
                    one["code"], one["name"], LimitData(**one["limit"]),
                    tuple((name, case) for name, case in one["of"]),
                )
                for one in known["cases"]
            ),
            "about": tuple(known["about"]),
            "filled": tuple(known["filled"]),
            "aliases": tuple(known["aliases"]),
        }
    )  # fmt: skip

"""One catalogue version: procedures, units, offices, calendar; each dossier names its own."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from hashlib import sha256
from typing import Any

from app.domain.bunch import Bunch, as_one, from_plain
from app.domain.place import Commune, Office, is_unit_code, office_of_unit, plain_office
from app.domain.procedure import (
    Case,
    ChannelLimit,
    DetailField,
    Exemption,
    FeeRule,
    LimitData,
    Paper,
    Procedure,
    SubjectRule,
)
from app.domain.reasons import Reason
from app.domain.vietnamese import fold

FORMAT = 1
PROCEDURE_ADDED = ("aliases", "plain", "advice", "where", "free_if", "system")  # absent where empty
PAPER_ADDED = ("plain", "shown")
PROCEDURE_NAMES = frozenset(one.name for one in fields(Procedure))
PAPER_NAMES = frozenset(one.name for one in fields(Paper))
REASON_NAMES = frozenset(one.name for one in fields(Reason))
OFFICE_NAMES = frozenset(one.name for one in fields(Office))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A version. `calendar` is the text of calendar.csv, `forms` file names with their texts."""

    version: str
    starts_on: date | None = None
    procedures: tuple[Procedure, ...] = ()
    communes: Sequence[Commune] = ()
    offices: tuple[Office, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    calendar: str = ""
    forms: tuple[tuple[str, str], ...] = ()
    reasons: tuple[Reason, ...] = ()
    bunches: tuple[Bunch, ...] = ()
    _by_code: dict[str, Procedure] = field(init=False, repr=False, compare=False)
    _communes: dict[str, Commune] | None = field(
        init=False, default=None, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Index once; the units when the first of them is asked for."""
        object.__setattr__(self, "_by_code", {one.code: one for one in self.procedures})

    def procedure(self, code: str) -> Procedure | None:
        """By code, with or without a province's suffix (2.000815.000.00.00.H56)."""
        return self._by_code.get(bare_code(code))

    def bunch(self, code: str) -> Bunch | None:
        """Linked procedures by the code of the whole."""
        return next((one for one in self.bunches if one.code == code.strip()), None)

    def lacking(self, bunch: Bunch) -> tuple[str, ...]:
        """Codes of its procedures that this version has not (withdrawn meanwhile)."""
        return tuple(code for code in bunch.procedures if self.procedure(code) is None)

    def offered(self, code: str) -> Procedure | None:
        """What is asked for under a code: a procedure, or a whole bunch as if it were one."""
        bunch = self.bunch(code)
        if bunch is None:
            return self.procedure(code)
        members = [one for name in bunch.procedures if (one := self.procedure(name)) is not None]
        return as_one(bunch, members) if len(members) == len(bunch.procedures) else None

    def commune(self, code: str) -> Commune | None:
        """A unit by its five digits."""
        known = self._communes
        if known is None:
            known = {one.code: one for one in self.communes}
            object.__setattr__(self, "_communes", known)
        return known.get(code)

    def office(self, commune: str) -> Office | None:
        """The office of a commune; made from its name where the version has no list of offices."""
        for office in self.offices:
            if office.commune == commune:
                return office
        unit = self.commune(commune)
        return None if unit is None else office_of_unit(unit)

    def search(self, text: str) -> list[Procedure]:
        """By digits of the code, beginnings of words, or initials ("hn": hôn nhân); best first.

        What people call it counts like its short name: "so do" finds the first land certificate.
        """
        wanted = fold(text).split()
        if not wanted:
            return list(self.procedures)
        ranked = [(rank, place, one) for place, one in enumerate(self.procedures)
                  if (rank := _rank(one, wanted)) is not None]  # fmt: skip
        return [one for _, _, one in sorted(ranked, key=lambda item: item[:2])]

    def for_province(self, province: str) -> "Catalogue":
        """Without the units and offices of other provinces: what is delivered to a desk.

        Agencies that are no commune's stay: a province lists its own.
        """
        kept = tuple(one for one in self.communes if one.province == province)
        codes = {one.code for one in kept}
        offices = tuple(
            one for one in self.offices if one.commune in codes or not is_unit_code(one.commune)
        )
        return replace(self, communes=kept, offices=offices)


def bare_code(code: str) -> str:
    """The published code without a province's suffix: two parts, a digit and six."""
    return ".".join(code.strip().split(".")[:2])


def covering(versions: Iterable[Catalogue], on: date) -> Catalogue | None:
    """The newest published version (the last of the list) that covers a reception on that day."""
    found = [one for one in versions if one.starts_on is None or one.starts_on <= on]
    return found[-1] if found else None


def _rank(procedure: Procedure, wanted: list[str]) -> int | None:
    code = procedure.code.replace(".", "")
    if len(wanted) == 1 and wanted[0].replace(".", "").isdigit():
        digits = wanted[0].replace(".", "")
        return 0 if code.startswith(digits) else 4 if digits in code else None
    short, whole = fold(procedure.short_name).split(), fold(procedure.name).split()
    called = [fold(alias).split() for alias in procedure.aliases]
    for words in (short, *called):
        if _begun(wanted, words):
            return 0
    if _begun(wanted, [*short, *whole, *(word for words in called for word in words)]):
        return 1
    for rank, words in ((2, short), (3, whole)):
        if "".join(wanted) in "".join(word[0] for word in words):
            return rank
    return None


def _begun(wanted: list[str], words: list[str]) -> bool:
    """Whether each typed part begins one of the words."""
    return all(any(word.startswith(one) for word in words) for one in wanted)


# --- one text a version -------------------------------------------------------------------------


def to_text(catalogue: Catalogue) -> str:
    """The version as one canonical JSON text: the same catalogue gives the same bytes."""
    values: dict[str, Any] = {
        "format": FORMAT,
        "version": catalogue.version,
        "starts_on": catalogue.starts_on.isoformat() if catalogue.starts_on else None,
        "procedures": [_plain(one) for one in catalogue.procedures],
        "communes": [asdict(one) for one in catalogue.communes],
        "offices": [plain_office(one) for one in catalogue.offices],
        "exemptions": [asdict(one) for one in catalogue.exemptions],
        "calendar": catalogue.calendar,
        "forms": catalogue.forms,
    }
    if catalogue.reasons:  # versions made before there were any keep their bytes
        values["reasons"] = [asdict(one) for one in catalogue.reasons]
    if catalogue.bunches:
        values["bunches"] = [asdict(one) for one in catalogue.bunches]
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_text(text: str) -> Catalogue:
    """Read `to_text`; what a newer program wrote beside it is left out."""
    values = json.loads(text)
    starts_on = values["starts_on"]
    return Catalogue(
        version=values["version"],
        starts_on=date.fromisoformat(starts_on) if starts_on else None,
        procedures=tuple(_procedure(one) for one in values["procedures"]),
        communes=tuple(Commune(**one) for one in values["communes"]),
        offices=tuple(Office(**_known(one, OFFICE_NAMES)) for one in values["offices"]),
        exemptions=tuple(Exemption(**one) for one in values["exemptions"]),
        calendar=values["calendar"],
        forms=tuple((name, body) for name, body in values["forms"]),
        reasons=tuple(Reason(**_known(one, REASON_NAMES)) for one in values.get("reasons", ())),
        bunches=tuple(from_plain(one) for one in values.get("bunches", ())),
    )


def digest(text: str) -> str:
    """SHA-256 of a version's text, in hex: what the province's journal names."""
    return sha256(text.encode()).hexdigest()


def _plain(procedure: Procedure) -> dict[str, Any]:
    """Without additions that say nothing: versions made before them keep their bytes."""
    values = _lean(asdict(procedure), PROCEDURE_ADDED)
    values["papers"] = [_lean(paper, PAPER_ADDED) for paper in values["papers"]]
    return values


def _lean(values: dict[str, Any], added: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value or key not in added}


def _known(values: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key in names}


def _procedure(raw: dict[str, Any]) -> Procedure:
    values = _known(raw, PROCEDURE_NAMES)

    def limit(raw: dict[str, Any]) -> LimitData:
        return LimitData(**raw)

    return Procedure(
        **{
            **values,
            "limit": limit(values["limit"]),
            "channel_limits": tuple(
                ChannelLimit(one["channel"], limit(one["limit"]))
                for one in values["channel_limits"]
            ),
            "cases": tuple(
                Case(one["code"], one["name"], limit(one["limit"])) for one in values["cases"]
            ),
            "papers": tuple(Paper(**_known(one, PAPER_NAMES)) for one in values["papers"]),
            "notes": tuple(values["notes"]),
            "aliases": tuple(values.get("aliases", ())),
            "advice": tuple(values.get("advice", ())),
            "fee": FeeRule(**values["fee"]) if values["fee"] else None,
            "details": tuple(
                DetailField(**{**one, "choices": tuple(one["choices"])})
                for one in values["details"]
            ),
            "subjects": tuple(
                SubjectRule(**{**one, "needs": tuple(one["needs"])}) for one in values["subjects"]
            ),
        }
    )

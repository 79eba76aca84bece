"""Tables that a province publishes → one catalogue version, checked line by line.

Our own columns and those of the national portal's extracts are both read; unknown columns are named
and left out; a bad line is refused with its number (the heading is line 1) and nothing is taken.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter
from typing import Any

from app.domain import bunch_files
from app.domain.calendar import COLUMNS as CALENDAR_COLUMNS
from app.domain.calendar_files import CALENDAR, checked_calendar
from app.domain.catalogue import Catalogue
from app.domain.errors import ClerkError
from app.domain.form_files import check_forms
from app.domain.place_files import read_commune, read_office
from app.domain.procedure import (
    DetailField,
    Exemption,
    FeeRule,
    Paper,
    Procedure,
    SubjectRule,
)
from app.domain.procedure_files import (
    check_known,
    read_exemption,
    read_fee,
    read_field,
    read_paper,
    read_procedure,
)
from app.domain.reasons import COLUMNS as REASON_COLUMNS
from app.domain.reasons import read_reason
from app.domain.tables import Row, headings, rows_of

PROCEDURES, PAPERS, UNITS_FILE = "procedures.csv", "papers.csv", "units.csv"
OFFICES, FEES, FIELDS, REASONS = "offices.csv", "fees.csv", "fields.csv", "reasons.csv"
BUNCHES = "bunches.csv"
NAMES = (PROCEDURES, PAPERS, UNITS_FILE, OFFICES, FEES, FIELDS, REASONS, BUNCHES, CALENDAR)
COLUMNS: dict[str, frozenset[str]] = {
    PROCEDURES: frozenset(
        "code name short_name field group agency promulgating_agency digit limit_value limit_unit "
        "limit_source limits_by_channel_json cases_json same_day cutoff_time fee_counter_vnd "
        "fee_text result aliases plain advice where free_if system status source source_url "
        "certainty".split()
    ),
    PAPERS: frozenset(
        "procedure_code seq case_group paper_name originals copies required shown note plain "
        "status source certainty".split()
    ),
    UNITS_FILE: frozenset("province_code province_name commune_code commune_name type".split()),
    OFFICES: frozenset(
        "commune name parent place hours phone lookup_url agency_code unlock branch".split()
    ),
    FEES: frozenset(
        "procedure_code kind dong after_page dong_after cap_dong code words ground source "
        "certainty".split()
    ),
    FIELDS: frozenset(
        "procedure_code part key label kind required longest sensitivity choices needs source "
        "certainty".split()
    ),
    REASONS: REASON_COLUMNS,
    BUNCHES: bunch_files.COLUMNS,
    CALENDAR: frozenset(CALENDAR_COLUMNS),
}


@dataclass(frozen=True, slots=True)
class Parts:
    """File names with their texts; `forms` likewise."""

    texts: Mapping[str, str]
    forms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Built:
    """The version, and what was left out on the way (a sentence each)."""

    catalogue: Catalogue
    notes: tuple[str, ...]


def build(
    parts: Parts,
    *,
    version: str,
    starts_on: date | None = None,
    before: Catalogue | None = None,
) -> Built:
    """A version out of the delivered parts; what is not delivered is carried over from `before`.

    Raises ClerkError naming file, line and fault; nothing is made then.
    """
    base = before or Catalogue("")
    notes = (
        *(note for name in parts.texts for note in _unknown_columns(name, parts.texts[name])),
        *check_forms(parts.forms),
    )
    procedures = _procedures(parts, base)
    catalogue = replace(
        base,
        version=version,
        starts_on=starts_on,
        procedures=procedures,
        communes=_given(parts, UNITS_FILE, read_commune, "code", base.communes),
        offices=_given(parts, OFFICES, read_office, "commune", base.offices),
        exemptions=_exemptions(parts, base.exemptions, {one.code for one in procedures}),
        reasons=_given(parts, REASONS, read_reason, "code", base.reasons),
        bunches=_given(parts, BUNCHES, bunch_files.reader(procedures), "code", base.bunches),
        calendar=checked_calendar(parts.texts.get(CALENDAR), base.calendar),
        forms=tuple(sorted({**dict(base.forms), **parts.forms}.items())),
    )
    return Built(catalogue, (*notes, *_broken(catalogue)))


def _broken(catalogue: Catalogue) -> Iterator[str]:
    """Bunches carried over whose procedures are not all there any more: no desk offers them."""
    for bunch in catalogue.bunches:
        lacking = ", ".join(catalogue.lacking(bunch))
        if lacking:
            yield (
                f"{BUNCHES}: nhóm {bunch.code} thiếu thủ tục {lacking} nên các quầy không nhận "
                "được nhóm này; hãy ban hành lại bunches.csv hoặc thủ tục ấy."
            )


# --- procedures with what belongs to them ---------------------------------------------------------


def _procedures(parts: Parts, base: Catalogue) -> tuple[Procedure, ...]:
    """Each table replaces its own part; a procedure's other parts stay as they were."""
    old = {one.code: one for one in base.procedures}
    if PROCEDURES in parts.texts:
        rows = rows_of(parts.texts[PROCEDURES], PROCEDURES, read_procedure, lambda one: one.code)
        listed = [_merged(one, old) for one in rows]
    else:
        listed = list(base.procedures)
    known = {one.code for one in listed}
    papers = _grouped(parts, PAPERS, read_paper, known)
    fees = _grouped(parts, FEES, read_fee, known)
    fields = _grouped(parts, FIELDS, read_field, known)
    return tuple(_with_parts(one, papers, fees, fields) for one in listed)


def _merged(new: Procedure, old: Mapping[str, Procedure]) -> Procedure:
    """A row of a poorer table keeps the desk's words, digit, papers, fee and fields."""
    known = old.get(new.code)
    if known is None:
        return new
    return replace(
        new,
        short_name=new.short_name if new.short_name != new.name else known.short_name,
        digit=new.digit or known.digit,
        papers=known.papers,
        notes=known.notes,
        fee=known.fee,
        details=known.details,
        subjects=known.subjects,
        aliases=new.aliases or known.aliases,
        plain=new.plain or known.plain,
        advice=new.advice or known.advice,
        where=new.where or known.where,
        free_if=new.free_if or known.free_if,
    )


Group = dict[str, list[Any]] | None


def _with_parts(one: Procedure, papers: Group, fees: Group, fields: Group) -> Procedure:
    parts: dict[str, Any] = {}
    if papers is not None:
        mine = papers.get(one.code, [])
        parts["papers"] = tuple(paper for paper in mine if paper.originals or paper.copies)
        parts["notes"] = tuple(
            paper.name for paper in mine if not (paper.originals or paper.copies)
        )
    if fees is not None:
        parts["fee"] = next(iter(fees.get(one.code, [])), None)
    if fields is not None:
        mine = fields.get(one.code, [])
        parts["details"] = tuple(part for part in mine if isinstance(part, DetailField))
        parts["subjects"] = tuple(part for part in mine if isinstance(part, SubjectRule))
    return replace(one, **parts) if parts else one


def _exemptions(
    parts: Parts, before: tuple[Exemption, ...], known: set[str]
) -> tuple[Exemption, ...]:
    if FEES not in parts.texts:
        return before
    found = rows_of(
        parts.texts[FEES],
        FEES,
        lambda row: read_exemption(row, known),
        lambda one: one and (one.code, one.procedure),
    )
    return tuple(one for one in found if one is not None)


# --- tables ---------------------------------------------------------------------------------------


def _given(
    parts: Parts, name: str, read: Callable[[Row], Any], key: str, before: Sequence[Any]
) -> Any:
    if name not in parts.texts:
        return before
    return tuple(rows_of(parts.texts[name], name, read, attrgetter(key)))


def _grouped(
    parts: Parts, name: str, read: Callable[[Row], tuple[str, Any]], known: set[str]
) -> Group:
    """The parts of each procedure; a line about a procedure that is not there is refused."""
    if name not in parts.texts:
        return None

    def checked(row: Row) -> tuple[str, Any]:
        found = read(row)
        if found[1] is not None:
            check_known(row, known)
        return found

    grouped: dict[str, list[Any]] = {}
    for code, part in rows_of(parts.texts[name], name, checked, _own_place):
        if part is not None:
            grouped.setdefault(code, []).append(part)
    return grouped


def _own_place(found: tuple[str, Any]) -> object:
    """What only one line of a procedure may say: a paper's place, a field's key, the fee."""
    code, part = found
    match part:
        case Paper():
            return code, part.number
        case DetailField():
            return code, "detail", part.key
        case SubjectRule():
            return code, "subject", part.role, part.label  # two witnesses have names of their own
        case FeeRule():
            return code
    return None


def _unknown_columns(name: str, text: str) -> Iterator[str]:
    if name not in COLUMNS:
        raise ClerkError(f"Không nhận tệp {name}; dùng {', '.join(NAMES)}, forms/.", name)
    heading = headings(next(csv.reader(io.StringIO(text.removeprefix("\ufeff"))), []), name)
    unknown = [column for column in heading if column not in COLUMNS[name]]
    if unknown:
        yield f"{name}: không dùng các cột {', '.join(unknown)}."

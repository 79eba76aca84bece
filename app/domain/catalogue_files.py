"""Tables that a province publishes → one catalogue version, checked line by line.

Our own columns and those of the national portal's extracts are both read; unknown columns are named
and left out; a bad line is refused with its number (the heading is line 1) and nothing is taken.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.domain.calendar import COLUMNS as CALENDAR_COLUMNS
from app.domain.calendar import read_calendar
from app.domain.catalogue import Catalogue, bare_code
from app.domain.errors import ClerkError
from app.domain.place_files import read_commune, read_office
from app.domain.procedure import (
    DETAIL_KINDS,
    FEE_KINDS,
    SAME_DAY,
    UNITS,
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
from app.domain.tables import Row, as_number, rows_of
from app.domain.vietnamese import nfc

PROCEDURES, PAPERS, UNITS_FILE = "procedures.csv", "papers.csv", "units.csv"
OFFICES, FEES, FIELDS, CALENDAR = "offices.csv", "fees.csv", "fields.csv", "calendar.csv"
NAMES = (PROCEDURES, PAPERS, UNITS_FILE, OFFICES, FEES, FIELDS, CALENDAR)
COLUMNS: dict[str, frozenset[str]] = {
    PROCEDURES: frozenset(
        "code name short_name field group agency promulgating_agency digit limit_value limit_unit "
        "limit_source limits_by_channel_json cases_json same_day cutoff_time fee_counter_vnd "
        "fee_text result aliases plain advice where free_if status source source_url "
        "certainty".split()
    ),
    PAPERS: frozenset(
        "procedure_code seq case_group paper_name originals copies required shown note plain "
        "status source certainty".split()
    ),
    UNITS_FILE: frozenset("province_code province_name commune_code commune_name type".split()),
    OFFICES: frozenset("commune name parent place hours phone lookup_url agency_code".split()),
    FEES: frozenset(
        "procedure_code kind dong after_page dong_after cap_dong code words ground source "
        "certainty".split()
    ),
    FIELDS: frozenset(
        "procedure_code part key label kind required longest sensitivity choices needs source "
        "certainty".split()
    ),
    CALENDAR: frozenset(CALENDAR_COLUMNS),
}
YES = frozenset({"yes", "true", "1", "có"})
MOST_SHEETS = 100
MOST_DONG = 10_000_000_000


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
    notes = tuple(
        note for name in parts.texts for note in _unknown_columns(name, parts.texts[name])
    )
    catalogue = replace(
        base,
        version=version,
        starts_on=starts_on,
        procedures=_procedures(parts, base),
        communes=_given(parts, UNITS_FILE, read_commune, base.communes),
        offices=_given(parts, OFFICES, read_office, base.offices),
        exemptions=_exemptions(parts, base.exemptions),
        calendar=_checked_calendar(parts.texts.get(CALENDAR), base.calendar),
        forms=tuple(sorted({**dict(base.forms), **parts.forms}.items())),
    )
    return Built(catalogue, notes)


# --- procedures with what belongs to them ---------------------------------------------------------


def _procedures(parts: Parts, base: Catalogue) -> tuple[Procedure, ...]:
    """Each table replaces its own part; a procedure's other parts stay as they were."""
    old = {one.code: one for one in base.procedures}
    if PROCEDURES in parts.texts:
        listed = [
            _merged(one, old) for one in rows_of(parts.texts[PROCEDURES], PROCEDURES, _procedure)
        ]
    else:
        listed = list(base.procedures)
    papers = _grouped(parts, PAPERS, _paper)
    fees = _grouped(parts, FEES, _fee)
    fields = _grouped(parts, FIELDS, _field)
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


def _procedure(row: Row) -> Procedure:
    code = bare_code(row.needed("code"))
    name = row.needed("name")
    same_day = row.text("same_day").lower() in YES
    cutoff = row.text("cutoff_time") or None
    return Procedure(
        code=code,
        name=name,
        short_name=row.text("short_name") or name,
        field=row.text("group") or row.needed("field"),
        agency=row.text("agency") or row.text("promulgating_agency") or None,
        digit=row.whole("digit", 1, 9),
        limit=_limit(
            row, row.text("limit_unit"), row.number("limit_value"), cutoff, same_day=same_day
        ),
        channel_limits=tuple(_channels(row, cutoff)),
        cases=tuple(_cases(row, cutoff)),
        amount_dong=_amount(row),
        result=row.text("result") or None,
        source=row.text("source") or row.text("source_url") or None,
        certainty=row.text("certainty") or row.text("status") or None,
        aliases=row.parts("aliases"),
        plain=row.text("plain") or None,
        advice=row.parts("advice"),
        where=row.text("where") or None,
        free_if=row.text("free_if") or None,
    )


def _limit(
    row: Row, unit: str, value: float | None, cutoff: str | None, *, same_day: bool = False
) -> LimitData:
    if same_day or unit == SAME_DAY:
        return LimitData(SAME_DAY, 0, cutoff)
    if unit in ("", "other", "none") or value is None:
        return LimitData("none")
    if unit == "working_hour":
        unit = "hour"
    if unit not in UNITS:
        raise row.fault(f"đơn vị thời hạn “{unit[:30]}” không có; dùng {', '.join(UNITS)}")
    if not 0 < value <= 9999:  # noqa: PLR2004 - no term is longer
        raise row.fault(f"thời hạn {value:g} không tính được")
    return LimitData(unit, value, cutoff)


def _channels(row: Row, cutoff: str | None) -> Iterator[ChannelLimit]:
    names = {"counter": "counter", "online": "online", "postal": "post", "post": "post"}
    for one in row.json_list("limits_by_channel_json"):
        channel = names.get(str(one.get("channel")))
        if channel is not None:
            value = as_number(row, one.get("value"))
            yield ChannelLimit(channel, _limit(row, str(one.get("unit") or ""), value, cutoff))


def _cases(row: Row, cutoff: str | None) -> Iterator[Case]:
    for one in row.json_list("cases_json"):
        code = str(one.get("case") or one.get("code") or "")
        if code:
            limit = _limit(
                row, str(one.get("unit") or ""), as_number(row, one.get("value")), cutoff
            )
            yield Case(code, str(one.get("name") or code), limit)


def _amount(row: Row) -> int | None:
    """A nought means "free" only where the text says so: often the provincial council decides."""
    amount = row.whole("fee_counter_vnd", 0, MOST_DONG)
    free = row.text("fee_text").strip().lower() in ("miễn phí", "miễn phí.", "không")
    return amount or (0 if free else None)


def _paper(row: Row) -> tuple[str, Paper]:
    originals, copies = _sheets(row, "originals"), _sheets(row, "copies")
    name = row.needed("paper_name").lstrip("-+• ").strip()
    return bare_code(row.needed("procedure_code")), Paper(
        number=row.whole("seq", 1, 9999) or row.line,
        name=name,
        originals=originals,
        copies=copies,
        group=row.text("case_group") or None,
        required=row.text("required").lower() in YES,
        note=row.text("note") or None,
        plain=row.text("plain") or None,
        shown=row.text("shown").lower() in YES,
    )


def _sheets(row: Row, name: str) -> int:
    """How many are asked; an extract's run-together number (20251) only says that there is one."""
    count = row.whole(name, 0, 1_000_000) or 0
    return count if count < MOST_SHEETS else 1


def _fee(row: Row) -> tuple[str, Any]:
    kind = row.needed("kind")
    if kind == "exemption":
        return "", None
    if kind not in FEE_KINDS:
        raise row.fault(f"loại phí “{kind[:30]}” không có; dùng {', '.join(FEE_KINDS)}")
    return bare_code(row.needed("procedure_code")), FeeRule(
        kind=kind,
        dong=row.whole("dong", 0, MOST_DONG) or 0,
        after_page=row.whole("after_page", 1, 9999),
        dong_after=row.whole("dong_after", 0, MOST_DONG),
        cap_dong=row.whole("cap_dong", 0, MOST_DONG),
        ground=row.text("ground") or None,
    )


def _exemptions(parts: Parts, before: tuple[Exemption, ...]) -> tuple[Exemption, ...]:
    if FEES not in parts.texts:
        return before
    found = rows_of(parts.texts[FEES], FEES, _exemption)
    return tuple(one for one in found if one is not None)


def _exemption(row: Row) -> Exemption | None:
    if row.text("kind") != "exemption":
        return None
    return Exemption(
        code=row.needed("code"),
        words=row.needed("words"),
        ground=row.needed("ground"),
        procedure=bare_code(row.text("procedure_code")) or None,
    )


def _field(row: Row) -> tuple[str, DetailField | SubjectRule]:
    code, part = bare_code(row.needed("procedure_code")), row.needed("part")
    required = row.text("required").lower() in YES
    if part == "subject":
        needs = tuple(row.text("needs").split())
        return code, SubjectRule(row.needed("key"), row.needed("label"), required, needs)
    if part != "detail":
        raise row.fault(f"part “{part[:30]}” không có; dùng detail hoặc subject")
    kind = row.text("kind") or "text"
    if kind not in DETAIL_KINDS:
        raise row.fault(f"loại trường “{kind[:30]}” không có; dùng {', '.join(DETAIL_KINDS)}")
    return code, DetailField(
        key=row.needed("key"),
        label=row.needed("label"),
        kind=kind,
        required=required,
        longest=row.whole("longest", 1, 4000) or 200,
        sensitivity=row.text("sensitivity") or "basic",
        choices=row.parts("choices"),
    )


# --- the calendar ---------------------------------------------------------------------------------


def _checked_calendar(text: str | None, before: str) -> str:
    if text is None:
        return before
    try:
        read_calendar(text)
    except ClerkError as fault:
        raise ClerkError(_named(CALENDAR, fault.message), CALENDAR) from fault
    return nfc(text)


def _named(file: str, message: str) -> str:
    return message if message.startswith(file) else f"{file}: {message}"


# --- tables ---------------------------------------------------------------------------------------


def _given(
    parts: Parts, name: str, read: Callable[[Row], Any], before: tuple[Any, ...]
) -> tuple[Any, ...]:
    return tuple(rows_of(parts.texts[name], name, read)) if name in parts.texts else before


def _grouped(parts: Parts, name: str, read: Callable[[Row], tuple[str, Any]]) -> Group:
    if name not in parts.texts:
        return None
    grouped: dict[str, list[Any]] = {}
    for code, part in rows_of(parts.texts[name], name, read):
        if part is not None:
            grouped.setdefault(code, []).append(part)
    return grouped


def _unknown_columns(name: str, text: str) -> Iterator[str]:
    if name not in COLUMNS:
        raise ClerkError(f"Không nhận tệp {name}; dùng {', '.join(NAMES)}, forms/.", name)
    heading = next(csv.reader(io.StringIO(text.removeprefix("\ufeff"))), [])
    unknown = [column for column in heading if column not in COLUMNS[name]]
    if unknown:
        yield f"{name}: không dùng các cột {', '.join(unknown)}."

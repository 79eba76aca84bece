"""Lines of procedures.csv, papers.csv, fees.csv and fields.csv → parts of procedures."""

from collections.abc import Iterator
from typing import Any

from app.domain.catalogue import bare_code
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
from app.domain.tables import Row, as_number

YES = frozenset({"yes", "true", "1", "có"})
MOST_SHEETS = 100
MOST_DONG = 10_000_000_000


def read_procedure(row: Row) -> Procedure:
    """A procedure with its terms; ClerkError naming the line for what cannot be counted."""
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
        limit=read_limit(
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
        system=row.text("system").lower() or None,
    )


def read_limit(
    row: Row, unit: str, value: float | None, cutoff: str | None, *, same_day: bool = False
) -> LimitData:
    """A term; ClerkError with the line's number for one that cannot be counted."""
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
            yield ChannelLimit(channel, read_limit(row, str(one.get("unit") or ""), value, cutoff))


def _cases(row: Row, cutoff: str | None) -> Iterator[Case]:
    for one in row.json_list("cases_json"):
        code = str(one.get("case") or one.get("code") or "")
        if code:
            limit = read_limit(
                row, str(one.get("unit") or ""), as_number(row, one.get("value")), cutoff
            )
            yield Case(code, str(one.get("name") or code), limit)


def _amount(row: Row) -> int | None:
    """A nought means "free" only where the text says so: often the provincial council decides."""
    amount = row.whole("fee_counter_vnd", 0, MOST_DONG)
    free = row.text("fee_text").strip().lower() in ("miễn phí", "miễn phí.", "không")
    return amount or (0 if free else None)


def read_paper(row: Row) -> tuple[str, Paper]:
    """A paper and the code of its procedure."""
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


def read_fee(row: Row) -> tuple[str, Any]:
    """A fee and the code of its procedure; an exemption is none."""
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


def read_exemption(row: Row, known: set[str]) -> Exemption | None:
    """An exemption, None for a fee; `known` are the procedures that there are."""
    if row.text("kind") != "exemption":
        return None
    if row.text("procedure_code"):
        check_known(row, known)
    return Exemption(
        code=row.needed("code"),
        words=row.needed("words"),
        ground=row.needed("ground"),
        procedure=bare_code(row.text("procedure_code")) or None,
    )


def read_field(row: Row) -> tuple[str, DetailField | SubjectRule]:
    """A field or person that a procedure asks for, and its code."""
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


def check_known(row: Row, known: set[str]) -> None:
    """ClerkError where the line is about a procedure that is not there."""
    code = row.text("procedure_code")
    if bare_code(code) not in known:
        raise row.fault(f"không có thủ tục “{code[:30]}” trong danh mục")

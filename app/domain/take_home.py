"""What a person takes home who came for advice: one procedure in large plain sentences.

Papers, term and fee are read from the catalogue's own data, so they never say anything else than
the desk promises; only what no number can say (`plain`, `advice`, `where`, `free_if`) is text.
"""

from dataclasses import dataclass

from app.domain.fee import rule_for
from app.domain.limit import UNITS
from app.domain.place import Office
from app.domain.procedure import (
    FREE,
    PER_CASE,
    PER_COPY,
    SAME_DAY,
    FeeRule,
    LimitData,
    Paper,
    Procedure,
)
from app.domain.vietnamese import dong

ASK = "Hỏi cán bộ ở bàn tiếp nhận"
SHOWN, FORM = "cán bộ xem rồi trả lại ngay", "có mẫu ở bàn tiếp nhận"
FORMS = ("Tờ khai", "Đơn ", "Giấy đề nghị", "Bản khai")  # nobody has them at home
HALF_DAY = 12


@dataclass(frozen=True, slots=True)
class Bring:
    """One paper: its name as people say it, and how it is wanted (may be empty)."""

    name: str
    how: str


@dataclass(frozen=True, slots=True)
class TakeHome:
    """Values of the form `huong-dan` that come from the law; office, hours, phone are the desk's.

    `free_if` is empty where nobody published who pays nothing.
    """

    plain: str
    bring: tuple[Bring, ...]
    where: str
    how_long: str
    how_much: str
    free_if: str
    advice: tuple[str, ...]
    code: str


def take_home(procedure: Procedure, office: Office) -> TakeHome:
    """The sentences for one procedure at one office."""
    return TakeHome(
        plain=procedure.plain or procedure.short_name,
        bring=tuple(_bring(paper) for paper in procedure.papers),
        where=procedure.where or office.name,
        how_long=how_long(procedure),
        how_much=how_much(procedure),
        free_if=procedure.free_if or "",
        advice=procedure.advice,
        code=procedure.code,
    )


def how_long(procedure: Procedure) -> str:
    """The term at the counter, each case by its name where they differ, and how it is counted."""
    cases = [one for one in procedure.cases if one.name != one.code]
    limits = [one.limit for one in cases]
    if len(set(limits)) > 1 and not procedure.longer:
        said = "; ".join(f"{one.name}: {_term(one.limit)}" for one in cases)
    else:
        limits = [procedure.limit_for(None, "counter")]
        said = _term(limits[0])
    counted = dict.fromkeys(_counting(one, alone=len(limits) == 1) for one in limits)
    return " ".join([f"{said[0].upper()}{said[1:]}.", *(one for one in counted if one)])


def how_much(procedure: Procedure) -> str:
    """The fee in words; an amount that nobody published is asked for, never nothing."""
    rule = rule_for(procedure)
    if rule is None:
        return f"Theo mức quy định. {ASK}."
    if rule.kind == FREE:
        return "Không mất tiền."
    if rule.kind == PER_CASE:
        return f"{dong(rule.dong)} đồng."
    if rule.kind == PER_COPY:
        return f"{dong(rule.dong)} đồng một bản."
    return _by_page(rule)


def _by_page(rule: FeeRule) -> str:
    words = f"{dong(rule.dong)} đồng một trang"
    if rule.after_page is not None and rule.dong_after is not None:
        words += f", từ trang thứ {rule.after_page}: {dong(rule.dong_after)} đồng một trang"
    if rule.cap_dong is not None:
        words += f"; nhiều nhất {dong(rule.cap_dong)} đồng một bản"
    return f"{words}."


def _term(limit: LimitData) -> str:
    if limit.unit == SAME_DAY:
        return "trong ngày"
    if limit.unit == "none":
        return "cán bộ hẹn ngày khi nhận giấy tờ"
    number = f"{limit.value:g}".replace(".", ",")
    return f"{number} {UNITS[limit.unit]}"


def _counting(limit: LimitData, *, alone: bool) -> str:
    """What people ask next about a term; of plain days only where nothing else is said."""
    if limit.unit == "working_day":
        return "Ngày làm việc không tính thứ Bảy, Chủ nhật, ngày lễ."
    if limit.unit == "calendar_day" and alone:
        return "Tính cả ngày nghỉ."
    if limit.unit != SAME_DAY:
        return ""
    hour = int((limit.cutoff or "15:00").partition(":")[0])
    clock = f"{hour - HALF_DAY} giờ chiều" if hour > HALF_DAY else f"{hour} giờ"
    return f"Nộp sau {clock} thì lấy vào ngày làm việc hôm sau."


def _bring(paper: Paper) -> Bring:
    return Bring(paper.plain or paper.name, ", ".join(part for part in _how(paper) if part))


def _how(paper: Paper) -> tuple[str, ...]:
    if paper.shown:
        return (SHOWN, _condition(paper.note or ""))
    if paper.name.startswith(FORMS):
        return (FORM, paper.note or "")
    count, kind = (paper.originals, "bản chính") if paper.originals else (paper.copies, "bản sao")
    return (f"{count} {kind}" if count > 1 else kind, paper.note or "")


def _condition(note: str) -> str:
    """Of a shown paper only when it is wanted: that it is shown has been said."""
    condition = note.removeprefix("xuất trình").lstrip(", ")
    return condition if condition.startswith(("nếu", "hoặc")) else ""

"""Somebody leaves without a slip and with a paper: refused (Mẫu 03), or told what is missing.

Both are events without a dossier, durable before the answer, under a running number of the desk and
day that is never used twice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import events as e
from app.domain.advised import AdvisedOfPapers
from app.domain.authority import REFUSE
from app.domain.builtin import load_builtin
from app.domain.catalogue import Catalogue
from app.domain.errors import ClerkError
from app.domain.numbering import REFUSAL, SUPPLEMENT
from app.domain.person import Person
from app.domain.procedure import Procedure
from app.domain.reasons import REFUSAL as REFUSING
from app.domain.reasons import Reason, settled, technical_fault
from app.services.authority import require
from app.services.claim import PERSON_KEYS, read_coming_day, read_moment, read_person
from app.services.desk import Desk, Warned, check_time, require_clerk
from app.services.fields import NAME, NOTE, Fields
from app.services.number import next_paper
from app.services.ports import PrintRequest, Writes
from app.services.terms import asked_of, procedure_of

NO_DOSSIER = 0
REFUSAL_KEYS = frozenset("procedure owner reason ground by at entered_late".split())
SUPPLEMENT_KEYS = frozenset("procedure owner papers until reason by at entered_late".split())


@dataclass(frozen=True, slots=True)
class Numbered:
    """A stored paper: its number, and what the window would only warn of."""

    number: str
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class _Visit:
    """What the two papers have in common."""

    line: Fields
    procedure: str
    owner: Person
    at: datetime
    catalogue: Catalogue


def refuse(desk: Desk, values: Mapping[str, Any], print_as: PrintRequest | None = None) -> Numbered:
    """Store one refusal; ClerkError with its field, and nothing stored, where it may not be.

    A technical fault is no reason: a desk receives without a line (domain.md 1.3).
    """
    visit = _read(desk, Fields.of(values, "", REFUSAL_KEYS))
    reason, ground = _reason(reasons_of(visit.catalogue), visit.line)
    given = visit.line.text("ground", NOTE) or ground
    with desk.store.transaction() as writes:
        number = next_paper(writes, writes.standing(), REFUSAL, visit.at.date())
        fact = e.Refused(number, visit.procedure, visit.owner, reason, given)
        writes.append(fact, at=visit.at, by=visit.line.text("by", NAME))
        _print(writes, print_as, number)
    return Numbered(number)


def ask_before_reception(
    desk: Desk, values: Mapping[str, Any], print_as: PrintRequest | None = None
) -> Numbered:
    """Store what is missing, asked once before any reception; a second time is warned of."""
    visit = _read(desk, Fields.of(values, "", SUPPLEMENT_KEYS), asked_of)
    papers = visit.line.texts("papers", NOTE)
    if not papers:
        raise ClerkError(
            "Chưa ghi thiếu giấy tờ nào. Hãy ghi đủ một lần mọi giấy tờ còn thiếu.", "papers"
        )
    until = read_coming_day(visit.line, "until", visit.at.date())
    check_until(until, visit.at)
    fact_about = (visit.line.text("reason", NOTE), until)
    with desk.store.transaction() as writes:
        before = visit.owner.id and writes.asked_before(visit.procedure, visit.owner.id)
        number = next_paper(writes, writes.standing(), SUPPLEMENT, visit.at.date())
        fact = AdvisedOfPapers(number, visit.procedure, visit.owner, papers, *fact_about)
        writes.append(fact, at=visit.at, by=visit.line.text("by", NAME))
        _print(writes, print_as, number)
    return Numbered(number, (_again(before),) if before else ())


def _print(writes: Writes, wanted: PrintRequest | None, number: str) -> None:
    """The paper's job goes with the fact: no number is stored that nobody sees."""
    if wanted is not None:
        writes.enqueue_print(wanted, NO_DOSSIER, number)


def check_until(until: str | None, at: datetime) -> None:
    """ClerkError where the day for bringing what is missing lies before the asking."""
    if until is not None and until < at.date().isoformat():
        raise ClerkError(
            f"Hạn bổ sung {until[8:]}/{until[5:7]}/{until[:4]} ở trước ngày yêu cầu "
            f"({at:%d/%m/%Y}). Hãy xem lại ngày.",
            "until",
        )


def reasons_of(catalogue: Catalogue) -> tuple[Reason, ...]:
    """The list of reasons of a version; versions from before there was one use the built-in."""
    return catalogue.reasons or load_builtin().reasons


def _read(
    desk: Desk, line: Fields, known: Callable[[Catalogue, str], Procedure] = procedure_of
) -> _Visit:
    require_clerk(desk)
    now = desk.clock.now()
    code = line.needed("procedure", "mã thủ tục")
    owner = line.inner("owner", PERSON_KEYS)
    if owner is None:
        raise ClerkError("Thiếu người yêu cầu. Hãy nhập họ tên.", "owner")
    person = read_person(owner, now.date())
    at = read_moment(line, "at") or now.replace(microsecond=0)
    check_time(at, now, "at", late_allowed=line.flag("entered_late"))
    catalogue = desk.catalogue(at)
    procedure = known(catalogue, code)
    require(desk, REFUSE, procedure.field, "procedure")
    return _Visit(line, procedure.code, person, at, catalogue)


def _reason(reasons: tuple[Reason, ...], line: Fields) -> tuple[str, str | None]:
    text = line.text("reason", NOTE)
    if text is None:
        raise ClerkError(
            "Thiếu lý do từ chối. Chưa ghi gì. Hãy chọn lý do trong danh mục hoặc ghi rõ bằng chữ.",
            "reason",
        )
    fault = technical_fault(reasons, text)
    if fault is not None:
        raise ClerkError(
            f"“{fault}” là sự cố kỹ thuật, không phải lý do từ chối. Chưa ghi gì. Máy này tiếp "
            "nhận được cả khi không có mạng: hãy tiếp nhận, hoặc ghi lý do theo quy định; ý khác "
            "thì viết bằng lời khác, đủ dấu.",
            "reason",
        )
    return settled(reasons, REFUSING, text)


def _again(number: str) -> Warned:
    return Warned(
        "papers",
        f"Người này đã được yêu cầu hoàn thiện thủ tục này ở phiếu {number}. Giấy tờ thiếu chỉ "
        "yêu cầu một lần; hãy xem lại phiếu trước.",
    )

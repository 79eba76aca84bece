"""The two letters that an office sends out, signed: Mẫu 04 (sorry, later) and Mẫu 05 (stopped)."""

from app.domain import events as e
from app.domain.dossier import (
    HALTED,
    PROCESSING,
    RECEIVED,
    STOPPED,
    SUSPENDED,
    WANTS_PAPERS,
    WANTS_PAYMENT,
    WITHDRAWN,
    Dossier,
)
from app.domain.errors import ClerkError
from app.domain.story import Story, Told, steps_of
from app.domain.vietnamese import dong
from app.services.letterhead import (
    Letterhead,
    Written,
    person_values,
    require_valid,
    sentence,
    told_of,
)
from app.services.payments import CASH, TRANSFER, payments
from app.services.slip_values import RETURNS
from app.services.slip_values import WORDS as FEES

APOLOGY, STOP = "mau-04", "mau-05"
SORRY, HALT = "văn bản xin lỗi", "thông báo dừng giải quyết"
STAGES = {
    RECEIVED: "đã tiếp nhận, chưa chuyển xử lý",
    PROCESSING: "đang xử lý",
    WANTS_PAPERS: "đang chờ bổ sung giấy tờ",
    WANTS_PAYMENT: "đang chờ thực hiện nghĩa vụ tài chính",
    HALTED: "đang tạm dừng xử lý",
}
PAID = {CASH: "đã nộp", TRANSFER: "đã chuyển khoản, chờ đối soát", None: "chưa nộp"}


def apology(head: Letterhead, story: Story) -> Written:
    """Mẫu 04 out of the last extension; ClerkError where there was none."""
    lacking = "chưa được hẹn lại lần nào nên không có văn bản xin lỗi. Hãy hẹn lại (extend) trước."
    last, fact, which = told_of(story, e.Extended, SORRY, lacking)
    dossier, day = story[-1].after, last.event.at.date()
    values = {
        **_letter(head, dossier, last),
        "number": fact.document,
        "signer": head.leader(fact.signer),
        "due_at": last.before.due_at if last.before else None,
        "new_due_at": last.after.due_at,
        "reason": sentence(fact.reason),
        "return_at": RETURNS.get(dossier.return_by, head.office(dossier.return_office)),
        "times": last.after.extensions,
    }
    return Written(APOLOGY, values, day, which)


def drafted(head: Letterhead, story: Story) -> Written:
    """Mẫu 04 before it is signed: number, reason and new day are left to be written by hand.

    Nothing is promised by it; the promise is the step `extend`, once the letter is signed.
    """
    dossier = story[-1].after
    require_valid(dossier, SORRY)
    values = {
        **_letter(head, dossier, story[-1]),
        "signer": head.leader(None),
        "due_at": dossier.due_at,
        "return_at": RETURNS.get(dossier.return_by, head.office(dossier.return_office)),
        "times": dossier.extensions + 1,
    }
    return Written(APOLOGY, values, story[-1].event.at.date())


def stop(head: Letterhead, story: Story) -> Written:
    """Mẫu 05 of a dossier that was withdrawn or stopped; ClerkError where it goes on."""
    dossier = story[-1].after
    require_valid(dossier, HALT)
    closed = dossier.status == WITHDRAWN or (dossier.status == HALTED and dossier.state == STOPPED)
    ended = steps_of(story, e.Withdrawn, e.Stopped)
    if not closed or not ended:
        raise ClerkError(
            f"Hồ sơ {dossier.code} không ở trạng thái dừng giải quyết hoặc đã rút nên không có "
            "thông báo dừng. Hồ sơ không đổi.",
            "code",
        )
    last = ended[-1]
    fact, before = last.event.fact, last.before or last.after
    withdrawn = isinstance(fact, e.Withdrawn)
    values = {
        **_letter(head, dossier, last),
        "signer": head.leader(fact.signer if isinstance(fact, e.Stopped) else None),
        "withdrawn": withdrawn or None,
        "reason": sentence(getattr(fact, "reason", None)),
        "stage": _stage(before),
        "stopped_at": last.event.at,
        "money": _money(before, story),
        "paid": bool(payments(story)) or None,
    }
    return Written(STOP, values, last.event.at.date(), len(ended))


def _letter(head: Letterhead, dossier: Dossier, last: Told) -> dict[str, object]:
    own = head.standing.office.commune
    deciding = dossier.deciding_office
    return {
        **head.head(last.event.at.date()),
        "code": dossier.code,
        "owner": person_values(dossier.owner),
        "procedure": head.procedure(dossier.procedure),
        "received_at": dossier.received_at,
        "deciding": None if deciding == own else head.office(deciding) or deciding,
    }


def _stage(dossier: Dossier) -> str:
    if dossier.status == HALTED and dossier.state != SUSPENDED:
        return STAGES[PROCESSING]
    return STAGES.get(dossier.status, STAGES[PROCESSING])


def _money(dossier: Dossier, story: Story) -> str | None:
    """What was paid and what was still to be paid; None where nothing was.

    A fee that nobody knows is no fee of nothing: it is said, unless a duty was demanded.
    """
    duties = [_duty(one.dong) for one in payments(story) if one.duty]
    parts = []
    if dossier.fee_dong and not dossier.exemption:
        parts.append(f"phí, lệ phí {dong(dossier.fee_dong)} đồng – {PAID[dossier.paid]}")
    elif dossier.fees is None and not (dossier.exemption or duties or dossier.pays_duty):
        parts.append(f"phí, lệ phí {FEES[None]} – {PAID[dossier.paid]}")
    parts += [f"{one} – đã nộp" for one in duties]
    if dossier.pays_duty:
        parts.append(f"{_duty(dossier.owed_dong)} – chưa nộp")
    return "; ".join(parts) or None


def _duty(amount: int | None) -> str:
    return "nghĩa vụ tài chính" + ("" if amount is None else f" {dong(amount)} đồng")

"""The dossier's life: one table of what each step needs and does, and one pure `apply`.

The table is model.md 3 (statuses of domain.md 4.1). `may` asks it before a desk writes a step;
`apply` never refuses: a step that the table forbids (two desks, a late stick) stays in the history
as not effective and changes nothing else, so that every journal folds, everywhere to the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

from app.domain import events as e
from app.domain.correction import put
from app.domain.dossier import (
    FINISHED,
    HALTED,
    PROCESSING,
    RECEIVED,
    RETURNED,
    STOPPED,
    SUSPENDED,
    WANTS_PAPERS,
    WANTS_PAYMENT,
    WITHDRAWN,
    Change,
    Dossier,
    HistoryLine,
    Link,
    PairedCode,
    Turn,
)
from app.domain.errors import ClerkError
from app.domain.parts import Result
from app.domain.times import from_seconds
from app.domain.vietnamese import dong


@dataclass(frozen=True, slots=True)
class Step:
    """One action: its word in commands and on screen, and the places it may be taken from.

    `sources` are statuses; 8 stands for the suspended one, -8 for the stopped one.
    """

    action: str
    words: str
    fact: type[e.Fact]
    sources: frozenset[int]
    reason_required: bool = False


RUNNING = frozenset({RECEIVED, PROCESSING})
OPEN = frozenset({RECEIVED, PROCESSING, WANTS_PAPERS, WANTS_PAYMENT, HALTED})
STOPPED_HALT = -HALTED
CLOSING = frozenset({WITHDRAWN, STOPPED_HALT, FINISHED, RETURNED})
ANY = OPEN | CLOSING | {1, 3}

STEPS = (
    Step("hand_over", "Bàn giao", e.HandedOver, RUNNING),
    Step("take_over", "Nhận bàn giao", e.TakenOver, RUNNING),
    Step("request_papers", "Yêu cầu bổ sung", e.PapersRequested, RUNNING),
    Step("papers_received", "Đã nộp bổ sung", e.PapersReceived, frozenset({WANTS_PAPERS})),
    Step("require_payment", "Yêu cầu nộp tiền", e.PaymentRequired, RUNNING),
    Step("payment_made", "Đã nộp tiền", e.PaymentMade, RUNNING | {WANTS_PAYMENT, FINISHED}),
    Step("suspend", "Tạm dừng", e.Suspended, RUNNING, reason_required=True),
    Step("resume", "Xử lý tiếp", e.Resumed, frozenset({HALTED})),
    Step("extend", "Xin lỗi, hẹn lại", e.Extended, OPEN, reason_required=True),
    Step("withdraw", "Công dân rút hồ sơ", e.Withdrawn, OPEN, reason_required=True),
    Step("stop", "Dừng giải quyết", e.Stopped, OPEN, reason_required=True),
    Step("finish", "Có kết quả", e.Finished, RUNNING),
    Step("give_back", "Trả kết quả", e.GivenBack, frozenset({FINISHED})),
    Step("pair", "Ghép mã", e.CodePaired, ANY),
    Step("note", "Ghi chú", e.Noted, ANY),
    Step("correct", "Sửa thông tin", e.Corrected, ANY, reason_required=True),
    Step("link", "Liên kết hồ sơ", e.Linked, ANY),
    Step("void", "Huỷ hồ sơ", e.Voided, ANY, reason_required=True),
    Step("reverse", "Đảo bước", e.Reversed, CLOSING, reason_required=True),
)
BY_ACTION = {step.action: step for step in STEPS}
BY_FACT: dict[type[e.Fact], Step] = {step.fact: step for step in STEPS}
AFTER_VOID = frozenset({"note", "pair", "link"})


def place(dossier: Dossier) -> int:
    """The status with its two eights told apart."""
    if dossier.status == HALTED and dossier.state == STOPPED:
        return STOPPED_HALT
    return dossier.status


def permits(dossier: Dossier, step: Step) -> bool:
    """Whether the table lets the dossier take the step now."""
    if dossier.void:
        return step.action in AFTER_VOID
    if step.action == "reverse" and not dossier.turns:
        return False
    return place(dossier) in step.sources


def allowed(dossier: Dossier) -> tuple[str, ...]:
    """The action names that the table permits now, in its order."""
    return tuple(step.action for step in STEPS if permits(dossier, step))


def may(dossier: Dossier, action: str) -> Step:
    """The step, or ClerkError naming the allowed ones by their action names."""
    step = BY_ACTION[action]
    if not permits(dossier, step):
        names = ", ".join(allowed(dossier))
        state = "đã huỷ" if dossier.void else f"đang ở trạng thái {dossier.status}"
        raise ClerkError(
            f"Hồ sơ {state}, không làm được bước {action}. Các bước làm được: {names}.",
            "action",
        )
    return step


def apply(dossier: Dossier | None, event: e.Event) -> Dossier:
    """The dossier after the event; opened by a Received, changed by every other fact."""
    fact = event.fact
    if dossier is None:
        return _open(event, cast("e.Received", fact))
    step = BY_FACT.get(type(fact))
    if step is None:
        return _remember(dossier, event, "reprint" if isinstance(fact, e.Reprinted) else "other")
    if not permits(dossier, step):
        return _remember(dossier, event, step.action, effective=False)
    changed = EFFECTS[type(fact)](dossier, event, fact)
    return _remember(changed, event, step.action)


def _remember(dossier: Dossier, event: e.Event, action: str, *, effective: bool = True) -> Dossier:
    line = _line(event, action, effective=effective)
    return replace(dossier, history=(*dossier.history, line))


def _line(event: e.Event, action: str, *, effective: bool = True) -> HistoryLine:
    reason = getattr(event.fact, "reason", None)
    return HistoryLine(
        event.at, event.recorded_at, action, event.by, event.actor, reason, effective,
        _detail(event.fact), _change(event.fact),
    )  # fmt: skip


def _detail(fact: e.Fact) -> str | None:
    """To whom, which papers, how much: what a reader asks first about the step."""
    tell = DETAILS.get(type(fact))
    return tell(fact) or None if tell else None


def _change(fact: e.Fact) -> Change | None:
    return Change(fact.field, fact.old, fact.new) if isinstance(fact, e.Corrected) else None


def _numbered(result: Result | None) -> bool:
    return result is not None and result.number is not None


def _open(event: e.Event, fact: e.Received) -> Dossier:
    codes: tuple[PairedCode, ...] = ()
    if fact.external_code is not None:
        code = fact.external_code
        codes = (PairedCode(code.system, code.code, event.at),)
    due_at = None if fact.due_at is None else from_seconds(fact.due_at)
    return Dossier(
        code=fact.code,
        procedure=fact.procedure,
        catalogue=fact.catalogue,
        office=fact.office,
        owner=fact.owner,
        received_at=event.at,
        recorded_at=event.recorded_at,
        channel=fact.channel,
        case=fact.case,
        deciding_office=fact.deciding_office or fact.office,
        return_office=fact.return_office or fact.office,
        return_by=fact.return_by,
        submitter=fact.submitter,
        subjects=fact.subjects,
        details=fact.details,
        sets=fact.sets,
        papers=fact.papers,
        pages=fact.pages,
        copies=fact.copies,
        fees=fact.fees,
        exemption=fact.exemption,
        paid=fact.paid,
        fee_receipt=fact.fee_receipt,
        first_due_at=due_at,
        due_at=due_at,
        due_reason=fact.due_reason,
        term=fact.term,
        appointment=fact.appointment,
        note=fact.note,
        key=fact.key,
        codes=codes,
        external_code=fact.external_code,
        history=(_line(event, "received"),),
    )


# --- effects: one small function a fact ---------------------------------------------------------


def _hand_over(dossier: Dossier, _event: e.Event, fact: e.HandedOver) -> Dossier:
    return replace(dossier, holder=fact.to)


def _take_over(dossier: Dossier, event: e.Event, _fact: e.TakenOver) -> Dossier:
    return replace(dossier, status=PROCESSING, holder=event.by or event.actor)


def _request_papers(dossier: Dossier, _event: e.Event, fact: e.PapersRequested) -> Dossier:
    return replace(
        dossier,
        status=WANTS_PAPERS,
        remaining_minutes=fact.remaining_minutes,
        wanted=fact.papers,
        wanted_until=fact.until,
    )


def _run_again(dossier: Dossier, due_at: int | None) -> Dossier:
    due = dossier.due_at if due_at is None else from_seconds(due_at)
    return replace(dossier, status=PROCESSING, state=None, remaining_minutes=None, due_at=due)


def _papers_received(dossier: Dossier, _event: e.Event, fact: e.PapersReceived) -> Dossier:
    return replace(_run_again(dossier, fact.due_at), wanted=(), wanted_until=None)


def _require_payment(dossier: Dossier, _event: e.Event, fact: e.PaymentRequired) -> Dossier:
    return replace(
        dossier,
        status=WANTS_PAYMENT,
        remaining_minutes=fact.remaining_minutes,
        owed_dong=fact.amount_dong,
    )


def _payment_made(dossier: Dossier, _event: e.Event, fact: e.PaymentMade) -> Dossier:
    paid = replace(
        dossier,
        paid=fact.paid or "cash",
        fee_receipt=fact.fee_receipt or dossier.fee_receipt,
        owed_dong=None,
    )
    return _run_again(paid, fact.due_at) if dossier.status == WANTS_PAYMENT else paid


def _suspend(dossier: Dossier, _event: e.Event, fact: e.Suspended) -> Dossier:
    return replace(
        dossier, status=HALTED, state=SUSPENDED, remaining_minutes=fact.remaining_minutes
    )


def _resume(dossier: Dossier, _event: e.Event, fact: e.Resumed) -> Dossier:
    return _run_again(dossier, fact.due_at)


def _extend(dossier: Dossier, _event: e.Event, fact: e.Extended) -> Dossier:
    due_at = from_seconds(fact.due_at)
    return replace(dossier, due_at=due_at, extensions=dossier.extensions + 1)


def _turn(dossier: Dossier, **changes: Any) -> Dossier:
    """Take a closing step, keeping what a reversal must bring back."""
    before = Turn(
        dossier.status,
        dossier.state,
        dossier.remaining_minutes,
        dossier.finished_at,
        dossier.returned_at,
        dossier.closed_at,
        dossier.result,
        dossier.returned_to,
    )
    return replace(dossier, turns=(*dossier.turns, before), **changes)


def _withdraw(dossier: Dossier, event: e.Event, _fact: e.Withdrawn) -> Dossier:
    return _turn(dossier, status=WITHDRAWN, state=None, closed_at=event.at)


def _stop(dossier: Dossier, event: e.Event, _fact: e.Stopped) -> Dossier:
    return _turn(dossier, status=HALTED, state=STOPPED, closed_at=event.at)


def _finish(dossier: Dossier, event: e.Event, fact: e.Finished) -> Dossier:
    return _turn(dossier, status=FINISHED, finished_at=event.at, result=fact.result)


def _give_back(dossier: Dossier, event: e.Event, fact: e.GivenBack) -> Dossier:
    returned = _turn(
        dossier,
        status=RETURNED,
        returned_at=event.at,
        closed_at=event.at,
        returned_to=fact.to,
    )
    return replace(returned, signed=fact.signed, without_slip=bool(fact.without_slip))


def _pair(dossier: Dossier, event: e.Event, fact: e.CodePaired) -> Dossier:
    if any((known.system, known.code) == (fact.system, fact.code) for known in dossier.codes):
        return dossier
    return replace(dossier, codes=(*dossier.codes, PairedCode(fact.system, fact.code, event.at)))


def _note(dossier: Dossier, _event: e.Event, _fact: e.Noted) -> Dossier:
    return dossier


def _correct(dossier: Dossier, _event: e.Event, fact: e.Corrected) -> Dossier:
    changed = put(dossier, fact.field, fact.new)
    return changed if fact.fees is None else replace(changed, fees=fact.fees or None)


def _link(dossier: Dossier, _event: e.Event, fact: e.Linked) -> Dossier:
    link = Link(fact.other, fact.relation)
    return dossier if link in dossier.links else replace(dossier, links=(*dossier.links, link))


def _void(dossier: Dossier, _event: e.Event, _fact: e.Voided) -> Dossier:
    return replace(dossier, void=True)


def _reverse(dossier: Dossier, _event: e.Event, _fact: e.Reversed) -> Dossier:
    before = dossier.turns[-1]
    return replace(
        dossier,
        status=before.status,
        state=before.state,
        remaining_minutes=before.remaining_minutes,
        finished_at=before.finished_at,
        returned_at=before.returned_at,
        closed_at=before.closed_at,
        result=before.result,
        returned_to=before.returned_to,
        signed=None,
        without_slip=False,
        turns=dossier.turns[:-1],
    )


def _handed(fact: e.GivenBack) -> str:
    """To whom, without what, and where he signed."""
    slip = "không có phiếu hẹn" if fact.without_slip else ""
    parts = (fact.to.name if fact.to else "chính chủ", slip, fact.signed)
    return ", ".join(part for part in parts if part)


Effect = Callable[[Dossier, e.Event, Any], Dossier]
DETAILS: dict[type[e.Fact], Callable[[Any], str | None]] = {
    e.HandedOver: lambda fact: fact.to,
    e.PapersRequested: lambda fact: ", ".join(fact.papers),
    e.PapersReceived: lambda fact: ", ".join(fact.papers),
    e.PaymentRequired: lambda fact: f"{dong(fact.amount_dong)} đ" if fact.amount_dong else None,
    e.Finished: lambda fact: f"số {fact.result.number}" if _numbered(fact.result) else None,
    e.GivenBack: _handed,
    e.CodePaired: lambda fact: fact.code,
}
EFFECTS: dict[type[e.Fact], Effect] = {
    e.HandedOver: _hand_over,
    e.TakenOver: _take_over,
    e.PapersRequested: _request_papers,
    e.PapersReceived: _papers_received,
    e.PaymentRequired: _require_payment,
    e.PaymentMade: _payment_made,
    e.Suspended: _suspend,
    e.Resumed: _resume,
    e.Extended: _extend,
    e.Withdrawn: _withdraw,
    e.Stopped: _stop,
    e.Finished: _finish,
    e.GivenBack: _give_back,
    e.CodePaired: _pair,
    e.Noted: _note,
    e.Corrected: _correct,
    e.Linked: _link,
    e.Voided: _void,
    e.Reversed: _reverse,
}

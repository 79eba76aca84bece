"""The dossier's life: one table of what each step needs and does, and one pure `apply`.

The table is model.md 3 (statuses of domain.md 4.1). `may` asks it before a desk writes a step;
`apply` never refuses: a step that the table forbids (two desks, a late stick) stays in the history
as not effective and changes nothing else, so that every journal folds, everywhere to the same.
"""

from dataclasses import dataclass
from typing import cast

from app.domain import events as e
from app.domain import foreign
from app.domain.answers import Resolved
from app.domain.dossier import (
    BLANK,
    FINISHED,
    HALTED,
    PROCESSING,
    RECEIVED,
    RETURNED,
    STOPPED,
    WANTS_PAPERS,
    WANTS_PAYMENT,
    WITHDRAWN,
    Dossier,
    PairedCode,
)
from app.domain.downstream import REASSIGN, Reassigned
from app.domain.effects import EFFECTS
from app.domain.errors import ClerkError
from app.domain.history import line_of
from app.domain.order import Seen
from app.domain.reminded import Reminded
from app.domain.scan import SCANNED, ScanAdded, with_scan
from app.domain.technical import TechnicalWait, TechnicalWaitOver
from app.domain.times import from_seconds, spoken


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

CORRECT_RESULT = "correct_result"  # also the kind of the link that leads to the other dossier

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
    Step("remind", "Nhắc đến nhận kết quả", Reminded, frozenset({FINISHED})),
    Step(
        "wait_technical",
        "Chờ điều kiện kỹ thuật",
        TechnicalWait,
        frozenset({PROCESSING}),
        reason_required=True,
    ),
    Step("wait_over", "Hết chờ kỹ thuật", TechnicalWaitOver, frozenset({PROCESSING})),
    Step("pair", "Ghép mã", e.CodePaired, ANY),
    Step("note", "Ghi chú", e.Noted, ANY),
    Step("correct", "Sửa thông tin", e.Corrected, ANY, reason_required=True),
    Step(CORRECT_RESULT, "Đính chính kết quả sai", e.Linked, frozenset({RETURNED})),
    Step("link", "Liên kết hồ sơ", e.Linked, ANY),
    Step("void", "Huỷ hồ sơ", e.Voided, ANY, reason_required=True),
    Step("reverse", "Đảo bước", e.Reversed, CLOSING, reason_required=True),
)
BY_ACTION = {step.action: step for step in STEPS}
BY_FACT: dict[type[e.Fact], Step] = {step.fact: step for step in STEPS}
BESIDE: dict[type[e.Fact], str] = {
    e.Reprinted: "reprint", Resolved: "resolve", ScanAdded: SCANNED, Reassigned: REASSIGN,
}  # fmt: skip
WAITS = (TechnicalWait, TechnicalWaitOver)
TOLD = (e.Noted, Reminded)  # they change nothing: what another desk did meanwhile makes none wrong
AFTER_VOID = frozenset({"note", "pair", "link"})


def place(dossier: Dossier) -> int:
    """The status with its two eights told apart."""
    if dossier.status == HALTED and dossier.state == STOPPED:
        return STOPPED_HALT
    return dossier.status


def permits(dossier: Dossier, step: Step) -> bool:
    """Whether the table lets the dossier take the step now."""
    if dossier.master is not None and step.action not in foreign.ALLOWED:
        return False
    if dossier.void:
        return step.action in AFTER_VOID
    if step.action == "reverse" and not dossier.turns:
        return False
    if step.fact in WAITS and dossier.waits_technically != (step.fact is TechnicalWaitOver):
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
        if dossier.master is not None and step.action not in foreign.ALLOWED:
            raise ClerkError(foreign.NOT_HERE.format(action=action, names=names), "action")
        state = "đã huỷ" if dossier.void else f"đang ở trạng thái {dossier.status}"
        raise ClerkError(
            f"{_already(dossier, action)}Hồ sơ {state}, không làm được bước {action}. "
            f"Các bước làm được: {names}.",
            "action",
        )
    return step


def _already(dossier: Dossier, action: str) -> str:
    """Who took the result, and when, for whoever would hand it out once more."""
    if action != "give_back" or dossier.returned_at is None or dossier.void:
        return ""
    to = dossier.returned_to
    who = f"{to.name} ({to.relation})" if to and to.relation else to.name if to else "chính chủ"
    return f"Kết quả đã trả cho {who} lúc {spoken(dossier.returned_at)}. "


def apply(dossier: Dossier | None, event: e.Event) -> Dossier:
    """The dossier after the event; opened by a fact that opens, changed by every other one."""
    fact = event.fact
    if dossier is None:
        if isinstance(fact, foreign.ForeignListed):
            return foreign.opened(event)
        return _remember(_open(event, cast("e.Received", fact)), event, "received")
    if isinstance(fact, Seen):
        return dossier
    if isinstance(fact, foreign.ForeignChanged):
        return foreign.changed(dossier, event, fact)
    step = step_of(fact)
    if step is None:
        action, effective = BESIDE.get(type(fact), "other"), True
    else:
        action, effective = step.action, isinstance(fact, TOLD) or permits(dossier, step)
    return _remember(advance(dossier, event), event, action, effective=effective)


def advance(dossier: Dossier | None, event: e.Event) -> Dossier:
    """What `apply` makes of it, but for the history, which stays as it was.

    For whoever folds many events and shows none of them: no step is permitted, and has an effect,
    by what the history says.
    """
    fact = event.fact
    if dossier is None:
        listed = isinstance(fact, foreign.ForeignListed)
        return foreign.opened(event) if listed else _open(event, cast("e.Received", fact))
    step = step_of(fact)
    if step is not None:
        return EFFECTS[type(fact)](dossier, event, fact) if permits(dossier, step) else dossier
    if isinstance(fact, foreign.ForeignChanged):
        return foreign.changed(dossier, event, fact)
    if isinstance(fact, ScanAdded):
        return dossier.but(scans=with_scan(dossier.scans, fact))
    if isinstance(fact, Reassigned):
        return dossier.but(deciding_office=fact.to, holder=None)
    return dossier


def step_of(fact: e.Fact) -> Step | None:
    """Of a dossier's fact, None where it is no step.

    A link to the dossier that puts a wrong result right is a step of its own.
    """
    if isinstance(fact, e.Linked) and fact.relation == CORRECT_RESULT:
        return BY_ACTION[CORRECT_RESULT]
    return BY_FACT.get(type(fact))


def leave_out(dossier: Dossier, event: e.Event) -> Dossier:
    """The dossier after a step that an answer has put aside: it stays in the history alone."""
    step = step_of(event.fact)
    if step is None:
        return apply(dossier, event)
    return _remember(dossier, event, step.action, effective=False)


def _remember(dossier: Dossier, event: e.Event, action: str, *, effective: bool = True) -> Dossier:
    line = line_of(event, action, effective=effective)
    return dossier.but(history=(*dossier.history, line))


def _open(event: e.Event, fact: e.Received) -> Dossier:
    codes: tuple[PairedCode, ...] = ()
    if fact.external_code is not None:
        code = fact.external_code
        codes = (PairedCode(code.system, code.code, event.at),)
    due_at = None if fact.due_at is None else from_seconds(fact.due_at)
    return BLANK.but(
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
    )

"""One step of a dossier's life: read, checked against the table, stored."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import events as e
from app.domain.catalogue import Catalogue
from app.domain.dossier import WANTS_PAYMENT, Dossier, HistoryLine
from app.domain.errors import ClerkError
from app.domain.lifecycle import BY_ACTION, allowed, may
from app.domain.parts import Result
from app.domain.person import Receiver
from app.domain.times import to_seconds
from app.services.claim import PAYMENTS, read_id, read_moment, read_receipt
from app.services.corrections import correction
from app.services.desk import Desk, check_time, require_clerk, spoken, unlocked
from app.services.fields import NAME, NOTE, Fields, printable
from app.services.ports import Reads, Stored, Writes
from app.services.promise import Promise

HEAD = frozenset({"code", "action", "at", "by", "reason", "entered_late"})
EXTRA: dict[str, frozenset[str]] = {
    "hand_over": frozenset({"to"}),
    "request_papers": frozenset({"papers", "until"}),
    "papers_received": frozenset({"papers"}),
    "require_payment": frozenset({"amount_dong"}),
    "payment_made": frozenset({"paid", "fee_receipt"}),
    "extend": frozenset({"due_at", "signer", "number"}),
    "stop": frozenset({"signer"}),
    "finish": frozenset({"result"}),
    "give_back": frozenset({"to", "signed", "without_slip"}),
    "correct": frozenset({"field", "value"}),
    "link": frozenset({"other", "kind"}),
}
NOT_YET = frozenset({"pair", "correct_result"})
REVERSE = "reverse"
LEADERS = frozenset({"director", "deputy"})
RESULT_KEYS = frozenset({"kind", "number", "date", "signer"})
RECEIVER_KEYS = frozenset({"name", "id", "id_kind", "relation", "authority"})
PAUSES = ("suspend", "request_papers", "require_payment")
MOST_DONG = 10_000_000_000
SIGNED = "có ký nhận"


@dataclass(frozen=True, slots=True)
class StepDone:
    """The dossier after the step."""

    stored: Stored


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one of several lines: its dossier as it is now, and why nothing was taken."""

    stored: Stored | None
    fault: ClerkError | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """What the makers of facts see; `catalogue` is the version that the dossier names."""

    line: Fields
    dossier: Dossier
    at: datetime
    reason: str | None
    promise: Promise
    catalogue: Catalogue


def step(desk: Desk, values: Mapping[str, Any]) -> StepDone:
    """Take one step line; ClerkError with its field, and nothing stored, where it may not be."""
    return steps_together(desk, (values,))


def steps_together(desk: Desk, lines: Sequence[Mapping[str, Any]]) -> StepDone:
    """Take steps in one transaction: all of them or none; the dossier after the last."""
    require_clerk(desk)
    named = [_named(Fields(values)) for values in lines]
    now = desk.clock.now()
    with desk.store.transaction() as writes:
        for line, code, action in named:
            stored = the_one(writes, code)
            fact, at = _fact(desk, line, action, stored, now)
            writes.append(fact, at=at, by=line.text("by", NAME), dossier_id=stored.id)
        return StepDone(writes.dossier(stored.id))


def steps_apart(desk: Desk, lines: Sequence[Mapping[str, Any]]) -> tuple[Tried, ...]:
    """Take in one transaction every step that may be taken; the others answer with their faults."""
    require_clerk(desk)
    now = desk.clock.now()
    with desk.store.transaction() as writes:
        return tuple(_tried(desk, writes, values, now) for values in lines)


def _tried(desk: Desk, writes: Writes, values: Mapping[str, Any], now: datetime) -> Tried:
    stored = None
    try:
        line, code, action = _named(Fields(values))
        stored = the_one(writes, code)
        fact, at = _fact(desk, line, action, stored, now)
    except ClerkError as fault:
        return Tried(stored, fault)
    writes.append(fact, at=at, by=line.text("by", NAME), dossier_id=stored.id)
    return Tried(writes.dossier(stored.id))


def take_back(desk: Desk, dossiers: Sequence[int], reason: str) -> tuple[Stored, ...]:
    """Void what one save has just stored, by local numbers: all of it, or nothing."""
    line, now = Fields({"action": "void", "reason": reason}), desk.clock.now()
    require_clerk(desk)
    voided = []
    with desk.store.transaction() as writes:
        for number in dossiers:
            fact, at = _fact(desk, line, "void", writes.dossier(number), now)
            writes.append(fact, at=at, dossier_id=number)
            voided.append(writes.dossier(number))
    return tuple(voided)


def the_one(reads: Reads, code: str) -> Stored:
    """The dossier with that code; ClerkError where there is none, or more than one."""
    found = reads.with_code(code)
    if not found:
        raise ClerkError(
            f"Không có hồ sơ mã “{printable(code)}” trên máy này. Hãy xem lại mã.", "code"
        )
    if len(found) > 1:
        ids = ", ".join(one.identity.hex()[:16] for one in found)
        raise ClerkError(
            f"Có {len(found)} hồ sơ mang mã “{printable(code)}”. Hãy ghi một trong các số: {ids}.",
            "code",
        )
    return found[0]


def _named(line: Fields) -> tuple[Fields, str, str]:
    """The line with its code and action, its keys those of the action."""
    action = _action(line)
    _only_known(line, action)
    return line, line.needed("code", "mã hồ sơ", 100), action


def _action(line: Fields) -> str:
    action = line.needed("action", "tên bước", 40)
    if action in NOT_YET:
        raise ClerkError(f"Bước {action} chưa có trong bản này. Hồ sơ không đổi.", "action")
    if action not in BY_ACTION:
        names = ", ".join(BY_ACTION)
        raise ClerkError(f"Không có bước “{printable(action)}”. Các bước: {names}.", "action")
    return action


def _only_known(line: Fields, action: str) -> None:
    for key in line.values:
        if key not in HEAD and key not in EXTRA.get(action, frozenset()):
            name = printable(str(key))
            raise ClerkError(f"Bước {action} không có trường “{name}”. Hãy xoá.", name)


def _fact(
    desk: Desk, line: Fields, action: str, stored: Stored, now: datetime
) -> tuple[e.Fact, datetime]:
    dossier = stored.dossier
    found = may(dossier, action)
    _by_whom(desk, action)
    reason = line.text("reason", NOTE)
    if found.reason_required and reason is None:
        raise ClerkError(f"Bước {action} phải có lý do. Hãy ghi lý do.", "reason")
    at = read_moment(line, "at") or now.replace(microsecond=0)
    late = line.flag("entered_late", dossier.entered_late)
    check_time(at, now, "at", late_allowed=late)
    _in_order(dossier, at)
    promise = Promise.of(desk.catalogue(dossier.received_at), desk.store.standing().office)
    named = desk.catalogues.labelled(dossier.catalogue)
    return MAKERS[action](_Case(line, dossier, at, reason, promise, named)), at


def allowed_to(desk: Desk, dossier: Dossier) -> tuple[str, ...]:
    """The steps that the table permits now, of those that are this user's to take."""
    leads = _leads(desk)
    return tuple(action for action in allowed(dossier) if leads or action != REVERSE)


def _leads(desk: Desk) -> bool:
    who = unlocked(desk)
    return who is not None and not LEADERS.isdisjoint(who.roles)


def _by_whom(desk: Desk, action: str) -> None:
    if action == REVERSE and not _leads(desk):
        raise ClerkError("Chỉ Giám đốc hoặc Phó Giám đốc được đảo bước này.", "action")


def _in_order(dossier: Dossier, at: datetime) -> None:
    if at < dossier.received_at:
        raise ClerkError(
            f"Bước này ghi lúc {spoken(at)}, trước khi tiếp nhận hồ sơ "
            f"({spoken(dossier.received_at)}). Hãy xem lại ngày giờ.",
            "at",
        )
    last = max(line.at for line in dossier.history)
    if at < last:
        raise ClerkError(
            f"Bước này ghi lúc {spoken(at)}, trước bước gần nhất của hồ sơ ({spoken(last)}). "
            "Hãy xem lại ngày giờ.",
            "at",
        )


# --- one maker a fact ---------------------------------------------------------------------------


def _needed_reason(case: _Case) -> str:
    return case.reason or ""


def _remaining(case: _Case) -> int | None:
    due_at = case.dossier.due_at
    return None if due_at is None else case.promise.remaining_minutes(due_at, case.at)


def _due_again(case: _Case) -> int | None:
    """Computed anew from the remaining working minutes; with none left it stays."""
    promised, stopped_at = case.dossier.due_at, _stopped_at(case.dossier)
    left = _left(case, stopped_at)
    if promised is None or not left:
        return None
    return to_seconds(case.promise.resume(promised, stopped_at, case.at, left))


def _stopped_at(dossier: Dossier) -> datetime:
    """When the clock stopped last; a resuming step asks, so it did."""
    return next(line.at for line in reversed(_told(dossier)) if line.action in PAUSES)


def _left(case: _Case, stopped_at: datetime) -> int | None:
    """What was left when the clock stopped, with what an extension has added to it since."""
    due_at = case.dossier.due_at
    if due_at is None or _told(case.dossier)[-1].action in PAUSES:
        return case.dossier.remaining_minutes
    return case.promise.remaining_minutes(due_at, stopped_at)


def _told(dossier: Dossier) -> list[HistoryLine]:
    """The steps that stopped the clock or promised another time."""
    return [
        line for line in dossier.history if line.effective and line.action in (*PAUSES, "extend")
    ]


def _hand_over(case: _Case) -> e.Fact:
    return e.HandedOver(case.line.text("to", NAME), case.reason)


def _take_over(case: _Case) -> e.Fact:
    return e.TakenOver(case.reason)


def _request_papers(case: _Case) -> e.Fact:
    papers = case.line.texts("papers", 2000)
    until = case.line.text("until", 60)
    return e.PapersRequested(papers, until, case.reason, _remaining(case))


def _papers_received(case: _Case) -> e.Fact:
    return e.PapersReceived(case.line.texts("papers", 2000), case.reason, _due_again(case))


def _require_payment(case: _Case) -> e.Fact:
    amount = case.line.whole("amount_dong", 0, MOST_DONG)
    return e.PaymentRequired(amount, case.reason, _remaining(case))


def _payment_made(case: _Case) -> e.Fact:
    due = _due_again(case) if case.dossier.status == WANTS_PAYMENT else None
    paid = case.line.one_of("paid", PAYMENTS)
    return e.PaymentMade(paid, read_receipt(case.line), case.reason, due)


def _suspend(case: _Case) -> e.Fact:
    return e.Suspended(_needed_reason(case), _remaining(case))


def _resume(case: _Case) -> e.Fact:
    return e.Resumed(case.reason, _due_again(case))


def _extend(case: _Case) -> e.Fact:
    due_at = read_moment(case.line, "due_at")
    if due_at is None:
        raise ClerkError("Thiếu ngày giờ hẹn mới. Hãy ghi due_at.", "due_at")
    before = case.dossier.due_at
    if due_at <= case.at or (before is not None and due_at <= before):
        raise ClerkError(
            f"Ngày hẹn mới {spoken(due_at)} phải sau bây giờ và sau ngày hẹn cũ.", "due_at"
        )
    signer, number = case.line.text("signer", NAME), case.line.text("number", 100)
    return e.Extended(to_seconds(due_at), _needed_reason(case), signer, number)


def _withdraw(case: _Case) -> e.Fact:
    return e.Withdrawn(_needed_reason(case))


def _stop(case: _Case) -> e.Fact:
    return e.Stopped(_needed_reason(case), case.line.text("signer", NAME))


def _finish(case: _Case) -> e.Fact:
    inner = case.line.inner("result", RESULT_KEYS)
    result = None
    if inner is not None:
        result = Result(*(inner.text(name, NAME) for name in ("kind", "number", "date", "signer")))
    return e.Finished(result, case.reason)


def _give_back(case: _Case) -> e.Fact:
    inner = case.line.inner("to", RECEIVER_KEYS)
    to = None
    if inner is not None:
        number, id_kind = read_id(inner)
        name = inner.text("name", NAME) or case.dossier.owner.name
        relation, authority = inner.text("relation"), inner.text("authority")
        to = Receiver(name, number, id_kind, relation, authority)
    return e.GivenBack(to, _signed(case.line), int(case.line.flag("without_slip")), case.reason)


def _signed(line: Fields) -> str | None:
    """Where he signed, in words; a plain true says only that he did."""
    if isinstance(line.values.get("signed"), bool):
        return SIGNED if line.flag("signed") else None
    return line.text("signed")


def _note(case: _Case) -> e.Fact:
    return e.Noted(case.reason)


def _correct(case: _Case) -> e.Fact:
    return correction(case.dossier, case.catalogue, case.line, case.at.date())


def _link(case: _Case) -> e.Fact:
    other = case.line.needed("other", "mã hồ sơ kia", 100)
    return e.Linked(other, case.line.text("kind", 60), case.reason)


def _void(case: _Case) -> e.Fact:
    return e.Voided(_needed_reason(case))


def _reverse(case: _Case) -> e.Fact:
    return e.Reversed(_needed_reason(case))


MAKERS: dict[str, Callable[[_Case], e.Fact]] = {
    "hand_over": _hand_over,
    "take_over": _take_over,
    "request_papers": _request_papers,
    "papers_received": _papers_received,
    "require_payment": _require_payment,
    "payment_made": _payment_made,
    "suspend": _suspend,
    "resume": _resume,
    "extend": _extend,
    "withdraw": _withdraw,
    "stop": _stop,
    "finish": _finish,
    "give_back": _give_back,
    "note": _note,
    "correct": _correct,
    "link": _link,
    "void": _void,
    REVERSE: _reverse,
}

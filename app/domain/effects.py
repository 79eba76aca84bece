"""What each fact does to a dossier, a function each, and what a reader asks first of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.domain import events as e
from app.domain.answers import ASK, MINE, PROVINCE, Resolved
from app.domain.correction import put
from app.domain.dossier import (
    FINISHED,
    HALTED,
    PROCESSING,
    RETURNED,
    STOPPED,
    SUSPENDED,
    WANTS_PAPERS,
    WANTS_PAYMENT,
    WITHDRAWN,
    Dossier,
    Extension,
    Link,
    PairedCode,
    Turn,
    Wait,
)
from app.domain.downstream import Reassigned
from app.domain.parts import TAKEN, FeeLine, Result, set_by_taker
from app.domain.register_lines import mended, put_back, signed, struck
from app.domain.reminded import Reminded, way_words
from app.domain.technical import TechnicalWait, TechnicalWaitOver
from app.domain.times import from_seconds
from app.domain.vietnamese import dong


def _hand_over(dossier: Dossier, _event: e.Event, fact: e.HandedOver) -> Dossier:
    """Without a name it stays with whoever has it, until somebody takes it over."""
    return dossier.but(holder=fact.to or dossier.holder)


def _take_over(dossier: Dossier, event: e.Event, _fact: e.TakenOver) -> Dossier:
    return dossier.but(status=PROCESSING, holder=event.by or event.actor)


def _request_papers(dossier: Dossier, _event: e.Event, fact: e.PapersRequested) -> Dossier:
    return dossier.but(
        status=WANTS_PAPERS,
        remaining_minutes=fact.remaining_minutes,
        wanted=fact.papers,
        wanted_until=fact.until,
    )


def _run_again(dossier: Dossier, due_at: int | None) -> Dossier:
    due = dossier.due_at if due_at is None else from_seconds(due_at)
    return dossier.but(status=PROCESSING, state=None, remaining_minutes=None, due_at=due)


def _papers_received(dossier: Dossier, _event: e.Event, fact: e.PapersReceived) -> Dossier:
    return _run_again(dossier, fact.due_at).but(wanted=(), wanted_until=None)


def _require_payment(dossier: Dossier, _event: e.Event, fact: e.PaymentRequired) -> Dossier:
    return dossier.but(
        status=WANTS_PAYMENT,
        remaining_minutes=fact.remaining_minutes,
        owed_dong=fact.amount_dong,
    )


def _payment_made(dossier: Dossier, _event: e.Event, fact: e.PaymentMade) -> Dossier:
    """A duty that was demanded is paid by itself: the fee stays as it was."""
    more, new = dossier.more_receipts, fact.fee_receipt
    if dossier.pays_duty:
        more = (*more, new) if new else more
        return _run_again(dossier, fact.due_at).but(owed_dong=None, more_receipts=more)
    old = dossier.fee_receipt
    paid = dossier.but(
        paid=fact.paid or "cash",
        fee_receipt=new or old,
        more_receipts=(*more, old) if new and old and new != old else more,
        owed_dong=None,
    )
    paid = _taken(paid, fact.amount_dong)
    return _run_again(paid, fact.due_at) if dossier.status == WANTS_PAYMENT else paid


def _taken(dossier: Dossier, dong: int | None) -> Dossier:
    """What the taker says is the fee where nothing else says it, the last word before the first.

    A register of certification that it stands in already has it, too.
    """
    if dong is None or not set_by_taker(dossier.fees):
        return dossier
    changed = dossier.but(fees=(FeeLine(TAKEN, None, 1, dong),))
    return changed.but(register=mended(changed)) if changed.register else changed


def _suspend(dossier: Dossier, _event: e.Event, fact: e.Suspended) -> Dossier:
    return dossier.but(status=HALTED, state=SUSPENDED, remaining_minutes=fact.remaining_minutes)


def _resume(dossier: Dossier, _event: e.Event, fact: e.Resumed) -> Dossier:
    return _run_again(dossier, fact.due_at)


def _extend(dossier: Dossier, event: e.Event, fact: e.Extended) -> Dossier:
    given = Extension(
        at=event.at,
        before=dossier.due_at,
        due_at=from_seconds(fact.due_at),
        signer=fact.signer,
        number=fact.document,
        late=_is_past(dossier, event.at),
        first=not dossier.extended,
    )
    return dossier.but(
        due_at=given.due_at,
        extensions=dossier.extensions + 1,
        extended=(*dossier.extended, given),
    )


def _is_past(dossier: Dossier, at: datetime) -> bool:
    """Whether the promise is broken already; while the clock stands, what was left tells."""
    if dossier.due_at is None:
        return False
    if dossier.remaining_minutes is not None:
        return dossier.remaining_minutes <= 0
    return at > dossier.due_at


def _wait(dossier: Dossier, event: e.Event, fact: TechnicalWait) -> Dossier:
    return dossier.but(waits=(*dossier.waits, Wait(event.at, None, fact.reason)))


def _wait_over(dossier: Dossier, event: e.Event, _fact: TechnicalWaitOver) -> Dossier:
    over = replace(dossier.waits[-1], until=event.at)
    return dossier.but(waits=(*dossier.waits[:-1], over))


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
    return dossier.but(turns=(*dossier.turns, before), **changes)


def _withdraw(dossier: Dossier, event: e.Event, _fact: e.Withdrawn) -> Dossier:
    return _turn(dossier, status=WITHDRAWN, state=None, closed_at=event.at)


def _stop(dossier: Dossier, event: e.Event, _fact: e.Stopped) -> Dossier:
    return _turn(dossier, status=HALTED, state=STOPPED, closed_at=event.at)


def _finish(dossier: Dossier, event: e.Event, fact: e.Finished) -> Dossier:
    return _turn(
        dossier,
        status=FINISHED,
        finished_at=event.at,
        result=fact.result,
        register=signed(dossier, fact.result, event.at),
    )


def _give_back(dossier: Dossier, event: e.Event, fact: e.GivenBack) -> Dossier:
    return _turn(
        dossier,
        status=RETURNED,
        returned_at=event.at,
        closed_at=event.at,
        returned_to=fact.to,
        signed=fact.signed,
        without_slip=bool(fact.without_slip),
    )


def _pair(dossier: Dossier, event: e.Event, fact: e.CodePaired) -> Dossier:
    if any((known.system, known.code) == (fact.system, fact.code) for known in dossier.codes):
        return dossier
    return dossier.but(codes=(*dossier.codes, PairedCode(fact.system, fact.code, event.at)))


def _stay(dossier: Dossier, _event: e.Event, _fact: e.Fact) -> Dossier:
    """It stands in the history and changes nothing else."""
    return dossier


def _correct(dossier: Dossier, _event: e.Event, fact: e.Corrected) -> Dossier:
    changed = put(dossier, fact.field, fact.new)
    if fact.fees is not None:
        changed = changed.but(fees=fact.fees or None)
    return changed.but(register=mended(changed)) if changed.register else changed


def _link(dossier: Dossier, _event: e.Event, fact: e.Linked) -> Dossier:
    link = Link(fact.other, fact.relation)
    return dossier if link in dossier.links else dossier.but(links=(*dossier.links, link))


def _void(dossier: Dossier, _event: e.Event, _fact: e.Voided) -> Dossier:
    return dossier.but(void=True, register=struck(dossier.register))


def _reverse(dossier: Dossier, _event: e.Event, _fact: e.Reversed) -> Dossier:
    before = dossier.turns[-1]
    return dossier.but(
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
        register=put_back(dossier.register, before.finished_at),
        turns=dossier.turns[:-1],
    )


def _numbered(result: Result | None) -> bool:
    return result is not None and result.number is not None


def _handed(fact: e.GivenBack) -> str:
    """To whom, without what, and where he signed."""
    slip = "không có phiếu hẹn" if fact.without_slip else ""
    parts = (fact.to.name if fact.to else "chính chủ", slip, fact.signed)
    return ", ".join(part for part in parts if part)


def _paid(fact: e.PaymentMade) -> str | None:
    """How, and how much where the taker says it."""
    amount = f"{dong(fact.amount_dong)} đ" if fact.amount_dong else None
    return ", ".join(part for part in (PAID_BY.get(fact.paid or ""), amount) if part) or None


ANSWERED = {MINE: "giữ của máy này", PROVINCE: "lấy của tỉnh", ASK: "hỏi tỉnh"}
PAID_BY = {"cash": "tiền mặt", "transfer": "chuyển khoản"}
Effect = Callable[[Dossier, e.Event, Any], Dossier]
DETAILS: dict[type[e.Fact], Callable[[Any], str | None]] = {
    e.HandedOver: lambda fact: fact.to,
    e.PapersRequested: lambda fact: ", ".join(fact.papers),
    e.PapersReceived: lambda fact: ", ".join(fact.papers),
    e.PaymentRequired: lambda fact: f"{dong(fact.amount_dong)} đ" if fact.amount_dong else None,
    e.PaymentMade: _paid,
    e.Finished: lambda fact: f"số {fact.result.number}" if _numbered(fact.result) else None,
    e.GivenBack: _handed,
    e.CodePaired: lambda fact: fact.code,
    Reminded: lambda fact: way_words(fact.way),
    e.Reprinted: lambda fact: fact.form,
    e.Linked: lambda fact: fact.other,
    Resolved: lambda fact: ANSWERED.get(fact.answer),
    Reassigned: lambda fact: fact.name,
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
    e.Noted: _stay,
    Reminded: _stay,
    e.Corrected: _correct,
    e.Linked: _link,
    e.Voided: _void,
    e.Reversed: _reverse,
    TechnicalWait: _wait,
    TechnicalWaitOver: _wait_over,
}

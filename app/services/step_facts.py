"""One maker a step: the fact that a read line asks for, held against the dossier as it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain import events as e
from app.domain.catalogue import Catalogue
from app.domain.dossier import WANTS_PAYMENT, Dossier, HistoryLine
from app.domain.errors import ClerkError
from app.domain.lifecycle import CORRECT_RESULT
from app.domain.parts import Result
from app.domain.person import Person, Receiver
from app.domain.reasons import WAIT, settled
from app.domain.reminded import WAYS, Reminded
from app.domain.technical import TechnicalWait, TechnicalWaitOver
from app.domain.times import spoken, to_seconds
from app.domain.vietnamese import dong
from app.services import codes
from app.services.bunches import RELATION as BUNCHED
from app.services.claim import (
    PAYMENTS,
    read_coming_day,
    read_id,
    read_moment,
    read_receipt,
    read_signing_day,
)  # fmt: skip
from app.services.corrections import correction
from app.services.fields import NAME, Fields
from app.services.ports import Reads, Stored, User
from app.services.promise import Promise
from app.services.refusing import check_until, reasons_of
from app.services.signing import check_typed

RESULT_KEYS = frozenset({"kind", "number", "date", "signer", "book"})
BOOKS = ("paper", "electronic")
RECEIVER_KEYS = frozenset({"name", "id", "id_kind", "relation", "authority"})
PAUSES = ("suspend", "request_papers", "require_payment")
REVERSE = "reverse"
CORRECTS = "corrects_result"  # the way back from the dossier that puts a wrong result right
LINKS_OF_CORRECTION = frozenset({CORRECT_RESULT, CORRECTS})
MOST_DONG = 10_000_000_000
SIGNED = "có ký nhận"


@dataclass(frozen=True, slots=True)
class Case:
    """What the makers of facts see; `catalogue` is the version that the dossier names."""

    line: Fields
    stored: Stored
    at: datetime
    reason: str | None
    promise: Promise
    catalogue: Catalogue
    reads: Reads

    @property
    def dossier(self) -> Dossier:
        """The dossier before the step."""
        return self.stored.dossier


def _needed_reason(case: Case) -> str:
    return case.reason or ""


def _remaining(case: Case) -> int | None:
    due_at = case.dossier.due_at
    return None if due_at is None else case.promise.remaining_minutes(due_at, case.at)


def _due_again(case: Case) -> int | None:
    """Computed anew from the remaining working minutes; with none left it stays."""
    promised, stopped_at = case.dossier.due_at, _stopped_at(case.dossier)
    left = _left(case, stopped_at)
    if promised is None or not left:
        return None
    return to_seconds(case.promise.resume(promised, stopped_at, case.at, left))


def _stopped_at(dossier: Dossier) -> datetime:
    """When the clock stopped last; a resuming step asks, so it did."""
    return next(line.at for line in reversed(_told(dossier)) if line.action in PAUSES)


def _left(case: Case, stopped_at: datetime) -> int | None:
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


def _hand_over(case: Case) -> e.Fact:
    to = _receiver(case.reads.users(), case.line.text("to", NAME))
    ended = next((one for one in case.reads.users() if one.id == to and one.ended), None)
    if ended is not None:
        raise ClerkError(
            f"{ended.name} đã thôi làm việc ở đây nên không nhận được hồ sơ. Hồ sơ không đổi. "
            "Hãy chọn người khác.",
            "to",
        )
    return e.HandedOver(to, case.reason)


def _receiver(users: Sequence[User], to: str | None) -> str | None:
    """A person of the office by his id, also where his name was written; else the words."""
    if to is None or any(one.id == to for one in users):
        return to
    said = to.casefold()
    named = [one for one in users if said in (one.id, one.name.casefold())]
    here = [one.id for one in named if not one.ended] or [one.id for one in named]
    return here[0] if len(here) == 1 else to


def _take_over(case: Case) -> e.Fact:
    return e.TakenOver(case.reason)


def _request_papers(case: Case) -> e.Fact:
    papers = case.line.texts("papers", 2000)
    until = read_coming_day(case.line, "until", case.at.date())
    check_until(until, case.at)
    return e.PapersRequested(papers, until, case.reason, _remaining(case))


def _papers_received(case: Case) -> e.Fact:
    return e.PapersReceived(case.line.texts("papers", 2000), case.reason, _due_again(case))


def _require_payment(case: Case) -> e.Fact:
    amount = case.line.whole("amount_dong", 1, MOST_DONG)
    return e.PaymentRequired(amount, case.reason, _remaining(case))


def _payment_made(case: Case) -> e.Fact:
    due = _due_again(case) if case.dossier.status == WANTS_PAYMENT else None
    paid = case.line.one_of("paid", PAYMENTS)
    return e.PaymentMade(paid, read_receipt(case.line), case.reason, due, _amount_taken(case))


def _amount_taken(case: Case) -> int | None:
    """Kept only where nothing else says how much; ClerkError where something says it otherwise."""
    amount = case.line.whole("amount_dong", 1, MOST_DONG)
    dossier = case.dossier
    if amount is None or dossier.amount_by_taker:
        return amount
    known = dossier.owed_dong or dossier.fee_dong
    if amount != known:
        what = "Khoản phải nộp" if dossier.owed_dong else "Lệ phí"
        raise ClerkError(
            f"{what} của hồ sơ là {dong(known or 0)} đ, không phải {dong(amount)} đ. Chưa ghi gì. "
            "Hãy thu đúng số tiền này, hoặc sửa hồ sơ trước khi thu.",
            "amount_dong",
        )
    return None


def _suspend(case: Case) -> e.Fact:
    return e.Suspended(_needed_reason(case), _remaining(case))


def _resume(case: Case) -> e.Fact:
    return e.Resumed(case.reason, _due_again(case))


def _extend(case: Case) -> e.Fact:
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


def _withdraw(case: Case) -> e.Fact:
    return e.Withdrawn(_needed_reason(case))


def _stop(case: Case) -> e.Fact:
    return e.Stopped(_needed_reason(case), case.line.text("signer", NAME))


def _finish(case: Case) -> e.Fact:
    inner = case.line.inner("result", RESULT_KEYS)
    result = None
    if inner is not None:
        kind, number, signer = (inner.text(name, NAME) for name in ("kind", "number", "signer"))
        check_typed(number)
        result = Result(kind, number, read_signing_day(inner, "date", case.at.date()), signer)
    return e.Finished(result, case.reason)


def asks_electronic(line: Fields) -> bool:
    """Whether a signing wants a number of the electronic book; the fact bears the number alone."""
    inner = line.inner("result", RESULT_KEYS)
    return inner is not None and inner.one_of("book", BOOKS, BOOKS[0]) == BOOKS[1]


def _give_back(case: Case) -> e.Fact:
    inner = case.line.inner("to", RECEIVER_KEYS)
    to = None if inner is None else _taker(inner, case.dossier.owner)
    return e.GivenBack(to, _signed(case.line), int(case.line.flag("without_slip")), case.reason)


def _taker(said: Fields, owner: Person) -> Receiver:
    """Who took it; one without a name is the owner, unless something else is said of him."""
    number, id_kind = read_id(said)
    name = said.text("name", NAME)
    relation, authority = said.text("relation"), said.text("authority")
    if name is None and (relation or authority or number not in (None, owner.id)):
        raise ClerkError("Thiếu họ tên người nhận. Hồ sơ không đổi. Hãy nhập họ tên.", "to.name")
    return Receiver(name or owner.name, number, id_kind, relation, authority)


def _remind(case: Case) -> e.Fact:
    way = case.line.one_of("way", tuple(WAYS))
    if way is None:
        raise ClerkError(f"Chưa ghi nhắc bằng cách nào: {', '.join(WAYS)}.", "way")
    return Reminded(way, case.reason)


def _signed(line: Fields) -> str | None:
    """Where he signed, in words; a plain true says only that he did."""
    if isinstance(line.values.get("signed"), bool):
        return SIGNED if line.flag("signed") else None
    return line.text("signed")


def _note(case: Case) -> e.Fact:
    return e.Noted(case.reason)


def _pair(case: Case) -> e.Fact:
    system, code = codes.read_code(case.line)
    codes.check_free(case.reads, case.stored, system, code, "external_code")
    return e.CodePaired(system, code, case.reason)


def _correct(case: Case) -> e.Fact:
    fact = correction(case.dossier, case.catalogue, case.line, case.at.date())
    return codes.corrected(case.reads, case.stored, fact)


def _wait(case: Case) -> e.Fact:
    reason, _ = settled(reasons_of(case.catalogue), WAIT, _needed_reason(case))
    return TechnicalWait(reason)


def _wait_over(case: Case) -> e.Fact:
    return TechnicalWaitOver(case.reason)


def _link(case: Case) -> e.Fact:
    kind = case.line.text("kind", 60)
    if kind == BUNCHED:
        raise ClerkError(
            f"Liên kết loại {BUNCHED} chỉ do tiếp nhận nhóm liên thông tạo. Hồ sơ không đổi. Hãy "
            "ghi loại khác.",
            "kind",
        )
    if kind in LINKS_OF_CORRECTION:
        raise ClerkError(
            f"Liên kết loại {CORRECT_RESULT} chỉ do bước {CORRECT_RESULT} tạo. Hồ sơ không đổi. "
            "Hãy dùng bước ấy, hoặc ghi loại khác.",
            "kind",
        )
    other = case.line.needed("other", "mã hồ sơ kia", 100)
    codes.check_other(case.reads, case.stored, other)
    return e.Linked(other, kind, case.reason)


def _void(case: Case) -> e.Fact:
    return e.Voided(_needed_reason(case))


def _reverse(case: Case) -> e.Fact:
    return e.Reversed(_needed_reason(case))


MAKERS: dict[str, Callable[[Case], e.Fact]] = {
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
    "remind": _remind,
    "pair": _pair,
    "note": _note,
    "correct": _correct,
    "link": _link,
    "wait_technical": _wait,
    "wait_over": _wait_over,
    "void": _void,
    REVERSE: _reverse,
}

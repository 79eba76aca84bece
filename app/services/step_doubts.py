"""What a step is warned of and taken all the same: papers asked twice, days that look wrong."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from app.domain import events as e
from app.domain.correction import put
from app.domain.dossier import Dossier
from app.domain.effects import PAID_BY
from app.domain.identity import guess_id_kind, id_warnings
from app.domain.parts import whole_fee
from app.domain.person import Person
from app.domain.times import from_seconds, spoken
from app.domain.vietnamese import dong
from app.services import bunches
from app.services.desk import Warned
from app.services.doubts import same
from app.services.promise import Promise

CASH, POST = "cash", "post"
Doubt = tuple[Warned, ...]


def step_doubts(before: Dossier, fact: e.Fact, at: datetime, promise: Promise) -> Doubt:
    """Of a step that may be taken, before it is."""
    look = LOOKS.get(type(fact))
    return () if look is None else look(before, fact, at, promise)


def _asked_twice(before: Dossier, fact: Any, _at: datetime, _promise: Promise) -> Doubt:
    found = []
    asked = [one for one in before.history if one.effective and one.action == "request_papers"]
    if asked:
        what = f": {asked[-1].detail}" if asked[-1].detail else ""
        found.append(
            Warned(
                "papers",
                f"Đã yêu cầu bổ sung lúc {spoken(asked[-1].at)}{what}. Giấy tờ thiếu chỉ yêu cầu "
                "một lần; lần này được ghi vào lịch sử hồ sơ.",
            )
        )
    if not fact.papers and fact.reason is None:
        found.append(
            Warned("papers", "Chưa ghi thiếu giấy tờ gì. Hãy ghi đủ một lần khi in Mẫu 02.")
        )
    return tuple(found)


def _extension(before: Dossier, fact: Any, at: datetime, promise: Promise) -> Doubt:
    found = []
    lacking = [
        words
        for words, value in (("người ký", fact.signer), ("số văn bản", fact.document))
        if value is None
    ]
    if lacking:
        found.append(
            Warned(
                "signer" if fact.signer is None else "number",
                f"Mẫu 04 chưa có {' và '.join(lacking)}: ngày hẹn mới được ghi, nhưng đúng hạn "
                "vẫn tính theo ngày hẹn trước.",
            )
        )
    if before.extended:
        found.append(
            Warned(
                "due_at",
                "Hồ sơ đã hẹn lại một lần: lần này không đổi cách tính đúng hạn và được đánh dấu.",
            )
        )
    if before.due_at is not None and at > before.due_at and before.remaining_minutes is None:
        found.append(
            Warned(
                "at",
                f"Đã quá hẹn {spoken(before.due_at)}: lần hẹn lại này muộn, hồ sơ vẫn tính quá "
                "hạn.",
            )
        )
    elif before.due_at is not None and not promise.extension_offered(before.due_at, at):
        found.append(
            Warned(
                "at",
                f"Còn hơn hai ngày làm việc tới hẹn {spoken(before.due_at)}: chưa cần xin lỗi và "
                "hẹn lại.",
            )
        )
    return (*found, *_shut(from_seconds(fact.due_at), promise))


def _shut(due_at: datetime, promise: Promise) -> Doubt:
    """Whoever comes when he was told to, stands before a closed door."""
    if promise.is_open(due_at):
        return ()
    off = promise.end_of(due_at.date()) is None
    what = "ngày nghỉ" if off else "ngoài giờ làm việc"
    sentence = f"Hẹn lại lúc {spoken(due_at)} là {what}. Hãy hẹn vào giờ làm việc."
    return (Warned("due_at", sentence),)


def _signed_before(before: Dossier, fact: Any, _at: datetime, _promise: Promise) -> Doubt:
    received_on = before.received_at.date()
    day = fact.result and fact.result.date and date.fromisoformat(fact.result.date)
    if not day or day >= received_on:
        return ()
    sentence = (
        f"Ngày ký {day:%d/%m/%Y} ở trước ngày nhận hồ sơ {received_on:%d/%m/%Y}. Hãy xem lại ngày; "
        "ghi nhầm thì nhờ Giám đốc đảo bước."
    )
    return (Warned("result.date", sentence),)


def _given(before: Dossier, fact: Any, _at: datetime, _promise: Promise) -> Doubt:
    """Before its fee was taken, or in other hands than the owner's."""
    return (*_unpaid(before), *_other_hands(before, fact))


def _unpaid(before: Dossier) -> Doubt:
    if not (before.fee_open and before.fee_dong):
        return ()
    sentence = f"Còn {_dong(before.fee_dong)} chưa thu. Kết quả đã ghi là trả; thu rồi thì ghi nộp."
    return (Warned("paid", sentence),)


def _voided(before: Dossier, fact: Any, at: datetime, promise: Promise) -> Doubt:
    """With what was taken for it in cash: the book of fees says of it that it was handed back."""
    others = _one_of_a_bunch(before, fact, at, promise)
    if before.paid != CASH or before.exemption is not None or not before.fee_dong:
        return others
    sentence = f"Đã thu {_dong(before.fee_dong)} tiền mặt: hãy trả lại; sổ thu ghi là đã trả lại."
    return (*others, Warned("paid", sentence))


def _other_hands(before: Dossier, fact: Any) -> Doubt:
    """Nothing says why somebody else has it; who filed it for him said why at the reception."""
    to = fact.to
    if to is None or to.relation or to.authority or before.return_by == POST:
        return ()
    filed = before.submitter
    if filed is not None and not filed.relation and not filed.authority:
        filed = None
    own = [before.owner, before.owner.representative, filed]
    if any(same(to, one) for one in own if one is not None):
        return ()
    sentence = f"{to.name} nhận thay mà chưa ghi quan hệ hoặc giấy uỷ quyền."
    return (Warned("to.authority", sentence),)


def _one_of_a_bunch(before: Dossier, _fact: Any, _at: datetime, _promise: Promise) -> Doubt:
    name = bunches.name_of(before)
    if name is None:
        return ()
    others = ", ".join(one.other for one in before.links if one.relation == bunches.RELATION)
    sentence = (
        f"{before.code} thuộc nhóm “{name}”. Chỉ huỷ hồ sơ này; các hồ sơ kia giữ nguyên: "
        f"{others}. Hãy mở một hồ sơ ấy, in lại giấy hẹn chung cho công dân."
    )
    return (Warned("code", sentence),)


def _corrected(before: Dossier, fact: Any, at: datetime, promise: Promise) -> Doubt:
    fee = _fee_anew(before, fact, at, promise)
    return (*fee, *_number_anew(before, fact), *_case_anew(before, fact))


def _number_anew(before: Dossier, fact: Any) -> Doubt:
    """What does not fit the owner's number since, as a reception says it."""
    if not fact.field.startswith("owner."):
        return ()
    found = [_misfits(one.owner) for one in (before, put(before, fact.field, fact.new))]
    return tuple(Warned("value", one) for one in found[1] if one not in found[0])


def _misfits(owner: Person) -> list[str]:
    kind = owner.id and (guess_id_kind(owner.id) or owner.id_kind)
    if owner.id is None or not kind:
        return []
    return [said for _, said in id_warnings(owner.id, owner.born_on, owner.sex, kind)]


def _case_anew(before: Dossier, fact: Any) -> Doubt:
    """What was promised stays, also where the case's own term is another one."""
    if fact.field != "case" or fact.old == fact.new or before.due_at is None:
        return ()
    sentence = f"Sửa trường hợp không đổi hẹn trả: vẫn là {spoken(before.due_at)}."
    return (Warned("value", sentence),)


def _fee_anew(before: Dossier, fact: Any, _at: datetime, _promise: Promise) -> Doubt:
    fees = put(before, fact.field, fact.new).fees if fact.fees is None else fact.fees or None
    after = whole_fee(fees)
    if after == before.fee_dong:
        return ()
    sentence = f"Lệ phí tính lại: {_dong(before.fee_dong)} → {_dong(after)}. In lại phiếu hẹn."
    if before.paid is not None and after is not None and before.fee_dong is not None:
        more = after - before.fee_dong
        what = "Thu thêm" if more > 0 else "Trả lại"
        sentence += f" {what} {dong(abs(more))} đ; biên lai đã đưa thì lập lại."
    return (Warned("value", sentence),)


def _demanded(before: Dossier, fact: Any, _at: datetime, _promise: Promise) -> Doubt:
    """Nobody knows how much, and the fee cannot be what is meant."""
    if fact.amount_dong is not None or before.fee_open:
        return ()
    sentence = "Chưa ghi số tiền phải nộp. Khi thu thì ghi số tiền đã thu."
    return (Warned("amount_dong", sentence),)


def _paid_again(before: Dossier, fact: Any, _at: datetime, _promise: Promise) -> Doubt:
    """The fee counts once, however often it is said to be paid."""
    if before.pays_duty:
        silent = before.amount_by_taker and fact.amount_dong is None
        return (*(_unsaid("") if silent else ()), *_fee_apart(before))
    said, known = fact.amount_dong, before.fee_dong
    if before.fee_by_taker and (known is None or said not in (None, known)):
        return (*_by_taker(said, known), *_another_way(before, fact))
    if before.exemption is not None:
        sentence = f"Hồ sơ được miễn lệ phí ({before.exemption}): lần nộp này không vào sổ thu."
    elif before.paid == (fact.paid or CASH):
        sentence = "Lệ phí đã ghi nộp từ trước: vẫn tính một lần. Hãy xem lại."
    else:
        return _another_way(before, fact)
    return (Warned("paid", sentence),)


def _another_way(before: Dossier, fact: Any) -> Doubt:
    """It was paid before, and in another way."""
    way = fact.paid or CASH
    if before.paid in (None, way):
        return ()
    sentence = f"Lệ phí đã ghi nộp bằng {PAID_BY[before.paid]}; từ nay tính là {PAID_BY[way]}."
    return (Warned("paid", sentence),)


def _by_taker(said: int | None, known: int | None) -> Doubt:
    """The amount that the taker says is the fee: his last word counts."""
    if said is None:
        return _unsaid(" Hãy ghi nộp lại kèm số tiền.")
    if known is None:
        return ()
    sentence = (
        f"Lệ phí đã thu ghi trước là {dong(known)} đ; từ nay tính là {dong(said)} đ. Biên lai "
        "đã đưa thì lập lại."
    )
    return (Warned("amount_dong", sentence),)


def _unsaid(what_to_do: str) -> Doubt:
    sentence = f"Chưa ghi đã thu bao nhiêu: sổ thu phí kê khoản này nhưng không cộng.{what_to_do}"
    return (Warned("amount_dong", sentence),)


def _fee_apart(before: Dossier) -> Doubt:
    fee = None if before.paid or before.exemption else before.fee_dong
    if not fee:
        return ()
    sentence = (
        f"Đã ghi nộp khoản phải nộp {_dong(before.owed_dong)}. Lệ phí {_dong(fee)} vẫn chưa nộp; "
        "khi thu thì ghi thêm một lần."
    )
    return (Warned("paid", sentence),)


def _dong(amount: int | None) -> str:
    return "chưa rõ" if amount is None else f"{dong(amount)} đ"


LOOKS: dict[type[e.Fact], Callable[[Dossier, Any, datetime, Promise], Doubt]] = {
    e.PapersRequested: _asked_twice,
    e.Extended: _extension,
    e.Finished: _signed_before,
    e.GivenBack: _given,
    e.Voided: _voided,
    e.Corrected: _corrected,
    e.PaymentMade: _paid_again,
    e.PaymentRequired: _demanded,
}

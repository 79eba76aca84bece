"""Phiếu thu: an internal slip for cash; it says itself that it is no official fee receipt."""

from collections.abc import Sequence

from app.domain.amount_words import dong_in_words
from app.domain.errors import ClerkError
from app.domain.parts import FeeLine
from app.domain.story import Story
from app.services.letterhead import Letterhead, Written, handed_by, require_valid
from app.services.payments import CASH, DUTY, Payment, payments

LAYOUT, NAME = "phieu-thu", "phiếu thu"
CERTIFIED = "certified_copy"


def cash(head: Letterhead, story: Story) -> Written:
    """Of the last cash that was taken; ClerkError where none was."""
    dossier = story[-1].after
    require_valid(dossier, NAME)
    paid = payments(story)
    taken = [one for one in paid if one.method == CASH and one.dong is not None]
    if not taken:
        raise ClerkError(f"{_why(paid)} Chưa in gì.", "code")
    last, total = taken[-1], taken[-1].dong or 0
    values = {
        **head.head(last.at.date()),
        "number": f"PT-{dossier.code}" + (f"-{len(taken)}" if len(taken) > 1 else ""),
        "code": dossier.code,
        "payer": handed_by(dossier),
        "address": dossier.owner.address,
        "method": "Tiền mặt",
        "items": [_item(head, dossier.procedure, line) for line in last.lines or ()],
        "total": total,
        "words": dong_in_words(total),
        "receipt": {
            "form": last.receipt.form,
            "symbol": last.receipt.symbol,
            "serial": last.receipt.serial,
        }
        if last.receipt
        else {},
        "clerk": head.doer(last.told.event),
    }
    return Written(LAYOUT, values, last.at.date(), len(taken))


def line_words(head: Letterhead, procedure: str, line: FeeLine) -> str:
    """What one line of a fee was paid for."""
    if line.kind == DUTY:
        return "Nghĩa vụ tài chính theo yêu cầu"
    if line.kind == CERTIFIED:
        return "Chứng thực bản sao từ bản chính"
    return f"Phí, lệ phí: {head.subject(procedure)}"


def _item(head: Letterhead, procedure: str, line: FeeLine) -> dict[str, object]:
    return {
        "name": line_words(head, procedure, line),
        "count": f"{line.quantity:02d}",
        "price": line.base if line.base is not None else line.dong,
        "amount": line.dong,
    }


def _why(paid: Sequence[Payment]) -> str:
    if any(one.method == CASH for one in paid):
        return (
            "Chưa rõ số tiền đã thu của hồ sơ này nên không lập được phiếu thu. Nếu là lệ phí, hãy "
            "ghi nộp lại kèm số tiền."
        )
    if paid:
        return "Hồ sơ này trả bằng chuyển khoản, không thu tiền mặt nên không có phiếu thu."
    return (
        "Hồ sơ này chưa ghi thu tiền mặt nên không có phiếu thu. Hãy ghi bước đã nộp tiền "
        "(payment_made)."
    )

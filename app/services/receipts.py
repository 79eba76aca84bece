"""A fee receipt (biên lai) that stands at two payments: warned of, as both were taken."""

from app.domain import events as e
from app.domain.correction import put
from app.domain.dossier import Dossier
from app.domain.parts import FeeReceipt
from app.services.desk import Warned
from app.services.ports import Reads, Stored

SERIAL = "fee_receipt.serial"
PATH = "fee.fee_receipt."


def receipt_doubts(reads: Reads, stored: Stored, fact: e.Fact) -> tuple[Warned, ...]:
    """Of a step that writes a receipt down."""
    before = stored.dossier
    if isinstance(fact, e.PaymentMade) and fact.fee_receipt is not None:
        return receipt_doubt(reads, fact.fee_receipt, _but_its_own(before, fact.fee_receipt))
    if isinstance(fact, e.Corrected) and fact.field.startswith(PATH):
        new = put(before, fact.field, fact.new).fee_receipt
        if new is not None and new != before.fee_receipt:
            own = None if new.mark in _marks(before.more_receipts) else before.code
            return receipt_doubt(reads, new, own, "value")
    return ()


def receipt_doubt(
    reads: Reads, receipt: FeeReceipt | None, but: str | None = None, field: str = SERIAL
) -> tuple[Warned, ...]:
    """Which dossier has it, other than that of the code `but`."""
    if receipt is None or not receipt.numbered:
        return ()
    found = reads.with_receipt(receipt.mark)
    other = next((one.dossier for one in found if one.dossier.code != but), None)
    if other is None:
        return ()
    where = f"{other.code} (đã huỷ)" if other.void else other.code
    sentence = (
        f"Biên lai {receipt.symbol} số {receipt.serial} đã ghi ở hồ sơ {where}; lần này vẫn ghi. "
        "Hãy xem lại số biên lai."
    )
    return (Warned(field, sentence),)


def _but_its_own(before: Dossier, receipt: FeeReceipt) -> str | None:
    """Its code, unless the receipt is there of another payment than the one written down now."""
    others = before.receipts if before.pays_duty else before.more_receipts
    return None if receipt.mark in _marks(others) else before.code


def _marks(receipts: tuple[FeeReceipt, ...]) -> set[str]:
    return {one.mark for one in receipts}

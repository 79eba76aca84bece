"""The money of a dossier in words: its fee, what was demanded, and which of both a payment pays."""

from collections.abc import Sequence

from app.domain.dossier import Dossier, HistoryLine
from app.domain.vietnamese import dong
from app.services.giveback import cash_dong

PAID = {"cash": "đã thu tiền mặt", "transfer": "chuyển khoản, chờ đối soát", None: "chưa thu"}
NOTE_IT = " Sổ thu phí tính số tiền ghi ở ô dưới."
DEMANDED, PAYMENT = "require_payment", "payment_made"


def money(dossier: Dossier) -> list[tuple[str, str]]:
    """The fee and how it was paid; what was demanded and is not paid; the receipt."""
    rows = [("Lệ phí", fee(dossier))]
    if dossier.owed_dong is not None:
        rows.append(("Phải nộp", f"{dong(dossier.owed_dong)} đ"))
    if dossier.fee_receipt is not None:
        receipt = dossier.fee_receipt
        rows.append(("Biên lai", f"{receipt.symbol} · số {receipt.serial}"))
    return rows


def fee(dossier: Dossier) -> str:
    """How much, and whether it was taken."""
    amount = dossier.fee_dong
    if dossier.exemption:
        return f"miễn – {dossier.exemption}"
    if amount is None:
        return f"chưa rõ, {PAID[dossier.paid]}" if dossier.paid else "chưa rõ"
    if amount == 0:
        return "không thu"
    back = ", phải trả lại vì hồ sơ đã huỷ" if dossier.void and cash_dong(dossier) else ""
    return f"{dong(amount)} đ, {PAID[dossier.paid]}{back}"


def paying(dossier: Dossier) -> str:
    """What a payment that is written down now is for: what was demanded goes before the fee."""
    note = NOTE_IT * dossier.amount_by_taker
    if not dossier.pays_duty:
        return f"Lệ phí: {fee(dossier)}.{note}"
    asked = [one for one in dossier.history if one.effective and one.action == DEMANDED]
    reason = f" – {asked[-1].reason}" if asked and asked[-1].reason else ""
    amount = f"{dong(dossier.owed_dong)} đ" if dossier.owed_dong else "chưa rõ số tiền"
    return f"Khoản phải nộp: {amount}{reason}. Nộp xong, thời hạn tính tiếp.{note}"


def paid_demands(history: Sequence[HistoryLine]) -> dict[int, str]:
    """By the place of a payment in the history: the amount that was demanded before it."""
    found, owed = dict[int, str](), ""
    for place, line in enumerate(history):
        if line.effective and line.action == DEMANDED:
            owed = line.detail or ""
        elif line.effective and line.action == PAYMENT and owed:
            found[place], owed = owed, ""
    return found

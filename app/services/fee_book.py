"""The book of fees: what was taken in some days, payment by payment.

A payment of a dossier that was voided later stands in it and is not in the sums: the money went
back. Nor is one in them whose amount no catalogue says; it stands in it with what its taker noted.
"""

from collections.abc import Iterable
from typing import Any

from app.domain.amount_words import dong_in_words
from app.domain.events import PaymentMade
from app.domain.parts import FeeLine
from app.domain.story import Story
from app.services.books import Book, Column, Period
from app.services.cash_values import line_words
from app.services.control_values import late_by
from app.services.letterhead import Letterhead, handed_by
from app.services.payments import CASH, DUTY, TRANSFER, Payment, payments

NAME, TITLE, LAYOUT = "fees", "Sổ thu phí, lệ phí", "so-thu-phi"
SOME_FEE = (FeeLine("fee", None, 1, 0),)  # as a line is named whose amount nobody knows
SOME_DUTY = (FeeLine(DUTY, None, 1, 0),)
METHODS = {CASH: "Tiền mặt", TRANSFER: "Chuyển khoản, chờ đối soát"}
COLUMNS = (
    Column("at", "Thời gian"),
    Column("code", "Mã hồ sơ"),
    Column("procedure", "Mã thủ tục"),
    Column("payer", "Người nộp"),
    Column("what", "Khoản thu"),
    Column("amount", "Số tiền (đồng)"),
    Column("method", "Hình thức"),
    Column("receipt_form", "Mẫu số biên lai"),
    Column("receipt_symbol", "Ký hiệu biên lai"),
    Column("receipt_serial", "Số biên lai"),
    Column("clerk", "Người thu"),
    Column("void", "Hồ sơ đã huỷ"),
    Column("note", "Ghi chú"),
)


def fee_book(head: Letterhead, stories: Iterable[Story], period: Period) -> Book:
    """In the order in which it was taken."""
    taken = sorted(
        (
            (one, story)
            for story in stories
            for one in payments(story)
            if period.holds(one.at.date())
        ),
        key=lambda pair: (pair[0].at, pair[1][-1].after.code),
    )
    rows = tuple(_row(head, one, story) for one, story in taken)
    kept = [one for one, story in taken if not story[-1].after.void]
    total = _sum(kept)
    totals = {
        "count": len(kept),
        "total": total,
        "cash": _sum(one for one in kept if one.method == CASH),
        "transfer": _sum(one for one in kept if one.method == TRANSFER),
        "words": dong_in_words(total),
        "unknown": sum(one.dong is None for one in kept) or None,
    }
    entries = tuple(_entry(row) for row in rows)
    return Book(NAME, TITLE, LAYOUT, period, COLUMNS, rows, entries, totals)


def _sum(taken: Iterable[Payment]) -> int:
    return sum(one.dong or 0 for one in taken)


def _row(head: Letterhead, one: Payment, story: Story) -> dict[str, Any]:
    dossier = story[-1].after
    receipt = one.receipt
    lines = one.lines or (SOME_DUTY if one.duty else SOME_FEE)
    said = dict.fromkeys(line_words(head, dossier.procedure, line) for line in lines)
    notes = ["hồ sơ đã huỷ, tiền đã trả lại"] if dossier.void else []
    notes += [_unknown(one)] if one.dong is None else []
    notes += [late] if (late := late_by(one.told)) else []
    return {
        "at": one.at,
        "code": dossier.code,
        "procedure": dossier.procedure,
        "payer": handed_by(dossier),
        "what": "; ".join(said),
        "amount": one.dong,
        "method": METHODS.get(one.method, one.method),
        "receipt_form": receipt.form if receipt else None,
        "receipt_symbol": receipt.symbol if receipt else None,
        "receipt_serial": receipt.serial if receipt else None,
        "clerk": head.doer(one.told.event),
        "void": dossier.void,
        "note": "; ".join(notes) or None,
    }


def _unknown(one: Payment) -> str:
    """That nobody knows how much; what the taker wrote beside it is the only word of it."""
    fact = one.told.event.fact
    noted = fact.reason if isinstance(fact, PaymentMade) else None
    return f"chưa rõ số tiền, người thu ghi: {noted}" if noted else "chưa rõ số tiền"


def _entry(row: dict[str, Any]) -> dict[str, Any]:
    """The receipt's three marks in one column; the layout of a province knows no empty amount."""
    said = "{receipt_form}\n{receipt_symbol}, số {receipt_serial}".format_map(row)
    amount = "chưa rõ" if row["amount"] is None else row["amount"]
    return row | {"amount": amount, "receipt": said if row["receipt_serial"] else None}

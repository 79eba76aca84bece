"""Blank slips as the part of Quản trị shows them: invented people, nothing stored."""

from app.ui.admin.slips_desk import SIGNS, SlipCalls, Slips
from app.ui.widgets.table import TableRow

WORDS = {"used": "đã nhập", "spoilt": "hỏng", "missing": "thiếu, cần tìm", "unused": "chưa dùng"}
STATES = (
    ("missing", ""),
    ("used", "Đặng Văn Đức, nhận 08:15 19/11/2026"),
    ("spoilt", "viết nhầm tên"),
    ("used", "Pờ Mỳ Xuyến, nhận 08:40 19/11/2026"),
    ("used", "Thào Thị Mai, nhận 09:05 19/11/2026 (đã huỷ)"),
    *[("unused", "")] * 15,
)


def _row(running: int, state: str, more: str) -> TableRow:
    number = f"MC-03158-1-P-{running:04d}"
    return TableRow(
        number, (f"1-P-{running:04d}", "18/11/2026", (SIGNS[state], WORDS[state]), more)
    )


def sample_slips(*, none: bool = False) -> SlipCalls:
    """Twenty slips of one run, or none yet."""
    rows = () if none else tuple(_row(at, *one) for at, one in enumerate(STATES, 1))
    counts = "" if none else "đã nhập 3 · hỏng 1 · thiếu, cần tìm 1 · chưa dùng 15"
    return SlipCalls(
        slips=lambda: Slips(rows, counts),
        printed=lambda many, _paper: f"Phiếu giấy P-0021 – P-{20 + int(many):04d} đang in.",
        spoilt=lambda number, _reason: f"Đã ghi hỏng phiếu giấy {number}.",
        list_printed=lambda: "Danh sách phiếu giấy đang in.",
    )

"""Books of certification as the part of Quản trị shows them, nothing stored."""

from app.ui.admin.books_desk import CLOSED, OPEN, BookCalls
from app.ui.widgets.table import TableRow
from tests.ui.samples import run_now

KINDS = (
    ("copies", "Bản sao"),
    ("signatures", "Chữ ký, điểm chỉ"),
    ("contracts", "Hợp đồng, giao dịch"),
)
BOOKS = (
    ("2/2026-SCT/BS", KINDS[0][1], "03/08/2026", "1416", OPEN),
    ("1/2026-SCT/CK", KINDS[1][1], "05/01/2026", "88", OPEN),
    ("1/2026-SCT/BS", KINDS[0][1], "05/01/2026", "", CLOSED),
)


def sample_books(*, none: bool = False) -> BookCalls:
    """Three books of the year, or none yet."""
    rows = () if none else tuple(TableRow(book[0], book) for book in BOOKS)
    return BookCalls(
        kinds=lambda: KINDS,
        books=lambda: rows,
        opened=lambda new: f"Đã mở quyển 1/2026-SCT/HĐ, số đầu tiên {new.first or 1}.",
        closed=lambda name, _reason: f"Đã khoá quyển {name}, số cuối 1415.",
        printed=lambda _since: "Sổ chứng thực 01/11 – 20/11/2026 đã vào hàng chờ in.",
        aside=run_now,
    )

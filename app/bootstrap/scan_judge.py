"""What a test scan is, in a sentence: the same reader as at work, without looking anybody up."""

from datetime import date

from app.domain.card import ACCEPTED, REJECTED, REPAIRED, Scan, read_scan
from app.ui.setup.desk import ATTENTION, OK, Judged

GOOD = "Đọc được thẻ. Máy quét dùng được."
SLIP = "Đọc được mã trên phiếu hẹn. Máy quét dùng được."
MENDED = (
    "Đọc được thẻ. Bộ gõ đã đổi vài dấu nhưng chương trình sửa lại đúng hết; tắt bộ gõ khi quét, "
    "hoặc dùng kiểu cổng COM, thì chắc hơn."
)
WHOLE = "nguyên vẹn"


def judge(text: str, today: date) -> Judged:
    """A card, a slip, or what is in the way."""
    scan = read_scan(text, today=today)
    if scan.kind == "slip":
        return Judged(OK, SLIP)
    if scan.result == ACCEPTED:
        return Judged(OK, GOOD, WHOLE)
    if scan.result == REPAIRED:
        return Judged(OK, MENDED, "bị bộ gõ đổi, đã sửa lại đúng")
    return Judged(ATTENTION, scan.message or GOOD, _marks(scan))


def _marks(scan: Scan) -> str:
    lost = scan.kind == "card_qr" and scan.result != REJECTED and "name" in scan.ask
    return "sai, không sửa chắc được" if lost and "address" in scan.ask else ""

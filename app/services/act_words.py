"""What a step is called where people read of it: the table's words, and those beside the table."""

from app.domain.downstream import REASSIGN
from app.domain.foreign import LISTED, RELISTED
from app.domain.lifecycle import BY_ACTION
from app.domain.scan import SCANNED

RECEIVED, REPRINT, RESOLVE = "received", "reprint", "resolve"
BESIDE = {
    RECEIVED: "Tiếp nhận",
    REPRINT: "In lại giấy tờ",
    SCANNED: "Gắn bản quét",
    RESOLVE: "Trả lời việc cần xử lý",
    REASSIGN: "Tỉnh giao giải quyết",
    LISTED: "Có trong danh sách đã nhập",
    RELISTED: "Danh sách mới ghi khác",
}


def act_words(action: str) -> str:
    """The words of an action; of one that a newer program knows, that it is another one."""
    known = BY_ACTION.get(action)
    return known.words if known else BESIDE.get(action, "Việc khác")

"""The keys of a dossier's steps, and what is said when one was taken."""

from app.ui.dossier.desk import (
    FINISH,
    GIVE_BACK,
    HAND_OVER,
    PAIR,
    PAPERS_RECEIVED,
    REQUEST_PAPERS,
    REVERSE,
    TAKE_OVER,
    VOID,
)
from app.ui.dossier.step_forms import MORE

DONE_WORDS = {
    HAND_OVER: "Đã bàn giao.",
    TAKE_OVER: "Đã nhận bàn giao.",
    REQUEST_PAPERS: "Đã yêu cầu bổ sung. Thời hạn tạm dừng.",
    PAPERS_RECEIVED: "Đã nhận giấy bổ sung. Thời hạn tính tiếp.",
    FINISH: "Đã ghi kết quả.",
    GIVE_BACK: "Đã trả kết quả.",
    REVERSE: "Đã đảo bước. Hồ sơ trở lại như trước.",
    PAIR: "Đã ghi mã của tỉnh.",
    VOID: "Đã huỷ hồ sơ. Hãy thu lại phiếu hẹn đã in.",
}
AT_ONCE = {TAKE_OVER: "Nhận bàn giao", PAPERS_RECEIVED: "Đã nhận bổ sung"}
KEYS = {HAND_OVER: ("F6", "Bàn giao"), REQUEST_PAPERS: ("F7", "Bổ sung"), GIVE_BACK: ("F4", "Trả")}
DONE_WORDS |= {action: form.done for action, form in MORE.items()}
REVERSE_KEY, PAIR_KEY, VOID_KEY, MORE_KEY = "Ctrl+D", "Ctrl+E", "Ctrl+Del", "Ctrl+H"
PRINT_KEY, SCANS_KEY = "Ctrl+P", "Ctrl+M"
STEP_KEYS = ("F6", "F7", "F9", REVERSE_KEY)

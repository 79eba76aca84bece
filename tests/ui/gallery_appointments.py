"""Pictures of the page Lịch hẹn, and of the line that leads there."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.ui.appointments.desk import AppointmentsDesk
from app.ui.appointments.page import AppointmentsPage
from app.ui.messages import Messages
from app.ui.widgets.table import TableRow
from tests.ui.gallery_frame import window
from tests.ui.gallery_lists import shifted, today
from tests.ui.sample_lists import LINES as WORK
from tests.ui.samples import run_now

WEDDING, CERTIFICATE = "Đăng ký kết hôn", "Xác nhận tình trạng hôn nhân"
LINES = (
    ("Hôm nay", "", "Vừ A Dế", "Giao đất, cho thuê đất, chuyển mục đích sử dụng đất",
     "0388 000 111", ("ok", "còn 5 ngày")),
    ("Hôm nay", "09:30", "Thạch Thị Mai – Lâm Văn Rớt", WEDDING, "0912 345 678",
     ("due", "hôm nay")),
    ("T7 21/11", "08:00", "Pờ Mỳ Xuyến – Giàng A Páo", WEDDING, "", ("ok", "còn 1 ngày")),
    ("T4 25/11", "", "Y Niê Êban Hơ Lăk", CERTIFICATE, "0977 000 222", ("ok", "còn 3 ngày")),
)  # fmt: skip


def appointments(lines: Sequence[tuple[object, ...]]) -> Callable[[], QWidget]:
    """The page with these rows."""

    def build() -> QWidget:
        channel = Messages()
        frame = window(channel)
        rows = tuple(TableRow(f"k{place}", line) for place, line in enumerate(lines))  # type: ignore[arg-type]
        desk = AppointmentsDesk(lambda: rows, lambda _public: None, run_now)
        page = AppointmentsPage(desk, channel)
        frame.add_page("appointments", page, place="today")
        frame.resize(1366, 768)
        frame.show()
        frame.go("appointments")
        return frame

    return build


SHOTS: dict[str, Callable[[], QWidget]] = {
    "appointments": appointments(LINES),
    "appointments-empty": appointments(()),
    "today-shift": today(len(WORK), shifted),
    "today-appointments": today(len(WORK), lambda page: page.show_appointments(2, 2)),
}

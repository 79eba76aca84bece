"""The frame that every picture is taken in."""

from dataclasses import replace

from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.place import Place
from app.ui.shortcuts import KeyAction
from app.ui.status import Status
from app.ui.window_desk import WindowDesk
from tests.ui.samples import NOW, STATUS

PLACES = (
    Place("today", "today", "Hôm nay", "Esc"),
    Place("reception", "reception", "Tiếp nhận", "F2"),
    Place("find", "search", "Tìm hồ sơ", "F3"),
    Place("giveback", "giveback", "Trả kết quả", "F4"),
    Place("queue", "queue", "Hàng chờ", "Ctrl+I"),
    Place("guidance", "file", "Hướng dẫn", "Ctrl+G"),
    Place("exchange", "exchange", "Gửi – nhận", "F11"),
    Place("report", "report", "Báo cáo", "Ctrl+R"),
    Place("incidents", "incident", "Sự cố", "F1 F1"),
    Place("admin", "admin", "Quản trị", "Ctrl+Q"),
)


FIRST_DAY = replace(STATUS, unsent=0, oldest_days=None, last_contact="")


def window(messages: Messages | None = None, status: Status = STATUS) -> MainWindow:
    """A frame with a clerk in it."""
    desk = WindowDesk(
        now=lambda: NOW,
        ask_status=lambda answer: answer(status),
        scanned=lambda _text: None,
        keys=lambda: (
            KeyAction("F11", "Gửi – nhận", lambda: None),
            KeyAction("F12", "Khoá", lambda: None),
            KeyAction("Shift+F4", "Chứng thực: đã ký", lambda: None),
            KeyAction("Shift+F5", "Xử lý", lambda: None),
            KeyAction("Shift+F6", "Bàn giao", lambda: None),
        ),
    )
    made = MainWindow(desk, messages or Messages(), PLACES)
    made.show_clerk("Lò Thị Nhi", "Quầy 2 · xã Sín Thầu")
    made.shell.rail.show_place("queue", shown=False)
    return made

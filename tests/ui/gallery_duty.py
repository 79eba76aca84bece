"""Pictures of the page Ca trực, the banner of a note, and the line on Hôm nay."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.ui.duty.page import DutyPage
from app.ui.messages import ATTENTION, READ_KEY, Action, Message, Messages
from app.ui.today.page import TodayPage
from tests.ui.gallery_frame import window
from tests.ui.gallery_lists import today
from tests.ui.sample_duty import LEFT, Duties
from tests.ui.sample_lists import LINES as WORK


def duty(
    act: Callable[[DutyPage], object], work: Duties | None = None, note: Message | None = None
) -> Callable[[], QWidget]:
    """The page after something was done in it."""

    def build() -> QWidget:
        channel = Messages()
        frame = window(channel)
        page = DutyPage((work or Duties()).desk(), channel)
        frame.add_page("duty", page, place="today")
        frame.resize(1366, 768)
        frame.show()
        page.begin("nhi")
        frame.go("duty")
        if note is not None:
            channel.show(note)
        act(page)
        return frame

    return build


def typed(page: DutyPage) -> None:
    page.note.words.put("Ông Giàng A Páo hẹn 14 giờ lấy kết quả 0007, đã ký.")


def planned(page: DutyPage) -> None:
    page.people.go_to(5)
    page.people.chosen.emit(5)


def read(page: DutyPage) -> None:
    page.notes.chosen.emit(0)


def all_said(page: TodayPage) -> None:
    """Every line that may stand over the list: they go on in a next one."""
    page.show_note("Còn 2 việc cài đặt chưa làm: xem")
    page.show_appointments(2, 5)
    page.show_uncollected(12, 30)
    page.show_duty("Trực: Lò Thị Nhi, Giàng A Pó, Mùa A Dua và 2 người")


def handed(page: DutyPage) -> None:
    page.people.setFocus()


BANNER = Message(
    "note", ATTENTION, *LEFT.said,
    (Action("Đã nhận", lambda: None, READ_KEY), Action("Xem", lambda: None, "Shift+F12")),
)  # fmt: skip
SHOTS: dict[str, Callable[[], QWidget]] = {
    "duty": duty(typed),
    "duty-empty": duty(lambda _page: None, Duties(notes=())),
    "duty-plan": duty(planned),
    "duty-read": duty(read),
    "duty-banner": duty(handed, note=BANNER),
    "today-duty": today(len(WORK), all_said),
}

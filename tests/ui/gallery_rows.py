"""Pictures of every list with 1, 40 and 10,000 rows, and of long names with all letters of Ê Đê."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.ui.clock.page import ClockDesk, ClockPage
from app.ui.today.page import TodayPage
from app.ui.widgets.table import TableRow
from tests.ui.gallery_find import LO, find
from tests.ui.gallery_frame import window
from tests.ui.gallery_lists import exchange, giveback, printing, today
from tests.ui.gallery_setup import admin
from tests.ui.sample_find import hits
from tests.ui.sample_lists import LINES, Line, item
from tests.ui.sample_papers import PAPERS, Queue
from tests.ui.sample_setup import STAFF, Administration
from tests.ui.samples import run_now

MANY, MOST = 40, 10_000
NAMES = (
    "Y Niê Êban Hơ Lăk", "H’Bia Kpă Êñuôl", "Y Ƀhĭm Ksơr Mlô Duôn Du", "H’Čŭn Niê Kđăm Buôn Yă",
    "Nguyễn Hoàng Thị Ngọc Ánh Tuyết Ê Đê Kpă H’Bia Êban Bhơ Riu", "Y Ŏt Ƀuôn Krông Ĕa Ngư̆",
    "Hợp tác xã Dịch vụ nông nghiệp tổng hợp và Tiểu thủ công nghiệp Tả Kố Khừ – A Pa Chải",
)  # fmt: skip
LONG = (
    "Thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc có yếu tố nước ngoài",
    "Giao đất, cho thuê đất, chuyển mục đích sử dụng đất đối với hộ gia đình, cá nhân",
)
EDE = tuple(
    (line[0], NAMES[place % len(NAMES)], LONG[place % 2], *line[3:])
    for place, line in enumerate(LINES)
)


def to_the_end(page: TodayPage) -> None:
    """As End does, once for each hundred that is read then."""
    while page.table.place < page.table.count - 1:
        page.table.go_to(page.table.count - 1)


def papers(count: int) -> Queue:
    """A print queue of so many."""
    some = (PAPERS[place % len(PAPERS)] for place in range(count))
    return Queue(tuple(
        replace(one, row=TableRow(str(count - place), one.row.cells))
        for place, one in enumerate(some)
    ))  # fmt: skip


def staff() -> Administration:
    """Forty people."""
    people = (
        replace(STAFF[place % len(STAFF)], user=f"u{place}", name=NAMES[place % len(NAMES)])
        for place in range(MANY)
    )
    return Administration(staff=tuple(people))


def clock() -> QWidget:
    """The question of a machine that may have the wrong time."""
    frame = window()
    said = "Hôm nay là thứ Sáu 20/11/2026, 10 giờ 42. Đúng không?"
    page = ClockPage(ClockDesk(lambda: said, lambda _typed: None, run_now))
    frame.set_lock(page)
    frame.show()
    frame.lock()
    page.take_focus()
    return frame


def lists(count: int) -> dict[str, Callable[[], QWidget]]:
    """Every list that grows with the work, with so many rows."""
    return {
        f"today-{count}": today(count, to_the_end),
        f"exchange-{count}": exchange(lambda page: page.choose("unsent"), Line(count)),
        f"giveback-{count}": giveback(
            lambda page: page.waiting.take_focus(), tuple(item(place) for place in range(count))
        ),
        f"printing-{count}": printing(papers(count)),
    }


SHOTS: dict[str, Callable[[], QWidget]] = {
    "clock": clock,
    **lists(1),
    **lists(MANY),
    **lists(MOST),
    "find-40": find("niê", replace(LO, hits=hits(NAMES[0], *(NAMES * 6)[: MANY - 3]))),
    "admin-people-40": admin(window, "people", work=staff),
    "today-long": today(len(EDE), lines=EDE),
    "giveback-long": giveback(
        lambda page: page.take_slip(item(0).code),
        tuple(item(n, owner=name, procedure=LONG[n % 2]) for n, name in enumerate(NAMES)),
    ),
}

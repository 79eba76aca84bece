"""Pictures of the page Nhắc nhận kết quả, and of the counts that lead there."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.ui.messages import Messages
from app.ui.uncollected.page import UncollectedPage
from tests.ui.gallery_frame import window
from tests.ui.gallery_lists import giveback, today
from tests.ui.sample_lists import LINES as WORK
from tests.ui.sample_uncollected import Uncollected


def uncollected(
    act: Callable[[UncollectedPage], object], work: Uncollected | None = None
) -> Callable[[], QWidget]:
    """The page after something was done in it."""

    def build() -> QWidget:
        channel = Messages()
        frame = window(channel)
        page = UncollectedPage((work or Uncollected()).desk(), channel)
        frame.add_page("uncollected", page, place="giveback")
        frame.resize(1366, 768)
        frame.show()
        frame.go("uncollected")
        act(page)
        return frame

    return build


def marked(page: UncollectedPage) -> None:
    page.table.toggle_mark()
    page.table.toggle_mark()


def reminded(page: UncollectedPage) -> None:
    page.table.digit.emit(1)


SHOTS: dict[str, Callable[[], QWidget]] = {
    "uncollected": uncollected(marked),
    "uncollected-reminded": uncollected(reminded),
    "uncollected-empty": uncollected(lambda _page: None, Uncollected(())),
    "today-uncollected": today(len(WORK), lambda page: page.show_uncollected(12, 30)),
    "giveback-long-waiting": giveback(lambda page: page.waiting.show_long(12, 30)),
}

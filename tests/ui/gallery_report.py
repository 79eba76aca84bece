"""Pictures of the page Báo cáo."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.ui.messages import Messages
from app.ui.report.page import ReportPage
from tests.ui.gallery_frame import window
from tests.ui.sample_report import Reports


def report(
    act: Callable[[ReportPage], object], work: Reports | None = None
) -> Callable[[], QWidget]:
    """The page after something was done in it."""

    def build() -> QWidget:
        channel = Messages()
        frame = window(channel)
        page = ReportPage((work or Reports()).desk(), channel)
        frame.add_page("report", page)
        frame.resize(1366, 768)
        frame.show()
        frame.go("report")
        act(page)
        return frame

    return build


def month(page: ReportPage) -> None:
    page.panel.choose(3)


def turned(times: int) -> Callable[[ReportPage], None]:
    def act(page: ReportPage) -> None:
        keys = {one.key: one.act for one in page.keys()}  # noqa: SIM118 - a page's keys are no dict
        turn = keys["Ctrl+E"]
        for _ in range(times):
            turn()

    return act


def wrong(page: ReportPage) -> None:
    page.panel.first.put("hôm kia")
    page.panel.first.left.emit()


SHOTS: dict[str, Callable[[], QWidget]] = {
    "report": report(month),
    "report-days": report(turned(1)),
    "report-people": report(turned(2)),
    "report-sheet": report(turned(3)),
    "report-empty": report(lambda _page: None, Reports(empty=True)),
    "report-wrong": report(wrong),
}

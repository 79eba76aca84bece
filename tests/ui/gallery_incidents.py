"""Pictures of the page Sự cố & thiết bị."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.ui.incidents.page import IncidentPage
from app.ui.messages import Messages
from tests.ui.gallery_frame import window
from tests.ui.sample_incidents import Incidents


def incidents(
    act: Callable[[IncidentPage], object], work: Incidents | None = None
) -> Callable[[], QWidget]:
    """The page after something was done in it."""

    def build() -> QWidget:
        channel = Messages()
        frame = window(channel)
        page = IncidentPage((work or Incidents()).desk(), channel)
        frame.add_page("incidents", page)
        frame.resize(1366, 768)
        frame.show()
        page.come_from("Tiếp nhận")
        frame.go("incidents")
        act(page)
        return frame

    return build


def typed(page: IncidentPage) -> None:
    page.report.groups.press_digit("1")
    page.report.things.press_digit("3")
    page.report.words.put("kẹt giấy, in ra sọc đen")
    page.report.procedures.put("chung thuc")
    page.report.procedures.changed.emit()


def pictured(page: IncidentPage) -> None:
    typed(page)
    page.report.pictures.ask()


def personal(page: IncidentPage) -> None:
    page.report.groups.press_digit("2")
    page.report.things.press_digit("4")
    page.report.words.put("thẻ 011090000007 quét không ra")
    page.report.words.changed.emit()


def follow(page: IncidentPage) -> None:
    page.incidents.chosen.emit(0)
    page.change.words.put("thay trống mực")
    page.change.pictures.ask()


def inventory(page: IncidentPage) -> None:
    page._turn()  # to the list, then to the other one
    page._turn()


def counting(page: IncidentPage) -> None:
    inventory(page)
    page.devices.go_to(2)
    page.devices.chosen.emit(2)


SHOTS: dict[str, Callable[[], QWidget]] = {
    "incidents": incidents(typed),
    "incidents-empty": incidents(lambda _page: None, Incidents(shown=())),
    "incidents-pictures": incidents(pictured),
    "incidents-personal": incidents(personal),
    "incidents-follow": incidents(follow),
    "incidents-devices": incidents(inventory),
    "incidents-counting": incidents(counting),
}

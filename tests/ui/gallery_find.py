"""Pictures of the search: hits, long names, none, Telex, history and household."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.ui.find.page import FindPage
from tests.ui.gallery_frame import window
from tests.ui.sample_find import ALONE, Shelf


def find(
    text: str, shelf: Shelf, act: Callable[[FindPage], object] = lambda _page: None
) -> Callable[[], QWidget]:
    """The search after a text was typed and something done."""

    def build() -> QWidget:
        frame = window()
        page = FindPage(shelf.desk())
        frame.add_page("find", page)
        frame.resize(1366, 768)
        frame.show()
        if text:
            page.show_found(shelf.find(text))
        frame.go("find", caret=False)
        frame.shell.header.scan.take_focus()
        frame.shell.header.scan.put(text)
        frame.shell.header.scan.input.end(False)
        act(page)
        return frame

    return build


SHOTS: dict[str, Callable[[], QWidget]] = {
    "find": find("lo van uo", Shelf(9), lambda page: page.table.go_to(1)),
    "find-many": find("va", Shelf(50, more=True), lambda page: page.table.setFocus()),
    "find-person": find("duc", Shelf(3), lambda page: page.person.history.list.setFocus()),
    "find-alone": find("h'bia", Shelf(1, ALONE)),
    "find-telex": find("ddawng", Shelf(4, readings={"ddawng": ("đăng", "Telex")})),
    "find-none": find("dang duc", Shelf(0)),
    "find-none-telex": find("ddawngs", Shelf(0, readings={"ddawngs": ("đắng", "Telex")})),
    "find-begin": find("", Shelf(0)),
}

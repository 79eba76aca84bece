"""Pictures of the search: hits, long names, none, Telex, history and household."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.ui.find.page import FindPage
from tests.ui.gallery_frame import window
from tests.ui.sample_find import ALONE, DUC, LONG, Shelf, hits


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


UOT = replace(DUC, name="Lò Văn Ướt", who=DUC.who.replace("011 090", "011 085"))
LO = Shelf(about=UOT, hits=hits("Lò Văn Ướt", "Lò Văn Ưởng", "Lò Văn Ươm"))
DANG = Shelf(about=DUC, hits=hits("Đặng Văn Đức"))
TELEX = replace(DANG, readings={"ddawngj": ("đặng", "Telex")})
BEGUN = "ddawngs"

SHOTS: dict[str, Callable[[], QWidget]] = {
    "find": find("lo van uo", LO),
    "find-many": find("va", Shelf(50, more=True), lambda page: page.table.setFocus()),
    "find-person": find("duc", DANG, lambda page: page.person.history.list.setFocus()),
    "find-long": find("nguyen thi ngoc anh", Shelf(about=LONG, hits=hits(
        "Nguyễn Thị Ngọc Ánh Tuyết Ê Ban Hơ Lăk Êƀhĭm", *["Nguyễn Thị Ngọc Ánh"] * 20))),
    "find-alone": find("ho lak", Shelf(about=ALONE, hits=hits(ALONE.name)[:1])),
    "find-telex": find("ddawngj", TELEX),
    "find-none": find("dang duc", Shelf(0)),
    "find-none-telex": find(BEGUN, Shelf(0, readings={BEGUN: ("đắng", "Telex")})),
    "find-begin": find("", Shelf(0)),
}  # fmt: skip

"""Linked procedures, and another office that decides, on the reception page."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.bootstrap.procedure_rows import rows_of
from app.domain.builtin import load_builtin
from app.services.old_places import Places
from app.ui.messages import Messages
from app.ui.reception.desk import Preview
from app.ui.reception.page import ReceptionPage
from app.ui.widgets.fields import Line
from app.ui.widgets.suggesting import SuggestField
from tests.ui.gallery_frame import window
from tests.ui.samples import DUC, Counter

PROMISED = Preview(
    due="10:42, thứ Năm 26/11",
    due_state=("ok", "còn 3 ngày"),
    due_reason="Đăng ký khai sinh 17:00 20/11; Đăng ký thường trú 10:42 26/11; "
    "Thẻ BHYT trẻ dưới 6 tuổi 10:42 26/11",
    fee="20.000 đ",
    fee_reason="chưa kể Đăng ký khai sinh",
    payable=True,
)


def bunch() -> QWidget:
    """A birth with residence and card, the child typed."""
    channel = Messages()
    frame = window(channel)
    catalogue = load_builtin()
    desk = replace(
        Counter().desk(),
        procedures=lambda: rows_of(catalogue),
        preview=lambda draft: PROMISED if draft.procedure else Preview(),
    )
    page = ReceptionPage(desk, channel)
    frame.add_page("reception", page)
    frame.resize(1366, 768)
    frame.show()
    frame.go("reception")
    page.take_person(DUC)
    page.middle.picker.picked.emit("LT-KHAI-SINH")
    page.take_person(DUC)
    page.middle.details.focus()
    return frame


def office() -> QWidget:
    """Letters of an old name find the commune of today."""
    channel = Messages()
    frame = window(channel)
    places = Places(load_builtin(), "31633")
    page = ReceptionPage(Counter().desk(offices=places.matching), channel)
    frame.add_page("reception", page)
    frame.resize(1366, 768)
    frame.show()
    frame.go("reception")
    page.take_person(DUC)
    page.middle.picker.list.press_digit("5")
    page.line.ask_extras()
    field = page.line.extras.findChild(SuggestField)
    assert isinstance(field, SuggestField)
    assert isinstance(field.input, Line)
    field.input.setFocus()
    field.input.insert("an thanh n")
    field.input.textEdited.emit("an thanh n")
    return frame


SHOTS: dict[str, Callable[[], QWidget]] = {"reception-bunch": bunch, "reception-office": office}

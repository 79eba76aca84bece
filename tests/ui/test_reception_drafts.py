"""Drafts that come back at the caret and are never doubled; the few fields that Ctrl+H asks."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.reception.desk import Past
from app.ui.reception.draft import Draft
from app.ui.reception.page import ReceptionPage
from tests.ui.keyboard import Keyboard
from tests.ui.samples import DUC, Counter


def focused() -> str:
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.objectName()


# --- drafts -------------------------------------------------------------------------------------


def test_a_draft_comes_back_with_the_caret_in_its_field(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter, window: MainWindow
) -> None:
    reception.take_person(DUC)
    keyboard.press("3", "3")
    keyboard.type("vay von")
    for _ in range(4):
        keyboard.press("Left")
    reception.keep()
    kept = counter.kept[-1]
    assert (kept.focus, kept.caret) == ("details.purpose", 3)
    keyboard.press("F2")
    reception.show_draft(kept)
    window.go("reception")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert (field.objectName(), field.text(), field.cursorPosition()) == (
        "details.purpose",
        "vay von",
        3,
    )


@pytest.mark.parametrize("name", ["note", "originals.0.pages", "owner.phone"])
def test_each_sheet_gives_the_caret_back(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter, window: MainWindow, name: str
) -> None:
    reception.take_person(DUC)
    keyboard.press("1", "1")
    keyboard.press("Ctrl+H" if name == "note" else "End")
    found = next(one for one in QApplication.allWidgets() if one.objectName() == name)
    found.setFocus()
    reception.keep()
    keyboard.press("F2")
    reception.show_draft(counter.kept[-1])
    window.go("reception")
    assert focused() == name


def test_the_same_procedure_of_the_same_person_goes_on_with_his_draft(
    open_reception: Callable[..., ReceptionPage],
    keyboard: Keyboard,
    counter: Counter,
    messages: Messages,
) -> None:
    kept = Draft(
        key="old", owner=DUC, procedure="1.004873", details=(("purpose", "nhận con nuôi"),)
    )
    page = open_reception(known=lambda _person: Past(kept=(kept,)))
    page.take_person(DUC)
    first = page.draft().key
    keyboard.press("3", "3")
    draft = page.draft()
    assert draft.key == "old"
    assert dict(draft.details)["purpose"] == "nhận con nuôi"
    assert counter.kept[-1] == Draft(key=first)  # blank: dropped, not doubled
    assert messages.done is not None
    assert messages.done.head == "Tiếp tục bản nháp của Đặng Văn Đức."


def test_ctrl_d_takes_up_this_persons_draft_first(
    open_reception: Callable[..., ReceptionPage], keyboard: Keyboard
) -> None:
    kept = Draft(key="old", owner=DUC, procedure="1.001776")
    page = open_reception(known=lambda _person: Past(kept=(kept,)))
    page.take_person(DUC)
    keyboard.press("Ctrl+D")
    assert page.draft().key == "old"


def test_a_draft_on_the_page_is_not_offered_beside_its_person(
    open_reception: Callable[..., ReceptionPage], keyboard: Keyboard
) -> None:
    kept = Draft(key="aside", owner=DUC, procedure="2.000884")
    page = open_reception(known=lambda _person: Past(kept=(kept,)))
    page.take_person(DUC)
    assert not page.owner.known.isHidden()
    keyboard.press("Ctrl+D")
    assert page.draft().key == "aside"
    assert page.owner.known.isHidden()


def test_a_draft_put_aside_can_be_thrown_away_and_still_come_back(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    reception.take_person(DUC)
    keyboard.press("2", "2")
    key = reception.draft().key
    keyboard.press("F2")
    keyboard.press("Shift+F2")
    assert counter.kept[-1] == Draft(key=key)
    keyboard.press("Ctrl+D")
    assert reception.draft().key == key


# --- the extras ---------------------------------------------------------------------------------


def test_ctrl_h_asks_for_day_way_and_note_and_esc_goes_back_to_the_papers(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    reception.take_person(DUC)
    keyboard.press("3", "3")
    keyboard.press("Ctrl+H")
    keyboard.type("25/11\n")
    keyboard.press("Down")
    keyboard.press("Return", "\r")
    keyboard.type("gửi qua em trai")
    claim = reception.draft().claim()
    assert (claim["appointment"], claim["return_by"]) == ("25/11", "post")
    assert claim["note"] == "gửi qua em trai"
    keyboard.press("Esc")
    assert reception.papers.isVisible()
    assert reception.papers.extras.text() == "hẹn 25/11 · qua bưu điện · có ghi chú"


def test_an_exemption_takes_a_ground_of_its_own(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    reception.take_person(DUC)
    keyboard.press("1", "1")
    reception.promise._exempt.setFocus()
    keyboard.press("Down")
    assert reception.draft().exemption == "ho-ngheo"
    keyboard.press("Ctrl+H")
    reception.line.extras.focus("fee.exemption")
    keyboard.type("sổ số 12")
    assert reception.draft().claim()["fee"]["exemption"] == "ho-ngheo; sổ số 12"

"""F1 opens the guide at the right place, in the real window, and leads back."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.services import guide
from app.ui.help.page import PLACE, HelpPage, Topic
from app.ui.main_window import MainWindow
from app.ui.setup.page import BACKUP, DIRECTOR, LOOK, OFFICE, PRINTER, READY, SCANNER
from app.ui.widgets.reading import Reading
from tests.ui.clerk import PIN, Clerk, rooms, until
from tests.ui.conftest import Keyboard


def test_the_marked_task_is_shown_and_f1_or_esc_lead_back(
    window: MainWindow, keyboard: Keyboard
) -> None:
    left: list[int] = []
    page = HelpPage([Topic("Một", "# Một\nviệc đầu"), Topic("Hai", "# Hai\nviệc sau")])
    page.left.connect(lambda: left.append(1))
    window.add_page("help", page, place="find")
    window.go("help")
    assert "việc đầu" in page.text.toPlainText()
    keyboard.press("Down")
    assert "việc sau" in page.text.toPlainText()
    keyboard.press("F1")
    keyboard.press("Esc")
    assert len(left) == 2


def test_every_page_and_every_part_that_names_itself_has_its_text(
    program: Program, keys: Clerk
) -> None:
    told = {place for task in guide.tasks() for place in task.places}
    pages = set(program.window._pages) - {"help"}
    assert pages <= told
    assert len(pages) >= 11
    parts = {str(part.property(PLACE)) for part in program.window.findChildren(QWidget)}
    assert {"reception.person", "reception.submitter", "reception.extras", "reception.visit"} <= (
        parts & told
    )
    assert {f"admin.{name}" for name in rooms(program).admin.page.panels} <= told
    assert {f"first.{name}" for name in (LOOK, OFFICE, PRINTER, SCANNER, DIRECTOR, BACKUP, READY)} \
        <= told  # fmt: skip
    assert {place.partition(".")[0] for place in told} == pages | {"lock", "first", "help"}
    keys.press("F12")


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (["Ctrl+Q"], "Quản trị: cơ quan"),
        (["Ctrl+Q", "2"], "Thêm người, cấp mã"),
        (["Ctrl+Q", "3"], "Máy in, máy quét"),
        (["F11"], "Gửi lên tỉnh"),
        (["Ctrl+J"], "Phiếu không in ra"),
        (["Ctrl+L"], "Luyện tập: sáu bài học"),
        (["Ctrl+G"], "Dân chỉ hỏi"),
        (["F3"], "Hôm nay có việc gì"),
        (["F2", "F2"], "Người không có thẻ"),
        (["F2"], "Nhận một hồ sơ"),
    ],
)
def test_f1_explains_the_place_of_the_caret_and_gives_it_back(
    program: Program, keys: Clerk, way: list[str], said: str
) -> None:
    for key in way:
        keys.press(key, key if key.isdigit() else "")
    name, caret = program.window.name, QApplication.focusWidget()
    keys.press("F1")
    assert rooms(program).help.page.text.toPlainText().startswith(said)
    keys.press("Esc")
    assert (program.window.name, QApplication.focusWidget()) == (name, caret)
    for key in ("F1", "F1", "Esc"):  # the same from the page that reports what fails
        keys.press(key)
    assert (program.window.name, QApplication.focusWidget()) == (name, caret)


def test_f1_at_the_lock_page_shows_the_guide_alone_and_opens_no_desk(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("F12")
    keys.type(PIN[:3])
    keys.press("F1")
    (text,) = [one for one in program.window.findChildren(Reading) if one.isVisible()]
    assert text.toPlainText().startswith("Mở máy và khoá máy")
    keys.press("F2")
    keys.press("F11")
    assert program.window.name == ""
    keys.press("Esc")
    assert program.lock_page.isVisible()
    assert program.lock_page.pin.text() == PIN[:3]
    keys.type(PIN[3:])
    until(qtbot, lambda: program.window.name == "today")
    keys.press("F12")
    keys.press("F1")
    program.lock()
    assert program.lock_page.isVisible()

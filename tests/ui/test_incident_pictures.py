"""A picture goes with what is reported or done, chosen in the real window of the system's files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.domain.incidents import Incident
from app.storage import incidents
from app.ui.incidents.page import IncidentPage
from tests.devices.sheets import photo
from tests.ui.clerk import Clerk, rooms, until


def stored(program: Program) -> list[Incident]:
    return incidents.every(rooms(program).door.now_open().connection.execute)


@pytest.fixture(autouse=True)
def _own_dialogs() -> Iterator[None]:
    """Qt's own file window, which hears the keys of the test."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    yield
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, on=False)


@pytest.fixture
def page(program: Program, keys: Clerk) -> IncidentPage:
    """F1 twice, the printer."""
    for key in ("F1", "F1"):
        keys.press(key)
    keys.press("1", "1")
    keys.press("3", "3")
    return rooms(program).incidents.page


def choose(keys: Clerk, qtbot: QtBot, file: Path | None = None) -> None:
    """Ctrl+T; the file's name is entered in the window of files, without one Esc leaves it."""
    again = QTimer(interval=50)

    def enter() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isActiveWindow():
            return
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert name is not None
        name.setFocus()
        name.setText("" if file is None else str(file))
        keys.press("Esc") if file is None else keys.press("Return", "\r")

    again.timeout.connect(enter)
    again.start()
    window = QApplication.activeWindow()
    assert window is not None
    keys.press("Ctrl+T")
    again.stop()
    window.activateWindow()
    until(qtbot, lambda: window.isActiveWindow() and QApplication.focusWidget() is not None)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    found = [tmp_path / f"IMG_{seed}.jpg" for seed in range(2)]
    for seed, file in enumerate(found):
        file.write_bytes(photo(seed=seed))
    return found


def test_a_picture_goes_with_the_report_and_another_with_what_was_done(
    program: Program, page: IncidentPage, keys: Clerk, qtbot: QtBot, files: list[Path]
) -> None:
    choose(keys, qtbot, files[0])
    assert page.report.pictures.files == (str(files[0]),)
    choose(keys, qtbot)  # given up: what was chosen stays
    assert page.report.pictures.files == (str(files[0]),)
    keys.press("F9")
    until(qtbot, lambda: [len(one.pictures) for one in stored(program)] == [1])
    until(qtbot, lambda: page.incidents.count == 1 and page.report.pictures.files == ())
    keys.press("Ctrl+E")
    keys.press("Return", "\r")
    assert page.change.shown is not None
    assert ("Ảnh", "1 ảnh, lưu trên máy này") in page.change.shown.facts
    choose(keys, qtbot, files[1])
    keys.press("F9")  # no word is needed beside it
    until(qtbot, lambda: len(stored(program)[0].pictures) == 2)
    assert stored(program)[0].changes == ()
    assert all(file.exists() for file in files)


def test_pictures_of_an_incident_are_looked_at_by_keys_and_esc_leads_back_to_it(
    program: Program, page: IncidentPage, keys: Clerk, qtbot: QtBot, files: list[Path]
) -> None:
    for file in files:
        choose(keys, qtbot, file)
    keys.press("F9")
    until(qtbot, lambda: page.incidents.count == 1 and page.report.pictures.files == ())
    keys.press("Ctrl+M")  # no incident is open yet
    assert program.window.name == "incidents"
    keys.press("Ctrl+E")
    keys.press("Return", "\r")
    assert page.change.shown is not None
    keys.press("Ctrl+M")
    viewer = rooms(program).viewer.page
    until(qtbot, lambda: not viewer.paper.sheet.image.isNull())
    assert program.window.name == "viewer"
    assert [one.words for one in viewer.gallery.sheets] == ["Ảnh 1/2", "Ảnh 2/2"]
    keys.press("Right")
    assert viewer.place == 1
    keys.press("+", "+")
    keys.press("R", "r")
    assert viewer.paper.sheet.turns == 1
    keys.press("Esc")
    assert program.window.name == "incidents"
    assert page.change.shown is not None
    assert viewer.paper.sheet.image.isNull()


def test_what_is_no_picture_is_said_at_its_line_and_left_out_by_keys(
    program: Program, page: IncidentPage, keys: Clerk, qtbot: QtBot, tmp_path: Path
) -> None:
    bad = tmp_path / "b.jpg"
    bad.write_bytes(b"half a picture")
    choose(keys, qtbot, bad)
    keys.press("F9")
    line = page.report.pictures
    until(qtbot, lambda: line.fault.startswith("b.jpg: Tệp này không đọc được như ảnh"))
    assert stored(program) == []
    keys.press("Tab")
    keys.press("Space", " ")
    assert (line.files, line.fault) == ((), "")
    keys.press("F9")
    until(qtbot, lambda: [one.pictures for one in stored(program)] == [()])

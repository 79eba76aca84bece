"""What every page must keep: no looks of its own, names for screen readers, sizes of files."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

import app.ui
from app.ui.focus import stops
from app.ui.lock.page import LockPage
from app.ui.main_window import MainWindow
from app.ui.reception.page import ReceptionPage
from tests.ui.conftest import Keyboard
from tests.ui.sample_dossiers import Door
from tests.ui.samples import DUC
from tests.ui.sight import nameless

UI = Path(app.ui.__file__).parent
PAGES = sorted(file for page in UI.glob("*/page.py") for file in page.parent.glob("*.py"))
LOOKS = re.compile(r"#[0-9a-fA-F]{6}|setStyleSheet|QFont\(|QColor\(|\d+px")
FORBIDDEN = re.compile(r"processEvents|QMessageBox|\.exec\(|QRunnable|time\.sleep|setInputMask")
SIGNS = re.compile("[✓✔⚠▣◷⇅●○‼☺]")


@pytest.mark.parametrize("file", PAGES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_pages_have_no_looks_of_their_own(file: Path) -> None:
    assert not LOOKS.findall(file.read_text("utf-8"))


def test_nothing_waits_and_nothing_pops_up() -> None:
    found = {
        file.name: FORBIDDEN.findall(file.read_text("utf-8"))
        for file in UI.rglob("*.py")
        if FORBIDDEN.search(file.read_text("utf-8"))
    }
    assert found == {}


def test_signs_are_drawings_never_letters() -> None:
    assert not [file.name for file in UI.rglob("*.py") if SIGNS.search(file.read_text("utf-8"))]


def test_only_the_theme_sets_the_sheet() -> None:
    users = {file.name for file in UI.rglob("*.py") if "setStyleSheet" in file.read_text("utf-8")}
    assert users == {"theme.py"}


def test_files_stay_small() -> None:
    long = {
        file.name: lines
        for file in UI.rglob("*.py")
        if (lines := len(file.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}
    window = (UI / "main_window.py").read_text("utf-8")
    assert len(window.splitlines()) <= 200
    for page in UI.glob("*/page.py"):
        assert len(page.read_text("utf-8").splitlines()) <= 300


def test_every_field_has_a_label_for_buddy(reception: ReceptionPage, keyboard: Keyboard) -> None:
    keyboard.press("F2")
    buddies = {label.buddy() for label in reception.owner.findChildren(QLabel) if label.buddy()}
    fields = {line for line in reception.owner.findChildren(QLineEdit) if line.isVisible()}
    assert fields <= buddies


def test_tab_goes_person_procedures_papers_promise(
    window: MainWindow, reception: ReceptionPage, keyboard: Keyboard
) -> None:
    reception.take_person(DUC)
    keyboard.press("1", "1")
    names = [stop.accessibleName() for stop in stops(window)]
    assert names == [
        "Ô quét và tìm",
        "Điện thoại",
        "có kết quả, chưa lấy, 19/11 – 0198, Chứng thực chữ ký, điểm chỉ",
        "16:00 hôm nay, 17/11 – 0187, Xác nhận tình trạng hôn nhân",
        "Tìm thủ tục",
        "Thủ tục",
        "Bản chính giấy tờ, đã nhận, 1 bản chính",
        "Bản sao cần chứng thực, đã nhận, 1 bản sao",
        "Giấy gì",
        "Số bản",
        "Số trang",
        "Thu",
        "Miễn, giảm",
    ]


def test_tab_walks_round_and_back(
    window: MainWindow, reception: ReceptionPage, keyboard: Keyboard
) -> None:
    reception.take_person(DUC)
    places = stops(window)
    places[0].setFocus()
    for place in (*places[1:], places[0]):
        keyboard.press("Tab", "\t")
        assert place.hasFocus()
    keyboard.press("Shift+Backtab", "")
    assert places[-1].hasFocus()


def test_the_lock_page_has_names_too(window: MainWindow) -> None:
    page = LockPage(Door().desk())
    window.set_lock(page)
    window.lock()
    assert nameless(page) == []


Build = Callable[[], QWidget]

"""A scan from any source opens the right page; the whole way of W3 with a keyboard scanner."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.bootstrap.front import Front
from app.ui import theme
from app.ui.dossier.page import DossierPage
from app.ui.find.desk import Found
from app.ui.find.page import FindPage
from app.ui.giveback.page import GiveBackPage
from app.ui.handover.page import HandOverPage
from app.ui.lock.page import LockPage
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.reception.page import ReceptionPage
from app.ui.scan_filter import ScanFilter
from app.ui.scanning import Answer, CardRead, OneDossier, Pages, Scanning, Unread
from app.ui.today.page import TodayPage
from tests.ui.conftest import Keyboard
from tests.ui.finder import Later
from tests.ui.sample_dossiers import VIEW, Door, Shelf
from tests.ui.sample_find import HITS
from tests.ui.sample_find import Shelf as Finds
from tests.ui.sample_hands import Hands
from tests.ui.sample_lists import Counter as Hatch
from tests.ui.sample_lists import Morning, item
from tests.ui.samples import DUC, Counter, run_now

CARD = "011090000007||Đặng Văn Đức|01011990|Nam|Bản Tả Kố Khừ, Sín Thầu, Điện Biên|12052021"
WHERE = "Chưa có kết quả. Hồ sơ đang ở: Tư pháp (còn 3 ngày)."
READY = item(0)


def look_up(text: str) -> Answer:
    """A desk that knows one card, one slip and one name."""
    if text == CARD:
        return CardRead(DUC, "Thẻ cũ. Hỏi lại nơi ở.")
    if text == VIEW.code:
        return OneDossier(VIEW.code, where=WHERE)
    if text == READY.code:
        return OneDossier(READY.code, waits=True)
    if text == "duc":
        return Found("duc", HITS)
    return Unread("Không đọc được mã QR. Lau thẻ rồi quét lại, hoặc gõ 12 số.")


@pytest.fixture
def scanning(window: MainWindow, reception: ReceptionPage, messages: Messages) -> Scanning:
    today, dossier = TodayPage(Morning().desk(), messages), DossierPage(Shelf().desk(), messages)
    giveback = GiveBackPage(Hatch().desk(), messages)
    handover = HandOverPage(Hands().desk(), messages)
    pages = Pages(today, reception, FindPage(Finds().desk()), dossier, giveback, handover)
    window.add_page("giveback", giveback, place="find")
    window.add_page("find", pages.find)
    window.add_page("dossier", pages.dossier, place="find")
    return Scanning(look_up, run_now, window, pages, messages)


@pytest.fixture
def scanner(qapp: QApplication, scanning: Scanning) -> Iterator[ScanFilter]:
    made = ScanFilter(qapp)
    made.scanned.connect(scanning.take)
    yield made
    qapp.removeEventFilter(made)


@pytest.mark.usefixtures("scanner")
def test_scan_one_f9_and_the_next_card_at_once(keyboard: Keyboard, counter: Counter) -> None:
    for _ in range(2):
        keyboard.press("Ctrl+B", "\x02")
        keyboard.type(CARD + "\n", after_ms=5)
        keyboard.press("1", "1")
        keyboard.press("F9")
    names = [draft.owner.name for draft, with_print in counter.saved if with_print]
    assert names == [DUC.name] * 2


def test_a_slip_opens_its_dossier_and_esc_the_list(
    scanning: Scanning, window: MainWindow, keyboard: Keyboard
) -> None:
    scanning.take(VIEW.code)
    assert window.name == "dossier"
    keyboard.press("Esc")
    assert window.name == "find"


def test_a_slip_without_a_result_says_where_its_dossier_is(
    scanning: Scanning, messages: Messages
) -> None:
    scanning.take(VIEW.code)
    assert messages.current is not None
    assert (messages.current.head, messages.current.more) == (
        "Chưa có kết quả.", "Hồ sơ đang ở: Tư pháp (còn 3 ngày).",
    )  # fmt: skip


def test_a_slip_with_a_result_opens_the_list_and_the_next_scans_join_it(
    scanning: Scanning, window: MainWindow
) -> None:
    scanning.take(READY.code)
    assert window.name == "giveback"
    page = scanning._pages.giveback
    assert list(page.basket.items.values()) == [READY]
    scanning.take(CARD)
    assert page.receiver.receiver().name == DUC.name
    assert window.name == "giveback"
    scanning.take("???")
    assert not page.patience.must_wait()


def test_what_a_card_warned_of_goes_with_its_dossier(
    scanning: Scanning, window: MainWindow, keyboard: Keyboard, messages: Messages
) -> None:
    scanning.take(CARD)
    assert said(messages) == ["Thẻ cũ."]
    keyboard.press("1", "1")
    keyboard.press("F9")
    assert said(messages) == []
    scanning.take(CARD)
    window.go("find")
    assert said(messages) == []


def said(messages: Messages) -> list[str]:
    """The banner's headline, if any."""
    return [messages.current.head] if messages.current else []


def test_a_name_opens_the_list_and_enter_the_dossier(
    scanning: Scanning, window: MainWindow, keyboard: Keyboard
) -> None:
    scanning.take("duc")
    assert window.name == "find"
    keyboard.press("Return", "\r")
    assert window.name == "dossier"


@pytest.fixture
def slow(scanning: Scanning, monkeypatch: pytest.MonkeyPatch) -> Later:
    """Answers come when the test says so."""
    later = Later()
    monkeypatch.setattr(scanning, "_run", later)
    return later


def test_a_late_list_does_not_take_the_clerk_from_where_he_went(
    scanning: Scanning, slow: Later, window: MainWindow
) -> None:
    scanning.take("duc")
    window.go("giveback")
    slow.finish()
    assert window.name == "giveback"


def test_what_is_read_once_the_desk_is_locked_opens_nothing(
    scanning: Scanning, slow: Later, window: MainWindow
) -> None:
    window.set_lock(LockPage(Door().desk()))
    scanning.take(CARD)
    window.lock()
    slow.finish()
    assert window.name == ""


def test_a_card_with_a_doubt_says_what_to_ask(scanning: Scanning, messages: Messages) -> None:
    scanning.take(CARD)
    assert messages.current is not None
    assert (messages.current.head, messages.current.more) == ("Thẻ cũ.", "Hỏi lại nơi ở.")


def test_a_dossier_is_a_room_of_the_search(scanning: Scanning, window: MainWindow) -> None:
    scanning.take(VIEW.code)
    marked = [name for name, one in window.shell.rail._buttons.items() if one.isChecked()]
    assert marked == ["find"]


def test_the_card_of_a_household_is_its_head(
    scanning: Scanning, reception: ReceptionPage, keyboard: Keyboard
) -> None:
    keyboard.press("F2")
    keyboard.press("Ctrl+T")
    keyboard.type("Tạp hoá Tá Miếu")
    scanning.take(CARD)
    owner = reception.draft().owner
    assert (owner.name, owner.representative_name) == ("Tạp hoá Tá Miếu", DUC.name)


def test_an_unreadable_scan_says_what_to_do(scanning: Scanning, messages: Messages) -> None:
    scanning.take("???")
    assert messages.current is not None
    assert messages.current.head == "Không đọc được mã QR."


def test_a_scan_while_locked_is_nobodys(
    scanning: Scanning, window: MainWindow, reception: ReceptionPage
) -> None:
    window._name = ""
    scanning.take(CARD)
    assert reception.draft().blank


def test_the_next_digit_is_told_where_it_acts(reception: ReceptionPage, keyboard: Keyboard) -> None:
    reception.take_person(DUC)
    choose, count = reception.middle.hint, reception.papers.hint
    assert (choose.isVisible(), count.isVisible()) == (True, False)
    keyboard.press("1", "1")
    assert (choose.isVisible(), count.isVisible()) == (False, True)


def test_menus_of_fields_are_vietnamese(qapp: QApplication, tmp_path: Path) -> None:
    front = Front(qapp, str(tmp_path))
    field = QLineEdit("x")
    menu = field.createStandardContextMenu()
    said = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    kept = qapp.translate("Somewhere", "Xin chào")
    qapp.removeTranslator(front.words)
    assert said == ["Hoàn tác", "Làm lại", "Cắt", "Chép", "Dán", "Xoá", "Chọn tất cả"]
    assert kept == "Xin chào"


def test_a_change_of_colours_shows_at_once(
    qapp: QApplication, reception: ReceptionPage, window: MainWindow
) -> None:
    reception.take_person(DUC)
    theme.use(qapp, "light")
    light = window.grab().toImage().pixelColor(4, 400)
    theme.use(qapp, "dark")
    dark = window.grab().toImage().pixelColor(4, 400)
    assert light.lightness() > 200
    assert dark.lightness() < 60
    assert reception.draft().owner.name == DUC.name

"""Khoá by keys alone."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.errors import ClerkError, Trouble
from app.ui import theme
from app.ui.lock.page import LockPage
from app.ui.main_window import MainWindow
from app.ui.widgets.training import TrainingFrame
from tests.ui.conftest import Keyboard
from tests.ui.sample_dossiers import FORGOT, NEW, RIGHT_PIN, USERS, WRONG, Door
from tests.ui.sight import sight


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def open_lock(window: MainWindow, door: Door) -> Callable[..., LockPage]:
    def build(**changes: object) -> LockPage:
        page = LockPage(door.desk(**changes))
        window.set_lock(page)
        window.lock()
        window.get_ready()
        return page

    return build


def test_six_digits_open_without_enter(
    open_lock: Callable[..., LockPage], keyboard: Keyboard, qtbot: QtBot
) -> None:
    page = open_lock()
    with qtbot.waitSignal(page.opened) as opened:
        keyboard.type(RIGHT_PIN)
    assert opened.args == ["nhi"]


@pytest.mark.parametrize("scale", theme.scales())
def test_the_words_of_practice_cover_nothing_that_is_read_there(
    qapp: QApplication, window: MainWindow, open_lock: Callable[..., LockPage], scale: float
) -> None:
    theme.use(qapp, "light", scale)
    page, frame = open_lock(), TrainingFrame(window, lambda: bool(window.name))
    qapp.processEvents()
    words, box = frame.label()
    assert words == "LUYỆN TẬP – không có giá trị"
    read = [one for one in page.findChildren(QLabel) if one.isVisible() and one.text()]
    assert read
    assert not [one.text() for one in read if sight(one).intersects(box)]


def test_sixth_digit_waits_for_enter_where_told(
    open_lock: Callable[..., LockPage], keyboard: Keyboard, door: Door
) -> None:
    slow = USERS[0].__class__("nhi", "Lò Thị Nhi", opens_at_once=False)
    open_lock(users=lambda: (slow,))
    keyboard.type(RIGHT_PIN)
    assert not door.tried
    keyboard.press("Return", "\r")
    assert door.tried == [("nhi", RIGHT_PIN)]


def test_a_wrong_pin_says_so_and_empties_the_boxes(
    open_lock: Callable[..., LockPage], keyboard: Keyboard
) -> None:
    page = open_lock()
    keyboard.type("111111")
    assert page._below.text() == WRONG
    assert page.pin.text() == ""
    assert QApplication.focusWidget() is page.pin


def test_the_next_digit_takes_the_sentence_away(
    open_lock: Callable[..., LockPage], keyboard: Keyboard
) -> None:
    page = open_lock()
    keyboard.type("1111112")
    assert page._below.text() == "Mở ngay khi đủ 6 số."


def test_a_digit_chooses_the_clerk_in_the_list(
    open_lock: Callable[..., LockPage], keyboard: Keyboard, door: Door
) -> None:
    page = open_lock(recent=tuple)
    assert QApplication.focusWidget() is page.list
    keyboard.type("2" + RIGHT_PIN)
    assert door.tried == [("hac", RIGHT_PIN)]


def test_arrows_choose_the_clerk_from_the_pin(
    open_lock: Callable[..., LockPage], keyboard: Keyboard, door: Door
) -> None:
    open_lock()
    keyboard.press("Down")
    keyboard.type(RIGHT_PIN)
    assert door.tried == [("hac", RIGHT_PIN)]


def test_a_digit_is_shown_beside_a_name_only_where_it_chooses_him(
    open_lock: Callable[..., LockPage], keyboard: Keyboard
) -> None:
    page = open_lock()
    keyboard.press("Esc")
    shown = [page.list.shows_caps]
    keyboard.press("2", "2")
    assert page.pin.hasFocus()
    shown.append(page.list.shows_caps)
    assert shown == [True, False]
    keyboard.press("1", "1")  # a digit of the PIN
    assert page.list.place == 1


@pytest.mark.parametrize(("digit", "secret"), [("3", "24681357"), ("4", "bốn con trâu qua suối")])
def test_longer_pins_and_phrases_have_a_plain_field(
    open_lock: Callable[..., LockPage], keyboard: Keyboard, door: Door, digit: str, secret: str
) -> None:
    page = open_lock(recent=tuple)
    keyboard.type(digit)
    assert QApplication.focusWidget() is page.secret
    assert page.secret.echoMode() == QLineEdit.EchoMode.Password
    keyboard.type(secret + "\n")
    assert door.tried == [(USERS[int(digit) - 1].user, secret)]


def test_letters_never_reach_the_pin(
    open_lock: Callable[..., LockPage], keyboard: Keyboard
) -> None:
    page = open_lock()
    keyboard.type("a1b2")
    assert page.pin.text() == "12"


def test_the_pin_says_how_many_digits_are_in_never_which(
    open_lock: Callable[..., LockPage], keyboard: Keyboard
) -> None:
    page = open_lock()
    keyboard.type("135")
    assert page.pin.accessibleName() == "Mã PIN, đã nhập 3 trên 6 số"


def test_waiting_counts_down_and_opens_again(
    open_lock: Callable[..., LockPage], keyboard: Keyboard, door: Door
) -> None:
    page = open_lock()
    door.wait_s = 60
    keyboard.type("111111")
    assert page._below.text() == "Sai nhiều lần. Đợi 60 giây, hoặc nhờ Giám đốc mở."
    assert not page.pin.isEnabled()
    door.wait_s = 0
    page._show_wait()
    assert page.pin.isEnabled()
    assert QApplication.focusWidget() is page.pin


def test_a_page_keeps_what_was_typed_behind_the_lock(
    open_lock: Callable[..., LockPage], window: MainWindow
) -> None:
    open_lock()
    assert window.name == ""


def test_f12_takes_turns_between_the_last_two_clerks(
    open_lock: Callable[..., LockPage], keyboard: Keyboard, door: Door
) -> None:
    page = open_lock(recent=lambda: ("hac", "nhi"))
    assert page.user == USERS[1]
    page.reset(switching=True)
    assert page.user == USERS[0]
    assert page.turn.words.text() == f"rồi mã PIN: đổi sang {USERS[1].name}"
    keyboard.press("F12")
    assert page.user == USERS[1]
    keyboard.press("F12")
    keyboard.type(RIGHT_PIN)
    assert door.tried == [("nhi", RIGHT_PIN)]


def test_a_clerk_alone_is_marked_again_when_he_locks(open_lock: Callable[..., LockPage]) -> None:
    page = open_lock(recent=lambda: ("nhi",))
    page.reset(switching=True)
    assert page.user == USERS[0]
    assert page.turn.isHidden()


def test_a_clerk_without_a_pin_sets_it_by_his_code(
    open_lock: Callable[..., LockPage], keyboard: Keyboard, door: Door, qtbot: QtBot
) -> None:
    asked: list[tuple[str, ...]] = []
    page = open_lock(
        users=lambda: (*USERS, NEW), recent=tuple, set_pin=lambda *words: asked.append(words)
    )
    keyboard.type(str(len(USERS) + 1))
    keyboard.type("k7mn\n")
    keyboard.type(f"{RIGHT_PIN}\n")
    with qtbot.waitSignal(page.opened) as opened:
        keyboard.type(f"{RIGHT_PIN}\n")
    assert asked == [("pao", "k7mn", RIGHT_PIN, RIGHT_PIN)]
    assert opened.args == ["pao"]
    assert door.tried == [("pao", RIGHT_PIN)]


def test_a_refused_pin_is_said_at_its_line_and_typed_anew(
    open_lock: Callable[..., LockPage], keyboard: Keyboard
) -> None:
    def refuse(*_words: str) -> None:
        raise ClerkError("Hai lần gõ mã PIN không giống nhau.", "again")

    page = open_lock(users=lambda: (NEW,), recent=tuple, set_pin=refuse)
    form = page._secrets.form
    keyboard.type("k7mn\n246810\n246811\n")
    assert form.again.input.accessibleDescription() == "Hai lần gõ mã PIN không giống nhau."
    assert form.code.value == "k7mn"
    assert QApplication.focusWidget() is form.pin.input
    keyboard.press("F9")
    assert page._secrets.form.pin.input.accessibleDescription() == "Thiếu mã PIN mới."


def test_a_wrong_code_is_typed_anew_and_opening_is_said_meanwhile(
    open_lock: Callable[..., LockPage], keyboard: Keyboard
) -> None:
    waiting: list[Callable[[Trouble], None]] = []
    page = open_lock(
        users=lambda: (NEW,),
        recent=tuple,
        set_pin=lambda *_words: None,
        run=lambda _work, _done, refused: waiting.append(refused),
    )
    form = page._secrets.form
    keyboard.type(f"k7mn\n{RIGHT_PIN}\n{RIGHT_PIN}\n")
    assert form.doing.text() == "Đang mở…"
    waiting.pop()(Trouble("Mã dùng một lần không đúng."))
    assert form.doing.text() == ""
    assert form.trouble.text() == "Mã dùng một lần không đúng."
    keyboard.type("x2yz")
    assert form.code.value == "x2yz"


def test_a_forgotten_pin_is_set_anew_behind_f2(
    open_lock: Callable[..., LockPage], keyboard: Keyboard
) -> None:
    page = open_lock(users=lambda: (FORGOT,))
    assert QApplication.focusWidget() is page.pin
    keyboard.press("F2")
    assert QApplication.focusWidget() is page._secrets.form.code.input
    keyboard.press("F2")
    assert QApplication.focusWidget() is page.pin

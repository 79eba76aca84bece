"""The caret is never out of sight, and no row runs into the next one, at any size of text."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import founding
from app.bootstrap.window import Program
from app.settings import Settings, write_settings
from app.ui import theme
from app.ui.help.page import HelpPage, Topic
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.reception.known_list import KnownRow
from app.ui.reception.page import ReceptionPage
from app.ui.setup.page import FirstRunPage
from app.ui.shortcuts import KeyAction
from app.ui.widgets.fields import Choice, Field
from app.ui.widgets.keybar import KeyBar
from app.ui.widgets.papers import PaperBox
from app.ui.widgets.scrolling import Scrolled, edges
from app.ui.widgets.text import Text, column, hosted
from tests.ui.clerk import CHEAP, NEXT, PIN, Clerk, answered, rooms, scan_person, until
from tests.ui.conftest import Keyboard
from tests.ui.programs import start
from tests.ui.sample_setup import Machine, alone, first_desk
from tests.ui.samples import DUC
from tests.ui.samples import LONG as LONG_NAMED
from tests.ui.sight import drawn, sight

LONG = "Hẹn ngày, miễn giảm, bưu điện, ghi chú, và một tên việc còn dài hơn thế"


def whole(widget: QWidget | None) -> bool:
    """Whether all of it is on the screen."""
    return widget is not None and widget.visibleRegion().boundingRect() == widget.rect()


@pytest.mark.parametrize("height", [768, 697])
@pytest.mark.parametrize("scale", theme.scales())
def test_the_copies_stay_in_sight_when_a_banner_takes_their_room(
    qapp: QApplication,
    open_reception: Callable[..., ReceptionPage],
    keyboard: Keyboard,
    messages: Messages,
    scale: float,
    height: int,
) -> None:
    theme.use(qapp, "light", scale)
    page = open_reception()
    page.window().resize(1366, height)
    page.take_person(DUC)
    keyboard.press("Ctrl+U")
    page.take_person(DUC)
    keyboard.press("1", "1")
    messages.trouble("Hồ sơ ĐÃ LƯU. Phiếu chưa in: máy in không trả lời. Hãy bật máy in.")
    qapp.processEvents()
    assert whole(QApplication.focusWidget())


@pytest.mark.parametrize("scale", theme.scales())
def test_the_copies_and_the_first_paper_are_in_sight_once_a_procedure_is_chosen(
    qapp: QApplication,
    open_reception: Callable[..., ReceptionPage],
    keyboard: Keyboard,
    scale: float,
) -> None:
    theme.use(qapp, "light", scale)
    page = open_reception()
    page.take_person(DUC)
    keyboard.press("1", "1")
    qapp.processEvents()
    assert whole(QApplication.focusWidget())
    assert whole(page.papers.findChild(PaperBox, "papers.0"))


def test_the_words_of_a_fault_stand_in_sight_under_their_field(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    program.window.showNormal()
    program.window.resize(1366, 768)
    page = rooms(program).reception
    scan_person(program, keys, qtbot)
    keys.press("3", "3")
    keys.press("Ctrl+N")
    keys.press("4", "4")
    keys.press("F9")
    until(qtbot, lambda: answered(program))

    def told() -> bool:
        caret = QApplication.focusWidget()
        faulty = [one for one in page.findChildren(Field) if one.input is caret]
        return bool(faulty) and whole(faulty[0])

    until(qtbot, told)


@pytest.mark.parametrize("scale", theme.scales())
def test_the_open_step_of_the_first_run_is_in_sight(
    qapp: QApplication, window: MainWindow, scale: float
) -> None:
    theme.use(qapp, "light", scale)
    page = FirstRunPage(first_desk(Machine()), alone(6))
    window.set_lock(page)
    window.resize(1366, 697)
    window.lock()
    qapp.processEvents()
    steps = page.list
    assert steps.viewport().rect().contains(steps.visualRect(steps.currentIndex()))


@pytest.mark.parametrize("scale", theme.scales())
def test_rows_of_the_help_do_not_run_into_each_other(
    qapp: QApplication, window: MainWindow, scale: float
) -> None:
    theme.use(qapp, "light", scale)

    def painted(second: str) -> QImage:
        page = HelpPage([Topic("Một", ""), Topic(second, ""), Topic("Ba", "")])
        window.add_page(second, page, place="find")
        window.go(second)
        qapp.processEvents()
        rows = page.list
        return rows.viewport().grab(rows.visualRect(rows.model().index(2, 0))).toImage()

    assert painted(LONG) == painted("Hai")


def test_what_waits_for_an_owner_is_in_sight_above_his_proxy(
    reception: ReceptionPage, keyboard: Keyboard, qapp: QApplication
) -> None:
    reception.take_person(LONG_NAMED)
    keyboard.press("Ctrl+U")
    reception.take_person(DUC)
    qapp.processEvents()
    first = reception.owner.known.findChildren(KnownRow)[0]
    assert whole(first)


@pytest.mark.parametrize("scale", theme.scales())
@pytest.mark.parametrize("role", ["body", "caption", "strong"])
def test_a_scrollof_many_lines_is_cut_between_two_of_them(
    qapp: QApplication, qtbot: QtBot, scale: float, role: str
) -> None:
    theme.use(qapp, "light", scale)
    words = Text("\n".join(f"Dòng thứ {place}" for place in range(20)), role, wrap=True)
    inside = hosted(column(words, None))
    scroll = Scrolled(inside)
    qtbot.addWidget(scroll)
    scroll.resize(300, 150)
    scroll.show()
    qapp.processEvents()
    line = words.height() // 20
    assert words.height() == 20 * line
    assert edges(inside, scroll.viewport()) == (0, 150 // line * line)


@pytest.mark.parametrize("scale", theme.scales())
@pytest.mark.parametrize("by_hand", [False, True])
def test_who_is_kept_as_submitter_is_named_in_sight_below_a_banner(
    qapp: QApplication,
    open_reception: Callable[..., ReceptionPage],
    keyboard: Keyboard,
    messages: Messages,
    scale: float,
    by_hand: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    theme.use(qapp, "light", scale)
    page = open_reception()
    page.take_person(DUC)
    if by_hand:
        keyboard.press("Ctrl+E")
    keyboard.press("Ctrl+U")
    page.take_person(LONG_NAMED)
    keyboard.press("2", "2")
    keyboard.press("F9")
    messages.trouble("Hồ sơ ĐÃ LƯU. Phiếu chưa in: máy in không trả lời. Hãy bật máy in.")
    qapp.processEvents()
    named = [one for one in page.submitter.findChildren(Text) if one.text() == DUC.name]
    assert [whole(one) for one in named] == [True]


@pytest.mark.parametrize("size", [130, 150])
def test_the_money_is_whole_below_a_banner_and_a_warning(
    qtbot: QtBot, tmp_path: Path, size: int
) -> None:
    profile = tmp_path / "desk"
    founded = founding.found_standalone(
        str(profile), commune="03158", desk=1, pin=PIN, training=True, cost=CHEAP
    )
    founded.opened.close()
    write_settings(profile, Settings(text_size=size, printer=f"folder:{tmp_path}"))
    program = start(qtbot, profile)
    program.window.showNormal()
    program.window.resize(1366, 768)
    keys = Clerk()
    keys.type(PIN)
    until(qtbot, lambda: program.window.name == "today")
    page = rooms(program).reception
    scan_person(program, keys, qtbot)
    keys.press("Ctrl+U")
    keys.scan(NEXT)
    until(qtbot, lambda: not page.owner.person.blank)
    keys.press("1", "1")
    program.messages.trouble("Ông Đức đã nộp thủ tục này ngày 26/11 tại Quầy 1. F9 vẫn nhận.")
    until(qtbot, page.promise._warned.isVisible)

    def shown() -> bool:
        choices = [one for one in page.promise.findChildren(Choice) if one.isVisible()]
        return bool(choices) and all(whole(one) for one in choices)

    until(qtbot, shown)
    program.window.close()


def test_no_hint_is_left_of_a_field_that_went_up_out_of_sight(
    qapp: QApplication, qtbot: QtBot, keyboard: Keyboard
) -> None:
    theme.use(qapp, "light", 1.3)
    fields = [Field(f"Ô {place}", hint="Ví dụ: 27/11/2026") for place in range(4)]
    scroll = Scrolled(hosted(column(*fields)))
    qtbot.addWidget(scroll)
    scroll.show()
    scroll.activateWindow()
    qtbot.waitUntil(scroll.isActiveWindow)
    fields[0].input.setFocus()
    for _ in fields[1:]:
        keyboard.press("Return", "\r")
    for height in range(160, 330, 9):
        scroll.resize(400, height)
        qapp.processEvents()
        hinted = [one for one in fields if not sight(one._foot.words).isEmpty()]
        assert fields[-1] in hinted
        assert [one for one in hinted if sight(one.input).isEmpty()] == []


def test_of_big_words_three_fields_stand_beside_papers_that_are_put_away(
    qapp: QApplication, open_reception: Callable[..., ReceptionPage], keyboard: Keyboard
) -> None:
    theme.use(qapp, "light", 1.3)
    page = open_reception()
    page.take_person(DUC)
    keyboard.press("1", "1")
    keyboard.press("Ctrl+H")
    qapp.processEvents()
    fields = page.line.extras.findChildren(Field)
    assert len([one for one in fields if whole(one.input)]) >= 3
    keyboard.press("Esc")
    qapp.processEvents()
    assert page.line.promise._why.isVisible()


def test_where_words_have_no_room_shift_still_says_that_it_goes_with_another_key(
    qapp: QApplication, qtbot: QtBot
) -> None:
    theme.use(qapp, "light", 1.3)
    bar = KeyBar()
    qtbot.addWidget(bar)
    keys = [("F2", "Hồ sơ mới"), ("F9", "Lưu + in phiếu"), ("Shift+F7", "Từ chối")]
    bar.show_actions([KeyAction(key, words, lambda: None) for key, words in keys])
    bar.resize(900, 50)
    assert "thêm phím" in drawn(bar)
    bar.resize(480, 50)
    assert [words for words in drawn(bar) if words in ("+", "thêm phím")] == ["+"]

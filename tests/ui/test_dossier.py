"""Hồ sơ by keys alone."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.errors import ClerkError, Trouble
from app.ui.dossier.desk import SLIP, DossierView, StepAsked
from app.ui.dossier.page import DossierPage
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.widgets.lock_line import LockLine
from app.ui.widgets.papers import Paper, PaperBox
from app.ui.widgets.scrolling import Reading
from tests.ui.conftest import Keyboard
from tests.ui.sample_dossiers import FINISHED, LOCKED, VIEW, VOIDED, Shelf

CODE = VIEW.code


Allowed = tuple[str, ...]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def open_dossier(
    window: MainWindow, messages: Messages, shelf: Shelf
) -> Callable[[DossierView], DossierPage]:
    def build(view: DossierView = VIEW) -> DossierPage:
        shelf.view = view
        page = DossierPage(shelf.desk(), messages)
        window.add_page("find", page)
        page.open_dossier(CODE)
        window.go("find")
        return page

    return build


Open = Callable[[DossierView], DossierPage]


def test_f6_and_a_digit_hand_over(open_dossier: Open, keyboard: Keyboard, shelf: Shelf) -> None:
    open_dossier(VIEW)
    keyboard.press("F6")
    keyboard.press("2", "2")
    assert shelf.taken == [StepAsked(code=CODE, action="hand_over", to="uong")]


def test_f7_asks_for_ticked_papers(open_dossier: Open, keyboard: Keyboard, shelf: Shelf) -> None:
    open_dossier(VIEW)
    keyboard.press("F7")
    keyboard.press("Down")
    box = QApplication.focusWidget()
    assert box is not None
    assert box.accessibleName() == "Giấy xác nhận nơi cư trú trước, không hỏi"
    keyboard.press("Space", " ")
    assert box.accessibleName().endswith(", cần bổ sung, 1 bản chính")
    keyboard.press("Tab", "\t")
    keyboard.type("Giấy chứng sinh")
    keyboard.press("F9")
    papers = ("Giấy xác nhận nơi cư trú trước", "Giấy chứng sinh")
    assert shelf.taken == [StepAsked(code=CODE, action="request_papers", papers=papers)]


def test_a_request_without_papers_is_not_sent(
    open_dossier: Open, keyboard: Keyboard, shelf: Shelf
) -> None:
    page = open_dossier(VIEW)
    keyboard.press("F7")
    keyboard.press("F9")
    assert not shelf.taken
    assert page.step._fields["other_paper"].faulty


def test_f9_then_f9_finishes(open_dossier: Open, keyboard: Keyboard, shelf: Shelf) -> None:
    open_dossier(VIEW)
    keyboard.press("F9")
    keyboard.type("12/GXN-UBND\nPờ Dần Sinh")
    keyboard.press("F9")
    asked = StepAsked(code=CODE, action="finish", result_number="12/GXN-UBND", signer="Pờ Dần Sinh")
    assert shelf.taken == [asked]


def test_f4_enter_gives_back_to_the_owner(
    open_dossier: Open, keyboard: Keyboard, shelf: Shelf
) -> None:
    open_dossier(FINISHED)
    keyboard.press("F4")
    keyboard.press("Return", "\r")
    assert shelf.taken == [StepAsked(code=CODE, action="give_back")]


def test_f4_2_gives_back_to_somebody_with_a_name(
    open_dossier: Open, keyboard: Keyboard, shelf: Shelf
) -> None:
    open_dossier(FINISHED)
    keyboard.press("F4")
    keyboard.press("2", "2")
    keyboard.press("F9")
    assert not shelf.taken
    keyboard.type("Lỳ Mò Mé\n011185000123\nvợ")
    keyboard.press("F9")
    (asked,) = shelf.taken
    assert (asked.receiver_name, asked.receiver_id) == ("Lỳ Mò Mé", "011185000123")
    assert asked.receiver_relation == "vợ"


def test_f4_2_without_relation_or_paper_says_so_once_and_f9_once_more_gives_back(
    open_dossier: Open, keyboard: Keyboard, shelf: Shelf
) -> None:
    page = open_dossier(FINISHED)
    keyboard.press("F4")
    keyboard.press("2", "2")
    keyboard.type("Lỳ Mò Mé")
    keyboard.press("F9")
    assert not shelf.taken
    assert page.step._doubt.isVisible()
    assert page.step._doubt.text().startswith("Chưa ghi quan hệ, giấy uỷ quyền. Chưa trả.")
    assert page.step._fields["receiver_relation"].input.hasFocus()
    keyboard.press("F9")
    (asked,) = shelf.taken
    assert (asked.receiver_name, asked.receiver_relation) == ("Lỳ Mò Mé", "")


@pytest.mark.parametrize(
    ("key", "action", "allowed"),
    [
        ("F9", "papers_received", ("papers_received",)),
        ("F6", "take_over", ("hand_over", "take_over", "finish")),
    ],
)
def test_steps_that_need_nothing_are_one_key(
    open_dossier: Open, keyboard: Keyboard, shelf: Shelf, key: str, action: str, allowed: Allowed
) -> None:
    main = next(one for one in ("papers_received", "finish") if one in allowed)
    open_dossier(replace(VIEW, allowed=allowed, main=main, handed=True))
    keyboard.press(key)
    assert shelf.taken == [StepAsked(code=CODE, action=action)]


def test_a_double_f9_takes_one_step_and_the_next_waits_a_moment(
    open_dossier: Open, keyboard: Keyboard, shelf: Shelf, qtbot: QtBot
) -> None:
    page = open_dossier(replace(VIEW, allowed=("take_over", "finish")))
    page.ask("take_over")
    keyboard.press("F9")
    assert [asked.action for asked in shelf.taken] == ["take_over"]
    assert not page.step.action
    qtbot.waitUntil(lambda: "F9" in {one.key for one in list(page.keys())}, timeout=60_000)


def test_esc_closes_the_sheet_and_takes_no_step(
    open_dossier: Open, keyboard: Keyboard, shelf: Shelf
) -> None:
    page = open_dossier(VIEW)
    keyboard.press("F6")
    keyboard.press("Esc")
    assert page.step.isHidden()
    assert page._life.isVisible()
    assert not shelf.taken


def test_forbidden_steps_have_no_key(open_dossier: Open, window: MainWindow) -> None:
    open_dossier(FINISHED)
    assert set(window.shell.keybar.shown()) == {"F3", "F4", "F12"}


@pytest.mark.parametrize("key", ["F6", "F7", "F9", "Ctrl+D"])
def test_a_closed_dossier_wears_a_padlock_with_its_reason_and_a_step_s_key_says_it(
    open_dossier: Open, keyboard: Keyboard, shelf: Shelf, key: str
) -> None:
    page = open_dossier(LOCKED)
    line = page.findChildren(LockLine)[0]
    assert line.isVisible()
    assert line.accessibleName() == LOCKED.locked
    keyboard.press(key)
    assert line.pointed
    assert not page.step.action
    assert not shelf.taken
    page.show_dossier(VIEW)
    assert not line.isVisible()


def test_no_slip_is_printed_of_a_voided_dossier(
    open_dossier: Open, keyboard: Keyboard, shelf: Shelf
) -> None:
    page = open_dossier(VOIDED)
    assert not page._prints.isVisible()
    keyboard.press("Ctrl+P")
    assert not shelf.reprinted


def test_f9_gives_a_result_back_as_the_key_of_the_bar_does(
    open_dossier: Open, keyboard: Keyboard, shelf: Shelf
) -> None:
    open_dossier(FINISHED)
    keyboard.press("F9")
    keyboard.press("Return", "\r")
    assert shelf.taken == [StepAsked(code=CODE, action="give_back")]


def test_where_f9_has_nothing_to_do_a_sentence_says_why(
    open_dossier: Open, keyboard: Keyboard, shelf: Shelf, messages: Messages
) -> None:
    page = open_dossier(replace(VIEW, main="", idle="Việc này do người có vai trò Chuyên môn làm."))
    keyboard.press("F9")
    assert messages.current is not None
    assert messages.current.head == "Việc này do người có vai trò Chuyên môn làm."
    assert not page.step.action
    assert not shelf.taken


def test_a_refusal_stays_in_the_sheet(open_dossier: Open, keyboard: Keyboard, shelf: Shelf) -> None:
    page = open_dossier(VIEW)
    shelf.refuse = ClerkError("Số văn bản đã dùng. Xem lại số.", "result.number")
    keyboard.press("F9")
    keyboard.type("12")
    keyboard.press("F9")
    field = page.step._fields["result_number"]
    assert field.input.accessibleDescription() == "Số văn bản đã dùng. Xem lại số."
    assert field.value == "12"


def test_trouble_is_a_banner(
    open_dossier: Open, keyboard: Keyboard, shelf: Shelf, messages: Messages
) -> None:
    open_dossier(VIEW)
    shelf.refuse = Trouble("Ổ đĩa đầy. Chưa ghi bước này.")
    keyboard.press("F6")
    keyboard.press("1", "1")
    assert messages.current is not None
    assert messages.current.head == "Ổ đĩa đầy."


PAPERS = (SLIP, ("supplement", "Mẫu 02 – yêu cầu bổ sung"), ("control", "Mẫu 06 – kiểm soát"))


def test_ctrl_p_lists_the_papers_and_a_digit_prints_one(
    open_dossier: Open, keyboard: Keyboard, shelf: Shelf, messages: Messages
) -> None:
    page = open_dossier(replace(VIEW, prints=PAPERS, last_paper="supplement"))
    keyboard.press("Ctrl+P")
    assert page.step.isVisible()
    keyboard.press("3", "3")
    assert shelf.reprinted == [(CODE, "control")]
    assert messages.done is not None
    assert messages.done.head == "Mẫu 06 – kiểm soát đã xếp vào hàng in."
    assert not page.step.isVisible()
    assert not shelf.taken


def test_enter_prints_the_paper_of_the_last_step_and_esc_prints_nothing(
    open_dossier: Open, keyboard: Keyboard, shelf: Shelf
) -> None:
    page = open_dossier(replace(VIEW, prints=PAPERS, last_paper="supplement"))
    for key in ("Ctrl+P", "Esc"):
        keyboard.press(key)
    assert not shelf.reprinted
    for key in ("Ctrl+P", "Return"):
        keyboard.press(key)
    assert shelf.reprinted == [(CODE, "supplement")]
    assert page.life.hasFocus()


def test_the_life_is_told_in_words(open_dossier: Open) -> None:
    page = open_dossier(VIEW)
    said = [page.life.model().index(place, 0).data() for place in range(7)]
    assert said[2].endswith("tạm dừng tính hạn, tạm dừng")
    assert said[4].endswith("đang làm")


def test_facts_longer_than_the_sheet_are_read_by_keys(
    open_dossier: Open, keyboard: Keyboard, qtbot: QtBot
) -> None:
    papers = tuple(Paper(f"Giấy tờ thứ {place}", ticked=True) for place in range(12))
    page = open_dossier(replace(VIEW, papers=papers))
    last = page.findChildren(PaperBox)[-1]
    bar = page.findChildren(Reading)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert last.visibleRegion().isEmpty()
    keyboard.press("Shift+Backtab")
    assert isinstance(QApplication.focusWidget(), Reading)
    for _ in range(3):
        keyboard.press("PgDown")
    assert not last.visibleRegion().isEmpty()


def test_facts_that_are_all_in_sight_take_no_tab(open_dossier: Open, keyboard: Keyboard) -> None:
    page = open_dossier(VIEW)
    keyboard.press("Shift+Backtab")
    assert not isinstance(QApplication.focusWidget(), Reading)
    assert page.isVisible()


PAUSABLE = replace(VIEW, allowed=("request_papers", "require_payment", "suspend", "extend", "note"))


def test_other_steps_are_listed_and_a_digit_opens_one(
    open_dossier: Open, keyboard: Keyboard, shelf: Shelf
) -> None:
    open_dossier(PAUSABLE)
    keyboard.press("Ctrl+H")
    keyboard.press("2", "2")
    keyboard.type("Chờ ý kiến của Sở")
    keyboard.press("F9")
    assert shelf.taken == [StepAsked(code=CODE, action="suspend", reason="Chờ ý kiến của Sở")]


def test_an_apology_takes_day_reason_number_and_signer(
    open_dossier: Open, keyboard: Keyboard, shelf: Shelf
) -> None:
    open_dossier(PAUSABLE)
    keyboard.press("Ctrl+H")
    keyboard.press("3", "3")
    keyboard.type("27/11\nMất điện hai ngày\n15/XL-UBND\nPờ Dần Sinh")
    keyboard.press("F9")
    assert shelf.taken == [
        StepAsked(
            code=CODE,
            action="extend",
            due_at="27/11",
            reason="Mất điện hai ngày",
            document="15/XL-UBND",
            signer="Pờ Dần Sinh",
        )
    ]


def test_a_letter_without_number_or_signer_is_sent_to_nobody(
    open_dossier: Open, keyboard: Keyboard, shelf: Shelf
) -> None:
    page = open_dossier(PAUSABLE)
    keyboard.press("Ctrl+H")
    keyboard.press("3", "3")
    keyboard.type("27/11\nMất điện hai ngày")
    keyboard.press("F9")
    number = page.step._fields["document"]
    assert number.input.hasFocus()
    assert "Hẹn cũ còn nguyên" in number.input.accessibleDescription()
    assert shelf.taken == []


def test_how_it_was_paid_is_a_choice(open_dossier: Open, keyboard: Keyboard, shelf: Shelf) -> None:
    open_dossier(replace(VIEW, allowed=("payment_made",)))
    keyboard.press("Ctrl+H")
    keyboard.press("1", "1")
    keyboard.press("2", "2")
    assert shelf.taken == [StepAsked(code=CODE, action="payment_made", paid="transfer")]


def test_a_digit_leads_on_to_the_amount_where_only_its_taker_knows_it(
    open_dossier: Open, keyboard: Keyboard, shelf: Shelf
) -> None:
    allowed = ("payment_made",)
    page = open_dossier(replace(VIEW, allowed=allowed, main="payment_made", pays_unknown=True))
    keyboard.press("F9")
    keyboard.press("2", "2")
    assert not shelf.taken
    assert page.step._fields["amount"].input.hasFocus()
    keyboard.press("F9")
    assert not shelf.taken
    assert "Thiếu số tiền" in page.step._fields["amount"].input.accessibleDescription()
    keyboard.type("8000")
    keyboard.press("F9")
    asked = StepAsked(code=CODE, action="payment_made", paid="transfer", amount="8000")
    assert shelf.taken == [asked]


def test_without_other_steps_there_is_no_key_for_them(
    open_dossier: Open, keyboard: Keyboard
) -> None:
    page = open_dossier(VIEW)
    keyboard.press("Ctrl+H")
    assert page.step.action == ""
    assert not page._more.isVisible()

"""Ca trực in the whole window: two keys and the words, and the next clerk has them at unlocking."""

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.domain.duty import AWAY, STATES, Note, on_day
from app.storage import duty
from app.ui.duty.page import DutyPage
from app.ui.widgets.digit_hint import DigitHint
from tests.ui.clerk import PIN, Clerk, nhi_sits_down, qt_application, rooms, until

WORDS = "the Mai ky o UBND"


def notes(program: Program) -> list[Note]:
    return duty.newest(rooms(program).door.now_open().connection.execute)


def today(program: Program) -> dict[str, str]:
    opened = rooms(program).door.now_open()
    day = opened.desk.clock.now().date()
    found = on_day(duty.since(opened.connection.execute, day), day)
    return {user: one.state for user, one in found.items()}


def banner(program: Program) -> str:
    said = program.messages.current
    return "" if said is None else f"{said.head} {said.more}"


def main_words(page: DutyPage) -> list[str]:
    return [action.words for action in DutyPage.keys(page) if action.main]


@pytest.fixture
def page(program: Program, keys: Clerk) -> DutyPage:
    """Opened from Hôm nay by its key."""
    keys.press("Shift+F12")
    assert program.window.name == "duty"
    return rooms(program).duty.page


def test_two_keys_and_words_are_a_note_and_the_next_clerk_sees_it_on_coming_in(
    program: Program, page: DutyPage, keys: Clerk, qtbot: QtBot
) -> None:
    before = keys.presses
    keys.type(WORDS)
    page.note.people.setFocus()  # as after choosing whom it is for
    typed = keys.presses - before
    keys.press("F9")
    until(qtbot, lambda: len(notes(program)) == 1)
    assert keys.presses - typed == 2  # Shift+F12, F9
    until(qtbot, lambda: page.note.words.value == "")
    assert page.note.words.input.hasFocus()
    assert banner(program) == ""  # who left it is not told
    nhi_sits_down(program, keys, qtbot)
    until(qtbot, lambda: WORDS in banner(program))
    keys.press("Ctrl+W")
    until(qtbot, lambda: bool(notes(program)[0].taken))
    until(qtbot, lambda: banner(program) == "")
    (note,) = notes(program)
    assert (note.actor, note.taken[0][1]) == ("giamdoc", "nhi")


def test_a_note_is_opened_from_the_banner_read_whole_and_taken(
    program: Program, page: DutyPage, keys: Clerk, qtbot: QtBot
) -> None:
    keys.type(WORDS)
    keys.press("F9")
    until(qtbot, lambda: len(notes(program)) == 1)
    nhi_sits_down(program, keys, qtbot)
    until(qtbot, lambda: WORDS in banner(program))
    keys.press("Shift+F12")
    until(qtbot, lambda: main_words(page) == ["Đã nhận"])
    keys.press("F9")
    until(qtbot, lambda: bool(notes(program)[0].taken))
    until(qtbot, lambda: banner(program) == "")


def test_a_digit_says_what_somebody_does_today_and_home_names_who_is_on_duty(
    program: Program, page: DutyPage, keys: Clerk, qtbot: QtBot
) -> None:
    nhi_sits_down(program, keys, qtbot)
    home = rooms(program).today
    until(qtbot, lambda: home.duty.isVisibleTo(home))
    keys.press("Shift+F12")
    until(qtbot, lambda: page.people.count == 2)
    keys.press("Ctrl+E")
    keys.press("Down")
    keys.press("1", "1")
    until(qtbot, lambda: today(program).get("nhi") == "on")
    keys.press("Esc")
    keys.press("Esc")
    assert program.window.name == "today"
    until(qtbot, lambda: home.duty.accessibleName().startswith("Trực: Lò Thị Nhi"))


def test_a_clerk_sends_nobody_away_and_is_told_so(
    program: Program, page: DutyPage, keys: Clerk, qtbot: QtBot
) -> None:
    nhi_sits_down(program, keys, qtbot)
    keys.press("Shift+F12")
    until(qtbot, lambda: page.people.count == 2)
    keys.press("Ctrl+E")
    page.people.go_to(0)
    assert page.people.current_key == "giamdoc"
    keys.press("3", "3")
    until(qtbot, lambda: "mỗi người tự ghi của mình" in banner(program))
    assert today(program) == {}


def test_days_to_come_are_typed_and_a_wrong_one_is_told_at_its_field(
    program: Program, page: DutyPage, keys: Clerk, qtbot: QtBot
) -> None:
    until(qtbot, lambda: page.people.count == 1)
    keys.press("Ctrl+E")
    keys.press("Return")
    keys.press("3", "3")
    keys.type("2311\n3002\n")
    keys.press("F9")
    until(qtbot, lambda: "không phải ngày" in page.plan.last.input.accessibleDescription())
    page.plan.last.put("25/11")
    keys.press("Return")
    keys.type("tap huan\n")
    caret = qt_application().focusWidget()
    assert caret is not None
    assert page.isAncestorOf(caret)  # not in the scan box
    keys.press("F9")
    until(qtbot, lambda: bool(page.people.count and program.messages.done))
    assert program.messages.done is not None
    assert program.messages.done.head.endswith("vắng, từ 2311 đến 25/11.")
    opened = rooms(program).door.now_open()
    (said,) = duty.since(opened.connection.execute, opened.desk.clock.now().date())
    assert (said.state, f"{said.first:%d/%m}", f"{said.last:%d/%m}") == (AWAY, "23/11", "25/11")
    assert today(program) == {}


def test_digits_are_hinted_at_only_where_one_of_them_chooses(page: DutyPage, keys: Clerk) -> None:
    hints = page.findChildren(DigitHint)
    assert len(hints) == len(STATES)
    assert [hint.isVisible() for hint in hints] == [False] * len(hints)  # the words are typed
    keys.press("Ctrl+E")
    assert [hint.isVisible() for hint in hints] == [True] * len(hints)
    keys.press("F3")  # digits are looked for there
    assert [hint.isVisibleTo(page) for hint in hints] == [False] * len(hints)


def test_half_typed_days_stand_there_again_until_they_are_written(
    program: Program, page: DutyPage, keys: Clerk, qtbot: QtBot
) -> None:
    until(qtbot, lambda: page.people.count == 1)
    keys.press("Ctrl+E")
    keys.press("Return")
    keys.press("3", "3")
    keys.type("2311\n")
    keys.press("F2")
    assert program.window.name == "reception"
    keys.press("Shift+F12")
    assert (page.plan.first.value, page.plan.planned.state) == ("2311", AWAY)
    assert page.plan.first.input.hasFocus()
    assert main_words(page) == ["Ghi"]
    keys.press("Esc")  # back to the words for the next clerk, and to the days once more
    keys.press("Ctrl+E")
    keys.press("Return")
    assert (page.plan.first.value, page.plan.planned.state) == ("2311", AWAY)
    keys.press("F9")
    until(qtbot, lambda: page.plan.first.value == "")
    keys.press("Return")
    assert page.plan.first.value == ""


def test_half_typed_days_are_not_another_clerks(
    program: Program, page: DutyPage, keys: Clerk, qtbot: QtBot
) -> None:
    until(qtbot, lambda: page.people.count == 1)
    keys.press("Ctrl+E")
    keys.press("Return")
    keys.press("3", "3")
    keys.type("2311\n")
    nhi_sits_down(program, keys, qtbot)
    keys.press("Shift+F12")
    assert (page.plan.first.value, main_words(page)) == ("", ["Để lại lời nhắn"])


def test_what_one_clerk_began_to_write_is_not_anothers(
    program: Program, page: DutyPage, keys: Clerk, qtbot: QtBot
) -> None:
    keys.type("the")
    nhi_sits_down(program, keys, qtbot)
    keys.press("Shift+F12")
    assert page.note.words.value == ""
    assert notes(program) == []


def test_who_is_alone_leaves_words_for_himself_and_reads_them_when_he_is_back(
    program: Program, page: DutyPage, keys: Clerk, qtbot: QtBot
) -> None:
    until(qtbot, lambda: page.note.people.count == 2)
    keys.type(f"{WORDS}\n")
    keys.press("2", "2")
    keys.press("F9")
    until(qtbot, lambda: len(notes(program)) == 1)
    until(qtbot, lambda: page.notes.count == 1)
    assert (notes(program)[0].to, banner(program)) == ("giamdoc", "")
    keys.press("F12")
    keys.type(PIN)
    until(qtbot, lambda: WORDS in banner(program))


def test_own_words_that_stand_stay_when_something_else_is_told(
    program: Program, page: DutyPage, keys: Clerk, qtbot: QtBot
) -> None:
    until(qtbot, lambda: page.note.people.count == 2)
    keys.type(f"{WORDS}\n")
    keys.press("2", "2")
    keys.press("F9")
    until(qtbot, lambda: len(notes(program)) == 1)
    keys.press("F12")
    keys.type(PIN)
    until(qtbot, lambda: WORDS in banner(program))
    rooms(program).duty.follow()  # another desk's journal came
    heard: list[None] = []
    program.run(lambda: None, heard.append)
    until(qtbot, lambda: bool(heard))
    assert WORDS in banner(program)


def test_what_one_clerk_began_is_not_anothers_whichever_way_the_page_opens(
    program: Program, page: DutyPage, keys: Clerk, qtbot: QtBot
) -> None:
    keys.type("the")
    nhi_sits_down(program, keys, qtbot)
    program.window.go("duty")  # as Esc from another page does
    assert page.note.words.value == ""

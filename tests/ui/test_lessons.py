"""The lessons in the whole window over a real training profile, by keys alone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import staff
from app.bootstrap.lesson_room import LessonRoom
from app.bootstrap.window import Program
from app.services import people
from app.ui.lessons.desk import DONE, NEW, RUNNING, LessonView
from app.ui.printing.desk import AGAIN, CAME_OUT
from app.ui.widgets.chips import KeyHint
from tests.ui.clerk import PIN, Clerk, answered, codes, rooms, until
from tests.ui.programs import alone, start

NHI_PIN = "135791"


def room(program: Program) -> LessonRoom:
    lessons = rooms(program).lessons
    assert lessons is not None
    return lessons


def lesson(program: Program, number: int) -> LessonView:
    return room(program).page.lessons[number - 1]


def begin(program: Program, keys: Clerk, qtbot: QtBot, number: int) -> None:
    keys.press("Ctrl+L")
    assert program.window.name == "lessons"
    until(qtbot, lambda: room(program).page.list.count == 6)
    keys.press(str(number), str(number))
    keys.press("F9")
    until(qtbot, lambda: lesson(program, number).state == RUNNING)


def ticked(program: Program, qtbot: QtBot, number: int, *steps: bool) -> None:
    def shown() -> bool:
        lessons = room(program).page.lessons
        return bool(lessons) and tuple(done for _, done in lessons[number - 1].steps) == steps

    until(qtbot, shown)


def card(program: Program, keys: Clerk, qtbot: QtBot, name: str) -> None:
    keys.press("Shift+F3")
    until(qtbot, lambda: rooms(program).reception.owner.person.name == name)


def saved(program: Program, keys: Clerk, qtbot: QtBot, count: int) -> None:
    keys.press("F9")
    until(qtbot, lambda: len(codes(program)) == count)
    until(qtbot, lambda: rooms(program).reception.owner.person.blank)


def found(program: Program, keys: Clerk, qtbot: QtBot, name: str) -> None:
    keys.press("F3")
    keys.type(name)
    until(qtbot, lambda: program.window.name == "find" and rooms(program).find.table.count == 1)
    keys.press("Return", "\r")
    until(qtbot, lambda: rooms(program).dossier.view.code == codes(program)[0])


def test_lesson_1_ticks_what_is_stored_and_says_quietly_how_long_it_took(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    begin(program, keys, qtbot, 1)
    ticked(program, qtbot, 1, False, False, False)
    rail = program.window.shell.rail
    assert rail._buttons["lessons"].accessibleName() == "Bài học, 3 việc chờ"
    card(program, keys, qtbot, "Lò Thị Tập")
    keys.press("1", "1")
    saved(program, keys, qtbot, 1)  # one copy only: the lesson asks for two
    ticked(program, qtbot, 1, True, False, True)
    card(program, keys, qtbot, "Lò Thị Tập")
    keys.press("1", "1")
    keys.press("2", "2")
    saved(program, keys, qtbot, 2)
    until(qtbot, lambda: lesson(program, 1).state == DONE)
    assert lesson(program, 1).took
    assert program.messages.done is not None  # the line with the undo is not covered
    assert program.messages.done.name == "reception-saved"
    program.messages.clear("reception-saved")
    until(qtbot, lambda: program.messages.done is not None)
    assert program.messages.done is not None
    assert program.messages.done.head.startswith("Xong bài “Nhận một hồ sơ”, hết ")
    assert rail._buttons["lessons"].accessibleName() == "Bài học"


def test_lesson_2_two_papers_and_two_procedures_by_a_proxy_in_one_visit(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    begin(program, keys, qtbot, 2)
    card(program, keys, qtbot, "Giàng A Thử")
    keys.press("Ctrl+U")
    card(program, keys, qtbot, "Vàng Thị Mẫu")
    keys.press("1", "1")
    keys.press("+", "+")
    keys.press("Ctrl+N")
    keys.press("3", "3")
    keys.press("F9")
    until(qtbot, lambda: lesson(program, 2).state == DONE)
    assert len(codes(program)) == 2


def test_lesson_3_find_hand_over_and_finish(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    begin(program, keys, qtbot, 3)
    card(program, keys, qtbot, "Khoàng Văn Học")
    keys.press("3", "3")
    saved(program, keys, qtbot, 1)
    found(program, keys, qtbot, "khoang hoc")
    keys.press("F6")
    keys.press("1", "1")
    ticked(program, qtbot, 3, True, True, False)
    until(qtbot, lambda: not rooms(program).dossier._settling.isActive())
    keys.press("F9")
    keys.press("F9")
    until(qtbot, lambda: lesson(program, 3).state == DONE)


def test_lesson_4_ask_for_papers_and_take_them(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    begin(program, keys, qtbot, 4)
    card(program, keys, qtbot, "Pờ Thị Luyện")
    keys.press("3", "3")
    saved(program, keys, qtbot, 1)
    found(program, keys, qtbot, "po luyen")
    keys.press("F7")
    keys.press("Space", " ")
    keys.press("F9")
    ticked(program, qtbot, 4, True, True, False)
    until(qtbot, lambda: not rooms(program).dossier._settling.isActive())
    keys.press("F9")
    until(qtbot, lambda: lesson(program, 4).state == DONE)


def test_lesson_5_by_slip_by_proxy_and_without_slip(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    begin(program, keys, qtbot, 5)
    for count, name in enumerate(("Lò Thị Tập", "Vàng Thị Mẫu", "Pờ Thị Luyện"), 1):
        card(program, keys, qtbot, name)
        keys.press("1", "1")
        saved(program, keys, qtbot, count)
    page = rooms(program).giveback

    def scanned(holds: Callable[[], bool]) -> None:
        keys.press("Shift+F3")
        until(qtbot, holds)

    def given() -> None:
        keys.press("F4")
        until(qtbot, lambda: not page.basket)

    scanned(lambda: program.window.name == "giveback" and bool(page.basket))
    given()
    ticked(program, qtbot, 5, True, False, False)
    scanned(lambda: bool(page.basket))
    scanned(lambda: page.receiver.receiver().name == "Chang A Bài")
    given()
    ticked(program, qtbot, 5, True, True, False)
    scanned(lambda: bool(page.basket))
    given()
    until(qtbot, lambda: lesson(program, 5).state == DONE)


def test_a_slip_that_nobody_has_yet_is_said_and_the_next_key_tries_it_again(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    begin(program, keys, qtbot, 5)
    for name in ("Lò Thị Tập", "Vàng Thị Mẫu", "Pờ Thị Luyện"):
        card(program, keys, qtbot, name)
    for _ in range(2):
        program.messages.clear("trouble")
        keys.press("Shift+F3")
        until(qtbot, lambda: "trouble" in program.messages._standing)
        assert "phiếu hẹn của Lò Thị Tập" in program.messages._standing["trouble"].head


def test_the_first_page_of_a_practice_desk_says_where_the_lessons_are(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    def hinted() -> list[str]:
        found = rooms(program).today.sheet.findChildren(KeyHint)
        return [one.accessibleName() for one in found if one.isVisible()]

    until(qtbot, lambda: "bài học, phím Ctrl+L" in hinted())
    keys.press("Ctrl+L")
    assert program.window.name == "lessons"


def test_without_a_lesson_the_practice_key_says_how_to_begin(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("Shift+F3")
    until(qtbot, lambda: answered(program))
    assert program.messages.current is not None
    assert program.messages.current.head == "Chưa bắt đầu bài học nào."


def test_lesson_6_void_exchange_reprint_lock_and_the_other_clerk(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    opened = rooms(program).door.now_open()
    new = people.check_user("nhi", "Lò Thị Nhi", "reception", None)
    code = program.work.submit(lambda: staff.add(opened, new)).result(20)
    begin(program, keys, qtbot, 6)
    card(program, keys, qtbot, "Chang A Bài")
    keys.press("1", "1")
    saved(program, keys, qtbot, 1)
    keys.press("Shift+F9")
    ticked(program, qtbot, 6, True, False, False, False, False, False)
    until(qtbot, lambda: rooms(program).printing.idle)
    card(program, keys, qtbot, "Chang A Bài")
    keys.press("1", "1")
    keys.press("F9")
    until(qtbot, lambda: len(codes(program)) == 2)
    keys.press("F11")
    ticked(program, qtbot, 6, True, True, True, False, False, False)
    until(qtbot, lambda: rooms(program).printing.idle)
    keys.press("Ctrl+J")
    paper = rooms(program).queue.page._current
    until(qtbot, lambda: AGAIN in getattr(paper(), "acts", ()))  # it is not on its way any more
    keys.press("Ctrl+P")
    ticked(program, qtbot, 6, True, True, True, True, False, False)
    keys.press("F12")
    keys.press("Down")
    for part in (code, NHI_PIN, NHI_PIN):
        keys.type(part)
        keys.press("Return", "\r")
    until(qtbot, lambda: program.window.name != "")
    ticked(program, qtbot, 6, True, True, True, True, True, False)
    keys.press("Shift+F3")
    until(qtbot, lambda: not rooms(program).reception.owner.person.blank)
    keys.press("1", "1")
    keys.press("F9")
    until(qtbot, lambda: lesson(program, 6).state == DONE)


def test_lesson_6_copies_a_slip_without_a_printer_as_its_text_says(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    program.settings = replace(program.settings, printer="KhongCo")
    begin(program, keys, qtbot, 6)
    assert "chưa có máy in: Ctrl+R trước" in lesson(program, 6).task
    card(program, keys, qtbot, "Chang A Bài")
    keys.press("1", "1")
    saved(program, keys, qtbot, 1)
    until(qtbot, lambda: "printing" in program.messages._standing)
    keys.press("Ctrl+J")
    page = rooms(program).queue.page
    paper = page._current
    until(qtbot, lambda: CAME_OUT in getattr(paper(), "acts", ()))
    keys.press("Ctrl+R")
    until(qtbot, lambda: CAME_OUT not in getattr(paper(), "acts", (CAME_OUT,)))
    keys.press("Ctrl+P")
    ticked(program, qtbot, 6, False, False, False, True, False, False)


def test_a_lesson_under_way_survives_a_restart_and_a_done_one_can_be_begun_again(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    begin(program, keys, qtbot, 1)
    card(program, keys, qtbot, "Lò Thị Tập")
    keys.press("1", "1")
    saved(program, keys, qtbot, 1)
    ticked(program, qtbot, 1, True, False, True)
    profile = Path(str(program.profile))
    program.window.close()
    again = start(qtbot, profile)
    keys = Clerk()
    keys.type(PIN)
    until(qtbot, lambda: again.window.name == "today")
    ticked(again, qtbot, 1, True, False, True)
    card(again, keys, qtbot, "Lò Thị Tập")
    keys.press("1", "1")
    keys.press("2", "2")
    saved(again, keys, qtbot, 2)
    until(qtbot, lambda: lesson(again, 1).state == DONE)
    begin(again, keys, qtbot, 1)
    ticked(again, qtbot, 1, False, False, False)
    assert [one.state for one in room(again).page.lessons[1:]] == [NEW] * 5
    again.window.close()


def test_a_real_profile_has_nothing_of_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MOTCUA_NOW", raising=False)
    program, keys = alone(qtbot, tmp_path), Clerk()
    assert rooms(program).lessons is None
    assert "lessons" not in program.window.shell.rail._buttons
    for key in ("Ctrl+L", "Shift+F3"):
        keys.press(key)
        assert program.window.name == "today"
    connection = rooms(program).door.now_open().connection
    assert connection.execute("SELECT 1 FROM mark WHERE name LIKE 'lesson%'").fetchone() is None
    program.window.close()

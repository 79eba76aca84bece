"""Handing dossiers over by keys: to the person that was chosen, whoever shares his name."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import staff
from app.bootstrap.window import Program
from app.domain.dossier import PROCESSING, Dossier
from app.services import handover, people, reception
from app.services.steps import step, the_one
from tests.ui.clerk import PIN, Clerk, nhi_sits_down, rooms, until

NAMESAKE = "Lò Thị Nhi"


@pytest.fixture
def namesakes(program: Program, keys: Clerk) -> None:  # noqa: ARG001 - unlocked by `keys`
    """Two people of one name and one role work here beside the director."""
    opened = rooms(program).door.now_open()
    for user in ("nhi", "nhi2"):
        new = people.check_user(user, NAMESAKE, "specialist", None)
        program.work.submit(staff.add, opened, new).result(20)


Receive = Callable[[int], list[str]]


@pytest.fixture
def receive(program: Program, keys: Clerk) -> Receive:  # noqa: ARG001 - unlocked by `keys`
    def build(count: int) -> list[str]:
        desk = rooms(program).door.now_open().desk

        def received(place: int) -> str:
            owner = {"name": f"Lò Văn Thử {'ABCDE'[place]}", "no_id_reason": "quên ở nhà"}
            return reception.receive(desk, {"procedure": "1.001776", "owner": owner}).code

        return [program.work.submit(received, place).result(20) for place in range(count)]

    return build


def dossier(program: Program, code: str) -> Dossier:
    return the_one(rooms(program).door.now_open().journal, code).dossier


@pytest.mark.usefixtures("namesakes")
def test_of_two_people_of_one_name_the_chosen_one_gets_the_dossier(
    program: Program, keys: Clerk, qtbot: QtBot, receive: Receive
) -> None:
    (code,) = receive(1)
    page = rooms(program).dossier
    rooms(program).scanning.open_dossier(code)
    until(qtbot, lambda: page.view.code == code)
    keys.press("F6")
    said = [page.step.list.model().index(place, 0).data() for place in range(2)]
    assert all(user in words for user, words in zip(("(nhi)", "(nhi2)"), said, strict=True)), said
    keys.press("2", "2")
    until(qtbot, lambda: page.view.handed)
    assert dossier(program, code).holder == "nhi2"
    assert page.view.steps[1].head == "Bàn giao: Lò Thị Nhi (nhi2)"
    keys.press("Esc")
    program.window.go("today")
    table = rooms(program).today.table
    until(qtbot, lambda: table.count == 1)
    assert "Lò Thị Nhi (nhi2)" in table.cells(code)


def titles(program: Program) -> list[str]:
    connection = rooms(program).door.now_open().connection
    return [title for (title,) in connection.execute("SELECT code FROM print_job").fetchall()]


def hand_over_marked(program: Program, keys: Clerk, qtbot: QtBot, *marks: str) -> None:
    """Mark rows of Hôm nay, and take them with F6 to the page that hands over."""
    program.window.go("today")
    home, page = rooms(program).today, rooms(program).handover
    until(qtbot, lambda: home.table.count > 0)
    for key in marks:
        keys.press(key, " " if key == "Space" else "")
    count = len(home.table.marked)
    keys.press("F6")
    until(qtbot, lambda: len(page.items) == count)
    assert program.window.name == "handover"


def events(program: Program) -> list[tuple[int]]:
    connection = rooms(program).door.now_open().connection
    return list(connection.execute("SELECT id FROM event").fetchall())


@pytest.mark.usefixtures("namesakes")
def test_marked_rows_go_to_one_person_and_the_sentence_counts_them(
    program: Program, keys: Clerk, qtbot: QtBot, receive: Receive
) -> None:
    all_codes = receive(3)
    hand_over_marked(program, keys, qtbot, "Space", "Space")
    keys.press("2", "2")
    keys.press("F6")
    until(qtbot, lambda: program.messages.done is not None)
    assert program.messages.done
    assert program.messages.done.head == "Đã bàn giao 2 hồ sơ cho Lò Thị Nhi (nhi2)."
    assert [dossier(program, code).holder for code in all_codes][:2] == ["nhi2", "nhi2"]
    assert not dossier(program, all_codes[2]).handed


@pytest.mark.usefixtures("namesakes")
def test_a_row_that_the_table_refuses_stays_in_the_list_and_says_why(
    program: Program, keys: Clerk, qtbot: QtBot, receive: Receive
) -> None:
    first, done, third = receive(3)
    desk = rooms(program).door.now_open().desk
    program.work.submit(step, desk, {"code": done, "action": "finish"}).result(20)
    hand_over_marked(program, keys, qtbot, "Ctrl+A")
    page = rooms(program).handover
    before = len(events(program))
    keys.press("F6")
    until(qtbot, lambda: len(page.items) == 1)
    (stays,) = page.items.values()
    assert stays.why == "Không bàn giao được: có kết quả."
    assert [dossier(program, code).holder for code in (first, third)] == ["nhi", "nhi"]
    assert not dossier(program, done).handed
    assert len(events(program)) == before + 2


def test_esc_hands_nothing_over_and_the_marks_are_kept(
    program: Program, keys: Clerk, qtbot: QtBot, receive: Receive
) -> None:
    all_codes = receive(2)
    hand_over_marked(program, keys, qtbot, "Ctrl+A")
    keys.press("Esc")
    assert not rooms(program).handover.items
    assert not any(dossier(program, code).handed for code in all_codes)
    program.window.go("today")
    assert len(rooms(program).today.table.marked) == 2


def test_the_pin_of_the_taker_is_his_signature_and_one_slip_is_for_both(
    program: Program, keys: Clerk, qtbot: QtBot, receive: Receive
) -> None:
    (code,) = receive(1)
    keys.press("Shift+F6")
    page = rooms(program).handover
    until(qtbot, lambda: program.window.name == "handover")
    rooms(program).scanning.take(code)
    until(qtbot, lambda: len(page.items) == 1)
    keys.press("1", "1")  # the director, who is alone here
    keys.type(PIN)
    until(qtbot, lambda: dossier(program, code).status == PROCESSING)
    taken = dossier(program, code)
    assert (taken.holder, taken.handed) == ("giamdoc", False)
    assert [line.action for line in taken.history] == ["received", "hand_over", "take_over"]
    until(qtbot, lambda: "Phiếu bàn giao – 1 hồ sơ" in titles(program))


def test_what_was_handed_to_the_clerk_waits_for_him_and_is_taken(
    program: Program, keys: Clerk, qtbot: QtBot, receive: Receive
) -> None:
    all_codes = receive(2)
    desk = rooms(program).door.now_open().desk
    lines = [{"code": code, "action": "hand_over", "to": "giamdoc"} for code in all_codes]
    for line in lines:
        program.work.submit(step, desk, line).result(20)
    keys.press("Shift+F6")
    page = rooms(program).handover
    until(qtbot, page.mine.isVisible)
    keys.press("Ctrl+E")
    keys.press("F9")
    until(qtbot, lambda: dossier(program, all_codes[1]).status == PROCESSING)
    assert [dossier(program, code).handed for code in all_codes] == [False, False]


def test_the_next_clerk_finds_nothing_of_the_last_ones_list(
    program: Program, keys: Clerk, qtbot: QtBot, receive: Receive
) -> None:
    (code,) = receive(1)
    desk = rooms(program).door.now_open().desk
    program.work.submit(step, desk, {"code": code, "action": "hand_over", "to": "giamdoc"}).result(
        20
    )
    keys.press("Shift+F6")
    page = rooms(program).handover
    until(qtbot, page.mine.isVisible)
    keys.press("Ctrl+E")
    assert page.items
    nhi_sits_down(program, keys, qtbot)
    assert not page.items
    keys.press("Shift+F6")
    until(qtbot, lambda: program.window.name == "handover")
    assert not page.mine.isVisible()
    keys.press("F9")
    assert dossier(program, code).handed


def test_what_is_taken_leaves_what_is_to_go(
    program: Program, keys: Clerk, qtbot: QtBot, receive: Receive
) -> None:
    mine, other = receive(2)
    desk = rooms(program).door.now_open().desk
    line = {"code": mine, "action": "hand_over", "to": "giamdoc"}
    program.work.submit(step, desk, line).result(20)
    keys.press("Shift+F6")
    page = rooms(program).handover
    until(qtbot, page.mine.isVisible)
    rooms(program).scanning.take(other)
    until(qtbot, lambda: len(page.items) == 1)
    keys.press("Ctrl+E")
    keys.press("F9")
    until(qtbot, lambda: dossier(program, mine).status == PROCESSING)
    until(qtbot, lambda: len(page.items) == 1)
    (stays,) = page.items.values()
    assert stays.owner == dossier(program, other).owner.name


def test_whoever_may_not_take_dossiers_over_does_not_sign_for_them(
    program: Program, keys: Clerk, receive: Receive
) -> None:
    (code,) = receive(1)
    opened = rooms(program).door.now_open()
    new = people.check_user("vol", "Lý Thị Tình Nguyện", "volunteer", None)
    program.work.submit(staff.add, opened, new).result(20)
    (tried,) = program.work.submit(
        lambda: handover.give(opened.desk, [code], "vol", signed=True)
    ).result(20)
    assert tried.fault is not None
    assert not dossier(program, code).handed
    assert keys

"""Handing dossiers over by keys: to the person that was chosen, whoever shares his name."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import staff
from app.bootstrap.window import Program
from app.domain.dossier import Dossier
from app.services import people, reception
from app.services.steps import step, the_one
from tests.ui.clerk import Clerk, rooms, until

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


def events(program: Program) -> list[tuple[int]]:
    connection = rooms(program).door.now_open().connection
    return list(connection.execute("SELECT id FROM event").fetchall())


@pytest.mark.usefixtures("namesakes")
def test_marked_rows_go_to_one_person_with_two_keys_and_the_sentence_counts_them(
    program: Program, keys: Clerk, qtbot: QtBot, receive: Receive
) -> None:
    all_codes = receive(3)
    program.window.go("today")
    home = rooms(program).today
    until(qtbot, lambda: home.table.count == 3)
    keys.press("Space", " ")
    keys.press("Space", " ")
    keys.press("F6")
    assert home.handing.isVisible()
    assert not home.sheet.isVisible()
    keys.press("2", "2")
    until(qtbot, lambda: program.messages.done is not None)
    assert program.messages.done
    assert program.messages.done.head == "Đã bàn giao 2 hồ sơ cho Lò Thị Nhi (nhi2)."
    assert [dossier(program, code).holder for code in all_codes] == ["nhi2", "nhi2", None]
    assert not home.table.marked
    assert home.table.hasFocus()


@pytest.mark.usefixtures("namesakes")
def test_a_row_that_the_table_refuses_stays_marked_and_the_sentence_says_which_and_why(
    program: Program, keys: Clerk, qtbot: QtBot, receive: Receive
) -> None:
    first, done, third = receive(3)
    desk = rooms(program).door.now_open().desk
    program.work.submit(step, desk, {"code": done, "action": "finish"}).result(20)
    program.window.go("today")
    home = rooms(program).today
    until(qtbot, lambda: home.table.count == 3)
    keys.press("Ctrl+A")
    before = len(events(program))
    keys.press("F6")
    keys.press("Return", "\r")
    until(qtbot, lambda: program.messages.current is not None)
    said = program.messages.current
    assert said is not None
    assert said.head == (
        "Đã bàn giao 2 hồ sơ cho Lò Thị Nhi (nhi); 1 hồ sơ không bàn giao được, giữ nguyên."
    )
    assert said.more == "20/11 – 0002 Lò Văn Thử B: có kết quả."
    assert [dossier(program, code).holder for code in (first, done, third)] == ["nhi", None, "nhi"]
    assert len(events(program)) == before + 2
    assert list(home.table.marked) == [done]
    assert home.table.current_key == done
    keys.press("Ctrl+W")
    assert program.messages.current is None


def test_esc_hands_nothing_over_and_keeps_the_marks(
    program: Program, keys: Clerk, qtbot: QtBot, receive: Receive
) -> None:
    all_codes = receive(2)
    program.window.go("today")
    home = rooms(program).today
    until(qtbot, lambda: home.table.count == 2)
    keys.press("Ctrl+A")
    keys.press("F6")
    keys.press("Esc")
    assert home.table.hasFocus()
    assert len(home.table.marked) == 2
    assert [dossier(program, code).holder for code in all_codes] == [None, None]
    keys.press("F6")
    keys.press("F9")
    until(qtbot, lambda: program.messages.done is not None)
    assert [dossier(program, code).holder for code in all_codes] == ["giamdoc", "giamdoc"]

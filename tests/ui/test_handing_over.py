"""Handing dossiers over by keys: to the person that was chosen, whoever shares his name."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import staff
from app.bootstrap.window import Program
from app.domain.dossier import Dossier
from app.services import people, reception
from app.services.steps import the_one
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

"""The province's code of a dossier, written down by keys on its page."""

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.domain.dossier import Dossier
from app.services import reception
from app.services.steps import step, the_one
from tests.ui.clerk import Clerk, rooms, until

FOREIGN = "H18.40-261120-0042"


@pytest.fixture
def codes(program: Program, keys: Clerk) -> list[str]:  # noqa: ARG001 - unlocked by `keys`
    """Two dossiers; the second has the province's code already."""
    desk = rooms(program).door.now_open().desk
    owner = {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà"}

    def made() -> list[str]:
        line = {"procedure": "1.001776", "owner": owner}
        found = [reception.receive(desk, line).code for _ in range(2)]
        step(desk, {"code": found[1], "action": "pair", "external_code": FOREIGN})
        return found

    return program.work.submit(made).result(20)


def dossier(program: Program, code: str) -> Dossier:
    return the_one(rooms(program).door.now_open().journal, code).dossier


def opened_page(program: Program, qtbot: QtBot, code: str) -> None:
    rooms(program).scanning.open_dossier(code)
    until(qtbot, lambda: rooms(program).dossier.view.code == code)


def test_the_code_is_written_shown_and_leads_back_to_the_dossier(
    program: Program, keys: Clerk, qtbot: QtBot, codes: list[str]
) -> None:
    opened_page(program, qtbot, codes[0])
    page = rooms(program).dossier
    keys.press("Ctrl+E")
    keys.type("h18.40-261120-7315")
    keys.press("F9")
    until(qtbot, lambda: not page.step.action)
    assert ("Mã hệ thống tỉnh", "H18.40-261120-7315") in page.view.owner
    assert page.view.steps[1].head == "Ghép mã: H18.40-261120-7315"
    assert page.view.code == codes[0]
    assert program.messages.done
    assert program.messages.done.head == "Đã ghi mã của tỉnh."
    keys.press("F3")
    keys.type("7315")
    until(qtbot, lambda: rooms(program).find.table.count == 1)
    assert rooms(program).find.table.current_key == codes[0]


def test_what_was_filed_online_for_him_keeps_his_consent_and_stays_one_dossier(
    program: Program, keys: Clerk, qtbot: QtBot, codes: list[str]
) -> None:
    opened_page(program, qtbot, codes[0])
    page = rooms(program).dossier
    keys.press("Ctrl+E")
    keys.type("H18.40-261120-7315\n")
    keys.type("nop thay, ong Thu dong y")
    keys.press("F9")
    until(qtbot, lambda: not page.step.action)
    assert page.view.steps[1].note.endswith("nop thay, ong Thu dong y")
    filed = dossier(program, codes[0])
    assert filed.history[-1].reason == "nop thay, ong Thu dong y"
    assert [one.code for one in filed.codes] == ["H18.40-261120-7315"]
    opened = rooms(program).door.now_open()
    assert opened.connection.execute("SELECT count(*) FROM dossier").fetchone() == (len(codes),)


def test_a_code_of_another_dossier_stays_in_the_field_with_the_number_of_that_one(
    program: Program, keys: Clerk, qtbot: QtBot, codes: list[str]
) -> None:
    opened_page(program, qtbot, codes[0])
    page = rooms(program).dossier
    keys.press("Ctrl+E")
    field = page.step._fields["external_code"]
    keys.press("F9")
    until(qtbot, lambda: "Thiếu mã" in field.input.accessibleDescription())
    keys.type(FOREIGN)
    keys.press("F9")
    until(qtbot, lambda: codes[1] in field.input.accessibleDescription())
    assert field.value == FOREIGN
    assert dossier(program, codes[0]).codes == ()
    keys.press("Esc")
    assert not page.step.action

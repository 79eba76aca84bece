"""A wrong dossier: ten seconds to take the save back, then by its own page, with a reason."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.services import reception
from app.services.steps import step, the_one
from app.ui.reception import saving
from tests.scenarios.desks import copies
from tests.ui.clerk import Clerk, codes, rooms, saved, scan_person, until


def received(program: Program, keys: Clerk, qtbot: QtBot) -> str:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    (stored,) = saved(program, qtbot, 1)
    return stored.code


def said(program: Program) -> tuple[str, list[str]]:
    """The banner, and the keys that it offers."""
    message = program.messages.current
    return (message.head, [one.key for one in message.actions]) if message else ("", [])


def test_shift_f9_after_its_ten_seconds_says_so_and_leads_to_where_it_is_voided(
    program: Program, keys: Clerk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "UNDO_MS", 300)
    code = received(program, keys, qtbot)
    until(qtbot, lambda: program.messages.done is None)
    keys.press("Shift+F9")
    sentence, offered = said(program)
    assert sentence == (
        "Đã quá mười giây nên hồ sơ 20/11 – 0001 – Đặng Văn Đức vẫn còn; nhập sai thì mở hồ sơ, "
        "nhấn Ctrl+Del, ghi lý do để huỷ."
    )
    assert offered == ["Ctrl+O", "Ctrl+W"]
    journal = rooms(program).door.now_open().journal
    assert not the_one(journal, code).dossier.void
    page = rooms(program).dossier
    keys.press("Ctrl+O")
    until(qtbot, lambda: page.view.code == code)
    assert said(program) == ("", [])
    keys.press("Ctrl+Del")
    keys.press("F9")  # not without a reason
    field = page.step._fields["reason"]
    until(qtbot, lambda: field.input.property("state") == "error")
    assert field.input.accessibleDescription() == "Bước này phải có lý do. Hãy ghi lý do."
    keys.type("nham thu tuc")
    assert field.input.property("state") != "error"
    keys.press("F9")
    until(qtbot, lambda: the_one(journal, code).dossier.void)
    until(qtbot, lambda: page.view.locked.startswith("Chỉ xem: đã huỷ"))
    assert the_one(journal, code).dossier.history[-1].reason == "nham thu tuc"
    assert page._void.isHidden()
    keys.press("Esc")
    assert program.window.name == "reception"


def test_it_says_so_on_any_page_and_not_of_what_was_taken_back(
    program: Program, keys: Clerk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = "Không có hồ sơ nào vừa lưu để huỷ; hồ sơ cũ thì mở ra, nhấn Ctrl+Del, ghi lý do."
    keys.press("Shift+F9")
    assert said(program)[0] == nothing
    keys.press("Ctrl+W")
    received(program, keys, qtbot)
    keys.press("Shift+F9")
    keys.press("Shift+F9")  # twice by habit
    assert said(program)[0] == nothing
    until(qtbot, lambda: saved(program, qtbot, 1)[0].void)
    monkeypatch.setattr(saving, "UNDO_MS", 300)
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    saved(program, qtbot, 2)
    program.window.go("today")
    until(qtbot, lambda: getattr(program.messages.done, "name", "") != saving.TOPIC)
    keys.press("Shift+F9")
    assert said(program)[0].startswith("Đã quá mười giây nên hồ sơ 20/11 – 0002")


def test_cash_that_was_taken_is_to_be_handed_back_and_the_dossier_goes_on_saying_so(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    desk = rooms(program).door.now_open().desk
    paid = copies(fee={"paid": "cash"})
    code = program.work.submit(lambda: reception.receive(desk, paid).code).result(20)
    rooms(program).scanning.open_dossier(code)
    page = rooms(program).dossier
    until(qtbot, lambda: page.view.code == code)
    back = f"Trả lại {page.view.cash} tiền mặt đã thu cho người nộp"
    assert page.view.cash.endswith("000 đ")
    keys.press("Ctrl+Del")
    warned = [one.text() for one in page.step.findChildren(QLabel)]
    assert any(text.startswith(back) for text in warned)
    keys.type("nham thu tuc")
    keys.press("F9")
    until(qtbot, lambda: page.view.locked.startswith("Chỉ xem: đã huỷ"))
    assert program.messages.done is not None
    assert back in program.messages.done.head
    assert dict(page.view.money)["Lệ phí"].endswith("đã thu tiền mặt, phải trả lại vì hồ sơ đã huỷ")


def test_what_is_closed_is_not_voided_by_a_key(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    desk = rooms(program).door.now_open().desk
    owner = {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà"}

    def given() -> str:
        made = reception.receive(desk, {"procedure": "1.001776", "owner": owner}).code
        for action in ("finish", "give_back"):
            step(desk, {"code": made, "action": action})
        return made

    code = program.work.submit(given).result(20)
    rooms(program).scanning.open_dossier(code)
    page = rooms(program).dossier
    until(qtbot, lambda: page.view.code == code)
    assert page._void.isHidden()
    keys.press("Ctrl+Del")
    assert not page.step.action
    assert codes(program) == [code]

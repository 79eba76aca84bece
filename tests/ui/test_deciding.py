"""Xử lý by keys alone: twenty alike, one signature."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.domain.dossier import FINISHED, Dossier
from app.services import reception
from app.services.steps import step, the_one
from app.ui.deciding.page import DecidingPage
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from tests.printing.reading import flat
from tests.ui.clerk import PIN as DIRECTOR
from tests.ui.clerk import Clerk, answered, rooms, until
from tests.ui.conftest import Keyboard
from tests.ui.sample_decisions import PIN, Decisions, waiting

Open = Callable[[Decisions], DecidingPage]


@pytest.fixture
def open_page(window: MainWindow, messages: Messages) -> Open:
    def build(decisions: Decisions) -> DecidingPage:
        page = DecidingPage(decisions.desk(), messages)
        window.add_page("deciding", page, place="find")
        window.go("deciding")
        return page

    return build


def test_twenty_alike_are_signed_with_eight_keys(
    open_page: Open, keyboard: Keyboard, messages: Messages
) -> None:
    decisions = Decisions(waiting(20))
    page = open_page(decisions)
    keyboard.press("Ctrl+A")
    keyboard.press("1", "1")
    keyboard.type(PIN)  # with the key that opens the page: nine, at most nine (ux.md 2.3, row 17)
    (made,) = decisions.made
    assert (len(made.results), made.signer, made.pin) == (20, "sinh", PIN)
    assert messages.done is not None
    assert messages.done.head == "Đã ghi kết quả của 20 hồ sơ."
    assert page.table.count == 0


def test_numbers_count_on_from_the_first_and_are_seen_before(
    open_page: Open, keyboard: Keyboard
) -> None:
    decisions = Decisions(waiting(3))
    page = open_page(decisions)
    keyboard.press("Ctrl+A")
    keyboard.press("Ctrl+N")
    keyboard.type("09/GXN-UBND")
    seen = [str(page.table.cells(one.key)[2]).partition(" · ")[0] for one in decisions.mine]
    assert seen == ["09/GXN-UBND", "10/GXN-UBND", "11/GXN-UBND"]
    keyboard.press("Esc")  # to the list; what is marked stays
    assert page.table.hasFocus()
    keyboard.press("F9")
    (made,) = decisions.made
    assert [number for _, number in made.results] == ["09/GXN-UBND", "10/GXN-UBND", "11/GXN-UBND"]
    assert made.pin == ""


def test_the_list_that_goes_with_the_results_holds_what_was_decided_and_no_other(
    open_page: Open, keyboard: Keyboard, messages: Messages
) -> None:
    decisions = Decisions(waiting(3), stuck={waiting(3)[1].key: "18/11 – 0001: chờ bổ sung"})
    page = open_page(decisions)
    keyboard.press("Ctrl+P")  # nothing is decided yet
    assert decisions.printed == []
    keyboard.press("Ctrl+A")
    keyboard.press("1", "1")
    keyboard.type(PIN)
    keyboard.press("Ctrl+P")
    first, _stuck, third = waiting(3)
    assert decisions.printed == [(first.key, third.key)]
    assert messages.done is not None
    assert messages.done.head == "Phiếu bàn giao kết quả chờ in."
    page.forget()
    keyboard.press("Ctrl+P")  # the next clerk has decided nothing
    assert len(decisions.printed) == 1


def test_numbers_that_run_on_over_unlike_procedures_are_told(
    open_page: Open, keyboard: Keyboard
) -> None:
    first, second = waiting(2)
    page = open_page(Decisions((first, replace(second, procedure="Đăng ký khai sinh"))))
    keyboard.press("Ctrl+A")
    said = page.number.input.accessibleDescription
    assert said().startswith("Ví dụ")
    keyboard.press("Ctrl+N")
    keyboard.type("9/GXN-UBND")
    assert said() == "Số chạy tiếp qua 2 thủ tục."
    keyboard.press("F9")
    assert said().startswith("Ví dụ")


def test_nobody_signs_because_he_stands_first(
    open_page: Open, keyboard: Keyboard, messages: Messages
) -> None:
    decisions = Decisions(waiting(3), own="quay1")
    page = open_page(decisions)
    assert page.signers.person is None
    keyboard.press("F9")
    assert not decisions.made
    asked = messages.of("deciding-who")
    assert asked is not None
    assert asked.said == ("Chưa ghi kết quả: chưa rõ ai ký.", "Gõ số của người ký, rồi nhấn F9.")
    keyboard.press("2", "2")
    assert messages.of("deciding-who") is None
    keyboard.press("F9")
    page._settling.stop()
    page.keys_changed.emit()
    keyboard.press("F9")  # once a sitting
    assert [made.signer for made in decisions.made] == ["hac", "hac"]
    page.forget()
    page.take_focus()
    assert page.signers.person is None


def test_who_is_unlocked_and_may_sign_signs(open_page: Open, keyboard: Keyboard) -> None:
    decisions = Decisions(waiting(1), own="hac")
    open_page(decisions)
    keyboard.press("F9")
    assert [made.signer for made in decisions.made] == ["hac"]


def test_a_wrong_pin_decides_nothing(open_page: Open, keyboard: Keyboard) -> None:
    decisions = Decisions(waiting(2))
    page = open_page(decisions)
    keyboard.press("1", "1")
    keyboard.type("111111")
    assert not decisions.made
    assert page.signers.pin.input.accessibleDescription().startswith("Sai mã PIN")
    keyboard.press("Esc")
    assert page.table.hasFocus()


def test_what_is_refused_stays_marked_and_is_named(
    open_page: Open, keyboard: Keyboard, messages: Messages
) -> None:
    some = waiting(3)
    decisions = Decisions(some, stuck={some[1].key: "18/11 – 0001 Lò Văn Ướt: chưa nhận bàn giao."})
    page = open_page(decisions)
    keyboard.press("Ctrl+A")
    keyboard.press("F9")
    assert messages.current is not None
    assert messages.current.head.endswith("1 hồ sơ chưa ghi được, giữ nguyên.")
    assert list(page.table.marked) == [some[1].key]


def test_a_doubt_about_one_that_went_is_named_and_stays_until_it_is_read(
    open_page: Open, keyboard: Keyboard, messages: Messages
) -> None:
    decisions = Decisions(waiting(2), doubts=("18/11 – 0001 Lò Văn Ướt: thuộc xã Nà Bủng.",))
    page = open_page(decisions)
    keyboard.press("Ctrl+A")
    keyboard.press("F9")
    assert messages.current is not None
    assert messages.current.said == (
        "Đã ghi kết quả của 2 hồ sơ.",
        "18/11 – 0001 Lò Văn Ướt: thuộc xã Nà Bủng.",
    )
    assert page.table.count == 0


def test_an_empty_queue_leads_to_that_of_the_office(open_page: Open, keyboard: Keyboard) -> None:
    page = open_page(Decisions((), waiting(2)))
    assert page.table.count == 0
    assert ("Ctrl+E", "cả cơ quan") in page.sheet._hinted
    keyboard.press("Ctrl+E")
    assert page.table.count == 2
    assert ("Ctrl+E", "chỉ của tôi") in page.sheet._hinted
    keyboard.press("Ctrl+E")
    assert page.table.count == 0


# --- at a real desk -------------------------------------------------------------------------------


@pytest.fixture
def received(program: Program, keys: Clerk) -> list[str]:  # noqa: ARG001 - unlocked by `keys`
    desk = rooms(program).door.now_open().desk
    lines = [
        {"procedure": "1.001776", "owner": {"name": name, "no_id_reason": "quên ở nhà"}}
        for name in ("Lò Văn Thử", "Giàng A Thử", "Thào Thị Thử")
    ]
    return [program.work.submit(reception.receive, desk, line).result(20).code for line in lines]


def dossier(program: Program, code: str) -> Dossier:
    return the_one(rooms(program).door.now_open().journal, code).dossier


def test_marked_rows_of_the_morning_are_decided_with_the_directors_pin_and_listed_on_paper(
    program: Program, keys: Clerk, qtbot: QtBot, received: list[str], tmp_path: Path
) -> None:
    program.window.go("today")
    until(qtbot, lambda: rooms(program).today.table.count == 3)
    page = rooms(program).deciding.page
    keys.press("Ctrl+A")
    keys.press("F9")
    until(qtbot, lambda: len(page.table.marked) == 3 and page.signers.list.count > 0)
    keys.press("1", "1")
    keys.type(DIRECTOR)
    until(qtbot, lambda: dossier(program, received[2]).status == FINISHED)
    done = dossier(program, received[0])
    assert done.result is not None
    assert done.result.signer == "Giám đốc Trung tâm"
    assert done.history[-1].by == "giamdoc"
    until(qtbot, lambda: program.messages.done is not None)
    keys.press("Ctrl+P")
    folder = tmp_path / "paper"
    until(qtbot, lambda: len(list(folder.glob("*.pdf"))) == 1 and rooms(program).printing.idle)
    (paper,) = folder.glob("*.pdf")
    said = flat(paper.read_bytes())
    assert "PHIẾU BÀN GIAO KẾT QUẢ" in said
    assert all(code in said.replace(" ", "") for code in received)


def test_the_queue_of_a_clerk_is_what_he_holds(
    program: Program, keys: Clerk, qtbot: QtBot, received: list[str]
) -> None:
    desk = rooms(program).door.now_open().desk
    line = {"code": received[1], "action": "take_over", "by": "giamdoc"}
    program.work.submit(step, desk, line).result(20)
    keys.press("Shift+F5")
    page = rooms(program).deciding.page
    until(qtbot, lambda: page.table.current_key == received[1])
    assert page.table.count == 1


def goes_elsewhere(program: Program, code: str) -> None:
    """Another commune of the province decides it from now on."""
    desk = rooms(program).door.now_open().desk
    line = {
        "code": code, "action": "correct", "field": "deciding_office", "value": "03176",
        "reason": "đúng địa bàn",
    }  # fmt: skip
    program.work.submit(step, desk, line).result(20)


def test_what_another_office_decides_is_in_no_queue_and_a_late_word_of_it_is_a_doubt(
    program: Program, keys: Clerk, qtbot: QtBot, received: list[str]
) -> None:
    goes_elsewhere(program, received[0])
    keys.press("Shift+F5")
    page = rooms(program).deciding.page
    keys.press("Ctrl+E")
    until(qtbot, lambda: page.table.count == 2)
    goes_elsewhere(program, received[1])  # after the list was read
    keys.press("Ctrl+A")
    keys.press("F9")
    until(qtbot, lambda: answered(program))
    current = program.messages.current
    assert current is not None
    assert current.head == "Đã ghi kết quả của 2 hồ sơ."
    assert "Lò Văn Thử" not in current.more
    assert "Giàng A Thử: Hồ sơ này do" in current.more
    assert dossier(program, received[0]).status != FINISHED


def test_rows_that_wait_for_no_result_are_told_and_no_other_is_decided_for_them(
    program: Program, keys: Clerk, qtbot: QtBot, received: list[str]
) -> None:
    desk = rooms(program).door.now_open().desk
    for code in received[1:]:
        line = {"code": code, "action": "request_papers", "papers": ["Đơn"]}
        program.work.submit(step, desk, line).result(20)
    program.window.go("today")
    until(qtbot, lambda: rooms(program).today.table.count == 3)
    keys.press("3", "3")  # those that wait for papers
    until(qtbot, lambda: rooms(program).today.table.count == 2)
    keys.press("Ctrl+A")
    keys.press("F9")
    until(qtbot, lambda: answered(program))
    assert program.messages.current is not None
    assert program.messages.current.head == "2 hồ sơ không chờ kết quả nên không có ở đây."
    keys.press("F9")
    assert dossier(program, received[0]).status != FINISHED


def test_a_double_press_decides_the_marked_rows_only(open_page: Open, keyboard: Keyboard) -> None:
    decisions = Decisions(waiting(3))
    open_page(decisions)
    keyboard.press("Space", " ")
    keyboard.press("F9")
    keyboard.press("F9")
    (made,) = decisions.made
    assert len(made.results) == 1

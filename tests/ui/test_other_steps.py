"""Steps that have no key of their own, taken at a real desk: Ctrl+H, a digit, what they need, F9.

The desk stands at Friday 20/11/2026.
"""

from datetime import datetime
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.domain.dossier import HALTED, PROCESSING, RECEIVED, SUSPENDED, WANTS_PAYMENT, Dossier
from app.domain.times import VN
from app.services import reception
from app.services.steps import step as take_step
from app.services.steps import the_one
from tests.ui.clerk import Clerk, answered, rooms, until
from tests.ui.sight import drawn

OWN = "03158"


@pytest.fixture
def code(program: Program, keys: Clerk, qtbot: QtBot) -> str:  # noqa: ARG001 - unlocked by `keys`
    """A dossier of ten working days, open on its page."""
    desk = rooms(program).door.now_open().desk
    owner = {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà"}
    line = {"procedure": "1.001776", "owner": owner}
    made = program.work.submit(lambda: reception.receive(desk, line).code).result(20)
    rooms(program).scanning.open_dossier(made)
    until(qtbot, lambda: rooms(program).dossier.view.code == made)
    return made


def dossier(program: Program, code: str) -> Dossier:
    return the_one(rooms(program).door.now_open().journal, code).dossier


def choose(program: Program, keys: Clerk, words: str) -> None:
    """Open the list of other steps and take the one that reads so, by its digit."""
    keys.press("Ctrl+H")
    panel = rooms(program).dossier.step
    place = 1 + [words_of for _, words_of in _offered(panel._choices)].index(words)
    keys.press(str(place), str(place))


def _offered(choices: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    assert choices
    return choices


def test_a_mistyped_name_is_put_right_and_the_life_keeps_both(
    program: Program, keys: Clerk, qtbot: QtBot, code: str
) -> None:
    choose(program, keys, "Sửa thông tin nhập sai")
    panel = rooms(program).dossier.step
    keys.press("1", "1")
    assert panel._fields["value"].value == "Lò Văn Thử"
    keys.type("Lo Van Thanh")  # what stood there was marked
    keys.press("Tab")
    keys.type("go nham")
    keys.press("F9")
    until(qtbot, lambda: dossier(program, code).owner.name == "Lo Van Thanh")
    until(qtbot, lambda: rooms(program).dossier.view.owner[0][1] == "Lo Van Thanh")
    (told,) = [one for one in rooms(program).dossier.view.steps if one.head.startswith("Sửa")]
    assert told.head == "Sửa thông tin: tên: Lò Văn Thử → Lo Van Thanh"
    assert "go nham" in told.note
    assert dossier(program, code).status == RECEIVED


def test_a_number_typed_where_none_was_is_a_card_s_and_the_life_says_so(
    program: Program, keys: Clerk, qtbot: QtBot, code: str
) -> None:
    put_right(program, keys, "Số giấy tờ", "011090000007")
    until(qtbot, lambda: dossier(program, code).owner.id_kind == "cccd")
    until(qtbot, lambda: ("Số CCCD", "011 090 000 007") in rooms(program).dossier.view.owner)
    heads = [one.head for one in rooms(program).dossier.view.steps]
    assert "Sửa thông tin: số giấy tờ: trống → 011090000007" in heads
    assert "Sửa thông tin: loại giấy tờ: trống → căn cước" in heads


def test_what_cannot_stand_there_is_said_at_the_field_and_nothing_changes(
    program: Program, keys: Clerk, qtbot: QtBot, code: str
) -> None:
    choose(program, keys, "Sửa thông tin nhập sai")
    panel = rooms(program).dossier.step
    keys.press("4", "4")  # the telephone
    keys.type("abc")
    keys.press("Tab")
    keys.type("nham")
    keys.press("F9")
    until(qtbot, lambda: bool(panel._fields["value"].faulty))
    assert panel.action == "correct"
    assert dossier(program, code).owner.phone is None
    panel.list.setFocus()
    keys.press("Up")  # born_on: what was typed for the telephone is not meant for it
    assert panel._fields["value"].value == ""


def test_suspended_and_taken_up_again(
    program: Program, keys: Clerk, qtbot: QtBot, code: str
) -> None:
    before = dossier(program, code).due_at
    choose(program, keys, "Tạm dừng xử lý")
    keys.type("cho y kien")
    keys.press("F9")
    until(qtbot, lambda: dossier(program, code).state == SUSPENDED)
    assert dossier(program, code).status == HALTED
    until(qtbot, lambda: "resume" in rooms(program).dossier.view.allowed)
    choose(program, keys, "Xử lý tiếp")
    keys.press("F9")
    until(qtbot, lambda: dossier(program, code).status == PROCESSING)
    assert dossier(program, code).due_at == before  # the clock stood for no working time


def test_an_amount_is_typed_as_it_is_spoken(
    program: Program, keys: Clerk, qtbot: QtBot, code: str
) -> None:
    choose(program, keys, "Yêu cầu nộp tiền")
    keys.type("250.000\n")
    keys.press("F9")
    until(qtbot, lambda: dossier(program, code).status == WANTS_PAYMENT)
    assert dossier(program, code).owed_dong == 250_000


def test_a_payment_says_what_it_pays_before_it_is_written_down_and_how_much_in_the_life(
    program: Program, keys: Clerk, qtbot: QtBot, code: str
) -> None:
    page = rooms(program).dossier
    choose(program, keys, "Yêu cầu nộp tiền")
    keys.type("250.000\nthue truoc ba")
    keys.press("F9")
    until(qtbot, lambda: dossier(program, code).status == WANTS_PAYMENT)
    until(qtbot, lambda: page.step.action == "")
    choose(program, keys, "Đã nộp tiền")
    said = "Khoản phải nộp: 250.000 đ – thue truoc ba. Nộp xong, thời hạn tính tiếp."
    assert said in " ".join(drawn(page.step))
    keys.press("2", "2")
    until(qtbot, lambda: dossier(program, code).owed_dong is None)
    until(qtbot, lambda: page.step.action == "")
    heads = [step.head for step in page.view.steps]
    assert "Đã nộp tiền: 250.000 đ, chuyển khoản" in heads
    choose(program, keys, "Đã nộp tiền")
    fee = dict(page.view.money)["Lệ phí"]
    assert f"Lệ phí: {fee}." in " ".join(drawn(page.step))  # what was demanded is settled
    keys.press("1", "1")
    until(qtbot, lambda: dossier(program, code).paid == "cash")
    until(qtbot, lambda: "Đã nộp tiền: tiền mặt" in [step.head for step in page.view.steps])


def test_a_new_day_without_a_time_is_the_end_of_its_work_and_a_day_off_is_told(
    program: Program, keys: Clerk, qtbot: QtBot, code: str
) -> None:
    choose(program, keys, "Xin lỗi và hẹn lại (Mẫu 04)")
    keys.type("20/12/2026\nmat dien\n15/XL-UBND\nPo Dan Sinh")
    keys.press("F9")
    field = rooms(program).dossier.step._fields["due_at"]
    until(qtbot, lambda: field.input.property("state") == "error")
    assert field.input.accessibleDescription() == (
        "Chủ nhật 20/12/2026 là ngày nghỉ. Hồ sơ chưa đổi. Hãy hẹn vào ngày làm việc."
    )
    assert field.input.hasFocus()
    keys.press("Ctrl+A")
    keys.type("18/12/2026")
    keys.press("F9")
    until(qtbot, lambda: dossier(program, code).extensions == 1)
    assert dossier(program, code).due_at == datetime(2026, 12, 18, 17, tzinfo=VN)


def test_a_technical_wait_and_its_end_are_noted_and_stop_no_clock(
    program: Program, keys: Clerk, qtbot: QtBot, code: str
) -> None:
    due_at = advance(program, qtbot, code, "take_over")
    choose(program, keys, "Chờ điều kiện kỹ thuật")
    keys.type("chua co phoi")
    keys.press("F9")
    until(qtbot, lambda: dossier(program, code).waits_technically)
    until(qtbot, lambda: "wait_over" in rooms(program).dossier.view.allowed)
    choose(program, keys, "Hết chờ kỹ thuật")
    keys.press("F9")
    until(qtbot, lambda: not dossier(program, code).waits_technically)
    assert dossier(program, code).due_at == due_at


def test_a_wrong_result_is_put_right_by_another_dossier_that_the_life_names(
    program: Program, keys: Clerk, qtbot: QtBot, code: str
) -> None:
    advance(program, qtbot, code, "finish", "give_back")
    choose(program, keys, "Đính chính kết quả sai")
    keys.type("sai nam sinh")
    keys.press("F9")
    until(qtbot, lambda: bool(dossier(program, code).links))
    other = dossier(program, code).links[0].other
    assert dossier(program, other).fee_dong == 0
    until(qtbot, lambda: any(other in str(one) for one in rooms(program).dossier.view.steps))


def test_a_note_and_a_reminder_are_two_keys_away_wherever_they_are_allowed(
    program: Program, keys: Clerk, qtbot: QtBot, code: str
) -> None:
    """Ctrl+H and a digit, also in the longest list of steps."""
    lives: tuple[tuple[str, ...], ...] = ((), ("take_over",), ("finish",), ("give_back",))
    page, met = rooms(program).dossier, set()
    for steps in lives:
        if steps:
            advance(program, qtbot, code, *steps)
        for words, step in (("Ghi chú vào hồ sơ", "note"), ("Nhắc đến nhận kết quả", "remind")):
            if step in page.view.allowed:
                keys.presses = 0
                choose(program, keys, words)
                assert (page.step.action, keys.presses) == (step, 2)
                met.add(step)
                keys.press("Esc")
    assert met == {"note", "remind"}


def advance(program: Program, qtbot: QtBot, code: str, *actions: str) -> datetime | None:
    """Steps beside the page, which is opened again; the due time after them."""
    desk = rooms(program).door.now_open().desk
    for action in actions:
        line = {"code": code, "action": action}
        program.work.submit(partial(take_step, desk, line)).result(20)
    before = rooms(program).dossier.view
    rooms(program).scanning.open_dossier(code)
    until(qtbot, lambda: rooms(program).dossier.view.allowed != before.allowed)
    return dossier(program, code).due_at


@pytest.fixture
def certified(program: Program, keys: Clerk, qtbot: QtBot) -> str:  # noqa: ARG001 - as `code`
    """Two copies of three pages, paid in cash, open on its page."""
    desk = rooms(program).door.now_open().desk
    papers = [{"name": "Giấy khai sinh", "originals": 1, "pages": 3, "certify": 2}]
    line = {
        "procedure": "2.000815",
        "owner": {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà"},
        "papers": papers,
        "fee": {"paid": "cash"},
    }
    made = program.work.submit(lambda: reception.receive(desk, line).code).result(20)
    rooms(program).scanning.open_dossier(made)
    until(qtbot, lambda: rooms(program).dossier.view.code == made)
    return made


def put_right(program: Program, keys: Clerk, label: str, value: str) -> None:
    """Choose what is wrong with the arrows, type what is right, and why."""
    choose(program, keys, "Sửa thông tin nhập sai")
    panel = rooms(program).dossier.step
    wanted = [one for _, one, _ in panel._view.wrong].index(label)
    while panel.list.place < wanted:
        keys.press("Down")
    keys.press("Return", "\r")
    if value:
        keys.type(value)
    else:
        keys.press("Backspace")
    keys.press("Tab")
    keys.type("go nham")
    keys.press("F9")


def test_copies_put_right_count_the_fee_anew_and_say_what_is_still_to_be_paid(
    program: Program, keys: Clerk, qtbot: QtBot, certified: str
) -> None:
    assert dossier(program, certified).fee_dong == 10_000
    put_right(program, keys, "Số bản chứng thực – Giấy khai sinh", "5")
    until(qtbot, lambda: answered(program))
    found = dossier(program, certified)
    assert (found.papers[0].certify, found.fee_dong) == (5, 25_000)
    said = program.messages.current
    assert said is not None
    assert "10.000 đ → 25.000 đ" in said.more
    assert "Thu thêm 15.000 đ" in said.more
    until(qtbot, lambda: "25.000 đ" in dict(rooms(program).dossier.view.money)["Lệ phí"])


def test_a_count_that_is_none_is_said_at_the_field_in_vietnamese(
    program: Program, keys: Clerk, qtbot: QtBot, certified: str
) -> None:
    put_right(program, keys, "Số trang – Giấy khai sinh", "ba")
    field = rooms(program).dossier.step._fields["value"]
    until(qtbot, lambda: bool(field.faulty))
    assert field.input.accessibleDescription().startswith("Ghi một số từ 1")
    assert dossier(program, certified).papers[0].pages == 3
    field.input.setFocus()
    keys.press("Ctrl+A")
    keys.type("4")
    keys.press("F9")
    until(qtbot, lambda: dossier(program, certified).papers[0].pages == 4)


def test_a_receipt_that_another_dossier_has_is_warned_of_by_the_banner(
    program: Program, keys: Clerk, qtbot: QtBot, certified: str
) -> None:
    marks = {"form": "01BLP2-001", "symbol": "28AA-26P"}
    desk, owner = rooms(program).door.now_open().desk, {"name": "Lò Văn Thử", "no_id_reason": "x"}
    for serial, code in (("0000123", ""), ("0000124", certified)):
        receipt = {**marks, "serial": serial}
        line = {"procedure": "2.000815", "owner": owner, "pages": 1, "copies": 1}
        made = code or program.work.submit(partial(reception.receive, desk, line)).result(20).code
        paid = {"code": made, "action": "payment_made", "fee_receipt": receipt}
        program.work.submit(partial(take_step, desk, paid)).result(20)
    rooms(program).scanning.open_dossier(certified)
    until(qtbot, lambda: "0000124" in str(rooms(program).dossier.view.wrong))
    put_right(program, keys, "Số biên lai", "0000123")
    until(qtbot, lambda: program.messages.current is not None)
    said = program.messages.current
    assert said is not None
    assert "Biên lai 28AA-26P số 0000123 đã ghi ở hồ sơ MC-" in said.more
    assert certified not in said.more
    found = dossier(program, certified).fee_receipt
    assert found is not None
    assert found.serial == "0000123"


def test_who_decides_is_put_right_by_name_and_back_by_nothing(
    program: Program, keys: Clerk, qtbot: QtBot, code: str
) -> None:
    put_right(program, keys, "Cơ quan giải quyết", "khong dau ca")
    until(qtbot, lambda: bool(rooms(program).dossier.step._fields["value"].faulty))
    keys.press("Esc")
    put_right(program, keys, "Cơ quan giải quyết", "nà hỳ")
    until(qtbot, lambda: dossier(program, code).deciding_office != OWN)
    until(qtbot, lambda: not rooms(program).dossier.step.action)
    heads = [one.head for one in rooms(program).dossier.view.steps]
    assert "Sửa thông tin: cơ quan giải quyết: Xã Sín Thầu → Xã Nà Hỳ" in heads
    put_right(program, keys, "Cơ quan giải quyết", "")
    until(qtbot, lambda: dossier(program, code).deciding_office == OWN)

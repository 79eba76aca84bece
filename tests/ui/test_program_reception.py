"""Reception in the whole window over a real encrypted profile: visits, drafts, what is known."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.services.steps import step
from app.ui.reception.page import ReceptionPage
from tests.printing.reading import flat
from tests.ui.clerk import NEXT, PIN, Clerk, rooms, saved, scan_person, start, until

COPY, MARITAL = "2.000815", "1.004873"


def page(program: Program) -> ReceptionPage:
    return rooms(program).reception


def said_done(program: Program) -> str:
    done = program.messages.done
    return done.more if done is not None else ""


def test_a_visit_of_three_is_one_f9_three_slips_and_one_key_takes_it_back(
    program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path
) -> None:
    scan_person(program, keys, qtbot)
    for key in ("1", "3"):
        keys.press(key, key)
    for key in ("3", "2"):
        keys.press("Ctrl+N")
        keys.press(key, key)
    keys.press("F9")
    assert keys.presses <= 3 + 2 * 2
    stored = saved(program, qtbot, 3)
    assert [one.procedure for one in stored] == [COPY, MARITAL, "2.000884"]
    assert len({one.recorded_at for one in stored}) <= 3
    slips = [tmp_path / "paper" / f"{one.code}.pdf" for one in stored]
    until(qtbot, lambda: all(slip.exists() for slip in slips))
    assert program.messages.done is not None
    assert program.messages.done.head.startswith("Đã lưu 3 hồ sơ 20/11 – 0001, 0002, 0003")
    keys.press("Shift+F9")
    until(qtbot, lambda: all(one.void for one in saved(program, qtbot, 3)))
    until(qtbot, lambda: "Thu lại phiếu đã in." in said_done(program))


def test_row_9_marital_status_with_the_real_catalogue(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.type("tth")
    keys.press("Return", "\r")
    keys.type("ket hon")
    keys.press("F9")
    assert keys.presses <= 3 + 1 + 12 + 1
    (stored,) = saved(program, qtbot, 1)
    assert stored.procedure == MARITAL
    assert dict(stored.details)["purpose"] == "ket hon"


def test_row_13_a_person_by_hand_with_the_hamlet_of_a_dossier_before(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    saved(program, qtbot, 1)
    keys.presses = 0
    keys.press("F2")
    for typed in ("011190004217", "Lof Thij Uowi", "140390"):
        keys.type(typed)
        keys.press("Return", "\r")
    keys.press("Return", "\r")  # the number said the sex
    keys.type("ta")
    keys.press("Return", "\r")
    assert keys.presses <= 60
    assert page(program).owner.person.address == "Bản Tả Kố Khừ, Sín Thầu, Điện Biên"
    keys.press("Return", "\r")
    keys.press("1", "1")
    keys.press("F9")
    assert keys.presses <= 60
    second = saved(program, qtbot, 2)[1]
    assert (second.owner.born_on, second.owner.sex) == ("1990-03-14", "female")


def test_what_he_filed_and_what_waits_is_said_at_once_and_f4_hands_it_out(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    (stored,) = saved(program, qtbot, 1)
    opened = rooms(program).door.now_open()
    done = program.work.submit(lambda: step(opened.desk, {"code": stored.code, "action": "finish"}))
    done.result(20)
    scan_person(program, keys, qtbot)
    until(qtbot, lambda: bool(page(program).past.past.known))
    keys.press("1", "1")
    assert program.messages.current is not None
    assert program.messages.current.head == (
        "Ông Đức đã nộp thủ tục này ngày 20/11 tại Quầy 1 (có kết quả, chưa lấy)."
    )
    keys.presses = 0
    keys.press("F4")
    assert keys.presses == 1
    assert program.window.name == "giveback"
    until(qtbot, lambda: bool(rooms(program).giveback.basket.items))
    (item,) = rooms(program).giveback.basket.items.values()
    assert item.owner_id == stored.owner.id
    assert program.messages.current is None


def test_f5_does_as_last_time_for_this_person(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    scan_person(program, keys, qtbot)
    keys.type("tth")
    keys.press("Return", "\r")
    keys.type("vay von")
    keys.press("F9")
    saved(program, qtbot, 1)
    scan_person(program, keys, qtbot, NEXT)
    keys.press("1", "1")
    keys.press("F9")
    saved(program, qtbot, 2)
    scan_person(program, keys, qtbot)
    until(qtbot, lambda: page(program).past.past.last is not None)
    keys.press("F5")
    keys.press("F9")
    assert keys.presses == 2
    third = saved(program, qtbot, 3)[2]
    assert (third.procedure, dict(third.details)) == (MARITAL, {"purpose": "vay von"})


def test_after_a_crash_the_visit_is_back_with_the_caret_in_its_field(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.type("12")
    keys.press("Ctrl+N")
    keys.type("tth")
    keys.press("Return", "\r")
    keys.type("vay von")
    keys.press("Home")
    program.keep_typed()
    profile = program.profile
    program.window.close()
    again = start(qtbot, profile)
    Clerk().type(PIN)
    until(qtbot, lambda: again.window.name == "reception")
    draft = page(again).draft()
    assert [one.procedure for one in draft.dossiers] == [COPY, MARITAL]
    assert draft.visit[0].originals[0].copies == 2
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert (field.objectName(), field.text()) == ("details.purpose", "vay von")
    assert field.cursorPosition() == 0
    again.window.close()


def test_the_same_dossier_begun_twice_is_one_draft(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.type("tth")
    keys.press("Return", "\r")
    keys.type("vay von")
    scan_person(program, keys, qtbot, NEXT)
    scan_person(program, keys, qtbot)
    until(qtbot, lambda: bool(page(program).past.past.kept))
    keys.press("3", "3")
    assert dict(page(program).draft().details)["purpose"] == "vay von"
    program.keep_typed()

    def drafts() -> int:
        connection = rooms(program).door.now_open().connection
        found = program.work.submit(
            lambda: connection.execute("SELECT count(*) FROM draft").fetchone()[0]
        )
        return int(found.result(20))

    until(qtbot, lambda: drafts() == 1)


def test_a_wrong_telephone_makes_nobody_doubt_the_number_that_the_card_gave(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("Shift+Tab")
    keys.type("khong\n")
    keys.press("1", "1")
    shown = page(program).settled()
    assert next(one.field for one in shown.faults) == "owner.phone"
    assert not [one for one in shown.warnings if "số giấy tờ" in one]


def test_many_pages_get_the_longer_term_that_was_agreed_by_an_act_of_the_clerk(
    program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("3", "3")
    keys.press("Ctrl+H")
    term = page(program).line.extras._fields["case"]
    assert term.isHidden()
    keys.press("Esc")
    keys.press("Esc")
    keys.press("1", "1")
    keys.press("Ctrl+H")
    assert not term.isHidden()
    keys.press("Down")  # the caret is there: of copies no day is agreed on otherwise
    doubt = "Chọn “Nhiều trang: thêm 2 ngày” mà mới ghi 1 trang, 1 bản."
    assert any(one.startswith(doubt) for one in page(program).settled().warnings)
    keys.press("Esc")
    keys.press("Tab")
    keys.type("12")
    assert page(program).settled().warnings == ()
    keys.press("F9")
    (stored,) = saved(program, qtbot, 1)
    assert (stored.procedure, stored.case) == (COPY, "nhieu-trang")
    assert f"{stored.due_at:%d/%m %H:%M}" == "25/11 10:42"  # 24/11 is off
    slip = tmp_path / "paper" / f"{stored.code}.pdf"
    until(qtbot, slip.exists)
    said = "02 ngày làm việc, người yêu cầu đồng ý; Giấy này là văn bản hẹn"
    until(qtbot, lambda: said in flat(slip.read_bytes()))
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    until(qtbot, lambda: len(saved(program, qtbot, 2)) == 2)
    assert saved(program, qtbot, 2)[-1].case is None

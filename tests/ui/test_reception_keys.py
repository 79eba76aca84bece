"""Tiếp nhận by keys alone."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.reception.draft import OriginalDraft, PaperDraft
from app.ui.reception.page import ReceptionPage
from app.ui.shortcuts import KeyAction
from app.ui.widgets.fields import Field
from tests.ui.conftest import Keyboard
from tests.ui.samples import DUC, LONG, Counter

MAY = replace(DUC, name="Thào Thị Mai", id="011185000123")


def page_keys(page: ReceptionPage) -> list[KeyAction]:
    return page.keys()


def fault_of(page: ReceptionPage, name: str) -> str:
    """The description that a screen reader gives for the field of this name."""
    fields = [one for one in page.findChildren(Field) if one.input.accessibleName() == name]
    return fields[0].input.accessibleDescription()


def test_card_then_one_then_f9_saves_and_prints(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    reception.take_person(DUC)
    keyboard.press("1", "1")
    keyboard.press("F9")
    ((draft, with_print),) = counter.saved
    assert with_print
    assert draft.claim() == {
        "key": draft.key,
        "procedure": "2.000815",
        "owner": {
            "kind": "citizen",
            "name": "Đặng Văn Đức",
            "id": "011090000007",
            "born_on": "01/01/1990",
            "sex": "male",
            "address": "Bản Tả Kố Khừ, xã Sín Thầu, tỉnh Điện Biên",
        },
        "papers": [
            {"name": "Bản chính giấy tờ", "originals": 1},
            {"name": "Bản sao cần chứng thực", "copies": 1},
        ],
        "pages": 1,
        "copies": 1,
        "fee": {"paid": "cash"},
    }


def test_after_a_save_the_page_is_empty_and_the_scan_box_has_the_caret(
    reception: ReceptionPage, keyboard: Keyboard, window: MainWindow
) -> None:
    reception.take_person(DUC)
    keyboard.press("1", "1")
    keyboard.press("F9")
    assert reception.draft().blank
    assert QApplication.focusWidget() is window.shell.header.scan.input


def test_each_save_has_its_own_key(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    for person in (DUC, MAY):
        reception.take_person(person)
        keyboard.press("1", "1")
        keyboard.press("F9")
    first, second = (draft.key for draft, _ in counter.saved)
    assert first != second


def test_digits_after_a_copy_procedure_are_the_number_of_copies(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    reception.take_person(DUC)
    keyboard.type("112\n6")
    assert reception.draft().originals == (OriginalDraft(copies=12, pages=6),)
    assert reception._preview.fee == "144.000 đ"


def test_insert_adds_an_original_with_its_own_line(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    reception.take_person(DUC)
    keyboard.type("12")
    keyboard.press("Ins")
    keyboard.type("3")
    assert reception.draft().originals == (OriginalDraft(2, 1), OriginalDraft(3, 1))
    lines = reception.draft().claim()["papers"][2:]
    assert [line["certify"] for line in lines] == [2, 3]


def test_letters_without_marks_narrow_the_procedures(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    reception.take_person(DUC)
    keyboard.type("khai tu\n")
    assert reception.draft().procedure == "1.000656"


def test_first_letters_find_a_procedure_too(reception: ReceptionPage, keyboard: Keyboard) -> None:
    reception.take_person(DUC)
    keyboard.type("hn\n")
    assert reception.draft().procedure == "1.004873"


def test_letters_with_marks_find_the_same(reception: ReceptionPage, keyboard: Keyboard) -> None:
    reception.take_person(DUC)
    keyboard.type("hôn nhân\n")
    assert reception.draft().procedure == "1.004873"


def test_ctrl_f9_saves_without_printing(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    reception.take_person(DUC)
    keyboard.press("2", "2")
    keyboard.press("Ctrl+F9")
    assert [with_print for _, with_print in counter.saved] == [False]


def test_ctrl_9_is_f9_for_laptops(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    reception.take_person(DUC)
    keyboard.press("2", "2")
    keyboard.press("Ctrl+9")
    assert len(counter.saved) == 1


def test_f9_says_what_is_missing_and_saves_nothing(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter, messages: Messages
) -> None:
    reception.take_person(DUC)
    keyboard.press("F9")
    assert not counter.saved
    assert messages.current is not None
    assert messages.current.more == "Chưa chọn thủ tục. Hãy chọn một."


def test_a_fault_is_said_on_leaving_the_field_and_the_text_stays(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    keyboard.press("F2")
    keyboard.type("01109000000")
    assert not fault_of(reception, "Số CCCD")
    keyboard.press("Return", "\r")
    assert fault_of(reception, "Số CCCD") == "Số CCCD có 12 chữ số. Bạn đã nhập 11 – thiếu 1 số."
    assert reception.draft().owner.id == "01109000000"


def test_a_mended_field_is_quiet_again(reception: ReceptionPage, keyboard: Keyboard) -> None:
    keyboard.press("F2")
    keyboard.type("01109000000\n")
    reception.owner.focus("owner.id")
    keyboard.press("End")
    keyboard.type("7\n")
    assert not fault_of(reception, "Số CCCD")


def test_typed_text_is_tidied_on_leaving_only(reception: ReceptionPage, keyboard: Keyboard) -> None:
    keyboard.press("F2")
    reception.owner.focus("owner.name")
    decomposed = "  Y  Nie\u0302 "
    keyboard.type(decomposed)
    assert reception.draft().owner.name == decomposed
    keyboard.press("Return", "\r")
    assert reception.draft().owner.name == "Y Niê"


@pytest.mark.usefixtures("reception")
def test_enter_goes_to_the_next_field_and_never_saves(keyboard: Keyboard, counter: Counter) -> None:
    keyboard.press("F2")
    keyboard.type("011090000007\nĐặng Văn Đức\n\n\n\n\n\n\n")
    assert not counter.saved


def test_ctrl_t_switches_the_kind_and_keeps_what_fits(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    keyboard.press("F2")
    reception.owner.focus("owner.name")
    keyboard.type("Tạp hoá Mường Nhé")
    keyboard.press("Ctrl+T")
    assert reception.draft().owner.owner_claim()["kind"] == "household"
    assert reception.draft().owner.name == "Tạp hoá Mường Nhé"


@pytest.mark.parametrize(
    ("presses", "kind"), [(0, "citizen"), (1, "household"), (2, "organisation"), (3, "citizen")]
)
def test_four_kinds_of_owner_go_round(
    reception: ReceptionPage, keyboard: Keyboard, presses: int, kind: str
) -> None:
    keyboard.press("F2")
    for _ in range(presses):
        keyboard.press("Ctrl+T")
    reception.owner.focus("owner.name")
    keyboard.type("Mai")
    assert reception.draft().owner.owner_claim()["kind"] == kind


def test_a_foreigner_has_a_passport(reception: ReceptionPage, keyboard: Keyboard) -> None:
    keyboard.press("F2")
    for _ in range(3):
        keyboard.press("Ctrl+T")
    keyboard.type("C1234567\nSomchai")
    claim = reception.draft().owner.owner_claim()
    assert (claim["id"], claim["id_kind"]) == ("C1234567", "passport")


def test_who_has_no_number_is_asked_why(reception: ReceptionPage, keyboard: Keyboard) -> None:
    keyboard.press("F2")
    reception.owner.focus("owner.name")
    keyboard.type("Vừ Thị Mỷ\nchưa được cấp")
    claim = reception.draft().owner.owner_claim()
    assert (claim["id_kind"], claim["no_id_reason"]) == ("none", "chưa được cấp")


def test_ctrl_u_keeps_the_first_card_as_submitter(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    reception.take_person(DUC)
    keyboard.press("Ctrl+U")
    reception.take_person(LONG)
    draft = reception.draft()
    assert draft.owner.name == LONG.name
    assert draft.submitter is not None
    assert draft.submitter.name == "Đặng Văn Đức"


def test_ten_neighbours_are_ten_owners_and_one_submitter(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    reception.take_person(DUC)
    keyboard.press("Ctrl+U")
    for person in (LONG, MAY):
        reception.take_person(person)
        keyboard.press("2", "2")
        keyboard.press("F9")
    owners = [draft.claim()["owner"]["name"] for draft, _ in counter.saved]
    submitters = [draft.claim()["submitter"]["name"] for draft, _ in counter.saved]
    assert owners == [LONG.name, MAY.name]
    assert submitters == [DUC.name] * 2


def test_f2_twice_lets_the_submitter_go(reception: ReceptionPage, keyboard: Keyboard) -> None:
    reception.take_person(DUC)
    keyboard.press("Ctrl+U")
    reception.take_person(LONG)
    keyboard.press("F2")
    assert reception.draft().submitter is not None
    keyboard.press("F2")
    assert reception.draft().submitter is None


def test_f5_repeats_the_procedure_before(reception: ReceptionPage, keyboard: Keyboard) -> None:
    reception.take_person(DUC)
    keyboard.type("15")
    keyboard.press("F9")
    reception.take_person(MAY)
    keyboard.press("F5")
    draft = reception.draft()
    assert (draft.owner.name, draft.procedure) == (MAY.name, "2.000815")
    assert draft.originals == (OriginalDraft(5, 1),)


def test_a_paper_is_counted_unticked_and_turned_by_keys(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    reception.take_person(DUC)
    keyboard.press("4", "4")
    reception.papers.focus()
    keyboard.press("3", "3")
    keyboard.press("Right")
    assert reception.draft().papers[0] == PaperDraft("Tờ khai theo mẫu", 3, "certified")
    keyboard.press("Space", " ")
    assert [paper.name for paper in reception.draft().papers] == ["Giấy chứng sinh"]


def test_a_missing_required_paper_gets_the_caret(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    reception.take_person(DUC)
    keyboard.press("5", "5")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Giấy xác nhận của trưởng bản, chưa có"


def test_a_birth_asks_for_the_child(reception: ReceptionPage, keyboard: Keyboard) -> None:
    reception.take_person(DUC)
    keyboard.press("4", "4")
    keyboard.type("Đặng Thị Hoa\n15/11/2026")
    claim = reception.draft().claim()
    assert claim["subjects"] == [{"role": "child", "name": "Đặng Thị Hoa", "born_on": "15/11/2026"}]


def test_esc_goes_back_to_the_procedures(reception: ReceptionPage, keyboard: Keyboard) -> None:
    reception.take_person(DUC)
    keyboard.press("4", "4")
    keyboard.press("Esc")
    keyboard.press("2", "2")
    assert reception.draft().procedure == "2.000884"

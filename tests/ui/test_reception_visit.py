"""Several dossiers in one visit, as last time, what is known at once."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from app.domain.errors import ClerkError
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.reception.desk import Known, Past
from app.ui.reception.draft import Draft, OriginalDraft, PersonDraft
from app.ui.reception.known_list import KnownRow
from app.ui.reception.page import ReceptionPage
from tests.ui.keyboard import Keyboard
from tests.ui.samples import DUC, KNOWN, Counter

MAY = replace(DUC, name="Thào Thị Mai", id="011185000123")


def focused() -> str:
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.objectName()


def procedures(page: ReceptionPage) -> list[str]:
    return [one.procedure for one in page.draft().dossiers]


# --- several dossiers ---------------------------------------------------------------------------


def test_what_was_set_down_is_listed_with_the_sum(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    reception.take_person(DUC)
    assert reception.middle.visit.isHidden()
    keyboard.type("13")
    keyboard.press("Ctrl+N")
    keyboard.press("3", "3")
    listed = reception.middle.visit
    assert listed.list.row_at(0).head == "Chứng thực bản sao từ bản chính"
    assert listed.list.row_at(0).note.startswith("6.000 đ · hẹn 15:30")
    assert listed._sum.text() == "2 hồ sơ · 6.000 đ"


def test_a_visit_can_be_saved_from_the_procedure_list(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    reception.take_person(DUC)
    keyboard.press("2", "2")
    keyboard.type("+")
    keyboard.press("F9")
    ((draft, _),) = counter.saved
    assert [one.procedure for one in draft.dossiers] == ["2.000884"]
    assert reception.draft().blank


def test_plus_says_what_is_missing_and_sets_nothing_down(
    reception: ReceptionPage, keyboard: Keyboard, messages: Messages
) -> None:
    keyboard.press("F2")
    keyboard.type("0110")
    reception.middle.picker.search.setFocus()
    keyboard.press("2", "2")
    keyboard.press("Ctrl+N")
    assert not reception.draft().visit
    assert messages.current is not None
    assert messages.current.head == "Chưa thêm được."


def test_a_set_down_dossier_is_opened_again_and_the_other_takes_its_place(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    reception.take_person(DUC)
    keyboard.type("14")
    keyboard.press("Ctrl+N")
    keyboard.press("2", "2")
    reception.middle.visit.list.setFocus()
    keyboard.press("Return", "\r")
    draft = reception.draft()
    assert (draft.procedure, draft.originals) == ("2.000815", (OriginalDraft(4),))
    assert [one.procedure for one in draft.visit] == ["2.000884"]


def test_delete_takes_a_dossier_out_and_ctrl_d_brings_it_back(
    reception: ReceptionPage, keyboard: Keyboard, messages: Messages
) -> None:
    reception.take_person(DUC)
    keyboard.type("14")
    keyboard.press("Ctrl+N")
    keyboard.press("2", "2")
    reception.middle.visit.list.setFocus()
    keyboard.press("Del")
    assert procedures(reception) == ["2.000884"]
    assert messages.done is not None
    assert messages.done.head == "Đã bỏ Chứng thực bản sao từ bản chính khỏi lượt này."
    keyboard.press("Ctrl+D")
    assert procedures(reception) == ["2.000815", "2.000884"]
    assert reception.draft().visit[0].originals == (OriginalDraft(4),)


def test_a_visit_is_one_draft_and_comes_back_whole(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    reception.take_person(DUC)
    keyboard.type("14")
    first = reception.draft().key
    keyboard.press("Ctrl+N")
    keyboard.press("3", "3")
    keyboard.type("")
    reception.keep()
    kept = counter.kept[-1]
    assert kept.row == first
    assert kept.key != first
    keyboard.press("F2")
    reception.show_draft(kept)
    assert reception.draft() == kept
    assert procedures(reception) == ["2.000815", "1.004873"]


def test_the_next_card_puts_the_whole_visit_aside(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    reception.take_person(DUC)
    keyboard.press("2", "2")
    keyboard.press("Ctrl+N")
    reception.take_person(MAY)
    assert reception.draft().owner.name == MAY.name
    assert not reception.draft().visit
    assert [one.procedure for one in counter.kept[-1].visit] == ["2.000884"]


def test_a_refusal_opens_the_dossier_it_means(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter, messages: Messages
) -> None:
    reception.take_person(DUC)
    keyboard.press("3", "3")
    keyboard.press("Ctrl+N")
    keyboard.press("2", "2")
    counter.refuse = ClerkError("Mục đích quá dài. Hãy rút gọn.", "visit.0.details.purpose")
    keyboard.press("F9")
    assert reception.draft().procedure == "1.004873"
    assert [one.procedure for one in reception.draft().visit] == ["2.000884"]
    assert focused() == "details.purpose"
    assert messages.current is not None
    assert messages.current.more == "Mục đích quá dài. Hãy rút gọn."


def test_shift_f9_takes_all_of_that_save_back_and_says_so(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter, messages: Messages
) -> None:
    reception.take_person(DUC)
    keyboard.press("2", "2")
    keyboard.press("Ctrl+N")
    keyboard.press("3", "3")
    keyboard.press("F9")
    assert messages.done is not None
    assert messages.done.head == "Đã lưu 2 hồ sơ 20/11 – 0240, 0241 – Đặng Văn Đức."
    assert messages.done.actions[0].words == "Huỷ cả 2 hồ sơ, thu lại phiếu nếu đã in"
    keyboard.press("Shift+F9")
    assert [saved.dossiers for saved in counter.voided] == [(240, 241)]
    assert messages.done.head == "Đã huỷ hồ sơ 20/11 – 0240, 0241 – Đặng Văn Đức."
    assert messages.done.more.startswith("Thu lại phiếu đã in.")


def test_a_wrong_name_is_mended_after_shift_f9_without_typing_all_again(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    keyboard.press("F2")
    keyboard.type("011190004217\nPo My Xuyen\n140390\n")
    keyboard.press("Ctrl+N")
    keyboard.press("2", "2")
    keyboard.press("F9")
    keyboard.press("Shift+F9")
    keyboard.press("Ctrl+D")
    assert focused() == "owner.name"
    assert reception.owner.person.name == "Po My Xuyen"
    keyboard.press("Ctrl+A")
    keyboard.type("Pờ Mỳ Xuyến")
    keyboard.press("F9")
    first, second = (draft for draft, _ in counter.saved)
    assert (second.owner.name, second.procedure) == ("Pờ Mỳ Xuyến", first.procedure)
    assert second.owner.born_on == first.owner.born_on
    assert second.key != first.key


# --- what is known ------------------------------------------------------------------------------


def test_enter_on_a_known_dossier_opens_it(reception: ReceptionPage, keyboard: Keyboard) -> None:
    asked: list[str] = []
    reception.opened.connect(asked.append)
    reception.take_person(DUC)
    rows = reception.owner.findChildren(KnownRow)
    rows[1].setFocus()
    keyboard.press("Return", "\r")
    assert asked == [KNOWN[1].code]


def test_f4_goes_to_the_waiting_results(
    reception: ReceptionPage, keyboard: Keyboard, window: MainWindow
) -> None:
    asked: list[tuple[str, ...]] = []
    reception.giving_back.connect(asked.append)
    keyboard.press("F4")
    assert asked == []
    reception.take_person(DUC)
    assert "F4" in window.shell.keybar.shown()
    keyboard.press("F4")
    assert asked == [(KNOWN[0].code,)]


def test_the_same_procedure_so_soon_is_warned_of_and_f9_saves_all_the_same(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter, messages: Messages
) -> None:
    asked: list[str] = []
    reception.opened.connect(asked.append)
    reception.take_person(DUC)
    keyboard.press("2", "2")
    assert messages.current is not None
    assert messages.current.head == KNOWN[0].warning
    keyboard.press("Ctrl+O")
    assert asked == [KNOWN[0].code]
    keyboard.press("F9")
    assert len(counter.saved) == 1
    assert messages.current is None


def test_another_procedure_is_not_warned_of(
    reception: ReceptionPage, keyboard: Keyboard, messages: Messages
) -> None:
    reception.take_person(DUC)
    keyboard.press("2", "2")
    reception.middle.picker.search.setFocus()
    keyboard.press("1", "1")
    assert messages.current is None


def test_a_typed_number_is_looked_up_when_its_field_is_left(
    open_reception: Callable[..., ReceptionPage], keyboard: Keyboard
) -> None:
    asked: list[str] = []

    def known(person: PersonDraft) -> Past:
        asked.append(person.id)
        return Past(known=KNOWN)

    page = open_reception(known=known)
    keyboard.press("F2")
    keyboard.type("011090000007\n")
    assert asked == ["011090000007"]
    assert len(page.owner.findChildren(KnownRow)) == len(KNOWN)
    assert focused() == "owner.name"


def test_a_known_row_without_a_warning_never_warns(
    open_reception: Callable[..., ReceptionPage], keyboard: Keyboard, messages: Messages
) -> None:
    old = Known("ok", "còn 3 ngày", "Chứng thực", "01/09 – 0001", "x", "2.000815")
    page = open_reception(known=lambda _person: Past(known=(old,)))
    page.take_person(DUC)
    keyboard.press("1", "1")
    assert messages.current is None


# --- as last time -------------------------------------------------------------------------------


LAST = Draft(
    procedure="1.004873",
    details=(("purpose", "vay vốn ngân hàng"),),
    papers=(),
)


def test_f5_repeats_this_persons_last_dossier(
    open_reception: Callable[..., ReceptionPage], keyboard: Keyboard
) -> None:
    page = open_reception(known=lambda _person: Past(last=LAST, last_words="Xác nhận"))
    page.take_person(DUC)
    keyboard.press("F5")
    draft = page.draft()
    assert (draft.owner.name, draft.procedure) == (DUC.name, "1.004873")
    assert dict(draft.details)["purpose"] == "vay vốn ngân hàng"


def test_f5_does_not_repeat_a_day_of_an_event(
    open_reception: Callable[..., ReceptionPage], keyboard: Keyboard
) -> None:
    died = Draft(procedure="1.000656", details=(("died_on", "01/11/2026"),))
    page = open_reception(known=lambda _person: Past(last=died))
    page.take_person(DUC)
    keyboard.press("F5")
    assert dict(page.draft().details)["died_on"] == ""


def test_f5_for_somebody_unknown_repeats_the_save_before_but_no_exemption(
    open_reception: Callable[..., ReceptionPage], keyboard: Keyboard
) -> None:
    page = open_reception(known=lambda _person: Past())
    page.take_person(DUC)
    keyboard.type("15")
    page.promise._exempt.choose("ho-ngheo")
    keyboard.press("F9")
    page.take_person(MAY)
    keyboard.press("F5")
    draft = page.draft()
    assert (draft.procedure, draft.originals) == ("2.000815", (OriginalDraft(5),))
    assert draft.exemption == ""


def test_what_f5_replaced_comes_back_with_ctrl_d(
    open_reception: Callable[..., ReceptionPage], keyboard: Keyboard
) -> None:
    page = open_reception(known=lambda _person: Past(last=LAST))
    page.take_person(DUC)
    keyboard.type("17")
    keyboard.press("F5")
    keyboard.press("Ctrl+D")
    assert page.draft().originals == (OriginalDraft(7),)

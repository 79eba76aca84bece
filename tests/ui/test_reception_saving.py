"""Drafts, saving, refusal, trouble, taking back: what becomes of a reception page."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import ClerkError, MotCuaError, Trouble
from app.ui.messages import Messages
from app.ui.reception.desk import Past, Saved
from app.ui.reception.draft import Draft, PersonDraft
from app.ui.reception.page import ReceptionPage
from app.ui.shortcuts import KeyAction
from app.ui.widgets.fields import Field
from tests.ui.conftest import Keyboard
from tests.ui.samples import DUC, LONG, Counter, run_now

MAY = replace(DUC, name="Thào Thị Mai", id="011185000123")


def page_keys(page: ReceptionPage) -> list[KeyAction]:
    return page.keys()


def fault_of(page: ReceptionPage, name: str) -> str:
    """The description that a screen reader gives for the field of this name."""
    fields = [one for one in page.findChildren(Field) if one.input.accessibleName() == name]
    return fields[0].input.accessibleDescription()


@pytest.mark.usefixtures("reception")
def test_a_draft_is_kept_within_a_second(
    keyboard: Keyboard, counter: Counter, qtbot: QtBot
) -> None:
    keyboard.press("F2")
    keyboard.type("0110")
    qtbot.waitUntil(lambda: bool(counter.kept), timeout=60_000)
    assert counter.kept[-1].owner.id == "0110"


def test_a_kept_draft_comes_back_as_it_was(reception: ReceptionPage, keyboard: Keyboard) -> None:
    reception.take_person(DUC)
    keyboard.press("Ctrl+U")
    reception.take_person(LONG)
    keyboard.press("4", "4")
    keyboard.type("Đặng Thị Hoa")
    before = reception.draft()
    keyboard.press("F2")
    reception.show_draft(before)
    assert reception.draft() == before


def test_a_refused_save_keeps_every_letter(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter, messages: Messages
) -> None:
    counter.refuse = ClerkError("Số CCCD này đã khoá. Xem lại số.", "owner.id")
    reception.take_person(DUC)
    keyboard.press("1", "1")
    before = reception.draft()
    keyboard.press("F9")
    assert reception.draft().owner.name == before.owner.name
    assert reception.draft().originals == before.originals
    assert messages.current is not None
    assert fault_of(reception, "Số CCCD") == "Số CCCD này đã khoá. Xem lại số."


def test_trouble_is_a_banner_and_the_form_stays(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter, messages: Messages
) -> None:
    counter.refuse = Trouble("Ổ đĩa đầy. Chưa lưu hồ sơ này. Xoá bớt tệp rồi nhấn F9.")
    reception.take_person(DUC)
    keyboard.press("1", "1")
    keyboard.press("F9")
    assert messages.current is not None
    assert messages.current.head == "Ổ đĩa đầy."
    assert reception.draft().owner.name == "Đặng Văn Đức"


def test_the_next_card_waits_for_a_running_save(
    open_reception: Callable[..., ReceptionPage], keyboard: Keyboard, counter: Counter
) -> None:
    waiting: list[Callable[[], None]] = []

    def run_later(
        work: Callable[[], object],
        done: Callable[[object], None],
        failed: Callable[[MotCuaError], None] | None = None,  # noqa: ARG001 - the signature of Run
    ) -> None:
        waiting.append(lambda: done(work()))

    page = open_reception(run=run_later, known=lambda _person: Past())
    page.take_person(DUC)
    keyboard.press("1", "1")
    keyboard.press("F9")
    page.take_person(MAY)
    assert page.draft().owner.name == DUC.name
    while waiting:
        waiting.pop(0)()
    assert [draft.owner.name for draft, _ in counter.saved] == [DUC.name]
    assert page.draft().owner.name == MAY.name


def test_shift_f9_takes_the_save_back(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    reception.take_person(DUC)
    keyboard.press("1", "1")
    keyboard.press("F9")
    keyboard.press("Shift+F9")
    assert [saved.name for saved in counter.voided] == ["Đặng Văn Đức"]


def test_f9_is_filled_only_when_the_save_would_be_taken(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    assert not [key for key in page_keys(reception) if key.main]
    reception.take_person(DUC)
    keyboard.press("1", "1")
    assert [key.key for key in page_keys(reception) if key.main] == ["F9"]


def test_known_dossiers_of_the_person_are_shown(reception: ReceptionPage) -> None:
    reception.take_person(DUC)
    names = {widget.accessibleName() for widget in reception.owner.findChildren(QWidget)}
    assert "16:00 hôm nay" in names


def test_a_blank_page_is_no_draft() -> None:
    assert PersonDraft().blank


# --- the next card ------------------------------------------------------------------------------


def test_a_second_card_puts_the_unsaved_dossier_aside_and_begins_anew(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter, messages: Messages
) -> None:
    reception.take_person(DUC)
    keyboard.press("5", "5")
    first = reception.draft()
    reception.take_person(MAY)
    assert counter.kept[-1] == first
    assert reception.draft().owner.name == MAY.name
    assert not reception.draft().procedure
    assert reception.draft().key != first.key
    assert messages.done is not None
    assert messages.done.head == "Đã giữ bản nháp của Đặng Văn Đức."
    keyboard.press("Ctrl+D")
    assert reception.draft().owner.name == "Đặng Văn Đức"
    assert reception.draft().procedure == first.procedure


def test_before_a_procedure_is_chosen_a_second_card_is_simply_the_person(
    reception: ReceptionPage, counter: Counter
) -> None:
    reception.take_person(DUC)
    reception.take_person(MAY)
    assert reception.draft().owner.name == MAY.name
    assert not counter.kept


def test_a_second_card_is_whom_the_procedure_asks_for(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    reception.take_person(DUC)
    keyboard.press("7", "7")  # a marriage asks for two people
    reception.take_person(MAY)
    draft = reception.draft()
    assert draft.owner.name == DUC.name
    assert [one.name for one in draft.subjects] == [MAY.name, ""]
    keyboard.press("3", "3")  # the caret is in the form: a digit never swaps the procedure
    assert reception.draft().procedure == draft.procedure


def test_a_new_dossier_is_paid_as_usual_also_after_a_draft_without_procedure(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    reception.show_draft(replace(reception.draft(), owner=DUC, paid=""))
    reception.take_focus()
    keyboard.press("1", "1")
    assert reception.draft().paid == "cash"


def test_taking_back_says_so(
    reception: ReceptionPage, keyboard: Keyboard, messages: Messages
) -> None:
    reception.take_person(DUC)
    keyboard.press("1", "1")
    keyboard.press("F9")
    keyboard.press("Shift+F9")
    assert messages.done is not None
    assert messages.done.head.startswith("Đã huỷ hồ sơ 20/11 – ")
    assert "Thu lại phiếu" in messages.done.more


@pytest.mark.parametrize("ends", ["saved", "refused"])
def test_a_slow_save_says_so_until_it_is_over(
    open_reception: Callable[..., ReceptionPage],
    keyboard: Keyboard,
    messages: Messages,
    counter: Counter,
    qtbot: QtBot,
    ends: str,
) -> None:
    held: list[Callable[[], None]] = []

    def save(draft: Draft, with_print: bool) -> Saved:  # noqa: FBT001 - the page's callable
        if ends == "refused":
            raise Trouble("Ổ đĩa đầy. Chưa lưu hồ sơ.")
        return counter.save(draft, with_print)

    def run(work: Any, done: Any, failed: Any = None) -> None:
        if disk_is_busy:
            held.append(lambda: run_now(work, done, failed))
        else:
            run_now(work, done, failed)

    disk_is_busy = False
    page = open_reception(save=save, run=run)
    page.take_person(DUC)
    keyboard.press("1", "1")
    disk_is_busy = True
    keyboard.press("F9")
    qtbot.waitUntil(lambda: messages.current is not None and messages.current.head == "Đang lưu…")
    assert not page.owner.person.blank
    disk_is_busy = False
    for one in held:
        one()
    said = messages.current.head if messages.current else ""
    assert said == {"saved": "", "refused": "Ổ đĩa đầy."}[ends]

"""A slip that was written on paper is typed in by keys, with its own hour, under its own number."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import blank_slips
from app.bootstrap.window import Program
from app.domain.times import from_seconds
from app.services import reception as service
from app.storage import print_jobs
from app.ui.admin.slips_panel import SlipsPanel
from app.ui.reception.draft import Draft, OriginalDraft, PersonDraft
from app.ui.reception.page import ReceptionPage
from tests.printing.reading import flat
from tests.ui.clerk import CARD, Clerk, codes, rooms, saved, until
from tests.ui.keyboard import Keyboard
from tests.ui.samples import DUC, Counter

SEVENTH, EIGHTH = "MC-03158-1-P-0007", "MC-03158-1-P-0008"
PERSON = "011090000007\nĐặng Văn Đức\n\n\nBản Tả Kố Khừ\n\n"
DAWN = from_seconds(0)
SECONDS_A_KEY, MOST_SECONDS = 0.28, 30  # a slow typist's; a paper slip is typed in within this


def print_ten(program: Program) -> None:
    """Ten blank slips, a minute before now."""
    opened = rooms(program).door.now_open()
    run = program.work.submit(lambda: blank_slips.queue(opened, 10, "a4x2")).result(20)
    assert run.last == 10
    rooms(program).printing.kick()


def scan_slip(program: Program, keys: Clerk, qtbot: QtBot, number: str) -> None:
    keys.scan(number)
    until(qtbot, lambda: rooms(program).reception.people.paper.number == number)
    keys.presses = 0


def test_a_paper_slip_takes_the_keys_of_a_person_typed_by_hand_and_its_hour(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    print_ten(program)
    keys.press("F2")
    keys.press("F2")
    keys.type(PERSON)
    keys.press("1", "1")
    keys.press("F9")
    by_hand = keys.presses
    saved(program, qtbot, 1)
    scan_slip(program, keys, qtbot, SEVENTH)
    keys.type("1042\n")
    keys.type(PERSON)
    keys.press("1", "1")
    keys.press("F9")
    dossier = saved(program, qtbot, 2)[-1]
    assert keys.presses == by_hand - len(["F2", "F2"]) + len("1042\n")
    assert keys.presses * SECONDS_A_KEY <= MOST_SECONDS
    assert (dossier.code, dossier.owner.name) == (SEVENTH, DUC.name)
    assert f"{dossier.received_at:%H:%M %d/%m/%Y}" == "10:42 20/11/2026"
    assert dossier.owner.id == DUC.id


def test_a_stack_of_slips_is_typed_in_one_behind_the_other_and_nothing_prints(
    program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path
) -> None:
    print_ten(program)
    until(qtbot, lambda: len(list((tmp_path / "paper").glob("*.pdf"))) == 1)  # the blank ones
    for count, number in enumerate((SEVENTH, EIGHTH), 1):
        scan_slip(program, keys, qtbot, number)
        keys.type("1042\n" + PERSON)
        keys.press("1", "1")
        keys.press("F9")
        assert saved(program, qtbot, count)[-1].code == number
    assert rooms(program).reception.people.paper.isHidden()
    assert len(list((tmp_path / "paper").glob("*.pdf"))) == 1


def test_a_slip_scanned_again_opens_its_dossier_and_its_result_is_given_back_by_it(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    print_ten(program)
    line = {"slip": SEVENTH, "received_at": "1042", "procedure": "2.000815", "pages": 1,
            "copies": 1, "owner": {"name": DUC.name, "id": DUC.id}}  # fmt: skip
    desk = rooms(program).door.now_open().desk
    program.work.submit(lambda: service.receive(desk, line)).result(20)
    keys.scan(SEVENTH)  # a same-day result may be signed and given back at once
    page = rooms(program).giveback
    until(qtbot, lambda: [item.number for item in page.basket.items.values()] == ["20/11 – P-0007"])
    assert not page.basket.slipless


def test_the_same_number_twice_is_refused_at_the_field_and_names_the_dossier(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    print_ten(program)
    scan_slip(program, keys, qtbot, SEVENTH)
    keys.type("1042\n" + PERSON)
    keys.press("1", "1")
    line = {"slip": SEVENTH, "received_at": "1042", "procedure": "2.000815", "pages": 1,
            "copies": 1, "owner": {"name": "Pờ Mỳ Xuyến"}}  # fmt: skip
    desk = rooms(program).door.now_open().desk
    program.work.submit(lambda: service.receive(desk, line)).result(20)  # `motcua receive` did it
    keys.press("F9")
    page = rooms(program).reception
    paper = page.people.paper
    until(qtbot, lambda: "Pờ Mỳ Xuyến" in paper.clock.input.accessibleDescription())
    assert codes(program) == [SEVENTH]
    assert page.draft().owner.name == DUC.name  # nothing typed is lost


def test_a_number_that_was_never_printed_here_is_said_and_opens_nothing(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    keys.scan(SEVENTH)
    messages = program.messages
    until(qtbot, lambda: messages.of("scan") is not None)
    said = messages.of("scan")
    assert said is not None
    assert "chưa in phiếu giấy" in " ".join(said.said)
    assert rooms(program).reception.people.paper.isHidden()


def test_a_slip_that_nobody_typed_in_yet_is_typed_in_before_anything_is_given_back(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    print_ten(program)
    program.window.go("giveback")
    scan_slip(program, keys, qtbot, SEVENTH)
    assert program.window.name == "reception"
    said = program.messages.of("scan")
    assert said is not None
    assert "chưa nhập vào máy" in " ".join(said.said)


def test_without_its_hour_a_paper_slip_is_not_saved_and_the_caret_is_there(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    print_ten(program)
    scan_slip(program, keys, qtbot, SEVENTH)
    keys.type("\n" + PERSON)
    keys.press("1", "1")
    keys.press("F9")
    paper = rooms(program).reception.people.paper
    assert "Thiếu giờ nhận" in paper.clock.input.accessibleDescription()
    assert paper.has_caret
    keys.type("1042")
    keys.press("F9")
    assert saved(program, qtbot, 1)[0].code == SEVENTH


def test_a_card_scanned_before_the_slip_stays_its_owner(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    print_ten(program)
    keys.scan(CARD)
    until(qtbot, lambda: rooms(program).reception.owner.person.name == DUC.name)
    scan_slip(program, keys, qtbot, SEVENTH)
    keys.type("1042\n1")
    keys.press("F9")
    (dossier,) = saved(program, qtbot, 1)
    assert (dossier.code, dossier.owner.name) == (SEVENTH, DUC.name)


def test_escape_in_its_hour_ends_a_paper_slip_and_f9_prints_again(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    reception.take_slip(SEVENTH)
    keyboard.press("Escape")
    assert reception.people.paper.isHidden()
    reception.take_person(DUC)
    keyboard.press("1", "1")
    keyboard.press("F9")
    ((draft, with_print),) = counter.saved
    assert (draft.slip, with_print) == ("", True)


def test_the_hour_and_day_are_tidied_and_the_day_stays_for_the_next_slip(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    reception.take_slip(SEVENTH)
    keyboard.type("815 19/11\n")
    paper = reception.people.paper
    assert paper.value() == (SEVENTH, "08:15", "19/11")
    reception.owner.show_person(DUC)
    reception.take_slip(EIGHTH)  # the begun one is put aside as a draft
    assert [kept.slip for kept in counter.kept] == [SEVENTH]
    keyboard.type("9h\n")
    assert paper.value() == (EIGHTH, "09:00", "19/11")
    assert reception.owner.person.blank


@pytest.mark.parametrize(
    ("typed", "claimed"), [("815", "08:15 20/11/2026"), ("815 19/11", "08:15 19/11")]
)
def test_a_slip_left_open_over_midnight_keeps_the_day_it_was_taken_up_on(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter, typed: str, claimed: str
) -> None:
    reception.take_slip(SEVENTH)
    assert reception.people.paper.day.input.placeholderText() == "20/11/2026"
    counter.today = "21/11/2026"
    keyboard.type(typed + "\n")
    reception.owner.show_person(DUC)
    reception.take_slip(EIGHTH)
    (kept,) = counter.kept
    assert kept.claim()["received_at"] == claimed
    assert reception.people.paper.day.input.placeholderText() == "21/11/2026"


def test_what_one_person_brought_shares_the_hour_and_the_first_dossier_has_the_number() -> None:
    first = Draft(
        key="a", owner=PersonDraft(name="Lò Thị Ánh"), procedure="2.000815", slip=SEVENTH,
        originals=(OriginalDraft(),), received_time="08:15", received_day="19/11",
    )  # fmt: skip
    both = [one.claim() for one in first.for_next_procedure("b").dossiers]
    assert [line.get("slip") for line in both] == [SEVENTH]
    visit = first.for_next_procedure("b")
    second = Draft(**{**{name: getattr(visit, name) for name in visit.__slots__}, "procedure": "x"})
    claims = [one.claim() for one in second.dossiers]
    assert [line.get("slip") for line in claims] == [SEVENTH, None]
    assert {line["received_at"] for line in claims} == {"08:15 19/11"}
    assert {line["entered_late"] for line in claims} == {True}
    again = first.anew(lambda: "c")
    assert (again.slip, again.note) == ("", f"phiếu giấy {SEVENTH}")
    assert again.claim()["received_at"] == "08:15 19/11"


def test_a_slip_that_was_taken_back_keeps_its_hour_on_the_page_and_the_next_one_is_another_s(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter
) -> None:
    first = Draft(
        key="a", owner=PersonDraft(name="Lò Thị Ánh"), procedure="2.000815", slip=SEVENTH,
        originals=(OriginalDraft(),), received_time="08:15", received_day="19/11",
    )  # fmt: skip
    reception.show_draft(first.anew(lambda: "c"))
    assert reception.draft().claim()["received_at"] == "08:15 19/11"
    assert not reception.people.paper.isHidden()
    reception.take_slip(EIGHTH)
    assert [(kept.owner.name, kept.received_time) for kept in counter.kept] == [
        ("Lò Thị Ánh", "08:15"),
    ]
    assert reception.owner.person.blank
    keyboard.press("Escape")
    assert reception.people.paper.isHidden()


def test_slips_are_printed_set_aside_and_listed_by_keys_alone(
    program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path
) -> None:
    keys.press("Ctrl+Q")
    page = rooms(program).admin.page
    until(qtbot, lambda: program.window.name == "admin")
    page.open_section("slips")
    panel = page.panels["slips"]
    assert isinstance(panel, SlipsPanel)
    keys.presses = 0
    keys.type("3")
    keys.press("F9")
    until(qtbot, lambda: panel.table.count == 3)
    assert keys.presses == 2
    until(qtbot, lambda: "Phiếu giấy P-0001 – P-0003" in panel.told.text())
    paper = tmp_path / "paper"
    until(qtbot, lambda: len(list(paper.glob("*.pdf"))) == 1)
    (file,) = paper.glob("*.pdf")
    until(qtbot, lambda: "MC-03158-1-P-0003" in flat(file.read_bytes()))
    panel.table.setFocus()
    keys.press("Down")
    keys.press("Ctrl+Del")
    until(qtbot, lambda: "Thiếu lý do" in panel.reason.input.accessibleDescription())
    keys.type("rách")
    keys.press("Ctrl+Del")
    until(qtbot, lambda: "hỏng 1" in panel.counts.text())
    assert panel.table.cells("MC-03158-1-P-0002")[2:] == (("paused", "hỏng"), "rách")
    keys.press("Ctrl+P")
    until(qtbot, lambda: len(list(paper.glob("*.pdf"))) == 2)
    newest = max(paper.glob("*.pdf"), key=lambda one: one.stat().st_mtime_ns)
    until(qtbot, lambda: "DANH SÁCH PHIẾU GIẤY" in flat(newest.read_bytes()))


def test_blank_slips_that_came_out_are_never_printed_under_the_same_numbers_again(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    print_ten(program)
    connection = rooms(program).door.now_open().connection
    until(qtbot, lambda: [job.state for job in print_jobs.since(connection, DAWN)] == ["done"])
    (job,) = print_jobs.since(connection, DAWN)
    rooms(program).queue.open_queue(job.id)
    until(qtbot, lambda: program.window.name == "printing")
    page = rooms(program).queue.page
    until(qtbot, lambda: "không in lại" in page.why.text())
    keys.press("Ctrl+P")
    keys.press("Ctrl+P")
    assert len(print_jobs.since(connection, DAWN)) == 1

"""F1 twice reports what fails, in the real window: five keys, a number, and back to the work."""

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.domain.incidents import CLOSED, OPEN, Device, Incident
from app.storage import incidents
from app.ui.incidents.page import IncidentPage
from app.ui.widgets.fields import Field
from tests.ui.clerk import Clerk, rooms, scan_person, until


def stored(program: Program) -> list[Incident]:
    return incidents.every(rooms(program).door.now_open().connection.execute)


def counted(program: Program) -> list[Device]:
    return incidents.inventory(rooms(program).door.now_open().connection.execute)


@pytest.fixture
def page(program: Program, keys: Clerk) -> IncidentPage:
    """F1 twice from the reception."""
    keys.press("F2")
    keys.presses = 0
    keys.press("F1")
    assert program.window.name == "help"
    keys.press("F1")
    assert program.window.name == "incidents"
    return rooms(program).incidents.page


def test_five_keys_report_a_broken_printer_and_esc_leads_back_to_the_field(
    program: Program, page: IncidentPage, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("1", "1")
    keys.press("3", "3")
    keys.press("F9")
    until(qtbot, lambda: len(stored(program)) == 1)
    assert keys.presses == 5  # F1 F1, group, thing, F9
    (incident,) = stored(program)
    assert (incident.document, incident.about, incident.state) == (
        "SC-03158-1-0001", "Máy in", OPEN,
    )  # fmt: skip
    assert ("page", "Tiếp nhận") in incident.known
    until(qtbot, lambda: page.incidents.count == 1)
    assert program.messages.done is not None
    assert "SC-03158-1-0001" in program.messages.done.head
    assert program.messages.done.more.startswith("Giữ ở máy này. Máy đứng riêng chưa gửi tỉnh")
    keys.press("Esc")
    assert program.window.name == "reception"


def test_words_since_and_procedures_are_typed_and_a_persons_number_is_warned_of(
    program: Program, page: IncidentPage, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("2", "2")
    keys.press("3", "3")
    keys.type("the 011090000007")
    assert "đừng ghi" in page.report.words.input.accessibleDescription()
    for _ in range(12):
        keys.press("Backspace")
    assert not page.report.words.faulty
    keys.type("khong mo duoc\n8:30 19/11\nkhai sinh\n")
    assert "khai sinh" in page.report.procedures.input.accessibleDescription()
    keys.press("F9")
    until(qtbot, lambda: len(stored(program)) == 1)
    (incident,) = stored(program)
    assert (incident.group, incident.device) == ("SC-PM", "PM-DD")
    assert incident.words == "the khong mo duoc"
    assert f"{incident.since:%H:%M %d/%m/%Y}" == "08:30 19/11/2026"
    assert len(incident.procedures) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x\nhôm nọ\n", "không phải thời điểm"),
        ("x\n8:30 21/11/2026\n", "phía trước"),
        ("x\n\nqqqq\n", "Không có thủ tục nào khớp"),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_is_stored(
    program: Program, page: IncidentPage, keys: Clerk, qtbot: QtBot, typed: str, said: str
) -> None:
    keys.press("1", "1")
    keys.press("9", "9")
    keys.type(typed)
    keys.press("F9")
    fields = (page.report.since, page.report.procedures)
    until(qtbot, lambda: any(said in one.input.accessibleDescription() for one in fields))
    assert any(one.faulty for one in fields)
    assert stored(program) == []


def test_nothing_is_stored_that_nobody_chose_and_another_thing_needs_words(
    program: Program, page: IncidentPage, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("F9")
    assert page.report.things.hasFocus()
    keys.press("End")
    keys.press("F9")
    keys.press("F9")
    assert page.report.words.faulty
    keys.type("ghe gay")
    keys.press("F9")
    until(qtbot, lambda: [one.about for one in stored(program)] == ["ghe gay"])
    assert stored(program)[0].device is None


def test_what_was_done_is_written_and_the_incident_closed(
    program: Program, page: IncidentPage, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("1", "1")
    keys.press("3", "3")
    keys.press("F9")
    until(qtbot, lambda: page.incidents.count == 1)
    keys.press("Ctrl+E")
    keys.press("Return", "\r")
    keys.press("F9")
    until(qtbot, lambda: page.change.words.faulty)  # nothing was done yet
    keys.type("goi tho")
    keys.press("F9")
    until(qtbot, lambda: len(stored(program)[0].changes) == 1)
    until(qtbot, lambda: page.incidents.count == 1 and page.report.isVisible())
    keys.press("Ctrl+E")
    keys.press("Return", "\r")
    keys.press("Ctrl+Return")
    until(qtbot, lambda: stored(program)[0].state == CLOSED)
    until(qtbot, lambda: page.incidents.cells("SC-03158-1-0001")[3][1] == "đã đóng")
    keys.press("Ctrl+E")
    keys.press("Return", "\r")
    keys.press("Ctrl+Return")  # over already: the key does nothing
    assert len(stored(program)[0].changes) == 2


def test_the_inventory_is_counted_line_by_line_and_printed(
    program: Program, page: IncidentPage, keys: Clerk, qtbot: QtBot
) -> None:
    until(qtbot, lambda: page.devices.count > 1)
    until(qtbot, lambda: page.devices.count > 0)
    caps = [page.report.groups.shows_caps]
    keys.press("Ctrl+E")
    caps.append(page.report.groups.shows_caps)
    assert caps == [True, False]  # digits are not heard there any more
    keys.press("Ctrl+E")
    keys.press("Return", "\r")
    keys.type("x")
    keys.press("F9")
    held = page.count.findChildren(Field)[0]
    until(qtbot, lambda: "phải là số" in held.input.accessibleDescription())
    keys.press("Backspace")
    keys.type("5\n1\n6\n")
    keys.press("F9")
    until(qtbot, lambda: len(counted(program)) == 1)
    until(qtbot, lambda: page.devices.place == 1)
    (device,) = counted(program)
    assert (device.code, device.works, device.broken, device.missing) == ("TB-MT", 4, 1, 1)
    assert page.devices.cells("TB-MT")[1:5] == ("5", "1", "6", "1")
    page.devices.go_to(0)
    page.devices.setFocus()
    keys.press("Return", "\r")
    keys.type("7")  # what was counted before gives way
    assert page.count.stock.held == "7"
    keys.press("Ctrl+P")

    def printed() -> bool:
        connection = rooms(program).door.now_open().connection
        rows = connection.execute("SELECT state FROM print_job WHERE form='thiet-bi'").fetchall()
        return [state for (state,) in rows] == ["done"]

    until(qtbot, printed)


def test_help_from_this_page_leads_back_here_and_what_is_typed_stays(
    program: Program, page: IncidentPage, keys: Clerk
) -> None:
    keys.press("1", "1")
    keys.press("3", "3")
    keys.type("ket giay")
    for key in ("F1", "Esc"):
        keys.press("F1")
        assert "Báo sự cố" in rooms(program).help.page.text.toPlainText()
        keys.press(key)
        assert program.window.name == "incidents"
        assert page.report.words.value == "ket giay"
    keys.press("Esc")  # to what it is about
    keys.press("Esc")
    assert program.window.name == "reception"


def test_the_rail_leads_here_and_a_person_at_the_reception_is_not_lost(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    program.window.shell.rail.chosen.emit("incidents")
    assert program.window.name == "incidents"
    report = rooms(program).incidents.page.report
    keys.press("1", "1")
    keys.press("3", "3")
    keys.press("F9")
    until(qtbot, lambda: len(stored(program)) == 1 and not report.telling)
    keys.press("Esc")
    assert program.window.name == "today"
    keys.press("F2")
    assert rooms(program).reception.owner.person.name == "Đặng Văn Đức"

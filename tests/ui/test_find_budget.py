"""Row 21 of the budgets: Lò Văn Ướt of Tả Kố Khừ is on the list after sixteen keys.

Also: what is found, opened and walked with real keys over a real encrypted profile.
"""

from pytestqt.qtbot import QtBot

from app.bootstrap.opening import OpenDesk
from app.bootstrap.window import Program
from app.services import reception
from tests.ui.clerk import CARD, Clerk, codes, rooms, until

ASKED = "lo van uo ta ko"
HAMLETS = ("Bản Tả Kố Khừ", "Bản Tá Miếu", "Bản A Pa Chải")
NAMES = ("Lò Văn Ướt", "Lò Văn Ửng", "Lỳ Mò Mé", "Lò Văn Ủm", "Vàng A Páo")


def receive(opened: OpenDesk) -> None:
    """Every name in every hamlet."""
    for hamlet in HAMLETS:
        for place, name in enumerate(NAMES):
            owner = {
                "name": name,
                "id": f"01109{HAMLETS.index(hamlet)}{place:06d}",
                "address": f"{hamlet}, xã Sín Thầu, tỉnh Điện Biên",
            }
            reception.receive(opened.desk, {"procedure": "1.004873", "owner": owner})


def test_lo_van_uot_of_ta_ko_khu_is_found_with_at_most_sixteen_keys(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    opened, page = rooms(program).door.now_open(), rooms(program).find
    program.work.submit(lambda: receive(opened)).result(60)
    keys.press("F3")
    for place, letter in enumerate(ASKED):
        keys.type(letter)
        if place:  # the list is there after each key, without any other
            so_far = ASKED[: place + 1].strip()
            until(qtbot, lambda so_far=so_far: page.found.text == so_far)  # type: ignore[misc]
    assert keys.presses <= 16
    assert program.window.name == "find"
    assert [row.cells[1] for row in page.found.rows] == ["Lò Văn Ướt"]
    assert [row.key for row in page.found.rows] == [codes(program)[0]]
    assert page.sheet.count.text() == f"1 hồ sơ khớp “{ASKED}”"
    keys.press("Return", "\r")
    until(qtbot, lambda: rooms(program).dossier.view.code == codes(program)[0])
    keys.press("Esc")
    assert (program.window.name, program.window.shell.header.scan.text) == ("find", ASKED)
    keys.press("Esc")
    assert (program.window.name, program.window.shell.header.scan.text) == ("today", "")


def test_history_and_household_are_walked_by_keys(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    opened, page = rooms(program).door.now_open(), rooms(program).find
    program.work.submit(lambda: receive(opened)).result(60)
    keys.press("F3")
    keys.type("ly mo mieu")
    until(qtbot, lambda: page.person.household.list.count == 4)
    assert page.person.history.list.count == 1
    keys.press("Down")
    keys.press("Tab", "\t")
    keys.press("Tab", "\t")
    keys.press("Return", "\r")
    until(qtbot, lambda: program.window.name == "dossier")
    until(qtbot, lambda: rooms(program).dossier.view.owner_name == "Vàng A Páo")


def test_a_card_scanned_over_a_search_is_received(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("F3")
    keys.type("dang")
    until(qtbot, lambda: program.window.name == "find")
    keys.scan(CARD)
    until(qtbot, lambda: rooms(program).reception.owner.person.name == "Đặng Văn Đức")
    assert program.window.name == "reception"
    assert program.window.shell.header.scan.text == ""


def test_a_clerk_who_locks_leaves_no_search_behind(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("F3")
    keys.type("dang")
    until(qtbot, lambda: program.window.name == "find")
    keys.press("F12")
    assert program.window.name == ""
    keys.type("246810")
    until(qtbot, lambda: program.window.name == "today")
    assert program.window.shell.header.scan.text == ""

"""Clerks at one machine: six keys from the lock, F12 and six keys to the other one (ux.md 2.3)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import founding, staff
from app.bootstrap.window import Program
from app.services import people
from app.storage.keys import Cost
from tests.ui.clerk import NEXT, rooms, scan_person
from tests.ui.programs import Clerk, start, until

CHEAP = Cost(8, 1)
DIRECTOR, NHI = "246810", "135791"


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """A desk whose director has added Nhi, with the real cost of a PIN."""
    monkeypatch.setenv("MOTCUA_NOW", "2026-11-20T10:42:00+07:00")
    profile = tmp_path / "desk"
    founded = founding.found_standalone(
        str(profile), commune="03158", desk=1, pin=DIRECTOR, training=True
    )
    opened = founded.opened
    new = people.check_user("nhi", "Lò Thị Nhi", "reception", None)
    code = staff.add(opened, new)
    opened.close()
    (tmp_path / "code").write_text(code)
    made = start(qtbot, profile)
    yield made
    made.window.close()


def in_window(program: Program) -> str:
    return program.rooms.door.last_user if program.rooms and program.window.name else ""


def set_up(program: Program, keys: Clerk, qtbot: QtBot, code: str) -> None:
    """Both have worked here: the director, then Nhi, who set her PIN at the lock page."""
    keys.type(DIRECTOR)
    until(qtbot, lambda: in_window(program) == "giamdoc")
    keys.press("F12")
    keys.press("Down")
    keys.type(f"{code}\n{NHI}\n{NHI}\n")
    until(qtbot, lambda: in_window(program) == "nhi")


def test_a_new_clerk_sets_her_pin_and_two_clerks_take_turns_with_f12_and_six_keys(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    keys = Clerk()
    set_up(program, keys, qtbot, (tmp_path / "code").read_text())
    for user, pin in (("giamdoc", DIRECTOR), ("nhi", NHI), ("giamdoc", DIRECTOR)):
        keys.presses = 0
        keys.press("F12")
        assert program.window.name == ""
        keys.type(pin)
        until(qtbot, lambda user=user: in_window(program) == user)  # type: ignore[misc]
        assert keys.presses <= 7
    keys.presses = 0
    keys.press("F12")
    keys.press("F12")  # the same one comes back
    keys.type(DIRECTOR)
    until(qtbot, lambda: in_window(program) == "giamdoc")
    assert keys.presses == 8


def test_nobody_goes_over_to_the_other_clerk_with_f12(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """Neither a submitter who stayed for his neighbours, nor a way back to what was taken back."""
    keys = Clerk()
    set_up(program, keys, qtbot, (tmp_path / "code").read_text())
    scan_person(program, keys, qtbot)
    page = rooms(program).reception
    keys.press("Ctrl+U")
    scan_person(program, keys, qtbot, NEXT)
    keys.press("2", "2")
    keys.press("F9")
    until(qtbot, lambda: page.owner.person.blank and program.messages.done is not None)
    assert page.submitter.person.name == "Đặng Văn Đức"
    keys.press("Shift+F9")
    until(qtbot, lambda: "Đã huỷ" in getattr(program.messages.done, "head", ""))
    for user, pin in (("giamdoc", DIRECTOR), ("nhi", NHI)):
        keys.press("F12")
        keys.type(pin)
        until(qtbot, lambda user=user: in_window(program) == user)  # type: ignore[misc]
        assert program.window.name == "today"
        assert program.messages.done is None
        keys.press("F2")
        keys.press("Ctrl+D")
        until(qtbot, lambda: program.messages.done is not None)
        assert page.submitter.isHidden()
        assert page.draft().owner.blank
        assert page.draft().submitter is None
    assert program.messages.done is not None
    assert program.messages.done.head == "Không có bản nháp nào khác."


def test_a_draft_stays_with_who_typed_it_also_where_the_other_is_in_at_once(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    keys = Clerk()
    set_up(program, keys, qtbot, (tmp_path / "code").read_text())
    scan_person(program, keys, qtbot)
    page = rooms(program).reception
    keys.press("3", "3")
    keys.type("vay von")
    keys.press("F12")
    keys.type(DIRECTOR)
    page.keep()  # as its timer does, while the desk is being opened
    until(qtbot, lambda: in_window(program) == "giamdoc")
    assert page.draft().owner.blank
    assert program.window.name == "today"
    keys.press("F12")
    keys.type(NHI)
    until(qtbot, lambda: in_window(program) == "nhi")
    until(qtbot, lambda: page.draft().owner.name == "Đặng Văn Đức")


def test_a_submitter_stays_for_the_clerk_who_only_locked_the_desk_a_while(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    keys = Clerk()
    set_up(program, keys, qtbot, (tmp_path / "code").read_text())
    scan_person(program, keys, qtbot)
    keys.press("Ctrl+U")
    keys.press("F12")
    keys.press("F12")
    keys.type(NHI)
    until(qtbot, lambda: in_window(program) == "nhi")
    keys.press("F2")
    assert rooms(program).reception.submitter.person.name == "Đặng Văn Đức"


def test_the_day_starts_with_six_keys(program: Program, qtbot: QtBot) -> None:
    keys = Clerk()
    keys.type(DIRECTOR)
    until(qtbot, lambda: program.window.name == "today")
    assert keys.presses == 6


def test_a_used_code_and_a_wrong_code_set_nothing(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    keys = Clerk()
    set_up(program, keys, qtbot, (tmp_path / "code").read_text())
    keys.press("F12")
    users = {one.user: one for one in program.lock_page._users}
    assert (users["nhi"].has_pin, users["nhi"].has_code) == (True, False)
    keys.press("F12")
    keys.type("999999")
    until(qtbot, lambda: "Sai mã PIN" in program.lock_page._below.text())
    assert program.window.name == ""


def test_only_those_who_lead_or_administer_manage_people(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    set_up(program, Clerk(), qtbot, (tmp_path / "code").read_text())
    assert program.rooms is not None
    opened = program.rooms.door.now_open()
    for act in (
        lambda: staff.add(opened, people.check_user("x", "X", "reception", None)),
        lambda: staff.give_code(opened, "giamdoc"),
        lambda: staff.end(opened, "giamdoc"),
    ):
        with pytest.raises(Exception, match="Chỉ Giám đốc"):
            act()

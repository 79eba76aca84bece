"""The whole window over a real profile: keys that no page may lose, and banners that are read."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.domain.errors import Trouble
from app.storage import exchange_log
from app.ui.shortcuts import TWINS
from app.ui.widgets.list_sheet import ListSheet
from tests.ui.clerk import NEXT, PIN, Clerk, answered, rooms, saved, scan_person, until
from tests.ui.programs import alone


@pytest.mark.parametrize("start", ["today", "reception", "giveback", "exchange", "guidance"])
def test_a_laptop_without_f_keys_opens_every_place_from_every_page(
    program: Program, keys: Clerk, start: str
) -> None:
    for key, place in (
        (TWINS["F2"], "reception"),
        (TWINS["F4"], "giveback"),
        (TWINS["F11"], "exchange"),
        (TWINS["F1"], "help"),
        ("Ctrl+G", "guidance"),
        ("Ctrl+J", "printing"),
        ("Ctrl+Q", "admin"),
    ):
        program.window.go(start)
        keys.press(key)
        assert program.window.name == place, key


@pytest.mark.parametrize("key", ["F2", "F3", "F4", "F11", "Ctrl+G", "Ctrl+J", "Ctrl+Q", "Ctrl+L"])
def test_esc_leads_home_from_every_place(program: Program, keys: Clerk, key: str) -> None:
    keys.press(key)
    for _ in range(3):
        if program.window.name != "today":
            keys.press("Esc")
    assert program.window.name == "today"


def test_esc_from_the_scan_box_steps_back_in_a_form_before_it_leaves(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("4", "4")
    keys.press("F3")
    keys.press("Esc")
    assert program.window.name == "reception"


def test_esc_ends_a_kept_submitter_and_only_then_leaves_the_page(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    """The sheet says what Esc does; it does that alone."""
    scan_person(program, keys, qtbot)
    keys.press("Ctrl+U")
    scan_person(program, keys, qtbot, NEXT)
    keys.press("2", "2")
    keys.press("F9")
    saved(program, qtbot, 1)
    submitter = rooms(program).reception.submitter
    assert submitter.isVisible()
    keys.press("Esc")
    assert program.window.name == "reception"
    assert submitter.isHidden()
    keys.press("Esc")
    assert program.window.name == "today"


def test_a_desk_without_a_province_sends_nothing_and_complains_of_nothing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MOTCUA_NOW", raising=False)
    program, keys = alone(qtbot, tmp_path), Clerk()
    keys.press("F11")
    page = rooms(program).exchange.page
    log = page.sheets["log"]
    assert isinstance(log, ListSheet)
    until(qtbot, lambda: "Ctrl+Q" in log._empty.accessibleName())
    assert "F11" not in [one.key for one in list(page.keys())]
    keys.press("F11")
    rooms(program).exchange.begin(asked=False)
    assert not rooms(program).exchange.line.sending
    assert program.messages.current is None
    assert not exchange_log.newest(rooms(program).door.now_open().connection, 1)
    program.window.close()
    assert program.parting is None


def test_a_banner_of_trouble_goes_when_it_was_read(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    def full() -> None:
        raise Trouble("Ổ đĩa đầy. Chưa ghi được bước này. Hãy dọn ổ đĩa.")

    program.run(full, lambda _: None)
    until(qtbot, lambda: answered(program))
    keys.press("F12")
    keys.type(PIN)
    until(qtbot, lambda: program.window.name == "today")
    assert program.window.shell.banner.isVisible()
    keys.press("Ctrl+W")
    assert program.messages.current is None
    assert not program.window.shell.banner.isVisible()


def test_a_stroke_leads_to_the_search_from_a_list_and_stays_a_letter_in_a_field(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan = program.window.shell.header.scan.input
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    saved(program, qtbot, 1)
    keys.press("Esc")
    until(qtbot, rooms(program).today.table.hasFocus)
    keys.press("/", "/")
    assert QApplication.focusWidget() is scan
    keys.press("Esc")
    keys.press("F2")
    keys.press("F2")
    field = QApplication.focusWidget()
    keys.press("/", "/")
    assert QApplication.focusWidget() is field
    keys.press("Ctrl+G")
    keys.press("F12")
    keys.press("/", "/")
    assert program.window.name == ""

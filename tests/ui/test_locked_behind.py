"""Once the desk is locked no late answer opens it, and no small window stays on top of it."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.ui.beside.desk import HERE
from app.ui.beside.strip import CopyStrip
from tests.ui.clerk import PIN, Clerk, codes, rooms, scan_person, until
from tests.ui.test_beside import filled, numbers, page_of


def settled(program: Program, qtbot: QtBot) -> None:
    """Whatever was asked before has been answered."""
    heard: list[None] = []
    program.run(lambda: None, heard.append)
    until(qtbot, lambda: bool(heard))


def strip_asked_for(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    """The copy strip of the second dossier, which may not be there yet."""
    filled(program)
    page = page_of(program)
    keys.press("F10")
    until(qtbot, lambda: numbers(page)[HERE] == 2)
    keys.press("2", "2")
    keys.press("F10")


def test_a_refusal_that_is_stored_after_the_lock_opens_no_page(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("Shift+F7")
    keys.press("2", "2")
    keys.press("F9")
    program.lock()  # before its answer is heard
    settled(program, qtbot)
    assert program.window.name == ""
    keys.type(PIN)
    until(qtbot, lambda: program.window.name == "today")


def test_the_strip_goes_with_the_lock_and_takes_no_code_any_more(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    strip_asked_for(program, keys, qtbot)
    until(qtbot, lambda: rooms(program).beside.strip is not None)
    program.lock(switching=False)
    assert rooms(program).beside.strip is None
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert not [one for one in shown if isinstance(one, CopyStrip)]


def test_a_strip_that_was_asked_for_before_the_lock_is_not_shown_after_it(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    strip_asked_for(program, keys, qtbot)
    program.lock()
    settled(program, qtbot)
    assert rooms(program).beside.strip is None


def test_an_idle_desk_locks_under_an_open_choice_of_a_file_and_nothing_is_chosen(
    program: Program, keys: Clerk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen: list[str] = []
    ask = QFileDialog.getSaveFileName
    plain = QFileDialog.Option.DontUseNativeDialog

    def give_up() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        dialog.close()

    def asked(*_words: object) -> tuple[str, str]:
        QTimer.singleShot(0, lambda: program.idle and program.idle.timer.start(20))
        late = QTimer(program.window, singleShot=True, interval=5_000)
        late.timeout.connect(give_up)
        late.start()
        answer = ask(program.window, "", "", "", options=plain)
        chosen.append(str(late.isActive()))
        late.stop()
        return answer

    monkeypatch.setattr("app.bootstrap.beside_room.QFileDialog.getSaveFileName", asked)
    filled(program)
    keys.press("F10")
    until(qtbot, lambda: numbers(page_of(program))[HERE] == 2)
    keys.press("F8")
    until(qtbot, lambda: bool(chosen))
    assert (chosen, program.window.name) == (["True"], "")


def test_what_is_being_saved_while_the_desk_locks_is_stored_once_and_stands_nowhere_again(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    program.lock(switching=False)
    settled(program, qtbot)
    assert program.window.name == ""
    keys.type(PIN)
    until(qtbot, lambda: program.window.name == "today")
    assert len(codes(program)) == 1
    assert rooms(program).reception.draft().blank

"""The window copies to the chosen place by itself, and says where there is one copy only."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import founding
from app.bootstrap.window import Program
from app.settings import LATER_STEPS, Settings, read_settings, with_left, write_settings
from app.storage import backups
from app.ui.setup.backup_panel import BackupPanel
from tests.ui.clerk import CARD, CHEAP, PIN, Clerk, rooms, scan_person, start, unlocked, until


@pytest.fixture
def stick() -> Iterator[Path]:
    """A folder on another disk than the tests' own."""
    shared = Path("/dev/shm")  # noqa: S108 - a file system of memory
    if not shared.is_dir():
        pytest.skip("no second file system here")
    folder = Path(tempfile.mkdtemp(dir=shared))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.setenv("MOTCUA_NOW", "2026-11-20T10:42:00+07:00")
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "desk"
    founding.found_standalone(
        str(folder), commune="03158", desk=1, pin=PIN, training=True, cost=CHEAP
    ).opened.close()
    tray = f"folder:{tmp_path / 'paper'}"
    write_settings(folder, with_left(Settings(printer=tray), LATER_STEPS))
    made = start(qtbot, folder)
    yield made
    made.window.close()


@pytest.fixture
def keyboard(program: Program, qtbot: QtBot) -> Clerk:
    return unlocked(program, qtbot)


def copies_in(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{backups.ENDING}"))


def said(program: Program) -> str:
    """The whole status bar, as a screen reader has it."""
    return str(program.window.shell.statusbar.accessibleName())


def choose(program: Program, keyboard: Clerk, qtbot: QtBot, folder: Path) -> None:
    """Quản trị, backup place, the folder typed, F9."""
    keyboard.press("Ctrl+Q")
    page = rooms(program).admin.page
    page.open_section("backup")
    panel = page.panels["backup"]
    assert isinstance(panel, BackupPanel)
    until(qtbot, lambda: panel.list.count > 0)
    panel.folder.input.setFocus()
    panel.folder.put("")
    keyboard.type(str(folder))
    keyboard.press("F9")
    until(qtbot, lambda: read_settings(program.folder).backup_folder == str(folder))


def test_the_first_copy_is_made_when_the_place_is_chosen_and_the_bar_says_so(
    program: Program, keyboard: Clerk, qtbot: QtBot, stick: Path
) -> None:
    assert "Bản sao" not in said(program)
    choose(program, keyboard, qtbot, stick)
    until(qtbot, lambda: len(copies_in(stick)) == 1)
    until(qtbot, lambda: "Bản sao 10:42" in said(program))
    assert backups.find(copies_in(stick)[0]).label.dossiers == 0
    rooms(program).copies.begin(asked=False)  # the hour is over, and nothing came
    until(qtbot, lambda: not rooms(program).copies._busy)
    assert len(copies_in(stick)) == 1
    keyboard.press("F2")
    scan_person(program, keyboard, qtbot, CARD)
    keyboard.press("1", "1")
    keyboard.press("F9")
    until(qtbot, lambda: bool(rooms(program).saved))
    until(qtbot, lambda: bool(list(stick.rglob("*.mcx"))))  # the save itself, within seconds
    rooms(program).copies.begin(asked=False)
    until(qtbot, lambda: len(copies_in(stick)) == 2)
    assert sorted(backups.find(one).label.dossiers for one in copies_in(stick)) == [0, 1]


def test_a_stick_that_is_gone_leaves_the_work_alone_and_the_bar_says_one_copy(
    program: Program, keyboard: Clerk, qtbot: QtBot, stick: Path, tmp_path: Path
) -> None:
    write_settings(program.folder, Settings(backup_folder=str(tmp_path / "gone")))
    program.settings = read_settings(program.folder)
    rooms(program).copies.use(program.settings)
    until(qtbot, lambda: "CHỈ CÓ MỘT BẢN" in said(program))
    assert not (tmp_path / "gone").exists()
    choose(program, keyboard, qtbot, stick)
    until(qtbot, lambda: "Bản sao 1" in said(program))

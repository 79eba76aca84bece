"""Scans in the whole window: no key at reception, one on a dossier's page, nothing lost between."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.storage import scans
from app.ui.messages import ATTENTION
from app.ui.setup.scan_folder_panel import ScanFolderPanel
from tests.devices.sheets import file_of, sheet
from tests.ui.clerk import NEXT, Clerk, rooms, saved, scan_person, until


@pytest.fixture
def folder(program: Program, keys: Clerk, tmp_path: Path) -> Path:
    """The clerk is in. Where the scanner's program puts its files, looked at often."""
    made = tmp_path / "quet"
    made.mkdir()
    assert keys.presses == 0
    program.settings = replace(program.settings, scan_folder=str(made))
    rooms(program).scans.timer.setInterval(20)
    return made


def scanned(folder: Path, name: str, seed: int = 1) -> Path:
    file = folder / name
    file.write_bytes(file_of(sheet(75, seed=seed), dots=75))
    return file


def line(program: Program) -> str:
    shown = rooms(program).reception.line.papers.scans
    return shown.text() if not shown.isHidden() else ""


def loose(program: Program) -> list[str]:
    return scans.loose(rooms(program).door.now_open().connection)


def test_what_is_scanned_while_a_dossier_is_typed_goes_with_it_without_a_key(
    program: Program, keys: Clerk, qtbot: QtBot, folder: Path
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    first, second = scanned(folder, "a.jpg"), scanned(folder, "b.jpg", 2)
    until(qtbot, lambda: line(program) == "2 bản quét kèm theo, lưu cùng hồ sơ")
    until(qtbot, lambda: not first.exists() and not second.exists())
    keys.press("F9")
    assert keys.presses == 2
    (stored,) = saved(program, qtbot, 1)
    assert [scan.name for scan in stored.scans] == ["a.jpg", "b.jpg"]
    until(qtbot, lambda: not line(program))
    assert loose(program) == []


def test_a_draft_that_is_put_aside_keeps_its_scans(
    program: Program, keys: Clerk, qtbot: QtBot, folder: Path
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    scanned(folder, "a.jpg")
    until(qtbot, lambda: bool(line(program)))
    keys.scan(NEXT)
    until(qtbot, lambda: not line(program) and loose(program) == [])
    keys.press("Ctrl+D")
    until(qtbot, lambda: bool(line(program)))
    keys.press("F9")
    (stored,) = saved(program, qtbot, 1)
    assert len(stored.scans) == 1


def test_what_is_scanned_otherwise_waits_and_one_key_gives_it_to_the_open_dossier(
    program: Program, keys: Clerk, qtbot: QtBot, folder: Path
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    (stored,) = saved(program, qtbot, 1)
    keys.press("Esc")
    until(qtbot, lambda: rooms(program).reception.draft().blank)
    file = scanned(folder, "bo-sung.jpg")
    until(qtbot, lambda: not file.exists())
    until(qtbot, lambda: len(loose(program)) == 1)
    said = program.messages.done
    assert said is not None
    assert said.head == "Đã nhận bản quét bo-sung.jpg."
    page = rooms(program).dossier
    rooms(program).scanning.open_dossier(stored.code)
    until(qtbot, lambda: program.messages.of("scans-waiting") is not None)
    waiting = program.messages.of("scans-waiting")
    assert waiting is not None
    assert (waiting.kind, waiting.actions[0].key) == (ATTENTION, "Ctrl+T")
    keys.press("Ctrl+T")
    told = ("Bản quét", "1 bản quét, lưu trên máy này")
    until(qtbot, lambda: told in page.view.money)
    assert program.messages.of("scans-waiting") is None
    assert loose(program) == []
    assert [step.head for step in page.view.steps][1] == "Gắn bản quét"


def test_the_offer_goes_with_the_page(
    program: Program, keys: Clerk, qtbot: QtBot, folder: Path
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    (stored,) = saved(program, qtbot, 1)
    keys.press("Esc")
    scanned(folder, "a.jpg")
    until(qtbot, lambda: len(loose(program)) == 1)
    rooms(program).scanning.open_dossier(stored.code)
    until(qtbot, lambda: program.messages.of("scans-waiting") is not None)
    keys.press("F2")
    until(qtbot, lambda: program.messages.of("scans-waiting") is None)
    assert len(loose(program)) == 1


def test_what_is_no_scan_stays_and_is_told_once_and_others_go_on(
    program: Program, qtbot: QtBot, folder: Path
) -> None:
    strange, good = folder / "ghi-chu.docx", folder / "z.jpg"
    strange.write_bytes(b"PK\x03\x04 a letter")
    until(qtbot, lambda: program.messages.of("scan-trouble") is not None)
    told = program.messages.of("scan-trouble")
    assert told is not None
    assert told.head.startswith("Tệp ghi-chu.docx trong thư mục quét để nguyên.")
    program.messages.clear("scan-trouble")
    scanned(folder, "z.jpg")
    until(qtbot, lambda: not good.exists())
    assert strange.exists()
    assert program.messages.of("scan-trouble") is None


def test_a_file_that_still_grows_is_left_until_it_is_whole(
    program: Program, qtbot: QtBot, folder: Path
) -> None:
    room, whole = rooms(program).scans, file_of(sheet(75), dots=75)
    room.timer.stop()
    file = folder / "cham.jpg"
    for end in range(1_000, len(whole), len(whole) // 20):
        file.write_bytes(whole[:end])
        room.look()
        until(qtbot, lambda: not room.busy)
    assert loose(program) == []
    assert program.messages.of("scan-trouble") is None
    file.write_bytes(whole)
    room.timer.start()
    until(qtbot, lambda: len(loose(program)) == 1)
    until(qtbot, lambda: not file.exists())


def test_nothing_is_taken_in_behind_the_lock(
    program: Program, keys: Clerk, qtbot: QtBot, folder: Path
) -> None:
    keys.press("F12")
    until(qtbot, lambda: not program.window.name)
    room, file = rooms(program).scans, scanned(folder, "a.jpg")
    for _ in range(3):
        room.look()
        assert not room.busy
    assert file.exists()


def tells(panel: ScanFolderPanel, words: str) -> bool:
    return panel.folder.faulty and words in panel.folder._foot.words.text()


def test_the_folder_is_chosen_in_quan_tri_and_one_with_other_files_is_refused(
    program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path
) -> None:
    made = tmp_path / "quet"
    made.mkdir()
    (made / "a.jpg").write_bytes(b"x")
    keys.press("Ctrl+Q")
    page = rooms(program).admin.page
    page.open_section("scans")
    panel = page.panels["scans"]
    assert isinstance(panel, ScanFolderPanel)
    for typed, said in ((tmp_path / "none", "Không thấy"), (tmp_path, "chứa cả tệp khác")):
        panel.folder.put(str(typed))
        keys.press("F9")
        until(qtbot, partial(tells, panel, said))
    panel.folder.put(str(made))
    keys.press("F9")
    until(qtbot, lambda: program.settings.scan_folder == str(made))
    assert not panel.folder.faulty

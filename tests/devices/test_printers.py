"""Where a PDF becomes paper: a real CUPS queue, a folder, and printers that are not there."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.devices import printers
from app.devices.printers import FolderPrinter, LpPrinter, printer_named, printer_names
from app.devices.qt_printer import QtPrinter
from app.domain.errors import Trouble
from tests.devices.cups import QUEUE, Cups, running_cups
from tests.printing.reading import codes, read
from tests.printing.samples import cases

SAVED = "Hồ sơ ĐÃ LƯU"


@pytest.fixture
def slip(tmp_path: Path) -> Path:
    """A slip as a print file."""
    file = tmp_path / "1.pdf"
    file.write_bytes(cases()["usual"].pdf("a4x2"))
    return file


@pytest.fixture(scope="module")
def cups() -> Iterator[Cups]:
    """One scheduler for the tests of this file."""
    with pytest.MonkeyPatch.context() as patch, running_cups(patch) as running:
        yield running


def test_a_queue_prints_the_slip_though_the_file_goes_at_once(cups: Cups, slip: Path) -> None:
    before = cups.lying()

    LpPrinter(QUEUE).send(slip, "MC-03158-1-261120-0240")
    slip.unlink()  # CUPS has its own copy once lp has returned

    paper = cups.wait_for_paper(before).read_bytes()
    assert len(read(paper)) == 1
    assert codes(paper, 203) == [cases()["usual"].values()["token"]] * 2


def test_a_queue_that_is_on_says_nothing(cups: Cups) -> None:
    assert cups.waiting() == []
    assert LpPrinter(QUEUE).state() == ""


def test_a_queue_that_is_off_is_given_nothing(cups: Cups, slip: Path) -> None:
    cups.switch_off()
    try:
        assert "đang tắt" in LpPrinter(QUEUE).state()
        with pytest.raises(Trouble, match=SAVED):
            LpPrinter(QUEUE).send(slip, "MC-03158-1-261120-0241")
        assert cups.waiting() == []
    finally:
        cups.switch_on()


def test_an_unknown_queue_is_told_in_words(cups: Cups, slip: Path) -> None:
    assert cups.waiting() == []
    with pytest.raises(Trouble, match="máy in KhongCo không trả lời"):
        LpPrinter("KhongCo").send(slip, "x")
    assert LpPrinter("KhongCo").state() == "Chưa thấy máy in"


def test_without_a_default_the_default_printer_is_missing(cups: Cups, slip: Path) -> None:
    assert cups.waiting() == []
    with pytest.raises(Trouble, match=SAVED):
        LpPrinter("").send(slip, "x")


def test_the_default_is_offered_only_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printers, "USB_DEVICES", ("/dev", "no-such-printer*"))
    with running_cups(monkeypatch) as cups:
        assert printer_names("") == [QUEUE]
        assert printer_names("KhongCo") == ["KhongCo", QUEUE]
        cups.make_default()
        assert printer_names("") == ["", QUEUE]


def test_a_dead_scheduler_is_a_silent_printer(
    tmp_path: Path, slip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "none.sock"))

    with pytest.raises(Trouble, match=SAVED):
        LpPrinter("may").send(slip, "x")


def test_a_machine_without_lp_is_a_silent_printer(
    tmp_path: Path, slip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert LpPrinter("may").state() == "Chưa thấy máy in"
    with pytest.raises(Trouble, match="máy in may không trả lời"):
        LpPrinter("may").send(slip, "x")


def test_a_printer_that_never_answers_is_given_up(
    tmp_path: Path, slip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("lp", "lpstat"):
        (tmp_path / name).write_text("#!/bin/sh\nexec sleep 60\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(printers, "SECONDS", 0.2)

    with pytest.raises(Trouble, match=SAVED):
        LpPrinter("may").send(slip, "x")


def test_a_folder_takes_the_paper_under_its_title(tmp_path: Path, slip: Path) -> None:
    FolderPrinter(str(tmp_path / "a" / "b")).send(slip, "MC-1")

    assert (tmp_path / "a" / "b" / "MC-1.pdf").read_bytes() == slip.read_bytes()


def test_a_folder_never_writes_over_a_paper(tmp_path: Path, slip: Path) -> None:
    printer = FolderPrinter(str(tmp_path / "out"))
    for _ in range(3):
        printer.send(slip, "MC-1")

    assert {file.name for file in (tmp_path / "out").iterdir()} == {
        "MC-1.pdf",
        "MC-1 (2).pdf",
        "MC-1 (3).pdf",
    }


def test_a_title_never_leaves_the_folder(tmp_path: Path, slip: Path) -> None:
    FolderPrinter(str(tmp_path / "out")).send(slip, "../../etc/MC-1")

    assert [file.parent.name for file in tmp_path.rglob("*MC-1.pdf")] == ["out"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, slip: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    printer = FolderPrinter(str(tmp_path / "file"))

    with pytest.raises(Trouble, match=SAVED):
        printer.send(slip, "x")


def test_a_folders_state_says_whether_it_can_be_written(tmp_path: Path) -> None:
    assert FolderPrinter(str(tmp_path)).state() == ""
    assert FolderPrinter(str(tmp_path / "new")).state() == ""
    assert "Không ghi được" in FolderPrinter("/proc/none/none").state()


@pytest.mark.parametrize(
    ("setting", "expected"),
    [("folder:/x/y", FolderPrinter("/x/y")), ("HP", LpPrinter("HP")), ("", LpPrinter(""))],
)
def test_a_setting_names_the_printer(
    setting: str, expected: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/lp")

    assert printer_named(setting) == expected


def test_without_lp_qt_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)

    assert printer_named("HP") == QtPrinter("HP")

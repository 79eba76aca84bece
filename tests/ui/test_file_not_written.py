"""A file that the disk does not take: a sentence, no half file, the old one whole, the page on."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.ui.beside.desk import HERE
from app.ui.report.page import FAULT, TOPIC, ReportPage
from tests.ui.clerk import Clerk, until
from tests.ui.test_beside import filled, numbers, page_of
from tests.ui.test_report import page

__all__ = ["page"]
OLD = b"last month's"
Obstacle = Callable[[Path, pytest.MonkeyPatch], Path]


def full_disk(out: Path, patch: pytest.MonkeyPatch) -> Path:
    """It is full once the words are there and must be kept."""

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    patch.setattr(os, "fsync", full)
    return out


def folder_that_is_none(out: Path, _patch: pytest.MonkeyPatch) -> Path:
    """A file stands where the folder should be."""
    (out.parent / "khong").write_text("")
    return out.parent / "khong" / out.name


def chosen(where: str, out: Path, patch: pytest.MonkeyPatch) -> None:
    """What the dialog of a room answers."""
    ask = f"app.bootstrap.{where}.QFileDialog.getSaveFileName"
    patch.setattr(ask, lambda *_: (str(out), ""))


obstacles = pytest.mark.parametrize("obstacle", [full_disk, folder_that_is_none])


@obstacles
@pytest.mark.parametrize("ending", [".xlsx", ".pdf", ".json"])
def test_a_report_that_cannot_be_written_is_told_and_the_page_goes_on(
    program: Program, page: ReportPage, keys: Clerk, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, obstacle: Obstacle, ending: str,
) -> None:  # fmt: skip
    assert page.figures[0].count == 1
    folder = tmp_path / "out"
    folder.mkdir()
    good = folder / f"so{ending}"
    good.write_bytes(OLD)
    with monkeypatch.context() as patch:
        out = obstacle(good, patch)
        chosen("report_room", out, patch)
        before = sorted(folder.iterdir())
        keys.press("x", "x")
        until(qtbot, lambda: program.messages.of(FAULT) is not None)
        told = program.messages.of(FAULT)
        assert told is not None
        assert told.said == (
            f"Không ghi được tệp {out}.", "Hồ sơ vẫn an toàn; hãy chọn nơi khác."
        )  # fmt: skip
        assert sorted(folder.iterdir()) == before
        assert good.read_bytes() == OLD
    chosen("report_room", good, monkeypatch)
    keys.press("6", "6")
    until(qtbot, lambda: page.tiles[0].number == 3)
    keys.press("x", "x")
    until(qtbot, lambda: program.messages.of(TOPIC) is not None)
    assert good.read_bytes() != OLD


@obstacles
@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".json"])
def test_what_waits_that_cannot_be_written_is_told_and_the_page_goes_on(
    program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    obstacle: Obstacle, ending: str,
) -> None:  # fmt: skip
    filled(program)
    keys.press("F10")
    beside = page_of(program)
    until(qtbot, lambda: numbers(beside)[HERE] == 2)
    folder = tmp_path / "out"
    folder.mkdir()
    good = folder / f"cho{ending}"
    good.write_bytes(OLD)
    with monkeypatch.context() as patch:
        out = obstacle(good, patch)
        chosen("beside_room", out, patch)
        before = sorted(folder.iterdir())
        keys.press("F8")
        until(qtbot, lambda: "Không ghi được" in beside.line.text())
        assert "Hồ sơ vẫn nguyên" in beside.line.text()
        assert sorted(folder.iterdir()) == before
        assert good.read_bytes() == OLD
    chosen("beside_room", good, monkeypatch)
    keys.press("F8")
    until(qtbot, lambda: good.read_bytes() != OLD)

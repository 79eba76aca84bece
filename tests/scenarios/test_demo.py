"""The main job on its own: what a stranger runs first."""

import json
import subprocess
import sys
from pathlib import Path

import pypdfium2
from PIL import Image

SLIPS, PICTURES = 60, 7


def test_a_week_without_a_line_ends_with_both_sides_agreeing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", "demo", "--out", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    summary = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    assert summary["agree"] is True
    assert summary["received"] == summary["province"] >= SLIPS
    assert summary["missing"] == []
    assert summary["kills"] >= 2
    slips = list((tmp_path / "slips").glob("MC-*.pdf"))
    assert len(slips) == summary["received"]
    assert all("LUYỆN TẬP" in _text(slip) and slip.stem in _text(slip) for slip in slips)
    pictures = list((tmp_path / "pictures").glob("*.png"))
    assert len(pictures) >= PICTURES
    assert {_size(picture) for picture in pictures} == {(1366, 768)}


def _text(slip: Path) -> str:
    return str(pypdfium2.PdfDocument(slip)[0].get_textpage().get_text_range())


def _size(picture: Path) -> tuple[int, int]:
    with Image.open(picture) as opened:
        return opened.size

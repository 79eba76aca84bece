"""A reader of another make, written from docs/sync-protocol.md, says the same of every vector."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.wire import dictionary
from tests.wire import kinds, more_vectors, vectors

HERE = Path(__file__).parent / "second_reader"
OLDEST = 20
NODE = shutil.which("node")


def _version() -> int:
    if NODE is None:
        return 0
    said = subprocess.run([NODE, "--version"], capture_output=True, text=True, check=False).stdout
    return int(said.strip().removeprefix("v").partition(".")[0] or 0)


@pytest.mark.skipif(_version() < OLDEST, reason="the second reader needs Node.js 20 (`node`)")
@pytest.mark.parametrize("file", [vectors.FILE, more_vectors.FILE], ids=lambda file: file.stem)
def test_another_program_reads_every_vector(file: Path) -> None:
    lender = [sys.executable, str(HERE / "lend.py")]
    words = dictionary.FILE
    run = subprocess.run(
        [str(NODE), str(HERE / "check.mjs"), str(file), str(kinds.FILE), str(words), *lender],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    compared = [json.loads(line) for line in run.stdout.splitlines()]
    assert [one["what"] for one in compared if not one["ok"]] == []
    assert (run.returncode, run.stderr) == (0, "")
    assert len(compared) >= len(json.loads(file.read_text("utf-8")))

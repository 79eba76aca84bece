"""A laptop with a second monitor, out of Qt's offscreen platform: one for the process it begins."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.tree import ROOT

SCREENS = [
    {"name": "LAPTOP", "x": 0, "y": 0, "width": 1366, "height": 768},
    {"name": "HDMI-1", "x": 1366, "y": 0, "width": 1920, "height": 1080},
]
EACH = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}


def said_by(module: str, folder: Path, *words: str) -> list[str]:
    """What a module that plays on both monitors says, line by line."""
    setup = folder / "screens.json"
    screens = [one | EACH for one in SCREENS]
    setup.write_text(json.dumps({"windowFrameMargins": False, "screens": screens}))
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={setup}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()

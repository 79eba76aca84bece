"""`motcua`, killed at a chosen step to the disk: `python -m tests.storage.dying POINT WORDS …`.

A step is what changes what the next start finds: a folder made, a file renamed or removed, a
COMMIT, a checkpoint. The process dies just before it, so after the one before. Where there are
fewer steps the command ends as it always does.
"""

import os
import signal
import sys
from types import FrameType
from typing import Any

from app.cli import main

STEPS = (os.mkdir, os.replace, os.unlink)
STATEMENTS = ("COMMIT", "PRAGMA wal_checkpoint")


class Killer:
    """A profile function: sees each call of a built-in, and kills the process at its point."""

    def __init__(self, point: int) -> None:
        self.left = point

    def __call__(self, frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call" and self._reaches_disk(frame, called):
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            self.left -= 1

    def _reaches_disk(self, frame: FrameType, called: Any) -> bool:
        if called in STEPS:
            return True
        if called.__name__ != "execute":
            return False
        statement: tuple[str, ...] = frame.f_locals.get("statement") or ("",)
        return statement[0].startswith(STATEMENTS)


if __name__ == "__main__":
    sys.setprofile(Killer(int(sys.argv[1])))
    sys.exit(main(sys.argv[2:]))

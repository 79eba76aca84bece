"""`motcua-province`, killed at a chosen step to the disk: `… -m tests.province.dying POINT WORDS`.

As `tests.storage.dying` for the desk: the process dies just before a folder, a file or its content
is made or renamed, and before a COMMIT. With fewer steps the command ends as it always does.
"""

import linecache
import os
import signal
import sys
from types import FrameType
from typing import Any

from province.cli import main

STEPS = (os.mkdir, os.open, os.fsync, os.replace, os.rename)


class Killer:
    """A profile function: sees each call of a built-in, and kills the process at its point."""

    def __init__(self, point: int) -> None:
        self.left = point

    def __call__(self, frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call" and (called in STEPS or _commits(frame, called)):
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            self.left -= 1


def _commits(frame: FrameType, called: Any) -> bool:
    line = linecache.getline(frame.f_code.co_filename, frame.f_lineno)
    return called.__name__ == "execute" and '"COMMIT"' in line


if __name__ == "__main__":
    sys.setprofile(Killer(int(sys.argv[1])))
    sys.exit(main(sys.argv[2:]))

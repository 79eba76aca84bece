"""The desk on a machine with two monitors, in a process of its own: says where its windows stand.

`python -m tests.ui.two_screens FOLDER`, under the offscreen platform with two screens set up.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.bootstrap.window import Program
from tests.ui.clerk import PIN, Clerk
from tests.ui.queues import with_rows


def wait_for(app: QApplication, program: Program) -> None:
    """Until the clerk is in."""
    while program.window.name != "today":
        app.processEvents()


def main() -> None:
    """Full on the second monitor, a window on the first one while that is unplugged, and back."""
    app = QApplication([])
    program = Program(app, str(with_rows(Path(sys.argv[1]), screen="second")))
    program.start()
    program.window.showNormal()
    program.window.setGeometry(0, 0, 1366, 768)
    program.window.activateWindow()
    app.processEvents()
    Clerk().type(PIN)
    wait_for(app, program)
    room = program.rooms.calling.screen if program.rooms else None
    if room is None or room.screen is None:
        raise LookupError("no screen")
    screen, second = room.screen, room.screen.screen()

    def say(when: str) -> None:
        app.processEvents()
        at, full = screen.geometry(), screen.isFullScreen()
        keys = QApplication.activeWindow() is program.window
        sys.stdout.write(f"{when} {at.x()} {at.width()} {full} {screen.isVisible()} {keys}\n")

    say("begun")
    app.screenRemoved.emit(second)
    say("unplugged")
    app.screenAdded.emit(second)
    say("plugged")
    program.lock()
    say("locked")
    program.window.close()
    app.processEvents()
    sys.stdout.write(f"closed {screen.isVisible() if room.screen else False}\n")


if __name__ == "__main__":
    main()

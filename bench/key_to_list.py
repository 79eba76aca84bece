"""From a key pressed in the real window to the painted list: a process of its own for `bench.size`.

Keys come at the pace of a quick typist, so what the window does after a list (the owner's history
and household) runs against the next key as it does at a desk.
"""

import os
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.bootstrap import opening
from app.bootstrap.window import Program
from app.ui.find.page import FindPage
from bench import large

TEXTS = 30
PACE_MS = 90
WIDE, HIGH = 1366, 768


class Painted(QObject):
    """Knows when the table was last painted, and for which text."""

    def __init__(self, page: FindPage) -> None:
        """Watch the page's table."""
        super().__init__(page)
        self._page, self.text = page, ""
        page.table.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        """A paint shows what the page has found by now."""
        if event.type() == QEvent.Type.Paint:
            self.text = self._page.found.text
        return False


class Typist:
    """Types into the scan box of an unlocked window and takes the time of each key."""

    def __init__(self, qt: QApplication, program: Program) -> None:
        """The window must be open."""
        assert program.rooms is not None
        self._qt, self._program = qt, program
        self._box = program.window.shell.header.scan
        self._painted = Painted(program.rooms.find)
        self.times: list[float] = []

    def find(self, text: str) -> None:
        """F3 and the letters of one search; every list is awaited before the next key."""
        self._box.take_focus()
        so_far = ""
        for letter in text:
            so_far += letter
            start = time.perf_counter()
            self._press(letter)
            asked = so_far.strip()
            if len(asked) > 1 and letter != " ":
                self._until_painted(asked)
                self.times.append((time.perf_counter() - start) * 1000)
            self._rest(start)

    def _press(self, letter: str) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, QApplication.keyboardModifiers(), letter)
        event.setTimestamp(int(time.monotonic() * 1000))
        self._qt.sendEvent(self._box.input, event)
        self._qt.sendPostedEvents()

    def _until_painted(self, text: str) -> None:
        while self._painted.text != text:
            self._qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _rest(self, start: float) -> None:
        while (time.perf_counter() - start) * 1000 < PACE_MS:
            self._qt.processEvents()
            time.sleep(0.001)


def texts(profile: Path) -> list[str]:
    """What clerks type of a dossier that is there: its name and hamlet, each word begun."""
    opened = opening.open_desk(str(profile), None, large.PIN)
    rows = opened.connection.execute("SELECT folded FROM dossier ORDER BY id").fetchall()
    opened.close()
    some = random.Random(21).sample(rows, TEXTS)
    return [_begun(folded) for (folded,) in some]


def _begun(folded: str) -> str:
    name, _, hamlet = folded.partition(" / ban ")
    return " ".join(word[:3] for word in (*name.split(), *hamlet.split()[:1]))


def run(profile: Path) -> None:
    """Print the milliseconds of each key in one line."""
    typed = texts(profile)
    qt = QApplication([])
    program = Program(qt, str(profile))
    program.start()
    program.window.resize(WIDE, HIGH)
    program.lock_page.pin.setText(large.PIN)
    while not program.window.name:
        qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    typist = Typist(qt, program)
    for text in typed:
        typist.find(text)
    print(" ".join(f"{one:.2f}" for one in typist.times))
    sys.stdout.flush()
    os._exit(0)

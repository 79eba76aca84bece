"""Which window stands: the set-up on an empty profile, then the desk; one at a time."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtWidgets import QApplication

from app.bootstrap.place import profile_paths
from app.bootstrap.window import Program
from app.domain.errors import Trouble
from app.storage import key_book
from app.storage.profile import make_folders
from app.ui.qt_words import QtWords

if TYPE_CHECKING:
    from app.bootstrap.first_run import FirstRun
    from app.storage.keys import Cost


class Front:
    """Belongs to one profile for the life of the process."""

    def __init__(self, qt: QApplication, profile: str | None, cost: "Cost | None" = None) -> None:
        """Nothing is shown before `open`; `cost` of a PIN for tests."""
        self._qt, self._profile, self._cost = qt, profile, cost
        self.words = QtWords(qt)
        qt.installTranslator(self.words)
        self.first_run: FirstRun | None = None
        self.program: Program | None = None

    def open(self) -> None:
        """The window that this profile wants now; Trouble where its keys are lost."""
        paths = profile_paths(self._profile)
        if key_book.exists(paths):
            self._open_desk()
        elif paths.database.exists():
            raise Trouble(key_book.KEYS_LOST)
        else:
            self._open_first_run()

    def reopen(self) -> None:
        """Close the desk's window and open it anew, in the text size that is kept now."""
        if self.program is not None:
            self._qt.setQuitOnLastWindowClosed(False)
            self.program.window.close()
            QTimer.singleShot(0, self._qt, self._open_desk)

    def _open_first_run(self) -> None:
        from app.bootstrap.first_run import FirstRun

        self.first_run = FirstRun(self._qt, self._profile, self._on_founded, self._cost)
        self.first_run.crash.install()
        self.first_run.start()

    def _on_founded(self) -> None:
        """On the next turn: the old window ends first, and the program lives on."""
        self._qt.setQuitOnLastWindowClosed(False)
        if self.first_run is not None:
            self.first_run.window.close()
        QTimer.singleShot(0, self._qt, self._open_desk)

    def _open_desk(self) -> None:
        if self.first_run is not None:
            self.first_run.window.deleteLater()
            self.first_run = None
        old, self.program = self.program, Program(self._qt, self._profile, self.reopen)
        if old is not None:
            old.window.deleteLater()
        self.program.crash.install()
        self.program.start()
        self._qt.setQuitOnLastWindowClosed(True)


def run_window(profile: str | None) -> int:
    """Open the window of a profile; Trouble where it cannot be."""
    paths = profile_paths(profile)
    make_folders(paths)
    lock = QLockFile(str(paths.window_lock))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        raise Trouble("Cửa sổ Một Cửa của máy này đang mở. Hãy dùng cửa sổ đó.")
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Một Cửa")
    front = Front(qt, profile)
    front.open()
    try:
        return int(qt.exec())
    finally:
        lock.unlock()

"""Copies that the window makes by itself: each hour that brought something, to the chosen place.

Between them the black box gets each event within seconds. Each has a thread and a connection of its
own, so no save waits for a slow stick. A stick that is not
plugged in is no trouble: the status bar says how long there has been one copy only, and the next
round tries again.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.bootstrap import backing_up, opening
from app.bootstrap.backing_up import Saved
from app.bootstrap.door import Door
from app.bootstrap.house import House
from app.devices.disks import check_folder, disk_of
from app.domain.errors import MotCuaError
from app.settings import Settings
from app.storage import backups
from app.storage.black_box import BlackBox
from app.storage.connection import Connection, open_database
from app.storage.journal import LAST
from app.ui.messages import DONE, SENDING, Message

if TYPE_CHECKING:
    from datetime import datetime

TOPIC = "copies"
HOUR_MS, SAID_MS, BOX_MS = 3_600_000, 8_000, 1_000


class BoxWriter:
    """The black box's own thread and reading connection."""

    def __init__(self, door: Door) -> None:
        """Opened at the first event."""
        self.pool = ThreadPoolExecutor(1, "black box")
        self.wrote_at: datetime | None = None
        self._door = door
        self._reading: Connection | None = None
        self._known = (0, "")

    def catch_up(self, folder: str) -> bool:
        """Write what is new; whether all is there. On the pool's thread."""
        opened = self._door.now_open()
        if self._reading is None:
            self._reading = open_database(opened.paths.database, opened.key, readonly=True)
        place = Path(folder)
        if not place.is_dir() or disk_of(place) == disk_of(opened.paths.data):
            self._known = (0, "")
            return False
        newest = int(self._reading.execute(LAST).fetchone()[0])
        if self._known != (newest, folder):
            box = BlackBox(place, opened.key)
            if (
                box.catch_up(self._reading, backups.held_in(place, self._reading))
                or not self.wrote_at
            ):
                self.wrote_at = opened.desk.clock.now()
            self._known = (newest, folder)
        return True

    def close(self, folder: str) -> None:
        """Write what is left, and let the file go."""
        if self._reading is not None:
            self.pool.submit(self._leave, folder)
        self.pool.shutdown(wait=True)

    def _leave(self, folder: str) -> None:
        with suppress(MotCuaError):
            self.catch_up(folder)
        if self._reading is not None:
            self._reading.close()


class CopyRoom:
    """One copy at a time."""

    def __init__(self, program: House, door: Door) -> None:
        """The clock; the first copy is made when somebody comes in."""
        self._program, self._door = program, door
        self._pool = ThreadPoolExecutor(1, "copies")
        self._folder, self._busy = program.settings.backup_folder, False
        self._timer = QTimer(program.window, interval=HOUR_MS)
        self._timer.timeout.connect(lambda: self.begin(asked=False))
        self._timer.start()
        self.boxed_at: datetime | None = None
        self._box = BoxWriter(door)
        self._boxing = False
        self._second = QTimer(program.window, interval=BOX_MS)
        self._second.timeout.connect(self._keep_up)
        self._second.start()

    def use(self, settings: Settings) -> None:
        """Another place was chosen, or the same one again: its first copy is made at once."""
        if settings.backup_folder and settings.backup_folder != self._folder:
            self._folder = settings.backup_folder
            self.begin(asked=True)

    def begin(self, *, asked: bool) -> None:
        """Copy, unless one is under way, nobody is in or no place is chosen."""
        program = self._program
        if self._busy or not self._folder or not program.window.name:
            return
        self._busy = True
        if asked:
            head = "Đang sao lưu và mở thử bản sao. Đừng rút USB."
            program.messages.show(Message(TOPIC, SENDING, head, "Cứ làm việc bình thường."))
        program.tasks.run(
            self._pool,
            program.window,
            lambda: self._copied(asked=asked),
            lambda saved: self._on_saved(saved, asked=asked),
            lambda error: self._on_failed(error, asked=asked),
            self._on_broken,
        )

    def close(self) -> None:
        """A copy that is being written is finished."""
        self._timer.stop()
        self._second.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._box.close(self._folder)

    def _keep_up(self) -> None:
        """Each second: what was saved meanwhile goes into the black box."""
        if self._boxing or not self._folder or not self._program.window.name:
            return
        self._boxing = True
        self._program.tasks.run(
            self._box.pool,
            self._program.window,
            lambda: self._box.catch_up(self._folder),
            self._on_boxed,
            lambda _error: self._on_boxed(whole=False),
            self._on_box_broken,
        )

    def _on_boxed(self, whole: bool) -> None:  # noqa: FBT001 - an answer
        self._boxing = False
        before, now = self.boxed_at, self._program.now()
        self.boxed_at = (self._box.wrote_at or now) if whole else None
        if self.boxed_at != before:
            self._program.window.refresh_status()

    def _on_box_broken(self) -> None:
        self._on_boxed(whole=False)

    def _copied(self, *, asked: bool) -> Saved | None:
        desk = self._door.now_open()
        folder = Path(self._folder)
        check_folder(str(folder), desk.paths.data)  # a pulled stick leaves a folder of the own disk
        own = opening.open_with_key(self._program.profile, desk.desk.user, desk.key)
        own.desk = replace(own.desk, clock=desk.desk.clock)
        try:
            if not asked and backing_up.is_fresh(own.connection, folder):
                return None
            saved = backing_up.back_up(own, folder)
            backing_up.thin(own, folder)
            return saved
        finally:
            own.close()

    def _on_saved(self, saved: Saved | None, *, asked: bool) -> None:
        self._on_broken()
        if asked and saved is not None:
            head = f"Đã sao lưu {saved.dossiers} hồ sơ, mở thử tốt."
            said = Message(TOPIC, DONE, head, saved.file, lasts_ms=SAID_MS)
            self._program.messages.show(said)

    def _on_failed(self, error: MotCuaError, *, asked: bool) -> None:
        self._on_broken()
        if asked:
            self._program.messages.trouble(error.message)

    def _on_broken(self) -> None:
        self._busy = False
        self._program.messages.clear(TOPIC)
        self._program.window.refresh_status()

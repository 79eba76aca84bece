"""Scans in the window: the folder of the scanner's program is watched, and emptied after COMMIT.

Reading and making small run on a thread of their own, storing on the work thread. What comes while
a dossier is typed goes with it; what comes otherwise waits, and is offered on a dossier's page.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QTimer

from app.bootstrap import scan_intake
from app.bootstrap.door import Door
from app.bootstrap.house import House
from app.devices.scan_folder import ScanFolderWatch
from app.devices.scan_image import NotAScan, SmallScan
from app.domain.errors import MotCuaError
from app.services import scans as services
from app.services.steps import the_one
from app.storage import scans
from app.ui.dossier.page import DossierPage
from app.ui.messages import ATTENTION, DONE, Action, Message
from app.ui.reception.page import ReceptionPage
from app.ui.scanning import DOSSIER, RECEPTION

T = TypeVar("T")
LOOK_MS, SAID_MS = 2_000, 8_000
REST_LOOKS = 30  # after trouble with the disk
ARRIVED, WAITING, TROUBLE = "scan-arrived", "scans-waiting", "scan-trouble"
ATTACH_KEY = "Ctrl+T"


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was read and made small."""

    file: Path
    small: SmallScan


class ScanRoom:
    """One file at a time, so that the one scanned first is the first."""

    def __init__(
        self, program: House, door: Door, reception: ReceptionPage, dossier: DossierPage
    ) -> None:
        """Watch where the machine's settings say; nowhere by default."""
        self._program, self._door = program, door
        self._reception, self._dossier = reception, dossier
        self._pool = ThreadPoolExecutor(1, "scan")
        self._watch = ScanFolderWatch()
        self.busy, self._rests, self._loose = False, 0, 0
        dossier.keys_changed.connect(self.offer)
        program.window.shown.connect(lambda _name: self.offer())
        self.timer = QTimer(program.window, interval=LOOK_MS)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def begin(self) -> None:
        """Somebody came in: what a cut left is swept, what waits is counted."""
        self._program.run(self._swept, self._on_counted)

    def close(self) -> None:
        """What is being read is read to its end; its file stays."""
        self.timer.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    # --- the folder -------------------------------------------------------------------------------

    def look(self) -> None:
        """Take in the next file, where one is whole and somebody is here."""
        folder = self._program.settings.scan_folder
        if self.busy or not folder or not self._program.window.name:
            return
        if self._rests:
            self._rests -= 1
            return
        self.busy = True
        self._elsewhere(lambda: self._read(Path(folder)), self._on_read)

    def _read(self, folder: Path) -> Found | str | None:
        """On the thread of scans: the next one; a sentence where a file is none."""
        for file in self._watch.ready(folder):
            try:
                return Found(file, scan_intake.read_small(file))
            except NotAScan as error:
                if self._watch.unread(file):
                    return f"Tệp {file.name} trong thư mục quét để nguyên. {error.message}"
        return None

    def _on_read(self, found: Found | str | None) -> None:
        if not isinstance(found, Found):
            self.busy = False
            if found is not None:
                self._program.messages.trouble(found, TROUBLE)
            return
        self._program.tasks.run(
            self._program.work,
            self._program.window,
            lambda: self._kept(found),
            self._on_kept(found),
            self._on_failed,
            self._on_broken,
        )

    def _kept(self, found: Found) -> tuple[str, bool]:
        """On the work thread: durable when it returns; whether no dossier has it yet."""
        opened = self._door.now_open()
        digest = scan_intake.keep(opened, found.small, found.file.name)
        return digest, digest in scans.loose(opened.connection)

    def _on_kept(self, found: Found) -> Callable[[tuple[str, bool]], None]:
        def kept(stored: tuple[str, bool]) -> None:
            self._elsewhere(lambda: self._remove(found.file), lambda _: self._on_removed())
            digest, is_loose = stored
            if is_loose:
                self._give(digest, found.file.name)

        return kept

    def _remove(self, file: Path) -> None:
        scan_intake.remove(file)
        self._watch.taken(file)

    def _on_removed(self) -> None:
        self.busy = False
        self.look()

    def _on_failed(self, error: MotCuaError) -> None:
        """The disk does not take it: the file stays, and is tried again in a minute."""
        self.busy, self._rests = False, REST_LOOKS
        self._program.messages.trouble(error.message, TROUBLE)

    def _on_broken(self) -> None:
        self.busy, self._rests = False, REST_LOOKS

    # --- where it belongs -------------------------------------------------------------------------

    def _give(self, digest: str, name: str) -> None:
        page, messages = self._reception, self._program.messages
        typing = self._program.window.name == RECEPTION and not page.draft().blank
        if typing and not page.saving.busy:
            page.line.papers.scans.add(digest)
            page.look_again()
            return
        head, more = f"Đã nhận bản quét {name}.", "Mở hồ sơ để gắn."
        messages.show(Message(ARRIVED, DONE, head, more, lasts_ms=SAID_MS))
        self._program.run(self._count, self._on_counted)

    def _swept(self) -> int:
        opened = self._door.now_open()
        opened.scans().sweep(opened.desk.clock.now())
        return self._count()

    def _count(self) -> int:
        return len(scans.loose(self._door.now_open().connection))

    def _on_counted(self, loose: int) -> None:
        self._loose = loose
        self.offer()

    def offer(self) -> None:
        """On a dossier's page: what waits may be given to it, with one key."""
        messages, code = self._program.messages, self._dossier.view.code
        if not self._loose or not code or self._program.window.name != DOSSIER:
            messages.clear(WAITING)
            return
        head = f"{self._loose} bản quét đang chờ, chưa thuộc hồ sơ nào."
        give = Action("Gắn vào hồ sơ này", lambda: self._attach(code), ATTACH_KEY)
        more, later = "Các bản quét vẫn ở máy này.", messages.read(WAITING)
        messages.show(Message(WAITING, ATTENTION, head, more, (give, later)))

    def _attach(self, code: str) -> None:
        self._program.messages.clear(WAITING)
        self._program.run(lambda: self._attached(code), lambda many: self._on_attached(code, many))

    def _attached(self, code: str) -> int:
        opened = self._door.now_open()
        waiting = scans.loose(opened.connection)
        services.attach(opened.desk, the_one(opened.journal, code).id, waiting)
        return len(waiting)

    def _on_attached(self, code: str, many: int) -> None:
        self._loose = 0
        said = f"Đã gắn {many} bản quét."
        self._program.messages.show(Message(ARRIVED, DONE, said, lasts_ms=SAID_MS))
        self._dossier.open_dossier(code)

    def _elsewhere(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._program.tasks.run(
            self._pool, self._program.window, work, done, self._on_failed, self._on_broken
        )

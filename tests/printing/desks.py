"""A training desk whose window prints: founded once, copied for each test, without a screen."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.founding import found_standalone
from app.bootstrap.opening import OpenDesk
from app.bootstrap.window import Program
from app.services import reception
from app.services.ports import PrintRequest
from app.settings import Settings, write_settings
from app.storage import print_jobs
from app.storage.keys import Cost
from app.storage.print_jobs import Job

T = TypeVar("T")
PIN = "135790"
PATIENCE_MS = 10_000
LINE = {
    "procedure": "2.000815",
    "owner": {"name": "Đặng Văn Đức", "id": "011090000007", "born_on": "1990", "sex": "male"},
    "pages": 2,
    "copies": 3,
}


def found(folder: Path) -> Path:
    """A new desk's folder."""
    founded = found_standalone(
        str(folder), commune="03158", desk=1, pin=PIN, training=True, cost=Cost(8, 1)
    )
    founded.opened.close()
    return folder


class PrintingDesk:
    """One window over a copy of the founded desk."""

    def __init__(self, bot: QtBot, founded: Path, folder: Path) -> None:
        self._bot, self.folder, self.tray = bot, folder, folder.parent / "tray"
        if not folder.exists():
            shutil.copytree(founded, folder)
        self.program: Program | None = None

    def open(self, printer: str | None = None) -> None:
        """Start the window and unlock it; by default the tray is the printer."""
        tray = f"folder:{self.tray}"
        write_settings(self.folder, Settings(printer=tray if printer is None else printer))
        qt = QApplication.instance()
        assert isinstance(qt, QApplication)
        program = self.program = Program(qt, str(self.folder))
        program.start()
        assert program.lock_page.user is not None
        who = program.lock_page.user.user
        program.run(
            lambda: program._unlock(who, PIN),
            lambda _: program._on_opened(who),
        )
        self.until(lambda: program.rooms is not None and program.window.name != "")

    def use_printer(self, printer: str) -> None:
        """Another one is set from now on."""
        assert self.program is not None
        self.program.settings = replace(self.program.settings, printer=printer)

    def close(self) -> None:
        """As the clerk closes it."""
        if self.program is not None:
            window, self.program = self.program.window, None
            window.close()
            QApplication.processEvents()  # what the threads had still to say
            window.deleteLater()  # or every later window would be styled together with it
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def receive(self, *, paper: bool = True) -> str:
        """A dossier saved as the reception page does; its code."""
        wanted = PrintRequest("slip", "a4x2") if paper else None
        receipt = self.work(lambda desk: reception.receive(desk.desk, LINE, print_as=wanted))
        self.rooms.printing.kick()
        return receipt.code

    def reprint(self, code: str) -> None:
        """As the dossier page does."""
        self.work(lambda _: self.rooms.printing.reprint(code))

    def jobs(self) -> list[Job]:
        """Every paper the desk knows of, done ones too, oldest first."""
        return self.work(_all_jobs)

    def states(self) -> list[str]:
        """Their states."""
        return [job.state for job in self.jobs()]

    def papers(self) -> list[str]:
        """Names of what lies in the tray."""
        return sorted(file.name for file in self.tray.glob("*.pdf"))

    def left_behind(self) -> list[Path]:
        """What lies in the private folder of print files."""
        return self.work(lambda desk: list(desk.paths.temporary.iterdir()))

    def message(self) -> str:
        """What the banner says."""
        assert self.program is not None
        current = self.program.messages.current
        return f"{current.head} {current.more}" if current else ""

    def bar(self) -> str:
        """What the status bar says of paper, once everything has been asked."""
        assert self.program is not None
        return self.program.window.shell.statusbar.accessibleName().rpartition(" · ")[2]

    def press(self, key: str) -> None:
        """The banner's key."""
        assert self.program is not None
        current = self.program.messages.current
        assert current is not None
        (action,) = [one for one in current.actions if one.key == key]
        action.act()

    def settled(self, *states: str) -> None:
        """Wait until the jobs stand so and nothing is under way."""
        self.until(lambda: self.states() == list(states) and self.rooms.printing.idle)

    def until(self, holds: Callable[[], bool]) -> None:
        """Turn the event loop until it holds."""
        self._bot.waitUntil(holds, timeout=PATIENCE_MS)

    def work(self, ask: Callable[[OpenDesk], T]) -> T:
        """Ask on the work thread."""
        assert self.program is not None
        return self.program.work.submit(partial(ask, self.rooms.door.now_open())).result(10)

    @property
    def rooms(self) -> Any:
        """What is behind the lock."""
        assert self.program is not None
        assert self.program.rooms is not None
        return self.program.rooms


def _all_jobs(desk: OpenDesk) -> list[Job]:
    rows = desk.connection.execute(f"SELECT {print_jobs.COLUMNS} FROM print_job ORDER BY id")
    return [Job(*row) for row in rows.fetchall()]

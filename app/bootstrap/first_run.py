"""The window of an empty profile: the set-up, then the desk."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

from PySide6.QtWidgets import QApplication

import app
from app.bootstrap import setup_papers, staff
from app.bootstrap.enrol_desk import EnrolBridge
from app.bootstrap.first_run_desk import FirstRunBridge
from app.bootstrap.help_room import LockedHelp
from app.bootstrap.machine_desk import MachineBridge
from app.bootstrap.place import profile_folder, profile_paths
from app.bootstrap.serial_line import SerialLine
from app.devices.clock import training_clock
from app.domain.errors import MotCuaError
from app.settings import (
    LATER_STEPS,
    TEXT_SIZES,
    Settings,
    read_settings,
    with_left,
    without_step,
    write_settings,
)
from app.storage.keys import Cost
from app.storage.profile import make_folders
from app.ui import theme
from app.ui.crash import CrashGuard
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.scan_filter import ScanFilter
from app.ui.setup.as_it_was import is_no_hand
from app.ui.setup.first_desk import Answers, FirstRunDesk
from app.ui.setup.page import FirstRunPage
from app.ui.shortcuts import KeyAction
from app.ui.tasks import Tasks
from app.ui.window_desk import WindowDesk


class FirstRun:
    """Lives until the desk is founded and the clerk goes on to it, or the window is closed.

    What was answered before founding is asked again at the next start; settings are kept.
    """

    def __init__(
        self,
        qt: QApplication,
        profile: str | None,
        ended: Callable[[], None],
        cost: Cost | None = None,
    ) -> None:
        """Build window and page; `ended` opens the desk. `cost` of a PIN for tests."""
        self.qt, self.profile, self._ended = qt, profile, ended
        self.folder, paths = profile_folder(profile), profile_paths(profile)
        make_folders(paths)
        kept = read_settings(self.folder)  # of a set-up that was broken off
        self.settings = kept if kept.setup_left else with_left(kept, LATER_STEPS)
        write_settings(self.folder, self.settings)
        self._wear()
        self.pool = ThreadPoolExecutor(1, "setup")
        self.crash = CrashGuard(lambda: None, app.VERSION)
        self.tasks = Tasks(self._on_trouble, self.crash.show)
        self._clock = training_clock()
        self.answers = Answers()
        self._bridge = FirstRunBridge(profile, cost)
        self.serial = SerialLine()
        self.scans: ScanFilter | None = None
        self.serial.read.connect(self._on_line)
        self.window = self._window()
        self.page = self._page()
        self._help = LockedHelp(self.window, lambda: self.page, "first")

    def start(self) -> None:
        """Show the first step."""
        self.window.showMaximized()
        self.window.get_ready()  # who listens last hears first: the scanner before the keys
        prefix, suffix = self.settings.scanner_prefix, self.settings.scanner_suffix
        self.scans = ScanFilter(self.qt, prefix, suffix, self._remember, is_no_hand)
        self.scans.scanned.connect(self._on_line)
        self.window.lock()

    def now(self) -> datetime:
        """The machine's time."""
        return self._clock.now()

    def close(self) -> None:
        """Wait for what is being written."""
        self.serial.stop()
        if self.scans is not None:
            self.scans.deleteLater()
        self.pool.shutdown(wait=True)

    # --- building ------------------------------------------------------------------------------

    def _window(self) -> MainWindow:
        desk = WindowDesk(
            now=self.now,
            ask_status=lambda _show: None,
            scanned=lambda _text: None,
            scale_asked=self._scale,
            closing=self.close,
            locked_keys=lambda: (KeyAction("F1", "", self._help.open),),
        )
        return MainWindow(desk, Messages(), ())

    def _page(self) -> FirstRunPage:
        page = FirstRunPage(self._desk(), self.answers)
        self.window.set_lock(page)
        return page

    def _desk(self) -> FirstRunDesk:
        bridge, look = self._bridge, self.tasks.runner(self.pool, self.window)
        enrol = EnrolBridge(self.profile, self.now, look)
        paths = profile_paths(self.profile)
        machine = MachineBridge(
            self, paths.data, self.now, look, look, self._on_settings,
            print_test=setup_papers.straight(setup_papers.TEST, paths.temporary, self.now),
            print_sheet=setup_papers.straight(setup_papers.SCANNER, paths.temporary, self.now),
        )  # fmt: skip
        return FirstRunDesk(
            machine=machine.desk(),
            communes=bridge.communes,
            enrol=enrol.desk(),
            sheet_place=bridge.sheet_place,
            check_pin=staff.check_same,
            found=bridge.found,
            sheet_kept=self._sheet_kept,
            ended=self._ended,
            dressed=self._dress_anew,
            look=look,
            copies=bridge.copies,
            read_copy=bridge.read_copy,
            print_sheet=lambda file: bridge.print_sheet(file, self.settings),
        )

    # --- what the steps ask --------------------------------------------------------------------

    def _on_settings(self, settings: Settings) -> None:
        self.serial.use(settings)
        if self.scans is not None:
            self.scans.use_keys(settings.scanner_prefix, settings.scanner_suffix)
        theme.use(self.qt, settings.theme, theme.current().scale)

    def _sheet_kept(self) -> None:
        self.settings = without_step(self.settings, "recovery")
        write_settings(self.folder, self.settings)

    def _scale(self, by: int) -> None:
        place = TEXT_SIZES.index(self.settings.text_size) + by
        if 0 <= place < len(TEXT_SIZES):
            self.settings = replace(self.settings, text_size=TEXT_SIZES[place])
            write_settings(self.folder, self.settings)
            self._dress_anew()

    def _wear(self) -> None:
        theme.use(self.qt, self.settings.theme, self.settings.text_size / 100)

    def _dress_anew(self) -> None:
        """Another text size: the page is built anew around the same answers."""
        self._wear()
        old, self.page = self.page, self._page()
        self.window.lock()
        old.deleteLater()

    def _remember(self) -> Callable[[], None]:
        return self.page.remember()

    def _on_line(self, text: str) -> None:
        self.page.take_scan(text)

    def _on_trouble(self, error: MotCuaError) -> None:
        self.page.refuse(error)

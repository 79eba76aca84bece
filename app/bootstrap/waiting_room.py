"""Which monitor the waiting room's screen stands on, and what happens when that is unplugged."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QScreen

from app.bootstrap.door import Door
from app.bootstrap.house import House
from app.bootstrap.public_status import stands
from app.settings import ON, Settings
from app.ui.queue.desk import Called, Stand
from app.ui.queue.display import WaitingScreen

LOOK_MS = 15_000
SECOND, WINDOW = "second", "window"  # of the setting `screen`; anything else names a monitor


class WaitingRoom:
    """There is a screen only where the settings ask for one."""

    def __init__(self, program: House, door: Door) -> None:
        """None yet."""
        self._program, self._door, self._where = program, door, ""
        self._told = False
        self._timer = QTimer(program.window, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self.screen: WaitingScreen | None = None
        program.qt.screenAdded.connect(self._plugged)
        program.qt.screenRemoved.connect(self._place)

    def use(self, settings: Settings) -> None:
        """Show it, move it or take it away."""
        numbers, told = settings.queue == ON, settings.public_status == ON
        where = settings.screen if numbers or told else ""
        if where and self.screen is None:
            office = self._door.now_frozen().standing_now.office.name
            self.screen = WaitingScreen(office, self._program.now)
            self.screen.touched.connect(
                self._program.window.activateWindow, Qt.ConnectionType.QueuedConnection
            )
        if self.screen is not None:
            self.screen.use_chime(on=settings.chime == ON)
            self.screen.use_numbers(on=numbers)
            self._told = told and bool(where)
            self._look()
        if where != self._where:
            self._where = where
            self._place()

    def show_called(self, called: Sequence[Called], apart: str) -> None:
        """The last numbers of the office."""
        if self.screen is not None:
            self.screen.show_called(called, apart)

    def _look(self) -> None:
        """Where dossiers stand now; while the desk is locked, too."""
        if self.screen is None:
            return
        if not self._told:
            self.screen.show_stands(())
            return
        door = self._door
        self._program.run(lambda: stands(door.now_open(), door.now_frozen()), self._show_stands)

    def _show_stands(self, found: tuple[Stand, ...]) -> None:
        if self.screen is not None and self._told:
            self.screen.show_stands(found)

    def close(self) -> None:
        """It must not outlive the window: the program ends with its last one."""
        self._program.qt.screenAdded.disconnect(self._plugged)
        self._program.qt.screenRemoved.disconnect(self._place)
        self._timer.stop()
        screen, self.screen, self._where = self.screen, None, ""
        if screen is not None:
            screen.close()
            screen.deleteLater()

    def _plugged(self, _screen: QScreen) -> None:
        self._place()

    def _place(self, gone: QScreen | None = None) -> None:
        """`gone` is being unplugged: Qt would put the screen over the clerk's work."""
        if self.screen is None:
            return
        monitor = self._monitor(gone) if self._where else None
        if monitor is not None:
            self.screen.show_on(monitor)
        elif self._where:
            self.screen.show_behind(self._program.window)
        else:
            self.screen.hide()

    def _monitor(self, gone: QScreen | None) -> QScreen | None:
        """The one that was chosen, while it is plugged in, else any other than the clerk's."""
        if self._where == WINDOW:
            return None
        own = self._program.window.screen()
        others = [one for one in self._program.qt.screens() if one not in (own, gone)]
        named = [one for one in others if one.name() == self._where]
        return next(iter(named or others), None)

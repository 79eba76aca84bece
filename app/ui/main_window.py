"""The window: the frame, its pages, its keys, its status; it knows no page's business."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from app.ui.focus import walk
from app.ui.messages import TURN_KEY, Messages
from app.ui.resting import Resting
from app.ui.shortcuts import KeyAction, KeyMap
from app.ui.window_desk import WindowDesk

if TYPE_CHECKING:
    from app.ui.place import Place
    from app.ui.widgets.shell import Shell

TICK_MS, SEARCH = 1_000, "/"
LEAST_WIDTH, LEAST_HEIGHT = 1024, 640


class MainWindow(QMainWindow):
    """Locked: the lock page alone. Unlocked: the frame with the places."""

    shown = Signal(str)

    def __init__(
        self,
        desk: WindowDesk,
        messages: Messages,
        places: "Sequence[Place]",
        status_ms: int = 5_000,
    ) -> None:
        """A window without pages yet: `add_page` and `set_lock` bring them."""
        super().__init__()
        self._desk, self._messages = desk, messages
        self._pages: dict[str, QWidget] = {}
        self._places: dict[str, str] = {}
        self._name, self._locked, self._lock = "", False, QWidget()
        self.setWindowTitle(self.tr("Một Cửa"))
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.places, self._status_ms, self.ready = tuple(places), status_ms, False
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._keymap = KeyMap(self)
        self._resting = Resting(lambda: self.shell.header.scan, lambda: self.go(places[0].name))

    @cached_property
    def shell(self) -> "Shell":
        """The frame, made at its first use: nobody sees it while the desk is locked."""
        from app.ui.widgets.shell import Shell

        shell = Shell(self.places)
        self._stack.addWidget(shell)
        shell.rail.chosen.connect(self.go)
        shell.keybar.pressed.connect(self._keymap.press)
        self._keymap.shift.held.connect(lambda: shell.keybar.show_shifted(shifted=True))
        self._keymap.shift.ended.connect(lambda: shell.keybar.show_shifted(shifted=False))
        shell.banner.turned.connect(self._messages.turn)
        shell.header.scan.submitted.connect(self._desk.scanned)
        return shell

    def _rest(self, name: str) -> None:
        """A page that is not shown may rest, but the caret is somebody else's."""
        if name == self._name:
            self._resting.rest()

    def get_ready(self) -> None:
        """Hear the keys, show time, status and messages; `go` does it at the latest."""
        if self.ready:
            return
        self.ready = True
        self._keymap.listen()
        self._messages.changed.connect(self._on_message)
        self._on_message()
        self._start_clock(TICK_MS, self._show_time)
        self._start_clock(self._status_ms, self.refresh_status)

    def _start_clock(self, every_ms: int, tick: Callable[[], None]) -> None:
        timer = QTimer(self, interval=every_ms)
        timer.timeout.connect(tick)
        timer.start()
        tick()

    # --- pages ---------------------------------------------------------------------------------

    def add_page(self, name: str, page: QWidget, place: str = "") -> None:
        """A page under its name; `place` is the rail's where that differs. It must be a `Page`."""
        self._pages[name] = page
        self._places[name] = place or name
        self.shell.pages.addWidget(page)
        page.keys_changed.connect(lambda: self._bind(name))  # type: ignore[attr-defined]
        page.resting.connect(lambda: self._rest(name))  # type: ignore[attr-defined]

    def go(self, name: str, place: str = "", *, caret: bool = True, unlocks: bool = False) -> None:
        """Open a page and give it the caret, or leave that where it is.

        `place` is the rail's from now on. Locked, only who comes in opens one: no late answer does.
        """
        if self._locked and not unlocks:
            return
        self.get_ready()
        page = self._pages[name]
        self._places[name] = place or self._places[name]
        self._name, self._locked = name, False
        self._stack.setCurrentWidget(self.shell)
        self.shell.rail.show_current(self._places[name])
        self.shell.show_page(page)
        self._bind(name)
        if caret:
            page.take_focus()  # type: ignore[attr-defined]
        self.shown.emit(name)

    @property
    def name(self) -> str:
        """The open page's name; empty while locked."""
        return self._name

    def set_lock(self, page: QWidget) -> None:
        """The page that is shown while locked, from the next `lock` on."""
        self._lock = page
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
            page.keys_changed.connect(self._bind_lock)  # type: ignore[attr-defined]

    def lock(self) -> None:
        """Show the lock page alone; the pages behind keep what was typed."""
        self._name, self._locked = "", True
        self._stack.setCurrentWidget(self._lock)
        self._bind_lock()
        self._lock.take_focus()  # type: ignore[attr-defined]

    # --- keys ----------------------------------------------------------------------------------

    def _bind_lock(self) -> None:
        if not self._name:
            page_keys = self._lock.keys()  # type: ignore[attr-defined]
            self._keymap.bind([*self._desk.locked_keys(), *page_keys, *self._sizes()])

    def _bind(self, name: str) -> None:
        if not name or name != self._name:
            return  # locked, or another page by now
        page_keys: list[KeyAction] = self._pages[name].keys()  # type: ignore[attr-defined]
        shown = [*self._own_keys(), *self._desk.keys(), *map(self._resting.on_esc, page_keys)]
        said = (self._messages.done, self._messages.current)
        offered = [action for message in said if message for action in message.actions]
        extra = [KeyAction(one.key, "", one.act) for one in offered if one.key]
        turn = [KeyAction(TURN_KEY, "", self._messages.turn)] * bool(self._messages.others)
        self._keymap.bind([*shown, *extra, *turn])
        self.shell.keybar.show_actions(shown)

    def _own_keys(self) -> list[KeyAction]:
        find = self.shell.header.scan.take_focus
        return [KeyAction("F3", self.tr("Tìm"), find), *self._sizes()]

    def _sizes(self) -> list[KeyAction]:
        ask = self._desk.scale_asked
        if ask is None:
            return []
        return [
            KeyAction("Ctrl++", "", lambda: ask(1)),
            KeyAction("Ctrl+-", "", lambda: ask(-1)),
        ]

    # --- what is shown around the page -----------------------------------------------------------

    def refresh_status(self) -> None:
        """Ask for the numbers of the status bar."""
        self._desk.ask_status(self.shell.show_status)

    def show_clerk(self, name: str, desk: str) -> None:
        """Who is in, and at which counter."""
        self.shell.header.show_clerk(name, desk)

    def _show_time(self) -> None:
        self.shell.header.show_time(self._desk.now())

    def _on_message(self) -> None:
        self.shell.show_messages(self._messages)
        self._bind(self._name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A stroke that no field took leads to the search, as F3 does."""
        if event.text() == SEARCH and self._name:
            self.shell.header.scan.take_focus()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own argument
        """Tab walks the screen as it is read, also through sheets that were built later."""
        return walk(self, forward=forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is never refused; what is typed is kept first."""
        if self._desk.closing is not None:
            self._desk.closing()
        super().closeEvent(event)

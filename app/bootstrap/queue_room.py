"""The queue in the window: its page, F8 on every page, the waiting room's screen, its own thread.

Where the office has no queue, nothing of it is seen and nothing asks anybody.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap.door import Door
from app.bootstrap.house import House
from app.bootstrap.queue_desk import QueueBridge
from app.bootstrap.waiting_room import WaitingRoom
from app.services.queue import Queue
from app.settings import ON, Settings
from app.ui.queue.calling import Calling
from app.ui.queue.in_header import show_in_header
from app.ui.queue.page import QueuePage
from app.ui.shortcuts import KeyAction

QUEUE, KEY = "queue", "Ctrl+I"
LOOK_MS = 3_000


class OfficesQueue(Protocol):
    """The queue, made and let go on its own thread."""

    def __call__(self) -> Queue:
        """As it is under the settings of now."""
        ...

    def close(self) -> None:
        """Let its file go."""
        ...


class QueueRoom:
    """Built once; `use` switches it on and off with the machine's settings."""

    def __init__(self, program: House, door: Door, queue: OfficesQueue) -> None:
        """`queue` is the desk's way to the office's queue, for the queue's thread."""
        self._program, self._queue = program, queue
        self._pool = ThreadPoolExecutor(1, "queue")
        self._came_from = ""
        self._caret: QWidget | None = None
        bridge = QueueBridge(
            queue, own=lambda: door.now_frozen().standing_now.desk, paper=self._paper
        )
        run = program.tasks.runner(self._pool, program.window)
        self.calling = Calling(bridge.desk(run), program.messages)
        self.page = QueuePage(self.calling)
        self.screen = WaitingRoom(program, door)
        program.window.add_page(QUEUE, self.page)
        self.calling.changed.connect(self._on_changed)
        self.calling.transferring.connect(self._ask_target)
        self.page.left.connect(self._go_back)
        self._timer = QTimer(program.window, interval=LOOK_MS)
        self._timer.timeout.connect(self.calling.refresh)
        self.use(program.settings)

    @property
    def is_on(self) -> bool:
        """Whether this office gives numbers."""
        return self._program.settings.queue == ON

    def keys(self) -> list[KeyAction]:
        """F8 with its helpers and the page's key; none where there is no queue."""
        if not self.is_on:
            return []
        open_page = KeyAction(KEY, "", lambda: self._program.window.go(QUEUE))
        return [*self.calling.keys(), open_page]

    def use(self, settings: Settings) -> None:
        """Settings as they are now."""
        shell, on = self._program.window.shell, settings.queue == ON
        shell.rail.show_place(QUEUE, shown=on)
        shell.header.serving.setVisible(on)
        self.screen.use(settings)
        if on and not self._timer.isActive():
            self._timer.start()
            self.calling.refresh()
        elif not on:
            self._timer.stop()

    def served(self) -> None:
        """A visit was saved: its number has been served."""
        if self.is_on:
            self.calling.end()

    def close(self) -> None:
        """What is asked is waited for; the waiting room's screen goes with the window."""
        self._timer.stop()
        self.screen.close()
        self._pool.submit(self._queue.close)
        self._pool.shutdown(wait=True)

    def _paper(self) -> str | None:
        return self._program.settings.ticket_paper or None

    def _on_changed(self) -> None:
        queue = self.calling.queue
        if self.is_on:
            show_in_header(self._program.window.shell.header.serving, queue)
            self.screen.show_called(queue.board, queue.apart)

    def _ask_target(self) -> None:
        """On the page, wherever the clerk is; what stands on his own page stays."""
        window = self._program.window
        if window.name != QUEUE:
            self._came_from, self._caret = window.name, QApplication.focusWidget()
            window.go(QUEUE)
        self.page.ask_target()

    def _go_back(self) -> None:
        """To the page and the field that the clerk was at."""
        name, caret, self._came_from, self._caret = self._came_from, self._caret, "", None
        if not name or self._program.window.name != QUEUE:
            return
        kept = caret is not None and shiboken6.isValid(caret)
        self._program.window.go(name, caret=not kept)
        if kept and caret is not None and caret.isVisible():
            caret.setFocus()

"""The lessons in the window of a training profile: page, place, two keys, looks at the journal.

A real profile never builds this.
"""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from app.bootstrap.door import Door
from app.bootstrap.house import House
from app.bootstrap.lesson_desk import LessonBridge
from app.ui.lessons.desk import DONE, RUNNING, LessonView
from app.ui.lessons.page import LessonsPage
from app.ui.messages import DONE as DID
from app.ui.messages import Message
from app.ui.place import Place
from app.ui.shortcuts import KeyAction
from app.ui.widgets.training import foot_high

LESSONS, TOPIC = "lessons", "lesson"
LOOK_MS, SAID_MS = 1_000, 10_000


class LessonRoom:
    """While a lesson is under way the journal is looked at each second."""

    def __init__(self, program: House, door: Door, scanned: Callable[[str], None]) -> None:
        """`scanned` hears the cards and slips of the lessons like those of a scanner."""
        self._program, self._scanned = program, scanned
        self._bridge = LessonBridge(door.now_open, program.run)
        self._running: frozenset[str] = frozenset()
        self._over: list[LessonView] = []
        self.page = LessonsPage(self._bridge.desk())
        self.page.noticed.connect(self._on_noticed)
        window = program.window
        window.shell.rail.leave_foot(foot_high())
        window.shell.rail.add(Place(LESSONS, "check", "Bài học", "Ctrl+L"))
        window.add_page(LESSONS, self.page)
        window.shown.connect(lambda _name: self._look())
        self._timer = QTimer(window, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    def keys(self) -> tuple[KeyAction, ...]:
        """The window's keys that only practice has."""
        return (
            KeyAction("Ctrl+L", "", lambda: self._program.window.go(LESSONS)),
            KeyAction("Shift+F3", "Quét thay", self._scan),
        )

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _scan(self) -> None:
        self._program.run(self._bridge.next_scan, self._scanned)

    def _look(self) -> None:
        if self._program.window.name:  # locked: nobody learns
            self.page.refresh()

    def _on_noticed(self, lessons: tuple[LessonView, ...]) -> None:
        """Steps left of what is under way stand on the rail; the end is said once, quietly."""
        running = [one for one in lessons if one.state == RUNNING]
        left = sum(not done for one in running for _, done in one.steps)
        self._program.window.shell.rail.show_count(LESSONS, left)
        ended = [one for one in lessons if one.title in self._running and one.state == DONE]
        self._over += ended
        self._running = frozenset(one.title for one in running)
        if self._over and self._program.messages.done is None:  # the undo's line goes first
            self._say(self._over.pop(0))
        self._pace(busy=bool(running or self._over))

    def _pace(self, *, busy: bool) -> None:
        if busy and not self._timer.isActive():
            self._timer.start()
        elif not busy:
            self._timer.stop()

    def _say(self, lesson: LessonView) -> None:
        head = f"Xong bài “{lesson.title}”, hết {lesson.took}."
        more = "Ctrl+L mở bài kế tiếp."
        self._program.messages.show(Message(TOPIC, DID, head, more, lasts_ms=SAID_MS))

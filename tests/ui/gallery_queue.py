"""Pictures of Hàng chờ and of the waiting room's screen in their states."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.messages import Messages
from app.ui.queue.calling import Calling
from app.ui.queue.desk import Queue
from app.ui.queue.display import WaitingScreen
from app.ui.queue.in_header import show_in_header
from app.ui.queue.page import QueuePage
from tests.ui.gallery_frame import window
from tests.ui.sample_queue import (
    APART,
    BOARD,
    EMPTY,
    ISSUED,
    LONG_TITLES,
    USUAL,
    WAITING,
    Office,
    crowd,
    lines,
)
from tests.ui.samples import NOW

OFFICE = "Trung tâm Phục vụ hành chính công phường Bắc Giang"


def queue(
    state: Queue, act: Callable[[QueuePage], object] = lambda _page: None, *, given: bool = True
) -> Callable[[], QWidget]:
    """The page over a queue, after something was done in it."""

    def build() -> QWidget:
        frame = window()
        calling = Calling(Office(state).desk(), Messages())
        calling.issued = ISSUED if given else None
        page = QueuePage(calling)
        frame.add_page("queue", page)
        frame.shell.rail.show_place("queue", shown=True)
        show_in_header(frame.shell.header.serving, state)
        frame.resize(1366, 768)
        frame.show()
        frame.go("queue")
        act(page)
        return frame

    return build


def screen(*, lit: bool = False, called: int = 4, apart: str = "") -> Callable[[], QWidget]:
    """The waiting room's screen."""

    def build() -> QWidget:
        host = QWidget()
        made = WaitingScreen(OFFICE, lambda: NOW)
        made.show_called(BOARD[:called], apart)
        if not lit:
            made.rest()
        box = QVBoxLayout(host)  # by itself it takes no caret, not even for a picture
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(made)
        host.resize(1366, 768)
        return host

    return build


FIRST = tuple(replace(one, priority=True) for one in WAITING[:3])
SHOTS: dict[str, Callable[[], QWidget]] = {
    "queue": queue(USUAL),
    "queue-empty": queue(EMPTY, given=False),
    "queue-held": queue(USUAL, lambda page: page.choose("held")),
    "queue-transfer": queue(USUAL, lambda page: page.ask_target()),
    "queue-rows": queue(replace(USUAL, serves=("A", "B")), lambda page: page.ask_rows()),
    "queue-apart": queue(replace(USUAL, apart=APART)),
    "queue-priority": queue(replace(USUAL, waiting=FIRST, lines=lines(FIRST))),
    "queue-700": queue(crowd(700), lambda page: page.table.go_to(699)),
    "queue-long": queue(replace(USUAL, lines=lines(WAITING, LONG_TITLES))),
    "screen": screen(lit=True),
    "screen-quiet": screen(apart=APART),
    "screen-empty": screen(called=0),
}

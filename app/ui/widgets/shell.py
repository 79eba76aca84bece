"""The frame that every page lives in: rail, header, banner slot, page, key bar, status bar."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.messages import Messages
from app.ui.place import Place
from app.ui.status import Status
from app.ui.widgets.banner import Banner
from app.ui.widgets.done_bar import DoneBar
from app.ui.widgets.header import Header
from app.ui.widgets.keybar import KeyBar
from app.ui.widgets.rail import Rail
from app.ui.widgets.statusbar import StatusBar


class Shell(QFrame):
    """Bars have fixed heights; only the page between them changes."""

    def __init__(self, places: Sequence[Place]) -> None:
        """An empty frame with the rail's places."""
        super().__init__()
        self.setProperty("role", "page")
        self.rail, self.header = Rail(places), Header()
        self.banner, self.pages = Banner(), QStackedWidget()
        self.keybar, self.statusbar = KeyBar(), StatusBar()
        self.done, self._foot = DoneBar(), QStackedWidget()
        for bar in (self.statusbar, self.done):
            self._foot.addWidget(bar)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.rail, 0, 0, 2, 1)
        grid.addWidget(self.header, 0, 1)
        grid.addLayout(self._middle(), 1, 1)
        grid.addWidget(self.keybar, 2, 0, 1, 2)
        grid.addWidget(self._foot, 3, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)

    def _middle(self) -> QVBoxLayout:
        margin = theme.current().space("m")
        box = QVBoxLayout()
        box.setContentsMargins(margin, margin, margin, margin)
        box.setSpacing(margin)
        box.addWidget(self.banner)
        box.addWidget(self.pages, 1)
        return box

    def show_status(self, status: Status) -> None:
        """Both bars of the foot know it."""
        self.statusbar.show_status(status)
        self.done.show_status(status)

    def show_messages(self, messages: Messages) -> None:
        """Trouble in its banner; what was just done at the foot."""
        self.banner.show_message(messages.current, messages.others)
        done = messages.done
        if done is not None:
            self.done.show_message(done)
        self._foot.setCurrentWidget(self.done if done else self.statusbar)

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front; it stays built."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

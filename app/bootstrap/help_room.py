"""F1: the guide, opened at the place that the clerk comes from."""

from collections.abc import Callable

import shiboken6
from PySide6.QtWidgets import QApplication, QWidget

from app.services import guide
from app.ui.help.page import HelpPage, HelpSheet, Topic, places_around
from app.ui.main_window import MainWindow

HELP = "help"


def guide_page() -> HelpPage:
    """The page with every task; texts are read when first asked for."""
    return HelpPage([Topic(task.title, task.text) for task in guide.tasks()])


class HelpRoom:
    """The page, and the way there and back."""

    def __init__(self, window: MainWindow) -> None:
        """Built once."""
        self._window, self._came_from = window, ""
        self._caret: QWidget | None = None
        self.page = guide_page()
        self.page.left.connect(self._leave)
        window.add_page(HELP, self.page)

    def open(self) -> None:
        """Show the task about the field with the caret, else the one about the open page."""
        name = self._window.name
        if name not in ("", HELP):
            self._came_from, self._caret = name, QApplication.focusWidget()
            self.page.open_at(guide.about(*places_around(self._caret), name))
            self._window.go(HELP)

    def _leave(self) -> None:
        """The page as it was left: nothing is read anew, so that an open form stays."""
        caret = self._caret
        if caret is None or not shiboken6.isValid(caret):
            self._window.go(self._came_from)
            return
        self._window.go(self._came_from, caret=False)
        if caret.isVisible():
            caret.setFocus()


class LockedHelp:
    """The same where nobody is in: over the lock page, over the first run."""

    def __init__(self, window: MainWindow, behind: Callable[[], QWidget], place: str) -> None:
        """`behind` is the page to come back to, `place` what it is about if its parts are not."""
        self._window, self._behind, self._place = window, behind, place
        self.sheet: HelpSheet | None = None

    def open(self) -> None:
        """Show the guide until Esc or F1."""
        page = guide_page()
        page.open_at(guide.about(*places_around(QApplication.focusWidget()), self._place))
        page.left.connect(self._leave)
        self.sheet = HelpSheet(page)
        self._window.set_lock(self.sheet)
        self._window.lock()

    def _leave(self) -> None:
        self._window.set_lock(self._behind())
        self._window.lock()
        if self.sheet is not None:
            self.sheet.deleteLater()
            self.sheet = None

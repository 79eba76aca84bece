"""F1: the guide, opened at the place that the clerk comes from."""

from collections.abc import Callable
from dataclasses import dataclass

import shiboken6
from PySide6.QtWidgets import QApplication, QWidget

from app.services import guide
from app.ui.help.page import HelpPage, HelpSheet, Topic, places_around
from app.ui.main_window import MainWindow
from app.ui.scanning import TODAY

HELP = "help"


def guide_page(*, reports: bool = False) -> HelpPage:
    """The page with every task; texts are read when first asked for."""
    return HelpPage([Topic(task.title, task.text) for task in guide.tasks()], reports=reports)


@dataclass(frozen=True, slots=True)
class Origin:
    """The page that the clerk was at, and the field with the caret."""

    name: str
    caret: QWidget | None = None

    def back(self, window: MainWindow) -> None:
        """The page as it was left: nothing is read anew, so that an open form stays."""
        if self.caret is None or not shiboken6.isValid(self.caret):
            window.go(self.name)
            return
        window.go(self.name, caret=False)
        if self.caret.isVisible():
            self.caret.setFocus()


class HelpRoom:
    """The page, and the way there and back; `origin` is where the clerk came from."""

    def __init__(self, window: MainWindow) -> None:
        """Built once."""
        self._window, self.origin = window, Origin(TODAY)
        self.page = guide_page(reports=True)
        self.page.left.connect(lambda: self.origin.back(window))
        window.add_page(HELP, self.page)

    def open(self) -> None:
        """Show the task about the field with the caret, else the one about the open page."""
        name = self._window.name
        if name not in ("", HELP):
            self.origin = Origin(name, QApplication.focusWidget())
            self.page.open_at(guide.about(*places_around(self.origin.caret), name))
            self._window.go(HELP)


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

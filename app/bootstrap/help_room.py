"""F1: the guide, opened at the page that the clerk comes from."""

from app.services import guide
from app.ui.help.page import HelpPage, Topic
from app.ui.main_window import MainWindow

HELP = "help"


class HelpRoom:
    """The page, and the way there and back."""

    def __init__(self, window: MainWindow) -> None:
        """Built once; texts are read when first asked for."""
        self._window, self._came_from = window, ""
        self.page = HelpPage([Topic(task.title, task.text) for task in guide.tasks()])
        self.page.left.connect(lambda: window.go(self._came_from))
        window.add_page(HELP, self.page)

    def open(self) -> None:
        """Show the task that is about the open page."""
        name = self._window.name
        if name not in ("", HELP):
            self._came_from = name
            self.page.open_at(guide.about(name))
            self._window.go(HELP)

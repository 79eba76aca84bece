"""The viewer in the window: Ctrl+M leads there from a dossier or an incident, Esc back."""

from PySide6.QtWidgets import QApplication

from app.bootstrap.door import Door
from app.bootstrap.help_room import Origin
from app.bootstrap.house import House
from app.bootstrap.viewer_desk import ViewerBridge
from app.ui.scanning import DOSSIER, FIND, TODAY
from app.ui.viewer.page import ViewerPage

VIEWER = "viewer"


class ViewerRoom:
    """Built once."""

    def __init__(self, program: House, door: Door) -> None:
        """Nothing is shown."""
        self._window, self._origin = program.window, Origin(TODAY)
        self.page = ViewerPage(ViewerBridge(door.now_open, program.run).desk())
        self._window.add_page(VIEWER, self.page)
        self.page.left.connect(lambda: self._origin.back(self._window))
        self._window.shown.connect(self._on_shown)

    def open(self, code: str) -> None:
        """Its scans or pictures; the page that one came from stays as it is."""
        self._origin = Origin(self._window.name, QApplication.focusWidget())
        self.page.open_scans(code)
        self._window.go(VIEWER, place=FIND if self._origin.name == DOSSIER else self._origin.name)

    def _on_shown(self, name: str) -> None:
        if name != VIEWER:
            self.page.forget()

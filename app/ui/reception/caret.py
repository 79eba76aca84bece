"""Where the caret stands on a page, by the name of its field, and the way back there."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.running import application


class Caret(QObject):
    """Remembers the last named field of the page, also while another window is in front."""

    def __init__(self, page: QWidget) -> None:
        """Follow the caret through the page, as long as there is one."""
        super().__init__(page)
        self._page, self._last = page, ""
        application().focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.window() is self._page.window():
            self._last = now.objectName() if self._page.isAncestorOf(now) else ""

    @property
    def place(self) -> tuple[str, int]:
        """The field's name and the place in its text; an empty name where it is in none."""
        field = self._field(self._last)
        return self._last, field.cursorPosition() if isinstance(field, QLineEdit) else 0

    def put(self, name: str, at: int) -> bool:
        """Back into a field; False where there is none of that name now."""
        field = self._field(name)
        if field is None:
            return False
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.setCursorPosition(at)
        return True

    def _field(self, name: str) -> QWidget | None:
        if not name:
            return None
        found = self._page.findChildren(QWidget, name)
        return next((one for one in found if one.isVisibleTo(self._page)), None)

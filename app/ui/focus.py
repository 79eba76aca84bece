"""Where Tab goes: through what is seen, in the order of the screen.

Qt's own chain is the order in which widgets were made; sheets that are built anew would come last.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def stops(root: QWidget) -> list[QWidget]:
    """The widgets where Tab stops, as a reader comes to them."""
    found = []
    for child in root.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child.isVisible() and not child.isWindow():
            if _stops_at(child):
                found.append(child)
            found += stops(child)
    return found


def _stops_at(widget: QWidget) -> bool:
    takes = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(takes) and widget.isEnabled() and widget.focusProxy() is None


def walk(window: QWidget, *, forward: bool) -> bool:
    """Move the caret one stop, round at the ends; False where nothing can take it."""
    places = stops(window)
    if not places:
        return False
    now = QApplication.focusWidget()
    step = 1 if forward else -1
    start = places.index(now) if now in places else (-1 if forward else 0)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    places[(start + step) % len(places)].setFocus(reason)
    return True

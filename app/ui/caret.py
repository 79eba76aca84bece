"""The caret belongs to whoever types: what comes back late takes it to no page out of sight."""

from collections.abc import Iterator
from contextlib import contextmanager

import shiboken6
from PySide6.QtWidgets import QApplication


@contextmanager
def caret_stays() -> Iterator[None]:
    """An answer may set the caret on its page; where another page is shown by now, it goes back.

    Qt gives the focus to what nobody sees, too: the next letters are lost, and digits are keys.
    """
    before = QApplication.focusWidget()
    yield
    after = QApplication.focusWidget()
    if before is None or after is None or after is before or after.isVisible():
        return
    if shiboken6.isValid(before) and before.isVisible():
        before.setFocus()

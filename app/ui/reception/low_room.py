"""A banner over big text leaves the page little room: some parts say less then."""

from typing import Protocol

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui import theme

LOW, BIG_LOW = 360, 260  # px of 100 %; big text is set out closer already


class Part(Protocol):
    """What can do with less."""

    def make_low(self, *, low: bool) -> None:
        """Say less, or everything again."""


class LowRoom(QObject):
    """Tells the parts of a page whenever its height comes or goes."""

    def __init__(self, page: QWidget, *parts: Part) -> None:
        """Live as long as the page."""
        super().__init__(page)
        self._parts = parts
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another size."""
        if isinstance(event, QResizeEvent):
            look = theme.current()
            low = event.size().height() < look.px(BIG_LOW if look.big else LOW)
            for part in self._parts:
                part.make_low(low=low)
        return super().eventFilter(watched, event)

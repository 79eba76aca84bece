"""Somebody signs: a wave that no name is."""

from math import sin

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ui.giveback.drawing import Drawing, DrawingArea

POINTS = 40


def _wave(place: int) -> tuple[float, float]:
    """As shares of the width: from the left to the right, up and down."""
    at = place / POINTS
    return 0.15 + 0.7 * at, 0.17 + 0.07 * sin(at * 25) * (1 - at / 2)


def draw_name(drawing: Drawing) -> None:
    """At once, as a picture of the page wants it."""
    for place in range(POINTS + 1):
        point = (*_wave(place), 0.5)
        (drawing.go_on if place else drawing.begin)(point)


def sign_by_mouse(area: DrawingArea) -> None:
    """A button goes down, the mouse moves, the button comes up."""
    spots = [_spot(area, place).toPoint() for place in range(POINTS + 1)]
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(area, button, pos=spots[0])
    for spot in spots[1:]:
        QTest.mouseMove(area, spot)
    QTest.mouseRelease(area, button, pos=spots[-1])


def sign_by_pen(area: DrawingArea, pressure: float) -> None:
    """A pen with its pressure."""
    for place in range(POINTS + 1):
        kind = QEvent.Type.TabletMove if place else QEvent.Type.TabletPress
        _pen(area, kind, _spot(area, place), pressure)
    _pen(area, QEvent.Type.TabletRelease, _spot(area, POINTS), 0.0)


def _spot(area: DrawingArea, place: int) -> QPointF:
    x, y = _wave(place)
    paper = area.paper
    return paper.topLeft() + QPointF(x, y) * paper.width()


def _pen(area: DrawingArea, kind: QEvent.Type, at: QPointF, pressure: float) -> None:
    device = QPointingDevice.primaryPointingDevice()
    whole = QPointF(area.mapToGlobal(QPoint(0, 0))) + at
    button = Qt.MouseButton.LeftButton
    event = QTabletEvent(
        kind, device, at, whole, pressure, 0.0, 0.0, 0.0, 0.0, 0.0,
        Qt.KeyboardModifier.NoModifier, button, button,
    )  # fmt: skip
    QApplication.sendEvent(area, event)

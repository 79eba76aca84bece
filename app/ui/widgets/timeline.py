"""A dossier's life: when at the left, what and who at the right, newest last. Notes wrap."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPen,
    QRegion,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui import theme
from app.ui.widgets import paint
from app.ui.widgets.lists import ROW, Index

DONE, PAUSED, NOW, PLANNED, VOID = "done", "paused", "now", "planned", "void"
WARNED = "warned"
SIGNS = {DONE: "check", PAUSED: "pause", VOID: "close", WARNED: "bang"}
_WORDS = {
    DONE: "",
    PAUSED: "tạm dừng",
    NOW: "đang làm",
    PLANNED: "dự kiến",
    VOID: "không có hiệu lực",
    WARNED: "cần xử lý",
}


@dataclass(frozen=True, slots=True)
class LifeStep:
    """One step.

    `state`: done, paused, now (ring), planned (hollow, dashed), void (no effect), warned (the
    province asks to look).
    """

    when: str
    head: str
    note: str = ""
    state: str = DONE

    @property
    def sentence(self) -> str:
        """What a screen reader says."""
        parts = (self.when, self.head, self.note, _WORDS[self.state])
        return ", ".join(part for part in parts if part)


class StepPainter(QStyledItemDelegate):
    """Paints a step with the line that leads to the next one."""

    def __init__(self, view: "Timeline") -> None:
        """Paint for this view."""
        super().__init__(view)
        self._view = view

    def note_box(self, step: LifeStep) -> QRect:
        """Where the wrapped note stands, measured from its own top left."""
        metrics = QFontMetrics(theme.current().font("caption"))
        room = max(80, self._room())
        return metrics.boundingRect(QRect(0, 0, room, 10_000), Qt.TextFlag.TextWordWrap, step.note)

    def _room(self) -> int:
        look, view = theme.current(), self._view
        return round(view.viewport().width() - view.axis()) - look.px(30)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the wrapped note asks."""
        look, step = theme.current(), index.data(ROW)
        note = self.note_box(step).height() if step.note else 0
        return QSize(10, look.px(26) + note + look.px(16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Line, mark, time, words."""
        step, area = index.data(ROW), QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        paint.smooth(painter)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected:
            paint.draw_ring(painter, area.adjusted(0, 0, 0, -theme.current().px(6)))
        following = index.sibling(index.row() + 1, 0).data(ROW)
        self._draw_line(painter, area, following)
        self._draw_mark(painter, area, step)
        self._draw_words(painter, area, step)
        painter.restore()

    def _center(self, area: QRectF) -> QPointF:
        return QPointF(self._view.axis(), area.top() + theme.current().px(15))

    def _draw_line(self, painter: QPainter, area: QRectF, following: LifeStep | None) -> None:
        if following is None:
            return
        look, dashed = theme.current(), following.state == PLANNED
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(look.color("line_strong"), 1.5, style))
        start = self._center(area) + QPointF(0, look.px(12))
        painter.drawLine(start, QPointF(start.x(), area.bottom() + look.px(4)))

    def _draw_mark(self, painter: QPainter, area: QRectF, step: LifeStep) -> None:
        look, center = theme.current(), self._center(area)
        ink = {PLANNED: "line_strong", PAUSED: "paused", VOID: "text3", WARNED: "attention"}.get(
            step.state, "accent"
        )
        full = step.state in SIGNS
        painter.setBrush(look.color(ink if full else "surface"))
        painter.setPen(QPen(look.color(ink), look.px(3) if step.state == NOW else 1.6))
        radius = look.px(9 if full else 8)
        painter.drawEllipse(center, radius, radius)
        if full:
            side = look.px(14)
            corner = center - QPointF(side / 2, side / 2)
            paint.draw_icon(
                painter, SIGNS[step.state], corner.x(), corner.y(), side, look.color("surface")
            )
        elif step.state == NOW:
            painter.setBrush(look.color(ink))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(center, look.px(3), look.px(3))

    def _draw_words(self, painter: QPainter, area: QRectF, step: LifeStep) -> None:
        look, axis = theme.current(), self._view.axis()
        top = area.top() + look.px(2)
        left = axis + look.px(22)
        when = QRectF(area.left(), top, axis - look.px(18) - area.left(), look.px(26))
        paint.draw_text(painter, when, step.when, "caption", "text2", paint.RIGHT)
        font = {NOW: "strong", PLANNED: "body", VOID: "body"}.get(step.state, "medium")
        ink = "text2" if step.state in (PLANNED, VOID) else "text"
        head = QRectF(left, top, area.right() - left - look.px(6), look.px(26))
        paint.draw_text(painter, head, step.head, font, ink)
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("text2"))
        box = self.note_box(step).translated(round(left), round(top) + look.px(25))
        painter.drawText(QRectF(box).adjusted(0, 0, 4, 4), Qt.TextFlag.TextWordWrap, step.note)


class Timeline(QListView):
    """A list of steps that a reader can walk through with arrows."""

    def __init__(self, name: str) -> None:
        """Name it for screen readers."""
        super().__init__()
        self._steps = QStandardItemModel(0, 1, self)
        self._axis = 0.0
        self.setModel(self._steps)
        self.setItemDelegate(StepPainter(self))
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        bar = self.verticalScrollBar()  # notes wrap anew after the bar has taken its room
        bar.rangeChanged.connect(lambda _least, most: bar.setValue(most))

    def show_steps(self, steps: Sequence[LifeStep]) -> None:
        """Replace the life; the newest step is in sight."""
        self._steps.setRowCount(0)
        widest = max((paint.text_width(step.when, "caption") for step in steps), default=0.0)
        self._axis = widest + theme.current().px(24)
        for step in steps:
            item = QStandardItem(step.sentence)
            item.setData(step, ROW)
            self._steps.appendRow(item)
        if steps:
            current = [step.state for step in steps].index(NOW) if self._has_now(steps) else -1
            place = current if current >= 0 else len(steps) - 1
            self.setCurrentIndex(self._steps.index(place, 0))
            self.scrollToBottom()

    @staticmethod
    def _has_now(steps: Sequence[LifeStep]) -> bool:
        return any(step.state == NOW for step in steps)

    def axis(self) -> float:
        """Where the line runs."""
        return self._axis

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps notes anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def updateGeometries(self) -> None:
        """Steps were laid out: at its end the life begins with a whole step at the upper edge."""
        super().updateGeometries()
        bar = self.verticalScrollBar()
        tops = [self._top(place) for place in range(self._steps.rowCount())]
        bar.setMaximum(min((top for top in tops if top >= bar.maximum()), default=bar.maximum()))
        self._trim()

    def _top(self, place: int) -> int:
        """Where a step begins in the whole life."""
        return self.visualRect(self._steps.index(place, 0)).top() + self.verticalOffset()

    def scrollContentsBy(self, across: int, down: int) -> None:
        """And where they were scrolled."""
        super().scrollContentsBy(across, down)
        self._trim()

    def _trim(self) -> None:
        view = self.viewport()
        top, bottom = 0, view.height()
        for place in range(self._steps.rowCount()):
            step = self.visualRect(self._steps.index(place, 0))
            if step.top() < 0 <= step.bottom():
                top = step.bottom() + 1
            elif step.top() < view.height() <= step.bottom():
                bottom = step.top()
        whole = top >= bottom or (top, bottom) == (0, view.height())
        view.clearMask() if whole else view.setMask(QRegion(0, top, view.width(), bottom - top))

    def sizeHint(self) -> QSize:
        """Small, so that a long life never makes the page grow."""
        return QSize(theme.current().px(300), theme.current().px(160))

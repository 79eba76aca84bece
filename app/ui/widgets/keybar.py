"""The key bar: the keyboard's own three groups, F1-F4, F5-F8, F9-F12. Only keys that do something.

If the words do not fit, they go first for the keys known best; the caps stay. While Shift is held,
or after a click on its cap, the bar has what the same keys do with it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame

from app.ui import theme
from app.ui.shortcuts import KeyAction
from app.ui.widgets import paint

SHIFT, WITH, AND_MORE = "Shift", "Shift+", "+"  # Shift alone would tell nothing
GROUPS = (
    ("F1", "F2", "F3", "F4"),
    ("F5", "F6", "F7", "F8", SHIFT),
    ("F9", "F10", "F11", "F12"),
)
SHORTEN_FIRST = (SHIFT, "F12", "F10", "F1", "F11", "F3", "F2", "F6", "F5", "F8", "F4", "F7")


class KeyCap(QAbstractButton):
    """A key of the bar as a button; the mouse presses it, Tab passes it by."""

    def __init__(self, action: KeyAction) -> None:
        """Wear the action's key and word."""
        super().__init__()
        self.key, self.short = action.key, False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.wear(action)

    def wear(self, action: KeyAction) -> None:
        """Another word for the same key, or another weight."""
        self.main = action.main
        self.setText(action.words)
        self.setAccessibleName(f"{action.words}, phím {action.key}")
        self.setToolTip(f"{action.words} ({action.key})")

    @property
    def said(self) -> str:
        """The words beside the cap, as far as there is room for them."""
        if not self.short:
            return self.text()
        return AND_MORE if self.key == SHIFT else ""

    def sizeHint(self) -> QSize:
        """Cap and word; the main act has its filled box."""
        look = theme.current()
        width = paint.keycap_width(self.key)
        if self.main:
            width += look.px(36) + paint.text_width(self.text(), "strong")
        elif self.said:
            width += look.px(6) + paint.text_width(self.said, "body") + 1
        return QSize(round(width), look.size("keybar") - look.px(11))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The filled button or the bare cap with its word."""
        look, painter = theme.current(), paint.smooth(QPainter(self))
        middle = self.height() / 2
        if self.main:
            self._fill(painter)
            left = look.px(10) + paint.draw_keycap(
                painter, look.px(10), middle, self.key, strong=True
            )
            room = QRectF(left + look.px(8), 0, self.width(), self.height())
            paint.draw_text(painter, room, self.text(), "strong", "on_accent")
            return
        used = paint.draw_keycap(painter, 0, middle, self.key) + look.px(6)
        if self.said:
            room = QRectF(used, 0, self.width() - used + 1, self.height())
            ink = "accent_text" if self.underMouse() else "text2"
            paint.draw_text(painter, room, self.said, "body", ink)

    def _fill(self, painter: QPainter) -> None:
        fill = "accent_press" if self.isDown() else "accent"
        if self.underMouse() and not self.isDown():
            fill = "accent_hover"
        paint.rounded(painter, QRectF(self.rect()), "control", fill=fill, edge=None)


class KeyBar(QFrame):
    """Sends the key that was pressed with the mouse; the window does the rest."""

    pressed = Signal(str)

    def __init__(self) -> None:
        """An empty bar."""
        super().__init__()
        self._caps: dict[str, KeyCap] = {}
        self._actions: Sequence[KeyAction] = ()
        self._shifted = False
        self.setProperty("role", "chrome_bottom")
        self.setMinimumHeight(theme.current().size("keybar"))
        self.setAccessibleName(self.tr("Phím chức năng"))

    def show_actions(self, actions: Sequence[KeyAction]) -> None:
        """Show these keys; those without words or outside F1-F12 stay out of the bar.

        It is asked several times a save, mostly for what it shows already: then nothing is done.
        """
        self._actions = actions
        wanted = self._wanted()
        looks = {key: (one.words, one.main) for key, one in wanted.items()}
        if looks == {key: (cap.text(), cap.main) for key, cap in self._caps.items()}:
            return
        for key in self._caps.keys() - wanted.keys():
            cap = self._caps.pop(key)
            cap.hide()
            cap.deleteLater()
        for key, action in wanted.items():
            if key in self._caps:
                self._caps[key].wear(action)
            else:
                self._add(action)
        self._place()

    def show_shifted(self, *, shifted: bool) -> None:
        """What the keys do with Shift, or again without it."""
        if shifted != self._shifted:
            self._shifted = shifted
            self.show_actions(self._actions)

    def _wanted(self) -> dict[str, KeyAction]:
        """By their keys; Shift itself where it does something."""
        listed = [key for group in GROUPS for key in group if key != SHIFT]
        named = {one.key: one for one in self._actions if one.words}
        plain = {key: named[key] for key in listed if key in named}
        shifted = {WITH + key: named[WITH + key] for key in listed if WITH + key in named}
        if not shifted:
            return plain
        words = self.tr("phím thường") if self._shifted else self.tr("thêm phím")
        turn = KeyAction(SHIFT, words, lambda: None)
        return {**(shifted if self._shifted else plain), SHIFT: turn}

    def _on_clicked(self, key: str) -> None:
        self.show_shifted(shifted=key == SHIFT and not self._shifted)
        if key != SHIFT:
            self.pressed.emit(key)

    def _add(self, action: KeyAction) -> None:
        cap = KeyCap(action)
        cap.setParent(self)
        cap.clicked.connect(lambda: self._on_clicked(cap.key))
        self._caps[action.key] = cap
        cap.show()

    def shown(self) -> dict[str, str]:
        """Key and word of each cap, for tests and for the help page."""
        return {key: cap.text() for key, cap in self._caps.items()}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width shows more or fewer words."""
        super().resizeEvent(event)
        self._place()

    def _groups(self) -> list[list[KeyCap]]:
        caps = {key.removeprefix(WITH): cap for key, cap in self._caps.items()}
        return [[caps[key] for key in group if key in caps] for group in GROUPS]

    def _widths(self, gap: int) -> list[int]:
        return [
            sum(cap.sizeHint().width() for cap in group) + gap * max(0, len(group) - 1)
            for group in self._groups()
        ]

    def _place(self) -> None:
        """First group at the left, last at the right, the middle one between them."""
        look = theme.current()
        margin, gap = look.space("m"), look.px(20)
        room = self.width() - 2 * margin
        for cap in self._caps.values():
            cap.short = False
        for key in (None, *SHORTEN_FIRST):
            if key in self._caps:
                self._caps[key].short = True
            gap = look.px(20 if key is None else 10)
            if sum(self._widths(gap)) + 2 * look.px(20) <= room:
                break
        first, middle, last = self._widths(gap)
        free = max(0, room - first - middle - last)
        starts = (margin, margin + first + free / 2, margin + room - last)
        for start, group in zip(starts, self._groups(), strict=True):
            self._line_up(group, start, gap)

    def _line_up(self, group: list[KeyCap], start: float, gap: int) -> None:
        left, top = round(start), theme.current().px(6)
        for cap in group:
            size = cap.sizeHint()
            cap.setGeometry(left, top, size.width(), size.height())
            cap.update()
            left += size.width() + gap

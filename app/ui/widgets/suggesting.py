"""A field that offers whole texts for a few letters, in a list of its own below the line."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea

from app.ui.widgets.fields import ENTER, Field, Line
from app.ui.widgets.lists import Row, WholeList

MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SuggestField(Field):
    """Enter takes the marked text, arrows mark another, Tab leaves what was typed as it is.

    Nothing is written into the line before Enter: an input method may still be at work there.
    """

    def __init__(self, label: str, hint: str, offer: Callable[[str], Sequence[str]]) -> None:
        """`offer` gives the texts for what was typed so far, the likeliest first."""
        super().__init__(label, hint=hint)
        self._offer = offer
        self._texts: tuple[str, ...] = ()
        self.list = WholeList(label)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.hide()
        self.box.addWidget(self.list)
        self.list.chosen.connect(self._take)
        self.input.installEventFilter(self)
        self.left.connect(self._end)
        if isinstance(self.input, Line):
            self.input.textEdited.connect(self._on_edited)

    @property
    def offered(self) -> tuple[str, ...]:
        """The texts in the list."""
        return self._texts

    def _on_edited(self, typed: str) -> None:
        self._show(tuple(self._offer(typed)))

    def _show(self, texts: tuple[str, ...]) -> None:
        self._texts = texts
        parts = [text.partition(", ") for text in texts]
        self.list.show_rows([Row(head, rest) for head, _, rest in parts], 0 if texts else -1)
        self.list.setVisible(bool(texts))
        if texts:
            QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        """The list lies below the line: where the column scrolls, both are to be seen."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self.list)

    def _end(self) -> None:
        self._show(())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter are the list's while it offers something."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._texts:
            move = MOVES.get(Qt.Key(event.key()))
            if move is not None:
                self.list.step(move)
                return True
            if event.key() in ENTER:
                self._take(max(0, self.list.place))
                return True
        return super().eventFilter(watched, event)

    def _take(self, place: int) -> None:
        """In its place, so that the line's own undo brings back what was typed."""
        if not isinstance(self.input, Line) or place >= len(self._texts):
            return
        text = self._texts[place]
        self._show(())
        self.input.selectAll()
        self.input.insert(text)
        self.changed.emit()
        self.input.focusNextChild()

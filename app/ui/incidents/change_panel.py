"""One incident: what is known of it, what was done, and the words for what was done now."""

from PySide6.QtCore import Signal

from app.ui.incidents.desk import IncidentDesk, Shown
from app.ui.incidents.picture_line import PictureLine
from app.ui.widgets.buttons import pressable
from app.ui.widgets.fields import Field
from app.ui.widgets.panel import Facts, Panel
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Text, column, hosted, row

LOOK = "Ctrl+M"


class ChangePanel(Panel):
    """`shown` is the incident, None while there is none; `closing`: it is over.

    `looking`: the clerk wants to see its pictures.
    """

    closing = Signal()
    looking = Signal()

    def __init__(self, desk: IncidentDesk) -> None:
        """No incident is shown."""
        super().__init__(self.tr("Sự cố"))
        self.shown: Shown | None = None
        self._facts, self._done = Facts(), Facts()
        self._so_far = Text(self.tr("Đã làm"), "label")
        self.words = Field(self.tr("Vừa làm gì?"))
        self.words.changed.connect(lambda: self.words.say(""))
        self.pictures = PictureLine(desk.choose)
        self._over = pressable(self.tr("Đóng sự cố"), key="Ctrl+Enter", role="plain")
        self._over.clicked.connect(self.closing)
        self._look = pressable(self.tr("Xem ảnh"), key=LOOK, role="plain")
        self._look.clicked.connect(self.looking)
        said = (self._facts, self._so_far, self._done, self.words)
        inside = column(*said, self.pictures, row(self._over, self._look, None), None, spacing="m")
        self.body.addWidget(scrolled(hosted(inside)), 1)

    def show_incident(self, shown: Shown) -> None:
        """Another one; what was typed about the one before is gone only if it is another."""
        if self.shown is None or self.shown.number != shown.number:
            self.clear()
        self.shown = shown
        self.set_title(shown.number)
        self._facts.show_pairs(shown.facts)
        self._done.show_pairs(shown.done)
        self._over.setVisible(shown.open)
        self._look.setVisible(shown.pictures)
        self._so_far.setVisible(bool(shown.done))
        self._done.setVisible(bool(shown.done))

    def clear(self) -> None:
        """Nothing was done yet."""
        self.words.put("")
        self.words.say("")
        self.pictures.hold(())

    def say(self, field: str, sentence: str) -> bool:
        """Show a fault where it belongs."""
        (self.pictures if field == "pictures" else self.words).say(sentence)
        return True

    def take_focus(self) -> None:
        """The words."""
        self.words.input.setFocus()

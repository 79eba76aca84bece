"""Bàn giao ca: a few words for the next clerk, and to whom."""

from collections.abc import Sequence

from app.ui import theme
from app.ui.duty.desk import Person
from app.ui.widgets.fields import Field
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.panel import Panel
from app.ui.widgets.text import Text

DIGITS = 9


class NotePanel(Panel):
    """The words first: whoever comes next is who mostly reads them."""

    def __init__(self) -> None:
        """Empty, for whoever comes next."""
        super().__init__(self.tr("Bàn giao ca"))
        self.words = Field(
            self.tr("Nhắn gì cho người sau?"),
            hint=self.tr("Ghi số phiếu, đừng ghi số CCCD."),
        )
        self.people = RowList(self.tr("Cho ai?"), height="row")
        self.people.cap_with_caret()
        self._users: tuple[str, ...] = ("",)
        self._counted = Text("", "caption", wrap=True)
        parts = (self.words, Text(self.tr("Cho ai?"), "label"), self.people, self._counted)
        for part in parts[:-1] if theme.current().huge else parts:  # huge words leave less room
            self.body.addWidget(part)
        self.body.setStretchFactor(self.people, 1)
        self.words.changed.connect(lambda: self.words.say(""))

    def show_people(self, people: Sequence[Person], this: str) -> None:
        """Whoever comes next, then each by name, and last `this`, who writes."""
        chosen = self.to
        others = [one for one in people if one.user != this]
        self._users = ("", *(one.user for one in others), this)
        here = self.tr("Chính tôi, lần mở sau")
        heads = (self.tr("Ai vào sau cũng thấy"), *(one.name for one in others), here)
        rows = [Row(head, key=str(at) if at <= DIGITS else "") for at, head in enumerate(heads, 1)]
        self.people.show_rows(rows, self._users.index(chosen) if chosen in self._users else 0)

    def show_counted(self, words: str) -> None:
        """What goes along by itself."""
        self._counted.setText(words)

    def begin(self) -> None:
        """Nothing is typed any more."""
        self.words.put("")
        self.words.say("")
        if self.people.count:
            self.people.go_to(0)

    @property
    def to(self) -> str:
        """The chosen person's id; empty: whoever comes next."""
        place = self.people.place
        return self._users[place] if 0 <= place < len(self._users) else ""

    def take_focus(self) -> None:
        """The words."""
        self.words.input.setFocus()

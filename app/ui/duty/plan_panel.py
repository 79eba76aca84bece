"""One person's days: on duty, at call or away, from when to when."""

from collections.abc import Sequence

from app.ui.duty.desk import Person, Planned
from app.ui.widgets.fields import Field, Line
from app.ui.widgets.lists import Row, WholeList
from app.ui.widgets.panel import Facts, Panel
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Text, column, hosted


class PlanPanel(Panel):
    """A digit says what, two days from when to when; both empty: today."""

    def __init__(self, states: Sequence[tuple[str, str]]) -> None:
        """Nobody is shown."""
        super().__init__(self.tr("Xếp việc"))
        self._states, self._user = tuple(states), ""
        self.states = WholeList(self.tr("Làm gì?"), height="row")
        rows = [Row(_capital(words), key=str(at)) for at, (_, words) in enumerate(self._states, 1)]
        self.states.show_rows(rows, 0)
        self.states.cap_with_caret()
        self.first = Field(self.tr("Từ ngày"), hint=self.tr("Ví dụ 30/11. Để trống: hôm nay."))
        self.last = Field(self.tr("Đến hết ngày"), hint=self.tr("Để trống: một ngày."))
        self.words = Field(self.tr("Ghi chú"), hint=self.tr("Ví dụ: tập huấn ở tỉnh."))
        self._planned, self._plan = Text(self.tr("Đã xếp"), "label"), Facts()
        parts = (self.states, self.first, self.last, self.words, self._planned, self._plan)
        self.body.addWidget(scrolled(hosted(column(*parts, None))), 1)
        if isinstance(self.words.input, Line):
            self.words.input.beyond = self.states
        self.states.chosen.connect(lambda _place: self.first.input.setFocus())
        for field in (self.first, self.last, self.words):
            field.changed.connect(lambda field=field: field.say(""))

    def show_person(self, person: Person) -> None:
        """Another one, with nothing typed."""
        self._user = person.user
        self.set_title(person.name)
        for field in (self.first, self.last, self.words):
            field.put("")
            field.say("")
        said = [words for _name, words in self._states]
        now = person.state[1] if person.state else ""
        self.states.go_to(said.index(now) if now in said else 0)
        self._plan.show_pairs(person.plan)
        self._planned.setVisible(bool(person.plan))
        self._plan.setVisible(bool(person.plan))

    @property
    def planned(self) -> Planned:
        """What is chosen and typed."""
        state = self._states[max(0, self.states.place)][0]
        typed = (self.first.value, self.last.value, self.words.value)
        return Planned(self._user, state, *(one.strip() for one in typed))

    def say(self, field: str, sentence: str) -> bool:
        """Show a fault at its field; False where it belongs to none of these."""
        places = {"first": self.first, "last": self.last, "words": self.words}
        if field not in places:
            return False
        places[field].say(sentence)
        places[field].input.setFocus()
        return True

    def take_focus(self) -> None:
        """The states hear their digits."""
        self.states.setFocus()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

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
        self._kept: dict[str, Planned] = {}  # half-typed days of others than who is shown
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
        """Another one; what was typed about him and not stored stands there again."""
        if self.typed:
            self._kept[self._user] = self.planned
        self._user = person.user
        self.set_title(person.name)
        said = [words for _name, words in self._states]
        now = person.state[1] if person.state else ""
        state = self._states[said.index(now) if now in said else 0][0]
        self._put(self._kept.pop(person.user, Planned(person.user, state)))
        self._plan.show_pairs(person.plan)
        self._planned.setVisible(bool(person.plan))
        self._plan.setVisible(bool(person.plan))

    def _put(self, planned: Planned) -> None:
        typed = (planned.first, planned.last, planned.words)
        for field, words in zip((self.first, self.last, self.words), typed, strict=True):
            field.put(words)
            field.say("")
        self.states.go_to([name for name, _words in self._states].index(planned.state))

    def stored(self, planned: Planned) -> None:
        """It is written: nothing of it stands here any more."""
        if self._kept.get(planned.user) == planned:
            del self._kept[planned.user]
        if self.planned == planned:
            self._put(Planned(planned.user, planned.state))

    def begin(self) -> None:
        """Another clerk sits here: nothing that was typed stays."""
        self._kept.clear()
        self._put(Planned(self._user, self.planned.state))

    @property
    def typed(self) -> bool:
        """Whether something stands in the fields that is not stored."""
        return any((self.planned.first, self.planned.last, self.planned.words))

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
        """The states hear their digits; half-typed days are gone on with."""
        (self.first.input if self.typed else self.states).setFocus()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

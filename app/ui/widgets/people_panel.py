"""Who, and his signature: a digit chooses the person, his PIN signs at this machine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from app.ui import theme
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.panel import Panel
from app.ui.widgets.pin import SecretField
from app.ui.widgets.text import Text

DIGITS = 9


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the office. `digits` is the length of the PIN he signs with at this machine.

    None: he has no PIN here; 0: his secret has no length that is known (a pass-phrase).
    """

    user: str
    words: str
    digits: int | None

    @property
    def name(self) -> str:
        """Without his roles."""
        return self.words.partition(" – ")[0]


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """What the panel says: its question, its list, whose PIN, and what happens without it.

    `nobody` stands while nobody is chosen; empty, the first of the list is chosen by itself.
    """

    title: str
    people: str
    pin: str
    here: str
    away: str
    nobody: str = ""


class PeoplePanel(Panel):
    """`signed` once the whole PIN of the chosen person is typed, or Enter after it."""

    signed = Signal()

    def __init__(self, words: PeopleWords) -> None:
        """Nobody is listed."""
        super().__init__(words.title)
        self._words = words
        self._people: tuple[Person, ...] = ()
        self._early = 0
        self._hasty: Callable[[], None] | None = None
        self.list = RowList(words.people)
        self.pin = SecretField(words.pin, hint="" if theme.current().huge else " ")
        self._about = Text("", "caption", wrap=True)
        if theme.current().huge:  # shown before it has a parent it would be a window
            self._about.hide()
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.pin)
        self.body.addWidget(self._about)
        self.list.moved.connect(lambda _place: self._follow())
        self.list.chosen.connect(lambda _place: self.take_pin())
        self.pin.input.textEdited.connect(self._on_typed)
        self.pin.input.returnPressed.connect(self._on_enter)

    def show_people(self, people: Sequence[Person], own: str = "") -> None:
        """List them; the chosen one stays chosen while he is there, else `own` is, if listed."""
        chosen = self.person.user if self.person else own
        self._people = tuple(people)
        rows = [
            Row(one.words, key=str(place) if place <= DIGITS else "")
            for place, one in enumerate(self._people, 1)
        ]
        users = [one.user for one in self._people]
        first = 0 if users and not self._words.nobody else -1
        self.list.show_rows(rows, users.index(chosen) if chosen in users else first)
        self._follow()
        early, self._early = self._early, 0
        hasty, self._hasty = self._hasty, None
        if early:
            self.choose(early)
        if hasty is not None:
            hasty()

    @property
    def listed(self) -> bool:
        """Whether the list is there."""
        return bool(self._people)

    @property
    def person(self) -> Person | None:
        """Who is chosen."""
        place = self.list.place
        return self._people[place] if 0 <= place < len(self._people) else None

    @property
    def typed(self) -> str:
        """The PIN as far as it is typed; empty where he signs on paper."""
        return self.pin.value

    def when_known(self, act: Callable[[], None]) -> None:
        """A key was quicker than the list: act once it is there."""
        self._hasty = act

    def choose(self, digit: int) -> bool:
        """Take the person of a digit, and ask for his PIN; False where there is none.

        A digit that was quicker than the list is taken once the list is there.
        """
        if not self._people:
            self._early = self._early or digit
            return False
        if not 1 <= digit <= min(DIGITS, len(self._people)):
            return False
        self.list.go_to(digit - 1)
        self._follow()
        self.take_pin()
        return True

    def take_pin(self) -> None:
        """The caret waits for his PIN, where he has one here."""
        if self.pin.isVisible():
            self.pin.input.setFocus()

    def refused(self, sentence: str) -> bool:
        """The PIN was not his: it is typed anew; False where none was typed."""
        if not self.typed:
            return False
        self.pin.input.clear()
        self.pin.say(sentence)
        self.take_pin()
        return True

    def step_back(self) -> bool:
        """Esc out of the PIN: nothing of it stays; False where nobody was typing one."""
        if not self.typed and not self.pin.input.hasFocus():
            return False
        self.forget()
        return True

    def forget(self) -> None:
        """Nothing of a PIN stays."""
        self.pin.input.clear()
        self.pin.say("")

    def _follow(self) -> None:
        one = self.person
        self.forget()
        here = one is not None and one.digits is not None
        self.pin.setVisible(here)
        away = self._words.away if one else self._words.nobody
        self._about.setText(self._words.here if here else away)

    def _on_typed(self, text: str) -> None:
        one = self.person
        if one is not None and one.digits and len(text) == one.digits:
            self.signed.emit()

    def _on_enter(self) -> None:
        if self.typed:
            self.signed.emit()

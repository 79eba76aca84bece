"""The sheet of a person: empty, read from a card, or typed by hand."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import theme
from app.ui.reception.desk import Past
from app.ui.reception.draft import FORMS, PersonDraft
from app.ui.reception.known_list import KnownList
from app.ui.reception.person_form import (
    FORM_WORDS,
    OWNER_CARD,
    OWNER_FIELDS,
    SUBMITTER_CARD,
    SUBMITTER_FIELDS,
    Asked,
    PersonForm,
)
from app.ui.widgets.buttons import pressable
from app.ui.widgets.chips import Chip, KeyHint
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.panel import Facts, Panel
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Text, column, empty, hosted, reveal, row

SEX_WORDS = {"male": "Nam", "female": "Nữ"}


def grouped(number: str) -> str:
    """Twelve digits in the groups that people say aloud."""
    if len(number) == 12 and number.isdigit():  # noqa: PLR2004 - a citizen's number
        return " ".join(number[at : at + 3] for at in range(0, 12, 3))
    return number


def facts_of(person: PersonDraft) -> list[tuple[str, str]]:
    """Label and value of what a card said."""
    born = " · ".join(part for part in (person.born_on, SEX_WORDS.get(person.sex, "")) if part)
    return [
        ("Số CCCD", grouped(person.id)),
        ("Ngày sinh", born),
        ("Nơi ở", person.address),
        ("Cấp ngày", person.issued_on),
    ]


class PersonPanel(Panel):
    """Owner or submitter; `root` heads the dotted paths of its fields.

    `opened` carries the code of a dossier that the person has here, `finished` ends the typing.
    """

    changed = Signal()
    left = Signal(str)
    act = Signal(str)
    opened = Signal(str)
    finished = Signal()

    def __init__(
        self,
        title: str,
        *,
        root: str = "owner",
        number: str = "",
        addresses: Callable[[str], Sequence[str]] = lambda _typed: (),
    ) -> None:
        """Begin empty; `addresses` fit what is typed of a hamlet."""
        self._chip, self._ends = Chip("done", "đọc từ thẻ"), KeyHint("Esc", "thôi giữ")
        super().__init__(title, number=number, aside=hosted(row(self._ends, self._chip)))
        self._stays = self._narrow = False
        self._root, self._person, self._typing = root, PersonDraft(), False
        self._addresses = addresses
        self._past, self.known = Past(), KnownList()
        self._form: PersonForm | None = None
        self.called = Text()
        self._inside = QWidget()
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(0, 0, theme.current().px(4), 0)
        self._box.setSpacing(theme.current().space("s"))
        self._area = scrolled(self._inside)
        self.body.addWidget(self._area, 1)
        self._build()

    # --- what stands here --------------------------------------------------------------------

    @property
    def person(self) -> PersonDraft:
        """The person as shown and typed now."""
        return self._form.read_into(self._person) if self._form else self._person

    @property
    def typing(self) -> bool:
        """Whether the person is typed by hand."""
        return self._typing

    def show_person(self, person: PersonDraft, *, typing: bool = False) -> None:
        """Show somebody; `typing` offers all fields."""
        self._person, self._typing = person, typing
        self._build()
        self._area.verticalScrollBar().setValue(0)  # who it is, not where the last one was left

    def make_room(self, *, narrow: bool) -> None:
        """Whether another sheet stands below: then what waits for this person comes first."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.show_person(self.person, typing=self._typing)

    @property
    def _known_first(self) -> bool:
        return self._narrow or theme.current().big

    @property
    def _filing(self) -> str:
        """What Ctrl+U leads to: to somebody who files for this owner, or to the one below."""
        return self.tr("Người nộp") if self._narrow else self.tr("Nộp thay")

    def show_past(self, past: Past) -> None:
        """What this person already has here; the caret stays where it is."""
        self._past = past
        self.known.show_past(past, line=not self._known_first)

    def stay(self, title: str, *, stays: bool) -> None:
        """Whether this person stays for the next dossier, and the key that ends it."""
        self.set_title(title)
        self._stays = stays
        self._show_aside()
        if self._form is not None:
            anew = self.tr("Hỏi lại với chủ hồ sơ này") if stays else ""
            self._form.advise(f"{self._root}.relation", anew)

    def _show_aside(self) -> None:
        self._ends.setVisible(self._stays)
        self._chip.setVisible(self._person.from_card and not self._stays)

    def edit(self) -> None:
        """Open every field, with what is known in it."""
        self.show_person(replace(self.person, from_card=False), typing=True)
        self.focus()

    def switch_form(self) -> str:
        """The next kind of owner; returns its words. What was typed stays where it fits."""
        form = FORMS[(FORMS.index(self._person.form) + 1) % len(FORMS)]
        self.show_person(replace(self.person, form=form, from_card=False), typing=True)
        self.focus()
        return FORM_WORDS[form]

    def say(self, path: str, sentence: str) -> bool:
        """Show a fault; a card's facts open as fields when one of them is at fault."""
        if not path.startswith(self._root):
            return False
        if sentence and self._person.from_card and not (self._form and path in self._form.paths()):
            self.show_person(self.person, typing=True)
        return self._form is not None and self._form.say(path, sentence)

    def focus(self, path: str = "") -> bool:
        """Put the caret into a field of this sheet."""
        return self._form is not None and self._form.focus(path)

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        empty(self._box)
        self._form, self.known, self.called = None, KnownList(), Text()
        self.known.opened.connect(self.opened)
        card = self._person.from_card and not self._typing
        self._show_aside()
        if self._person.blank and not self._typing:
            self._box.addWidget(self._nobody(), 1)
            reveal(self._inside)
            return
        if card:
            self._add_card()
        else:
            self._add_fields()
        self._box.addStretch(1)
        reveal(self._inside)

    def _nobody(self) -> EmptyState:
        head = (
            self.tr("Chưa có chủ hồ sơ") if self._root == "owner" else self.tr("Chưa có người nộp")
        )
        keys = [("F2", self.tr("gõ tay"))]
        return EmptyState("scan", head, self.tr("Đưa thẻ vào máy quét."), keys)

    def _add_card(self) -> None:
        if self._root == "submitter":
            self._add_called()
            self._box.addWidget(Facts(facts_of(self._person)[:1]))
            self._add_form(SUBMITTER_CARD)
            return
        self._box.addWidget(Text(self._person.name, "name", wrap=True))
        if self._known_first:
            self._add_known()
        self._box.addWidget(Facts(facts_of(self._person)))
        self._add_form(OWNER_CARD)
        self._add_keys(("Ctrl+U", self._filing), ("Ctrl+E", self.tr("Sửa")))
        if not self._known_first:
            self._add_known()

    def _add_fields(self) -> None:
        if self._root == "owner":
            self._box.addWidget(self._kind_switch())
            self._add_form(OWNER_FIELDS[self._person.form])
            self._add_keys(("Ctrl+U", self._filing))
        else:
            self._add_called()
            self._add_form(SUBMITTER_FIELDS)
        self._add_known()

    def _add_called(self) -> None:
        """Who files is named above his fields, as a card's bearer is: they scroll, he stays."""
        if self._person.name:
            self.called = Text(self._person.name, "title", wrap=True)
            self._box.addWidget(self.called)

    def _kind_switch(self) -> QWidget:
        button = pressable(
            ("{0}" if theme.current().huge else self.tr("{0} – đổi loại")).format(
                FORM_WORDS[self._person.form]
            ),
            key="Ctrl+T",
            role="plain",
        )
        button.clicked.connect(lambda: self.act.emit("Ctrl+T"))
        return hosted(row(button, None))

    def _add_form(self, fields: tuple[Asked, ...]) -> None:
        self._form = PersonForm(self._root, fields, self._addresses)
        self._form.show_person(self._person)
        for typed in (self._form.changed, self._form.left):
            typed.connect(lambda: self.called.setText(self.person.name))
        self._form.changed.connect(self.changed)
        self._form.left.connect(self.left)
        self._form.finished.connect(self.finished)
        self._box.addWidget(self._form)

    def _add_keys(self, *keys: tuple[str, str]) -> None:
        made = []
        for key, words in keys:
            button = pressable(words, key=key, role="plain")
            button.clicked.connect(lambda _checked=False, key=key: self.act.emit(key))
            made.append(button)
        big = theme.current().big
        self._box.addLayout(column(*made) if big else row(*made, None, spacing="m"))

    def _add_known(self) -> None:
        self._box.addWidget(self.known)
        self.show_past(self._past)

"""What a procedure asks beyond papers: the case, its own fields, the people it is about."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.reception.desk import Procedure, SubjectWanted
from app.ui.reception.draft import Draft, PersonDraft, SubjectDraft
from app.ui.reception.person_form import SEXES
from app.ui.widgets.buttons import pressable
from app.ui.widgets.checks import CheckBox
from app.ui.widgets.fields import ENTER, Field
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Rule, Text, empty, reveal, row

SAME = "="


class _Part(CheckBox):
    """One of linked procedures; Enter goes on, as in every field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks."""
        if event.key() in ENTER:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


class DetailsForm(QWidget):
    """The middle sheet for a procedure that asks more; Esc goes back to the list."""

    changed = Signal()
    left = Signal(str)
    act = Signal(str)

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        look = theme.current()
        self._procedure: Procedure | None = None
        self._fields: dict[str, Field] = {}
        self._parts: dict[str, _Part] = {}
        self._owner: Callable[[], PersonDraft] = PersonDraft
        self._inside = QWidget()
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(0, 0, look.px(4), 0)
        self._box.setSpacing(look.space("s"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(self._inside), 1)

    def ask_owner_by(self, owner: Callable[[], PersonDraft]) -> None:
        """Who the owner is, for those who are the same person."""
        self._owner = owner

    def show_procedure(self, procedure: Procedure, draft: Draft) -> None:
        """The fields of a procedure, filled from the draft."""
        empty(self._box)
        self._procedure, self._fields = procedure, {}
        self._inside.setProperty("help", "reception.bunch" if procedure.parts else "")
        self._box.addWidget(Text(procedure.name, "title", wrap=True))
        back = pressable(self.tr("đổi thủ tục"), key="Esc", role="plain")
        back.clicked.connect(lambda: self.act.emit("Esc"))
        head = row(Text(procedure.note, "caption", wrap=True), back)
        head.setStretch(0, 1)
        self._box.addLayout(head)
        self._parts = {code: _Part(name) for code, name in procedure.parts}
        for code, part in self._parts.items():
            part.setChecked(code not in draft.left_out)
            part.toggled.connect(self.changed)
            self._box.addWidget(part)
        if procedure.cases:
            self._add("case", Field(self.tr("Trường hợp"), choices=procedure.cases), draft.case)
        for place, wanted in enumerate(procedure.subjects):
            self._add_subject(place, wanted, draft)
        known = dict(draft.details)
        for detail in procedure.details:
            words = (
                detail.words if detail.required else self.tr("{0} (nếu có)").format(detail.words)
            )
            choices = (("", "–"), *detail.choices) if detail.choices else None
            made = Field(words, hint=detail.hint, choices=choices)
            self._add(f"details.{detail.key}", made, known.get(detail.key, ""))
        self._box.addStretch(1)
        reveal(self._inside)

    def _add(self, path: str, made: Field, value: str) -> Field:
        made.put(value)
        made.input.setObjectName(path)
        made.changed.connect(self.changed)
        made.left.connect(lambda: self.left.emit(path))
        self._fields[path] = made
        self._box.addWidget(made)
        return made

    def _add_subject(self, place: int, wanted: SubjectWanted, draft: Draft) -> None:
        known = draft.subjects[place] if place < len(draft.subjects) else SubjectDraft(wanted.role)
        root = f"subjects.{place}"
        self._box.addWidget(Rule())
        self._box.addWidget(Text(wanted.words, "section"))
        hint = self.tr("Gõ = nếu là chủ hồ sơ") if wanted.sex else ""
        named = Field(self.tr("Họ và tên"), hint=hint, person=True)
        self._add(f"{root}.name", named, known.name)
        named.left.connect(lambda: self._on_name_left(root, wanted))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.current().space("s"))
        born = self._add(f"{root}.born_on", Field(self.tr("Ngày sinh")), known.born_on)
        grid.addWidget(born, 0, 0)
        if not wanted.sex:  # of a mother nobody is asked
            sex = self._add(f"{root}.sex", Field(self.tr("Giới tính"), choices=SEXES), known.sex)
            grid.addWidget(sex, 0, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self._box.addLayout(grid)
        if wanted.asks_id:
            self._add(f"{root}.id", Field(self.tr("Số CCCD (nếu có)")), known.id)

    def _on_name_left(self, root: str, wanted: SubjectWanted) -> None:
        """An equals sign is the owner, where he can be meant."""
        owner, name = self._owner(), self._fields[f"{root}.name"]
        if name.value != SAME:
            return
        if owner.sex not in ("", wanted.sex) or owner.blank:
            name.put("")
            name.say(self.tr("Chủ hồ sơ không phải người này. Hãy gõ họ tên hoặc quét thẻ."))
        else:
            self._fill(root, owner)

    def _fill(self, root: str, person: PersonDraft) -> None:
        for name in ("name", "born_on", "sex", "id"):
            if f"{root}.{name}" in self._fields:
                self._fields[f"{root}.{name}"].put(getattr(person, name))

    def _value(self, path: str) -> str:
        return self._fields[path].value if path in self._fields else ""

    def case(self) -> str:
        """The chosen case; empty where there is none."""
        return self._value("case")

    def subjects(self) -> tuple[SubjectDraft, ...]:
        """The people as typed, in the procedure's order."""
        if self._procedure is None:
            return ()
        return tuple(
            self._subject(f"subjects.{place}", wanted)
            for place, wanted in enumerate(self._procedure.subjects)
        )

    def _subject(self, root: str, wanted: SubjectWanted) -> SubjectDraft:
        name, born_on, sex, number = (
            self._value(f"{root}.{one}") for one in ("name", "born_on", "sex", "id")
        )
        named = "" if name == SAME else name
        return SubjectDraft(wanted.role, named, born_on, wanted.sex or sex, number)

    def details(self) -> tuple[tuple[str, str], ...]:
        """The procedure's own fields as typed."""
        if self._procedure is None:
            return ()
        return tuple(
            (one.key, self._value(f"details.{one.key}")) for one in self._procedure.details
        )

    def left_out(self) -> tuple[str, ...]:
        """Linked procedures whose tick was taken away."""
        return tuple(code for code, part in self._parts.items() if not part.isChecked())

    def take_person(self, person: PersonDraft, *, owner: bool) -> bool:
        """A card was read: its bearer is the first nameless one of the people asked for.

        A father is never taken for the mother; the `owner` may be a parent, but no witness.
        """
        for place, wanted in enumerate(self._procedure.subjects if self._procedure else ()):
            root = f"subjects.{place}"
            fits = person.sex in ("", wanted.sex) if wanted.sex else not owner
            if wanted.asks_id and fits and not self._value(f"{root}.name"):
                self._fill(root, person)
                self.focus(f"{root}.id")
                return True
        return False

    def say(self, path: str, sentence: str) -> bool:
        """Show a fault at its field; False where the field is not here."""
        field = self._fields.get(path)
        if field is not None:
            field.say(sentence)
        return field is not None

    def paths(self) -> tuple[str, ...]:
        """The dotted paths of the fields."""
        return tuple(self._fields)

    def focus(self, path: str = "") -> bool:
        """Put the caret into a field, the first one by default."""
        field = self._fields.get(path) if path else next(iter(self._fields.values()), None)
        if field is not None:
            field.input.setFocus()
        return field is not None

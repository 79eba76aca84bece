"""The left column: the owner, and who files for him where that is somebody else."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import theme
from app.ui.reception.draft import Draft, PersonDraft
from app.ui.reception.paper_slip import PaperSlip
from app.ui.reception.person_panel import PersonPanel
from app.ui.widgets.text import fill


class PeopleColumn(QWidget):
    """`met` carries an owner whose past may be looked up: a card, or a number that was typed.

    `finished` when somebody was typed to the end.
    """

    changed = Signal()
    left = Signal(str)
    act = Signal(str)
    met = Signal(object)
    finished = Signal()

    def __init__(self, addresses: Callable[[str], Sequence[str]], today: Callable[[], str]) -> None:
        """Nobody is here; `addresses` fit what is typed of a hamlet, `today` dates a paper slip."""
        super().__init__()
        self.owner = PersonPanel(self.tr("Chủ hồ sơ"), number="1", addresses=addresses)
        self.submitter = PersonPanel(self.tr("Người nộp"), root="submitter")
        self.owner.setProperty("help", "reception.person")
        self.submitter.setProperty("help", "reception.submitter")
        self.paper, self._stays = PaperSlip(today), False
        box = QVBoxLayout(self)
        fill(box, (self.paper, self.owner, self.submitter), "m")
        box.setStretch(1, 3)
        box.setStretch(2, 2)
        self.submitter.hide()
        self.paper.changed.connect(self.changed)
        self.paper.left.connect(self.left)
        self.paper.finished.connect(self._on_hour_typed)
        for part in (self.owner, self.submitter):
            part.changed.connect(self.changed)
            part.left.connect(self.left)
            part.act.connect(self.act)
            part.finished.connect(self.finished)
        self.owner.left.connect(self._on_owner_left)

    @property
    def proxied(self) -> bool:
        """Whether somebody files for the owner."""
        return not self.submitter.isHidden()

    def read_into(self, draft: Draft) -> Draft:
        """The draft with the people as typed."""
        submitter = self.submitter.person if self.proxied else None
        slip, clock, day = self.paper.value()
        return replace(
            draft, owner=self.owner.person, submitter=submitter,
            slip=slip, received_time=clock, received_day=day,
        )  # fmt: skip

    def show(self, draft: Draft) -> None:  # type: ignore[override]
        """The people of a draft, and their paper slip."""
        self.paper.show_draft(draft)
        self.owner.show_person(draft.owner, typing=draft.owner.by_hand)
        self.show_submitter(draft.submitter)

    def take_slip(self, number: str) -> None:
        """A paper slip is typed in: its hour first, then the person, who is not here."""
        if self.owner.person.blank:
            self.owner.show_person(PersonDraft(), typing=True)
        self.paper.take(number)

    def _on_hour_typed(self) -> None:
        if self.owner.person.blank or self.owner.typing:
            self.owner.focus()
        else:
            self.finished.emit()

    def take(self, card: PersonDraft) -> None:
        """A card was read: its bearer is the owner, or who acts for the body that is.

        The submitter's relation to the owner before says nothing of him.
        """
        before = self.owner.person
        owner = before.with_card(card)
        if self.proxied and not before.blank and not before.may_be(owner):
            filing = self.submitter.person
            self.submitter.show_person(filing.for_another_owner(), typing=not filing.from_card)
        self.owner.show_person(owner, typing=not owner.from_card)
        self._title()
        self.met.emit(card)

    def file_for_another(self) -> bool:
        """Ctrl+U: the person at the desk stays as submitter, the owner is asked for.

        Once more: the caret goes to his relation, which is asked anew for every owner.
        """
        if self.proxied:
            self.submitter.focus("submitter.relation")
            return False
        draft = self.read_into(Draft()).with_submitter()
        self.owner.show_person(draft.owner)
        self.show_submitter(draft.submitter)
        return True

    def show_submitter(self, person: PersonDraft | None) -> None:
        """Who files; None where the owner does it himself."""
        shown = person or PersonDraft()
        if person is not None or self.proxied:  # else nobody was there and nobody comes
            self.submitter.show_person(shown, typing=not shown.from_card)
        self.submitter.setVisible(person is not None)
        self.owner.make_room(narrow=person is not None)
        self.stay(stays=False)

    def stay(self, *, stays: bool) -> None:
        """After a save the submitter stays for the next owner, and the sheet says how to end it."""
        self._stays = stays and self.proxied
        self._title()

    def _title(self) -> None:
        title, kept = self.tr("Người nộp"), self.tr("Người nộp – giữ cho người sau")
        if not self.owner.person.blank:
            kept = self.tr("Người nộp – vẫn người trước")
        long = self._stays and theme.current().scale == 1
        self.submitter.stay(kept if long else title, stays=self._stays)

    def step_back(self) -> bool:
        """Esc: who stayed goes, also from an owner that is here; a slip of Ctrl+U is undone.

        In the fields of a paper slip: it is none, its number stays free.
        """
        if self.paper.has_caret:
            self.paper.show_draft(Draft())
            return True
        if not self.proxied or not (self._stays or self.owner.person.blank):
            return False
        person, stayed = self.submitter.person, self._stays
        self.show_submitter(None)
        if not stayed:
            self.take(person)
        return True

    def type_owner(self, *, alone: bool) -> None:
        """Somebody without a card: all fields, the caret in the first; `alone` he files himself."""
        if alone:
            self.show_submitter(None)
        self.owner.show_person(PersonDraft(), typing=True)
        self.owner.focus()

    def _on_owner_left(self, path: str) -> None:
        if path == "owner.id" and self.owner.person.by_hand:
            self.met.emit(self.owner.person)

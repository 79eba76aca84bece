"""Ca trực: who does what today, and words from clerk to clerk."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.domain.vietnamese import dong
from app.ui import theme
from app.ui.duty.desk import NOTES, PEOPLE, DutyDesk, Person, Planned, Shown
from app.ui.duty.note_panel import NotePanel
from app.ui.duty.plan_panel import PlanPanel
from app.ui.messages import DONE, Message, Messages
from app.ui.saving_run import FormSaving
from app.ui.shortcuts import KeyAction, settle_typing
from app.ui.widgets.list_sheet import ListSheet
from app.ui.widgets.panel import Facts, Panel
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.table import Table, TableRow
from app.ui.widgets.text import column, hosted, share_out

T = TypeVar("T")
TOPIC, SAID_MS = "duty", 6_000
SHARES = (62, 38)
NOTE, PLAN, READ = range(3)
LISTS_KEY = "Ctrl+E"


class DutyPage(QWidget):
    """`changed` after something was stored: the line on Hôm nay and the banner follow."""

    keys_changed = Signal()
    resting = Signal()
    changed = Signal()

    def __init__(self, desk: DutyDesk, messages: Messages) -> None:
        """Empty; `take_focus` reads."""
        super().__init__()
        self._desk, self._messages = desk, messages
        self._save, self._this = FormSaving(desk.run, messages, TOPIC), ""
        self._reading = False
        self._people: dict[str, Person] = {}
        self._notes: dict[str, Shown] = {}
        self.note, self.plan = NotePanel(), PlanPanel(desk.states)
        self._read, self._facts = Panel(self.tr("Lời bàn giao")), Facts()
        self._read.body.addWidget(scrolled(hosted(column(self._facts, None))), 1)
        self.people = Table(self.tr("Ai trực hôm nay"), PEOPLE)
        self.notes = Table(self.tr("Lời bàn giao"), NOTES)
        digits = [(str(at), words) for at, (_name, words) in enumerate(desk.states, 1)]
        hints = (*digits, ("Enter", self.tr("nhiều ngày")))
        hints = hints[-1:] if theme.current().big else hints  # the form says what a digit does
        self._roster = ListSheet(self.tr("Ai trực hôm nay"), self.people, hints)
        opening = (("Enter", self.tr("xem")), (LISTS_KEY, self.tr("qua lại")))
        self._sheet = ListSheet(self.tr("Lời bàn giao"), self.notes, opening)
        self._forms = QStackedWidget()
        for form in (self.note, self.plan, self._read):
            self._forms.addWidget(form)
        left = hosted(column(self._roster, self._sheet, spacing="m"))
        share_out(self, (left, self._forms), SHARES)
        self.people.digit.connect(self._set_today)
        self.people.chosen.connect(lambda _place: self._ask_plan())
        self.notes.chosen.connect(lambda _place: self._read_note())

    # --- what the window asks ------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """F9 stores what the form at the right says; Esc goes one step back."""
        shown = self._notes.get(self.notes.current_key)
        may_take = self._at == READ and shown is not None and shown.mine
        words = {
            NOTE: self.tr("Để lại lời nhắn"), PLAN: self.tr("Ghi"), READ: self.tr("Đã nhận"),
        }[self._at]  # fmt: skip
        store = KeyAction("F9", words, self.save, main=True)
        return [
            *[store] * (self._at != READ or may_take),
            KeyAction(LISTS_KEY, "", self._turn),
            KeyAction("Esc", "", self._step_back),
        ]

    def take_focus(self) -> None:
        """The words for the next clerk, or half-typed days; the lists as they are now."""
        self._show_form(PLAN if self._at == PLAN and self.plan.typed else NOTE)
        self.refresh()

    def begin(self, user: str, *, reading: bool = False) -> None:
        """Who sits here now: nothing of another's words stays; `reading`: to what waits for him."""
        self._reading = reading
        if self._this != user:
            self._this = user
            self.note.begin()
            self.plan.begin()

    def refresh(self) -> None:
        """Read both lists anew."""
        self._desk.run(self._desk.people, self._show_people)
        self._desk.run(self._desk.notes, self._show_notes)
        self._desk.run(self._desk.counted, self.note.show_counted)

    @property
    def _at(self) -> int:
        return self._forms.currentIndex()

    # --- what is shown -------------------------------------------------------------------------

    def _show_form(self, which: int) -> None:
        self._forms.setCurrentIndex(which)
        if which == READ:
            self._sheet.take_focus()
        else:
            (self.note, self.plan)[which].take_focus()
        self.keys_changed.emit()

    def _show_people(self, found: tuple[Person, ...]) -> None:
        self._people = {one.user: one for one in found}
        rows = [
            TableRow(o.user, (o.name, o.state or "–", o.words or o.roles, o.last)) for o in found
        ]
        self.people.show_table(rows, self.people.current_key)
        self._roster.show_list(self.tr("{0} người").format(dong(len(rows))))
        self.note.show_people(found, self._this)

    def _show_notes(self, found: tuple[Shown, ...]) -> None:
        self._notes = {one.key: one for one in found}
        rows = [TableRow(o.key, (o.actor, o.words, o.at, o.state)) for o in found]
        self.notes.show_table(rows, self.notes.current_key)
        if rows:
            waiting = sum(one.mine and not one.own for one in found)
            said = self.tr("{0} chờ bạn đọc").format(waiting) if waiting else ""
            self._sheet.show_list(said or self.tr("{0} lời nhắn").format(dong(len(rows))))
            if self._reading and found[0].mine:
                self.notes.go_to(0)  # those that wait for who is here stand first
                self._read_note()
            self._reading = False
            return
        more = self.tr("Trước khi nghỉ, ghi vài chữ ở bên phải rồi F9.")
        self._sheet.show_empty("handover", self.tr("Chưa có lời bàn giao nào"), more)

    def _turn(self) -> None:
        """Ctrl+E: from the form to the people, to the notes, and so on."""
        caret = QApplication.focusWidget()
        at_people = caret is not None and self._roster.isAncestorOf(caret)
        (self._sheet if at_people else self._roster).take_focus()

    def _ask_plan(self) -> None:
        self.plan.show_person(self._people[self.people.current_key])
        self._show_form(PLAN)

    def _read_note(self) -> None:
        self._facts.show_pairs(self._notes[self.notes.current_key].facts)
        self._show_form(READ)

    # --- what is done --------------------------------------------------------------------------

    def save(self) -> None:
        """F9: store what the form says."""
        settle_typing()
        (self._leave, self._plan, self._take)[self._at]()

    def _leave(self) -> None:
        to, words = self.note.to, self.note.words.value.strip()

        def stored(_: None) -> None:
            self.note.begin()
            self.note.take_focus()  # the next words are typed here, not into the list of people
            self._told(self.tr("Đã để lại lời nhắn. Người sau mở khoá là thấy. F12 để khoá."))

        def fault(_field: str, sentence: str) -> bool:
            self.note.words.say(sentence)
            self.note.take_focus()
            return True

        self._store(lambda: self._desk.leave(to, words), stored, fault)

    def _plan(self) -> None:
        self._keep_plan(self.plan.planned, self.plan.say)

    def _set_today(self, digit: int) -> None:
        """1 on duty, 2 at call, 3 away: the chosen person, today."""
        if 1 <= digit <= len(self._desk.states) and self.people.current_key:
            state = self._desk.states[digit - 1][0]
            self._keep_plan(Planned(self.people.current_key, state), lambda *_: False)

    def _keep_plan(self, planned: Planned, fault: Callable[[str, str], bool]) -> None:
        name = self._people[planned.user].name
        words = dict(self._desk.states)[planned.state]

        def stored(_: None) -> None:
            self.plan.stored(planned)
            until = self.tr(" đến {0}").format(planned.last) if planned.last else ""
            days = self.tr(", từ {0}").format(planned.first or self.tr("hôm nay")) + until
            typed = planned.first or planned.last
            self._told(f"{name}: {words}{days if typed else ''}.")
            self._forms.setCurrentIndex(NOTE)
            self._roster.take_focus()
            self.keys_changed.emit()

        self._store(lambda: self._desk.plan(planned), stored, fault)

    def _take(self) -> None:
        key = self.notes.current_key

        def stored(_: None) -> None:
            self._told(self.tr("Đã ghi: bạn đã nhận lời bàn giao."))
            self._show_form(NOTE)

        if key in self._notes and self._notes[key].mine:
            self._store(lambda: self._desk.take(key), stored, lambda *_: False)

    def _store(
        self,
        work: Callable[[], T],
        stored: Callable[[T], None],
        fault: Callable[[str, str], bool],
    ) -> None:
        def done(result: T) -> None:
            stored(result)
            self.refresh()
            self.changed.emit()

        self._save(work, done, fault)

    def _told(self, head: str) -> None:
        self._messages.show(Message(TOPIC, DONE, head, lasts_ms=SAID_MS))

    def _step_back(self) -> None:
        if self._at != NOTE:
            self._show_form(NOTE)
        else:
            self.resting.emit()

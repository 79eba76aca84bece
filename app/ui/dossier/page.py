"""Hồ sơ: the facts at the left stand still, the life at the right grows; one key for each step."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.errors import ClerkError, MotCuaError
from app.ui import theme
from app.ui.dossier.desk import (
    GIVE_BACK,
    HAND_OVER,
    PAIR,
    REVERSE,
    TAKE_OVER,
    VOID,
    DossierDesk,
    DossierView,
    StepAsked,
)
from app.ui.dossier.facts_line import show_line
from app.ui.dossier.papers_sheet import PapersSheet
from app.ui.dossier.step_forms import MORE
from app.ui.dossier.step_keys import (
    AT_ONCE,
    DONE_WORDS,
    KEYS,
    MORE_KEY,
    PAIR_KEY,
    PRINT_KEY,
    REVERSE_KEY,
    SCANS_KEY,
    STEP_KEYS,
    VOID_KEY,
)
from app.ui.dossier.step_panel import CASH_BACK, CHOOSE, PRINT, WORDS, StepPanel
from app.ui.messages import ATTENTION, DONE, Message, Messages
from app.ui.saving_run import SavingRun
from app.ui.shortcuts import KeyAction
from app.ui.widgets.buttons import pressable
from app.ui.widgets.chips import Chip
from app.ui.widgets.lock_line import LockLine
from app.ui.widgets.panel import Facts, Panel
from app.ui.widgets.scrolling import Reading
from app.ui.widgets.text import Text, column, hosted, row
from app.ui.widgets.timeline import Timeline

TOPIC = "dossier-step"
DONE_MS = 6_000
SETTLE_MS = 1_000  # a double press of F9 must not take the next step, too


class DossierPage(QWidget):
    """`stepped` after a step, so that lists and counts may be asked anew; `left` with Esc.

    `looking` carries the code of the dossier whose scans are wanted.
    """

    keys_changed = Signal()
    resting = Signal()
    stepped = Signal(str)
    left = Signal()
    looking = Signal(str)

    def __init__(self, desk: DossierDesk, messages: Messages) -> None:
        """Build an empty page; `open_dossier` fills it."""
        super().__init__()
        self._desk, self._messages = desk, messages
        self._save = SavingRun(desk.run, messages)
        self.view = DossierView("", "", ("ok", ""), "")
        self._title, self._state = Text("", "name", wrap=True), Chip()
        self._line, self._owner, self._papers = QHBoxLayout(), Facts(), PapersSheet()
        self._count = Text("", "caption")
        self.step, self.life = StepPanel(), Timeline(self.tr("Diễn biến hồ sơ"))
        self._lock = LockLine()
        self._reverse = pressable(self.tr("Đảo bước"), key=REVERSE_KEY)
        self._prints = pressable(self.tr("In giấy"), key=PRINT_KEY)
        self._pair = pressable(self.tr("Ghi mã tỉnh"), key=PAIR_KEY, role="plain")
        self._void = pressable(self.tr("Huỷ hồ sơ"), key=VOID_KEY, role="plain")
        self._more = pressable(self.tr("Bước khác"), key=MORE_KEY)
        for button in (self._reverse, self._prints, self._pair, self._void, self._more):
            button.hide()
        self._life = self._life_panel()
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self.keys_changed)
        self._build()
        self.step.confirmed.connect(self._take)
        self.step.cancelled.connect(self._close_step)
        self.step.wanted.connect(self.ask)
        self.step.printed.connect(self._print)
        self._papers.looking.connect(self._look)

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        space = theme.current().space("m")
        left = column(self._owner_panel(), self._papers, spacing="m")
        left.setStretch(1, 1)
        columns = QHBoxLayout()
        columns.setSpacing(space)
        right = hosted(column(self.step, self._life, spacing="m"))
        self._facts = Reading(hosted(left), self.tr("Chủ hồ sơ và giấy tờ"))
        for part, share in ((self._facts, 38), (right, 62)):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            columns.addWidget(part, share)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(space)
        box.addWidget(self._head())
        box.addLayout(columns, 1)

    def _head(self) -> Panel:
        head = Panel()
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        top = row(self._title, self._state, spacing="m")
        top.setStretch(0, 1)
        self._reverse.clicked.connect(self._asker(REVERSE))
        top.addWidget(self._reverse)
        self._more.clicked.connect(self._asker(CHOOSE))
        top.addWidget(self._more)
        self._prints.clicked.connect(self._asker(PRINT))
        top.addWidget(self._prints)
        self._line.setSpacing(theme.current().space("s"))
        head.body.addLayout(top)
        head.body.addLayout(self._line)
        head.body.addWidget(self._lock)
        return head

    def _owner_panel(self) -> Panel:
        panel = Panel(self.tr("Chủ hồ sơ"), aside=self._pair)
        self._pair.clicked.connect(self._asker(PAIR))
        panel.body.addWidget(self._owner)
        return panel

    def _life_panel(self) -> Panel:
        panel = Panel(self.tr("Diễn biến"), aside=hosted(row(self._count, self._void, spacing="m")))
        self._void.clicked.connect(self._asker(VOID))
        panel.body.addWidget(self.life, 1)
        return panel

    # --- what is shown -------------------------------------------------------------------------

    def open_dossier(self, code: str, step: str = "") -> None:
        """Read a dossier and show it; till then no key may step the one shown before.

        `step` is asked for at once, where the dossier is nobody's to take over.
        """
        if code != self.view.code:
            self.view = DossierView("", "", ("ok", ""), "")
            self.keys_changed.emit()

        def opened(view: DossierView) -> None:
            self.show_dossier(view)
            if step in view.allowed and not view.handed:
                self.ask(step)

        self._desk.run(lambda: self._desk.load(code), opened)

    def show_dossier(self, view: DossierView) -> None:
        """Show this one."""
        if view.code != self.view.code:  # F9 was pressed for another
            self._settling.stop()
        self.view = view
        self._show_step(opened=False)
        self._title.setText(view.title)
        self._state.show_state(*view.state)
        show_line(self._line, view)
        self._lock.say(view.locked)
        self._owner.show_pairs(view.owner)
        self._papers.show_view(view)
        self.life.show_steps(view.steps)
        self._count.setText(
            self.tr("{0} bước · đọc được cả khi ngoại tuyến").format(len(view.steps))
        )
        self._facts.verticalScrollBar().setValue(0)
        self.keys_changed.emit()

    # --- keys ----------------------------------------------------------------------------------

    def keys(self) -> list[KeyAction]:
        """A step that the table forbids has no key; an open sheet has F9 and Esc."""
        if self.step.action:
            words = WORDS[self.step.action][1]
            return [
                KeyAction("F9", words, self.step.confirm, main=True),
                KeyAction("Ctrl+Return", "", self.step.confirm),
                KeyAction("Esc", "", self._close_step),
            ]
        allowed = [action for action in KEYS if action in self.view.allowed]
        keys = [self._key_of(action) for action in allowed]
        keys += [] if self._settling.isActive() else self._main_key()
        for action, key in ((REVERSE, REVERSE_KEY), (PAIR, PAIR_KEY), (VOID, VOID_KEY)):
            if action in self.view.allowed and not (action == VOID and self.view.locked):
                keys.append(KeyAction(key, "", self._asker(action)))
        if self._has_more:
            keys.append(KeyAction(MORE_KEY, "", self._asker(CHOOSE)))
        if self.view.locked:  # a key that does nothing says why
            used = {action.key for action in keys}
            keys += [KeyAction(key, "", self._lock.point) for key in STEP_KEYS if key not in used]
        keys += [KeyAction(PRINT_KEY, "", self._asker(PRINT))] * self._may_print
        keys += [KeyAction(SCANS_KEY, "", self._look)] * self.view.scans
        return [*keys, KeyAction("Esc", "", self.left.emit)]

    def _key_of(self, action: str) -> KeyAction:
        """F6 sends a dossier on its way, and once more says that it has come."""
        if action == HAND_OVER and self.view.handed and TAKE_OVER in self.view.allowed:
            return KeyAction("F6", AT_ONCE[TAKE_OVER], self._asker(TAKE_OVER))
        return KeyAction(*KEYS[action], self._asker(action), main=action == GIVE_BACK)

    def _main_key(self) -> list[KeyAction]:
        """F9: what the dossier waits for, or why this clerk has nothing to do about it."""
        step, idle = self.view.main, self.view.idle
        if step:
            words = "" if step in KEYS else AT_ONCE.get(step) or WORDS[step][0]
            return [KeyAction("F9", words, self._asker(step), main=bool(words))]
        return [KeyAction("F9", "", lambda: self._messages.trouble(idle, TOPIC))] if idle else []

    def take_focus(self) -> None:
        """The life, which arrows walk through."""
        self.life.setFocus()

    def _look(self) -> None:
        self.looking.emit(self.view.code)

    def _asker(self, action: str) -> Callable[[], None]:
        return lambda: self.ask(action)

    # --- steps ---------------------------------------------------------------------------------

    def ask(self, action: str) -> None:
        """Open the sheet of a step, or take it where it needs nothing."""
        if action in AT_ONCE:
            self._take(StepAsked(code=self.view.code, action=action))
            return
        self._show_step(opened=True)
        self.step.ask(action, self.view, self._desk.recipients())
        self.keys_changed.emit()

    def _show_step(self, *, opened: bool) -> None:
        """The sheet of a step stands where the life stands."""
        self._life.setVisible(not opened)
        self._reverse.setVisible(not opened and REVERSE in self.view.allowed)
        self._pair.setVisible(not opened and PAIR in self.view.allowed)
        self._more.setVisible(not opened and self._has_more)
        self._prints.setVisible(not opened and self._may_print)
        self._void.setVisible(VOID in self.view.allowed and not self.view.locked)
        if not opened:
            self.step.close_step()

    def _close_step(self) -> None:
        self._show_step(opened=False)
        self.keys_changed.emit()
        self.take_focus()

    def _take(self, asked: StepAsked) -> None:
        self._save(
            lambda: self._desk.take(asked),
            lambda view: self._on_taken(asked, view),
            self._on_refused,
        )

    def _on_taken(self, asked: StepAsked, view: DossierView) -> None:
        back = CASH_BACK.format(view.cash) if asked.action == VOID and view.cash else ""
        words = DONE_WORDS[asked.action] + back
        if view.warnings:
            more, read = " ".join(view.warnings), (self._messages.read(TOPIC),)
            self._messages.show(Message(TOPIC, ATTENTION, words, more, read))
        else:
            self._messages.show(Message(TOPIC, DONE, words, view.owner_name, lasts_ms=DONE_MS))
        self._settling.start()
        self.show_dossier(view)
        self.take_focus()
        self.stepped.emit(view.code)

    def _on_refused(self, error: MotCuaError) -> None:
        if isinstance(error, ClerkError) and self.step.action:
            self.step.say(error.message)
        else:
            self._messages.trouble(error.message, TOPIC)

    @property
    def _has_more(self) -> bool:
        """Steps that have no key of their own."""
        return any(action in self.view.allowed for action in MORE)

    @property
    def _may_print(self) -> bool:
        return self._desk.reprint is not None and bool(self.view.code and self.view.prints)

    def _print(self, form: str) -> None:
        reprint, code, words = self._desk.reprint, self.view.code, dict(self.view.prints)[form]
        self._close_step()
        if reprint is not None:
            self._desk.run(lambda: reprint(code, form), lambda _: self._on_printed(words))

    def _on_printed(self, words: str) -> None:
        said = self._desk.queued(words)
        self._messages.show(Message(TOPIC, DONE, said, lasts_ms=DONE_MS))

"""One channel from anywhere to the banner: what happened, what is safe, what to do now."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

log = logging.getLogger(__name__)

LATE, ATTENTION, SENDING, OFFLINE, DONE = "late", "attention", "sending", "offline", "done"
OLD = "old"  # what is shown is old: looks like attention, gives way to everything
READ, READ_KEY = "Đã rõ", "Ctrl+W"  # takes a banner away that nothing else takes away
TURN_KEY = "Ctrl+Tab"
_WEIGHT = {LATE: 4, ATTENTION: 3, SENDING: 2, OFFLINE: 1, OLD: 0}


@dataclass(frozen=True, slots=True)
class Action:
    """A button in the banner. `key` is a key the window hears while the banner stands."""

    words: str
    act: Callable[[], None]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """`name` is one topic: a newer message of it replaces the older one.

    `head` says what happened and what is safe, `more` what to do. `lasts_ms` None stays until
    `clear`; only the line with the undo (kind `done`) goes by itself.
    """

    name: str
    kind: str
    head: str
    more: str = ""
    actions: tuple[Action, ...] = ()
    lasts_ms: int | None = None

    @property
    def said(self) -> tuple[str, str]:
        """Its words alone."""
        return self.head, self.more


class Messages(QObject):
    """Keeps the messages that stand.

    `current` is the weightiest and newest one, or what `turn` brought to the front; `done` the
    newest of what was just done: they have places of their own on the screen. `changed` after any
    change of either, `forgotten` when another clerk sits down.
    """

    changed = Signal()
    forgotten = Signal()

    def __init__(self) -> None:
        """Begin with nothing to say."""
        super().__init__()
        self._standing: dict[str, Message] = {}
        self._front = ""

    def show(self, message: Message) -> None:
        """Say it. The log gets topic and kind, never the words: they may hold a name."""
        log.info("message %s (%s)", message.name, message.kind)
        self._standing.pop(message.name, None)
        self._standing[message.name] = message
        if message.kind != DONE:
            self._front = ""
        self.changed.emit()
        if message.lasts_ms is not None:
            QTimer.singleShot(message.lasts_ms, self, lambda: self._end(message))

    def clear(self, name: str) -> None:
        """Take a topic's message away."""
        if self._standing.pop(name, None) is not None:
            self.changed.emit()

    def forget_done(self) -> None:
        """Another clerk sits down: what was just done is not his to take back."""
        for message in list(self._standing.values()):
            if message.kind == DONE:
                self.clear(message.name)
        self.forgotten.emit()

    def trouble(self, sentence: str, name: str = "trouble") -> None:
        """The world does not play along: a banner with the ready sentence, until it is read."""
        head, _, more = sentence.partition(". ")
        head = head if head.endswith(".") else f"{head}."
        self.show(Message(name, ATTENTION, head, more, (self.read(name),)))

    def read(self, name: str) -> Action:
        """The button that takes a topic's banner away, once it was read."""
        return Action(READ, lambda: self.clear(name), READ_KEY)

    def of(self, name: str) -> Message | None:
        """What stands of a topic, None where nothing does."""
        return self._standing.get(name)

    @property
    def current(self) -> Message | None:
        """The banner's message, None where there is none."""
        return next(iter(self._banners()), None)

    @property
    def others(self) -> int:
        """How many stand behind the current one: they show themselves when it goes."""
        return max(0, len(self._banners()) - 1)

    def turn(self) -> None:
        """The one behind the current one comes to the front, until there is something new."""
        names = [one.name for one in self._banners()]
        if len(names) > 1:
            self._front = names[1]
            self.changed.emit()

    def _banners(self) -> list[Message]:
        """The current one first, then the others as `turn` leads through them."""
        newest_first = [one for one in reversed(self._standing.values()) if one.kind != DONE]
        order = sorted(newest_first, key=lambda one: -_WEIGHT[one.kind])
        place = next((at for at, one in enumerate(order) if one.name == self._front), 0)
        return order[place:] + order[:place]

    @property
    def done(self) -> Message | None:
        """What was just done, None once its time is over."""
        return next((one for one in reversed(self._standing.values()) if one.kind == DONE), None)

    def _end(self, message: Message) -> None:
        if self._standing.get(message.name) is message:
            self.clear(message.name)

"""Where faults are said: at a field once it was left, everywhere when a save was asked."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from app.ui.messages import ATTENTION, Message, Messages
from app.ui.reception.desk import Fault

TOPIC = "reception-fault"


class Part(Protocol):
    """A sheet with fields under dotted paths."""

    def say(self, path: str, sentence: str) -> bool:
        """Show a fault at a field, or take it away; False where the field is not here."""

    def focus(self, path: str = "") -> bool:
        """Put the caret into the field; False where it is not here."""


class FaultBoard:
    """Remembers which fields were left; a field in which somebody still types stays quiet."""

    def __init__(
        self, parts: Sequence[Part], messages: Messages, elsewhere: Callable[[str], None]
    ) -> None:
        """`elsewhere` puts the caret near a path that no part has."""
        self._parts, self._messages, self._elsewhere = parts, messages, elsewhere
        self._touched = set[str]()

    def reset(self) -> None:
        """An empty page: nothing was touched."""
        self._touched = set()
        self._messages.clear(TOPIC)

    def hush(self) -> None:
        """The fields still say it; the banner would stand over another page."""
        self._messages.clear(TOPIC)

    def touch(self, *paths: str) -> None:
        """These fields may now say what is wrong."""
        self._touched |= set(paths)

    def say(self, faults: Sequence[Fault]) -> None:
        """Show the faults of touched fields, take away what is mended."""
        sentences = {one.field: one.sentence for one in reversed(faults)}
        for path in self._touched:
            for part in self._parts:
                part.say(path, sentences.get(path, ""))
        if not faults:
            self._messages.clear(TOPIC)

    def insist(self, faults: Sequence[Fault], head: str = "") -> None:
        """Say all of them at their fields, the first one in the banner, and go there.

        `head` says what was not done because of them, a save by default.
        """
        self.touch(*(one.field for one in faults))
        self.say(faults)
        first = faults[0]
        head = head or QCoreApplication.translate("FaultBoard", "Chưa lưu.")
        self._messages.show(Message(TOPIC, ATTENTION, head, first.sentence))
        if not any(part.focus(first.field) for part in self._parts):
            self._elsewhere(first.field)

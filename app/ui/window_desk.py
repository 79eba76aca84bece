"""What the window needs from outside, and what it asks of a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance

from app.ui.shortcuts import KeyAction

if TYPE_CHECKING:
    from app.ui.status import Status


class Page(Protocol):
    """What the window asks of a page."""

    keys_changed: SignalInstance
    resting: SignalInstance

    def keys(self) -> list[KeyAction]:
        """The page's keys as they are now."""

    def take_focus(self) -> None:
        """Put the caret where the next key belongs."""


@dataclass(frozen=True, slots=True)
class WindowDesk:
    """The callables.

    `now` is the Clock; `ask_status` is called each few seconds with a callback that takes a
    `Status`, so that counting may run elsewhere; `scale_asked` hears Ctrl + and − as 1 and -1;
    `keys` are the window's own (F11, F12), `locked_keys` those beside the lock page's; `closing`
    keeps what is typed.
    """

    now: Callable[[], datetime]
    ask_status: Callable[[Callable[["Status"], None]], None]
    scanned: Callable[[str], None]
    scale_asked: Callable[[int], None] | None = None
    closing: Callable[[], None] | None = None
    keys: Callable[[], Sequence[KeyAction]] = tuple
    locked_keys: Callable[[], Sequence[KeyAction]] = tuple

"""What the part Nối các quầy of Quản trị shows and the callables it needs."""

from collections.abc import Callable
from dataclasses import dataclass

from app.ui.setup.desk import Named
from app.ui.tasks import Run

GOOD, RESTING, ATTENTION = "done", "paused", "soon"


@dataclass(frozen=True, slots=True)
class LanView:
    """How it stands: a sign (one of the words above) with words, sentences, desks by line.

    `address` and `code` (the text of its QR code) are there while this machine is the relay.
    """

    sign: str
    head: str
    said: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()
    address: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class LanCalls:
    """The callables; `addresses`, `view` and `try_out` run through `look` and may take seconds.

    `addresses` are this machine's own; `try_out` reaches for a relay and says what it found, or
    raises ClerkError for what is no address, Trouble where none is there. `modules` are the rows of
    a QR code, `1` for dark. `changed` calls back on the UI thread whenever the view may be another.
    """

    addresses: Callable[[], tuple[Named, ...]]
    view: Callable[[], LanView]
    try_out: Callable[[str], str]
    modules: Callable[[str], tuple[str, ...]]
    changed: Callable[[Callable[[], None]], None]
    look: Run

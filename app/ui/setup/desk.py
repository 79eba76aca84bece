"""What the set-up panels show and the callables they need, in Quản trị and in the first run."""

from collections.abc import Callable
from dataclasses import dataclass

from app.settings import Settings
from app.ui.tasks import Run

KEYBOARD, SERIAL = "keyboard", "serial"
OK, ATTENTION = "ok", "attention"


@dataclass(frozen=True, slots=True)
class Named:
    """Something to choose: the setting's own name, and words."""

    name: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What arrived while the scanner was tested.

    `way` is KEYBOARD or SERIAL; `prefix` and `suffix` are the keys around the text (empty: none);
    `gaps` are milliseconds between keys, none over a serial line.
    """

    text: str
    way: str
    prefix: str = ""
    suffix: str = ""
    gaps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What can be made of a scan: a state and a sentence; `marks` says how the marks came over."""

    state: str
    sentence: str
    marks: str = ""


@dataclass(frozen=True, slots=True)
class MachineDesk:
    """The callables.

    `settings` and `keep` are quick; `keep` stores and applies them at once, but for the text size,
    which is worn from the next opening. `printers`, `ports`, `places` and `check_place` may take
    seconds and run through `look`; `check_place` raises ClerkError, else says what is there.
    `judge` reads a test scan, through `look`, too. `print_test` and `print_sheet` (how the scanner
    is set up) print, through `paper`; None where that cannot be done: then there is no key.
    `reopen` closes the window and opens it anew, in the new text size; None where it cannot.
    `check_scans` tries a folder of scans, as `check_place` does. `screens` are the monitors beside
    the window's, `queue_rows` (letter, title) the waiting rows as they are set, both quick.
    """

    settings: Callable[[], Settings]
    keep: Callable[[Settings], None]
    printers: Callable[[], tuple[Named, ...]]
    ports: Callable[[], tuple[str, ...]]
    places: Callable[[], tuple[Named, ...]]
    check_place: Callable[[str], str]
    judge: Callable[[str], Judged]
    look: Run
    paper: Run
    print_test: Callable[[Settings], None] | None = None
    print_sheet: Callable[[Settings], None] | None = None
    reopen: Callable[[], None] | None = None
    check_scans: Callable[[str], str] = str
    screens: Callable[[], tuple[Named, ...]] = tuple
    queue_rows: Callable[[], tuple[tuple[str, str], ...]] = tuple

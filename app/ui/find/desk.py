"""What the search shows and the callables it needs."""

from collections.abc import Callable
from dataclasses import dataclass

from app.ui.tasks import Run
from app.ui.today.desk import COLUMNS
from app.ui.widgets.table import TableRow

__all__ = ["COLUMNS", "About", "FindDesk", "Found", "Line"]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for `text`.

    `more`: there is more than the rows; `reading`: what the keystrokes mean, where only that was
    found ("đăng" for "ddawng"), or was tried in vain; `way` names the typing ("Telex"); `total` is
    of all dossiers, counted only where nothing fits.
    """

    text: str
    rows: tuple[TableRow, ...] = ()
    more: bool = False
    reading: str = ""
    way: str = ""
    total: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier in the side sheet: `code` opens it."""

    code: str
    head: str
    note: str
    state: tuple[str, str]


@dataclass(frozen=True, slots=True)
class About:
    """A dossier's owner: who he is, his dossiers (open ones first), others at his address.

    `dossiers` counts all of his, without the `voided` ones; `more`: there may be others at the
    address who are not listed; `loose`: it names no house, so several households may share it.
    """

    name: str
    who: str
    history: tuple[Line, ...]
    dossiers: int
    household: tuple[Line, ...] = ()
    more: bool = False
    loose: bool = False
    voided: int = 0


@dataclass(frozen=True, slots=True)
class FindDesk:
    """The callables; both run through `run`.

    `find` searches; `about` tells of the owner of the dossier with a code.
    """

    find: Callable[[str], Found]
    about: Callable[[str], About]
    run: Run

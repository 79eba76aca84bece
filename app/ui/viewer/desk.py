"""What the viewer shows and the callables it needs."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QImage

from app.ui.tasks import Run


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the scan that it is of, its place there from 0, and how it is called."""

    digest: str
    place: int
    words: str


@dataclass(frozen=True, slots=True)
class Gallery:
    """All sheets of one dossier or incident; `title` says whose."""

    code: str
    title: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class ViewerDesk:
    """The callables; both run through `run`.

    `load` takes the code of a dossier or the number of an incident. `picture` decodes one sheet in
    memory; ClerkError or Trouble with a sentence where it lies elsewhere, or cannot be read.
    """

    load: Callable[[str], Gallery]
    picture: Callable[[str, Sheet], QImage]
    run: Run

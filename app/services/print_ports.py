"""What printing needs of the world."""

from pathlib import Path
from typing import Protocol


class Printer(Protocol):
    """A place where a PDF becomes paper. Both may take seconds: never on the UI thread."""

    name: str

    def state(self) -> str:
        """Empty where it seems ready, else a sentence."""
        ...

    def send(self, file: Path, title: str) -> None:
        """Hand the file over; Trouble with a sentence where it does not take it."""
        ...

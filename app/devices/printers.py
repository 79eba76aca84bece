"""Printers: `lp` on Linux, Qt's elsewhere, raw thermal ones, a folder for training and tests.

Every look-up may block for seconds (a dead network printer): only workers call them, with time
limits.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO

from app.devices.printing_trouble import MISSING, not_printed
from app.devices.qt_printer import QtPrinter, qt_names
from app.devices.raw_printer import PAPER, PREFIX, RawPrinter

SECONDS = 20
FOLDER = "folder:"
USB_DEVICES = ("/dev/usb", "lp*")


@dataclass(frozen=True, slots=True)
class LpPrinter:
    """A CUPS queue; the name "" is the system's default."""

    name: str

    def state(self) -> str:
        """Empty where it seems ready, else a sentence."""
        queue = self.name or _default_queue()
        said = _run(["lpstat", "-p", queue]) if queue else None
        if said is None:
            return MISSING
        return f"Máy in {queue} đang tắt" if "disabled" in said else ""

    def send(self, file: Path, title: str) -> None:
        """Queue the file; CUPS keeps its own copy, so the file may go when this returns.

        A queue that stands still is given nothing: it would print by itself when it is switched
        on, after the clerk has printed again.
        """
        where = ["-d", self.name] if self.name else []
        trouble = self.state()
        if trouble or _run(["lp", *where, "-t", title, "--", str(file)]) is None:
            raise not_printed(self.name, missing=trouble == MISSING)


@dataclass(frozen=True, slots=True)
class FolderPrinter:
    """Paper as files: for training, the demo, and a desk that prints elsewhere."""

    name: str

    def state(self) -> str:
        """Ready where the folder can be written."""
        folder = Path(self.name)
        there = folder.is_dir() or os.access(folder.parent, os.W_OK)
        return "" if there else f"Không ghi được vào {folder}"

    def send(self, file: Path, title: str) -> None:
        """A copy under the title; papers of one title lie beside each other."""
        folder = Path(self.name)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with _fresh(folder, _as_name(title)) as paper:
                paper.write(file.read_bytes())
        except OSError as error:
            raise not_printed(str(folder)) from error


def printer_named(name: str) -> LpPrinter | QtPrinter | FolderPrinter | RawPrinter:
    """The printer of a setting: a queue, "" the default, `raw:DEVICE`, `raw:HOST:PORT`, `folder:`.

    `folder:PATH` lays files there, `raw:` sends a picture in dots without a driver.
    """
    if name.startswith(PREFIX):
        return RawPrinter(name.removeprefix(PREFIX))
    if name.startswith(FOLDER):
        return FolderPrinter(name.removeprefix(FOLDER))
    return QtPrinter(name) if _without_cups() else LpPrinter(name)


def paper_on(printer: str, wanted: str) -> str:
    """The paper that this printer has: a raw one a roll, whatever was wanted."""
    return PAPER if printer.startswith(PREFIX) else wanted


def printer_names(setting: str) -> list[str]:
    """What one may print on here, the setting's own first; may take seconds.

    The default (no name) is among them only where the machine has one.
    """
    own = [setting] if setting or printer_named("").state() != MISSING else []
    queues = qt_names() if _without_cups() else (_run(["lpstat", "-e"]) or "").split()
    folder, pattern = USB_DEVICES
    raw = [f"{PREFIX}{file}" for file in sorted(Path(folder).glob(pattern))]
    return list(dict.fromkeys([*own, *sorted(queues), *raw]))


def printer_words(name: str) -> str:
    """A printer's setting as people read it."""
    if name.startswith(PREFIX):
        return f"Máy in nhiệt {name.removeprefix(PREFIX)}"
    if name.startswith(FOLDER):
        return f"Thư mục {Path(name.removeprefix(FOLDER)).name}"
    return name or "Máy in mặc định"


def _without_cups() -> bool:
    return os.name == "nt" or shutil.which("lp") is None


def _default_queue() -> str:
    said = _run(["lpstat", "-d"]) or ""
    return said.partition("destination:")[2].strip()


def _as_name(title: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-. " else "-" for letter in title)


def _fresh(folder: Path, name: str) -> BinaryIO:
    """A new file of this name, or with a number behind it; nothing is written over."""
    names = chain([name], (f"{name} ({number})" for number in count(2)))
    file = next(path for one in names if not (path := folder / f"{one}.pdf").exists())
    return file.open("xb")


def _run(words: Sequence[str]) -> str | None:
    """What a command said; None where it failed, is not there, or does not answer in time."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed programs, no shell
            words, capture_output=True, text=True, timeout=SECONDS, check=False,
            env={**os.environ, "LC_ALL": "C"},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None

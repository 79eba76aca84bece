"""Printers: `lp` on Linux, Qt's printer elsewhere, a folder for training and tests.

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

from app.domain.errors import Trouble

SECONDS = 20
FOLDER = "folder:"
DPI = 300


@dataclass(frozen=True, slots=True)
class LpPrinter:
    """A CUPS queue; the name "" is the system's default."""

    name: str

    def state(self) -> str:
        """Empty where it seems ready, else a sentence."""
        queue = self.name or _default_queue()
        said = _run(["lpstat", "-p", queue]) if queue else None
        if said is None:
            return "Chưa thấy máy in"
        return f"Máy in {queue} đang tắt" if "disabled" in said else ""

    def send(self, file: Path, title: str) -> None:
        """Queue the file; CUPS keeps its own copy, so the file may go when this returns.

        A queue that stands still is given nothing: it would print by itself when it is switched
        on, after the clerk has printed again.
        """
        where = ["-d", self.name] if self.name else []
        if self.state() or _run(["lp", *where, "-t", title, "--", str(file)]) is None:
            raise _silent(self.name)


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
            raise _silent(str(folder)) from error


@dataclass(frozen=True, slots=True)
class QtPrinter:
    """A printer of Windows: pages as pictures at 300 dpi, drawn to a QPrinter."""

    name: str

    def state(self) -> str:
        """Empty where it seems ready, else a sentence."""
        from PySide6.QtPrintSupport import QPrinterInfo

        found = QPrinterInfo.printerInfo(self.name) if self.name else QPrinterInfo.defaultPrinter()
        return "Chưa thấy máy in" if found.isNull() else ""

    def send(self, file: Path, title: str) -> None:
        """Draw each page."""
        from PySide6.QtGui import QPainter
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        found = QPrinterInfo.printerInfo(self.name) if self.name else QPrinterInfo.defaultPrinter()
        if found.isNull():
            raise _silent(self.name)
        printer = QPrinter(found, QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        painter = QPainter()
        _draw_pages(file, printer, painter, self.name)


def _draw_pages(file: Path, printer: object, painter: object, name: str) -> None:
    import pypdfium2
    from PySide6.QtGui import QImage, QPageLayout, QPageSize

    document = pypdfium2.PdfDocument(file)
    try:
        for number, page in enumerate(document):
            turned = page.get_width() > page.get_height()
            way = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
            printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))  # type: ignore[attr-defined]
            printer.setPageOrientation(way)  # type: ignore[attr-defined]
            if number == 0 and not painter.begin(printer):  # type: ignore[attr-defined]
                raise _silent(name)
            if number:
                printer.newPage()  # type: ignore[attr-defined]
            bitmap = page.render(scale=DPI / 72).to_pil().convert("RGB")
            image = QImage(
                bitmap.tobytes(), bitmap.width, bitmap.height, bitmap.width * 3,
                QImage.Format.Format_RGB888,
            )  # fmt: skip
            painter.drawImage(painter.viewport(), image)  # type: ignore[attr-defined]
    finally:
        document.close()
        painter.end()  # type: ignore[attr-defined]


def printer_named(name: str) -> "LpPrinter | QtPrinter | FolderPrinter":
    """The printer of a setting: a queue's name, "" for the default, `folder:PATH` for files."""
    if name.startswith(FOLDER):
        return FolderPrinter(name.removeprefix(FOLDER))
    if os.name == "nt" or shutil.which("lp") is None:
        return QtPrinter(name)
    return LpPrinter(name)


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


def _silent(name: str) -> Trouble:
    shown = f"máy in {name}" if name else "máy in"
    return Trouble(
        f"Hồ sơ ĐÃ LƯU. Phiếu chưa in: {shown} không trả lời. "
        "Bật máy in rồi nhấn Ctrl+P để in lại, hoặc chép số phiếu cho dân."
    )

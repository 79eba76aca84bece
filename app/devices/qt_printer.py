"""Printing where there is no CUPS (Windows): pages as pictures, drawn to a QPrinter.

A printer's driver there takes no PDF. At 300 dpi a slip's smallest letters and its QR stay sharp.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.devices.pdfium import PDFIUM
from app.devices.printing_trouble import MISSING, not_printed

if TYPE_CHECKING:
    from pypdfium2 import PdfPage
    from PySide6.QtGui import QImage, QPageLayout
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

DPI = 300
POINTS = 72


@dataclass(frozen=True, slots=True)
class QtPrinter:
    """A printer as the system names it; "" is its default."""

    name: str

    def state(self) -> str:
        """Empty where it seems ready, else a sentence."""
        return MISSING if self._found().isNull() else ""

    def send(self, file: Path, title: str) -> None:
        """Draw each page; Trouble where the printer is not there or does not begin."""
        from PySide6.QtPrintSupport import QPrinter

        found = self._found()
        if found.isNull():
            raise not_printed(self.name, missing=True)
        printer = QPrinter(found, QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        if not draw_pages(file, printer):
            raise not_printed(self.name)

    def _found(self) -> "QPrinterInfo":
        from PySide6.QtPrintSupport import QPrinterInfo

        return QPrinterInfo.printerInfo(self.name) if self.name else QPrinterInfo.defaultPrinter()


def qt_names() -> list[str]:
    """The printers that the system knows; may take seconds."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return list(QPrinterInfo.availablePrinterNames())


def draw_pages(file: Path, printer: "QPrinter") -> bool:
    """Each page on paper of its own size, edge to edge; False where the printer did not begin."""
    from pypdfium2 import PdfDocument
    from PySide6.QtGui import QPainter

    printer.setFullPage(True)  # our pages have their own margins
    with PDFIUM:
        document, painter = PdfDocument(file), QPainter()
        try:
            for page in document:
                printer.setPageLayout(_layout(page))
                if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
                    return False
                painter.drawImage(printer.paperRect(printer.Unit.DevicePixel), _picture(page))
            return painter.end()
        finally:
            document.close()


def _layout(page: "PdfPage") -> "QPageLayout":
    from PySide6.QtCore import QMarginsF, QSizeF
    from PySide6.QtGui import QPageLayout, QPageSize

    wide, high = page.get_size()
    paper = QPageSize(QSizeF(min(wide, high), max(wide, high)), QPageSize.Unit.Point)
    turned = QPageLayout.Orientation.Landscape
    way = turned if wide > high else QPageLayout.Orientation.Portrait
    return QPageLayout(paper, way, QMarginsF())


def _picture(page: "PdfPage") -> "QImage":
    from PySide6.QtGui import QImage

    bitmap = page.render(scale=DPI / POINTS)
    form = QImage.Format.Format_BGR888
    picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form)
    return picture.copy()  # the buffer goes with the bitmap

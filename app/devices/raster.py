"""A PDF as a thermal printer takes it: one-bit bands of 576 dots (ESC/POS `GS v 0`), then a cut.

Text mode would need a code page that holds Vietnamese, which few printers have and none reports;
a picture prints on all of them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.devices.pdfium import PDFIUM

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

DOTS = 576  # across the head: 72 mm
ROW = DOTS // 8
DOTS_A_POINT = 8 * 25.4 / 72  # 8 dots a millimetre: 203 an inch
BAND = 128  # rows at once: cheap printers hold little more
DARK_BELOW = 150  # of 255; thin strokes survive, the grey rim of a letter does not
BEGIN = b"\x1b@"
RASTER = b"\x1dv0\x00"
CUT = b"\x1dV\x42\x00"  # feed to the knife, then cut all but a point
BITS = bytes(ord("1") if grey < DARK_BELOW else ord("0") for grey in range(256))


def as_raster(file: Path) -> bytes:
    """All pages of the file, each cut off by itself."""
    from pypdfium2 import PdfDocument

    with PDFIUM:
        document = PdfDocument(file)
        try:
            return BEGIN + b"".join(part for page in document for part in (*_bands(page), CUT))
        finally:
            document.close()


def _bands(page: "PdfPage") -> Iterator[bytes]:
    rows = _rows(page)
    for start in range(0, len(rows), BAND):
        band = rows[start : start + BAND]
        yield RASTER + ROW.to_bytes(2, "little") + len(band).to_bytes(2, "little") + b"".join(band)


def _rows(page: "PdfPage") -> list[bytes]:
    """Rows of dots, 1 is black. A roll keeps its size and loses its margins; others are fitted."""
    wide = page.get_width()
    scale = DOTS_A_POINT if wide * DOTS_A_POINT < DOTS * 1.2 else DOTS / wide
    bitmap = page.render(scale=scale, grayscale=True)
    grey, stride, width = bytes(bitmap.buffer), bitmap.stride, bitmap.width
    left = max(0, (width - DOTS) // 2)
    rows = []
    for row in range(bitmap.height):
        line = grey[row * stride + left : row * stride + left + min(width, DOTS)]
        bits = line.translate(BITS).ljust(DOTS, b"0")
        rows.append(int(bits, 2).to_bytes(ROW, "big"))
    return rows

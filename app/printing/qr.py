"""The QR code as one path of runs: encoded in C++, drawn in one fill."""

import re
from functools import lru_cache

import zxingcpp
from reportlab.pdfgen.canvas import Canvas

LEVEL = "M"
DARK = re.compile(rb"\x00+")
Runs = tuple[tuple[int, int, int], ...]


@lru_cache(maxsize=8)
def modules(content: str) -> tuple[int, Runs]:
    """Side in modules, and dark runs as (x, y from below, length)."""
    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level=LEVEL)
    image = code.to_image(add_quiet_zones=False)
    side, raw = image.shape[0], bytes(memoryview(image))
    runs = tuple(
        (run.start(), side - 1 - row, run.end() - run.start())
        for row in range(side)
        for run in DARK.finditer(raw[row * side : (row + 1) * side])
    )
    return side, runs


def draw_qr(canvas: Canvas, content: str, x: float, top: float, side: float) -> None:
    """Draw it; the caller leaves four modules of white round it."""
    count, runs = modules(content)
    canvas.saveState()
    canvas.translate(x, top - side)
    canvas.scale(side / count, side / count)
    path = canvas.beginPath()
    # rect() formats four floats a run, which is ten times slower than whole numbers.
    path._code.append(" ".join(f"{left} {low} {long} 1 re" for left, low, long in runs))  # noqa: SLF001
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()

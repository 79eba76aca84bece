"""The QR code as one path of runs: encoded in C++, drawn in one fill."""

import hashlib
import re
from functools import lru_cache

import zxingcpp
from reportlab.pdfgen.canvas import Canvas

LEVEL = "M"
QUIET = 4  # modules of white round the code, by the standard
DARK = re.compile(rb"\x00+")


@lru_cache(maxsize=8)
def modules(content: str) -> tuple[int, str]:
    """Side in modules, and the dark runs as PDF rectangles of whole modules, from below.

    The canvas would format four floats a run, which is ten times slower than whole numbers.
    """
    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level=LEVEL)
    image = code.to_image(add_quiet_zones=False)
    side, raw = image.shape[0], bytes(memoryview(image))  # type: ignore[arg-type]  # it is a buffer
    runs = [
        f"{run.start() - row * side} {side - 1 - row} {run.end() - run.start()} 1 re"
        for row in range(side)
        for run in DARK.finditer(raw, row * side, (row + 1) * side)
    ]
    return side, " ".join(runs)


def quiet_zone(content: str, side: float) -> float:
    """Points of white that a code of this side wants round it."""
    return QUIET * side / modules(content)[0]


def draw_qr(canvas: Canvas, content: str, x: float, top: float, side: float) -> None:
    """Draw it, with its white zone: nothing that was drawn before runs through either.

    All copies of a paper bear one code, so the file holds it once.
    """
    name = f"qr{hashlib.sha256(content.encode()).hexdigest()[:16]}"
    count, runs = modules(content)
    if not canvas.hasForm(name):
        _keep(canvas, name, count, runs)
    canvas.saveState()
    canvas.translate(x, top - side)
    canvas.scale(side / count, side / count)
    canvas.doForm(name)
    canvas.restoreState()


def _keep(canvas: Canvas, name: str, count: int, runs: str) -> None:
    whole = count + 2 * QUIET
    canvas.beginForm(name, -QUIET, -QUIET, count + QUIET, count + QUIET)
    canvas.setFillGray(1)
    canvas.rect(-QUIET, -QUIET, whole, whole, stroke=0, fill=1)
    canvas.setFillGray(0)
    path = canvas.beginPath()
    path._code.append(runs)  # type: ignore[attr-defined]  # noqa: SLF001
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.endForm()

"""One sheet of a kept scan as dots, for looking at it: nothing of it goes to the disk."""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from app.devices.pdfium import PDFIUM
from app.devices.scan_image import ADOBE, DPI, FORMATS, POINTS, NotAScan

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_SIDE = 4000
BROKEN = (
    "Bản quét này hỏng hoặc không phải ảnh, PDF nên không xem được. Hồ sơ vẫn nguyên. "
    "Còn giấy thì quét lại và gắn vào."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`dots` are four bytes each: blue, green, red, and one that says nothing."""

    width: int
    height: int
    dots: bytes


def sheet_of(content: bytes, place: int) -> Sheet:
    """The sheet at this place, upright; NotAScan where it cannot be read as a picture."""
    from PIL import ImageOps

    try:
        found = _of_pdf(content, place) if content.startswith(ADOBE) else _frame(content, place)
        plain = ImageOps.exif_transpose(found) or found
        plain = plain.convert("L" if plain.mode in ("1", "L", "LA") else "RGB")
        plain.thumbnail((MOST_SIDE, MOST_SIDE))
        return Sheet(*plain.size, plain.convert("RGB").tobytes("raw", "BGRX"))
    except Exception as error:  # the libraries raise of every kind for broken files
        raise NotAScan(BROKEN) from error


def _frame(content: bytes, place: int) -> "Image":
    from PIL import Image

    with Image.open(BytesIO(content), formats=FORMATS) as picture:
        picture.seek(place)
        picture.load()
        return picture.copy()


def _of_pdf(content: bytes, place: int) -> "Image":
    from pypdfium2 import PdfDocument

    with PDFIUM:
        document = PdfDocument(content)
        try:
            found: Image = document[place].render(scale=DPI / POINTS).to_pil()
            return found.copy()
        finally:
            document.close()

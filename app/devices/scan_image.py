"""A scan made small: 200 dots an inch, grey unless something on the sheet is red, as a stamp is.

One sheet becomes a JPEG, several a PDF of them; whatever is small already stays as it came. The
same bytes always give the same bytes, so what is taken in twice is one scan.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from time import gmtime
from typing import TYPE_CHECKING

from app.devices.pdfium import PDFIUM
from app.domain.errors import MotCuaError

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 200
A4_LONG = 2339  # of an A4 sheet at 200 dots an inch
QUALITY = 60
MOST_DOTS, MOST_PAGES = 200_000_000, 200
FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "WEBP")
LOOKED_AT = 800  # dots of the longer side are enough to see a stamp
RED_BY, RED_SHARE = 60, 0.0005  # how far red stands above the others; of the sheet's dots
ADOBE, POINTS = b"%PDF-", 72


class NotAScan(MotCuaError):
    """It cannot be read as a picture or PDF: perhaps not whole yet, perhaps something else."""


@dataclass(frozen=True, slots=True)
class SmallScan:
    """What is kept of a scan."""

    content: bytes
    pages: int


def shrink(content: bytes) -> SmallScan:
    """The scan made small; NotAScan with a sentence where it is none."""
    try:
        sheets = [_small(sheet) for sheet in _sheets(content)]
        made = _written(sheets)
    except NotAScan:
        raise
    except Exception as error:  # the libraries raise of every kind for broken files
        raise NotAScan("Tệp này không đọc được như ảnh quét hoặc PDF.") from error
    return SmallScan(content if len(content) <= len(made) else made, len(sheets))


def shrink_photo(content: bytes) -> SmallScan:
    """A picture of a thing made small, in its colours; NotAScan with a sentence where it is none.

    It is always made anew: where and when it was taken, and by what, does not go along.
    """
    try:
        frames = _of_picture(content)
        frame = next(frames)
        plain = _plain(frame, A4_LONG / max(frame.size))
        plain.info.clear()
        return SmallScan(_written([plain]), 1)
    except NotAScan as error:
        raise NotAScan("Ảnh này quá lớn. Hãy chọn ảnh nhỏ hơn.") from error
    except Exception as error:  # as for scans
        raise NotAScan(
            "Tệp này không đọc được như ảnh. Hãy chọn ảnh JPEG hoặc PNG; ảnh HEIC của điện thoại "
            "thì lưu thành JPEG trước."
        ) from error


def suffix_of(content: bytes) -> str:
    """How a file with a kept scan should end."""
    if content.startswith(ADOBE):
        return ".pdf"
    known = ((b"\x89PNG", ".png"), (b"II*", ".tif"), (b"MM\0*", ".tif"), (b"BM", ".bmp"))
    return next((suffix for mark, suffix in known if content.startswith(mark)), ".jpg")


def _sheets(content: bytes) -> Iterator["Image"]:
    sheets = _of_pdf(content) if content.startswith(ADOBE) else _of_picture(content)
    for many, sheet in enumerate(sheets):
        if many == MOST_PAGES:
            raise NotAScan(f"Tệp này có hơn {MOST_PAGES} trang. Hãy chia nhỏ rồi quét lại.")
        yield sheet


def _of_picture(content: bytes) -> Iterator["Image"]:
    from PIL import Image, ImageSequence

    with Image.open(BytesIO(content), formats=FORMATS) as picture:
        for frame in ImageSequence.Iterator(picture):
            if frame.width * frame.height > MOST_DOTS:
                raise NotAScan("Ảnh quét quá lớn. Hãy quét lại ở 200 dpi.")
            yield frame


def _of_pdf(content: bytes) -> Iterator["Image"]:
    from pypdfium2 import PdfDocument

    with PDFIUM:
        document = PdfDocument(content)
    try:
        for place in range(len(document)):
            with PDFIUM:
                sheet = document[place].render(scale=DPI / POINTS).to_pil()
            sheet.info["dpi"] = (DPI, DPI)
            yield sheet
    finally:
        with PDFIUM:
            document.close()


def _small(sheet: "Image") -> "Image":
    dots = _dots_an_inch(sheet)
    plain = _plain(sheet, DPI / dots if dots else A4_LONG / max(sheet.size))
    return plain if plain.mode == "L" or _has_red(plain) else plain.convert("L")


def _plain(sheet: "Image", share: float) -> "Image":
    """Upright, grey or coloured, and no larger than that share of it."""
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(sheet) or sheet
    plain = upright.convert("L" if upright.mode in ("1", "L", "LA") else "RGB")
    if share < 1.0:
        wanted = tuple(max(1, round(side * share)) for side in plain.size)
        plain = plain.resize((wanted[0], wanted[1]), Image.Resampling.LANCZOS)
    return plain


def _dots_an_inch(sheet: "Image") -> float:
    """0 where the file does not say, or says what no scanner does."""
    dots = float(max(sheet.info.get("dpi") or (0, 0)))
    return dots if 75 <= dots <= 2400 else 0  # noqa: PLR2004 - what scanners do


def _has_red(sheet: "Image") -> bool:
    """A stamp is red beyond doubt on a small part of the sheet; paper and skin are not."""
    from PIL import ImageChops

    looked_at = sheet.reduce(max(1, max(sheet.size) // LOOKED_AT))
    red, green, blue = looked_at.split()
    above = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    counts = above.histogram()
    return sum(counts[RED_BY:]) > RED_SHARE * looked_at.width * looked_at.height


def _written(sheets: list["Image"]) -> bytes:
    out = BytesIO()
    if len(sheets) == 1:
        sheets[0].save(out, "JPEG", quality=QUALITY, optimize=True, dpi=(DPI, DPI))
    else:
        day = gmtime(0)  # two savings of the same sheets are the same bytes
        sheets[0].save(
            out, "PDF", save_all=True, append_images=sheets[1:], resolution=DPI,
            quality=QUALITY, creationDate=day, modDate=day,
        )  # fmt: skip
    return out.getvalue()

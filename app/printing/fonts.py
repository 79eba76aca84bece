"""The fonts of papers: embedded, Times and Arial widths, every Vietnamese and Ê Đê letter."""

from functools import cache

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from resources import FOLDER

rl_config.useA85 = 0  # base 85 costs time and a quarter of the size, for nothing
rl_config.ttfAsciiReadable = 0  # only the letters used are embedded; text still extracts

NAMES = {"": "Regular", "b": "Bold", "i": "Italic", "bi": "BoldItalic"}


@cache
def font(family: str, style: str) -> str:
    """The registered name of a family (Serif, Sans) in a style.

    Sans is never slanted: it is for thermal heads and plain words, where slanted strokes break.
    """
    if family == "Sans":
        style = style.replace("i", "")
    name = f"{family}-{NAMES[style]}"
    file = FOLDER / "fonts" / f"Liberation{family}-{NAMES[style]}.ttf"
    pdfmetrics.registerFont(TTFont(name, str(file)))
    return name


@cache
def _letter(name: str, letter: str) -> float:
    return float(pdfmetrics.stringWidth(letter, name, 1))


def width_of(text: str, name: str, size: float) -> float:
    """Points that a text takes."""
    return size * sum(_letter(name, letter) for letter in text)

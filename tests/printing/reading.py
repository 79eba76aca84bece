"""What a reader finds on the finished paper: text, boxes of letters, QR codes."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import pypdfium2
import zxingcpp
from pypdfium2.raw import FPDFText_GetUnicode

GRID = 16  # points; letters that touch lie in neighbouring squares
TOUCH = 0.02  # of the smaller letter's area
SAME_LINE = 5  # points between the feet of letters of one line: slanted neighbours lean over


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter and its box in points, from the lower left corner of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    def shared(self, other: "Letter") -> float:
        """How much of the smaller one lies under the other, 0 to 1."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        if wide <= 0 or high <= 0:
            return 0.0
        return wide * high / min(self.area, other.area)

    @property
    def area(self) -> float:
        """Square points, never none."""
        return max((self.right - self.left) * (self.top - self.bottom), 0.01)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read."""

    width: float
    height: float
    text: str
    letters: tuple[Letter, ...]

    def overlaps(self) -> list[str]:
        """Pairs of letters of different lines that run into each other."""
        squares: dict[tuple[int, int], list[Letter]] = defaultdict(list)
        found = []
        for letter in self.letters:
            x, y = int(letter.left // GRID), int(letter.bottom // GRID)
            near = product((x - 1, x, x + 1), (y - 1, y, y + 1))
            found += [
                f"{letter} and {other}"
                for square in near
                for other in squares[square]
                if abs(letter.bottom - other.bottom) > SAME_LINE and letter.shared(other) > TOUCH
            ]
            squares[x, y].append(letter)
        return found

    def outside(self, left: float, right: float) -> list[Letter]:
        """Letters that are not between two edges, or not on the paper at all."""
        return [
            one
            for one in self.letters
            if one.left < left or one.right > right or one.bottom < 0 or one.top > self.height
        ]


def read(pdf: bytes) -> list[Page]:
    """All pages."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_page(page) for page in document]
    finally:
        document.close()


def text_of(pdf: bytes) -> str:
    """The whole text, one line a line of the paper."""
    return "\n".join(page.text for page in read(pdf))


def flat(pdf: bytes) -> str:
    """The text with every break as one space: a long line may have been broken anywhere."""
    return " ".join(text_of(pdf).split())


def says(text: str, *parts: str) -> None:
    """Each of them stands in it; what is missing is told all at once."""
    assert [part for part in parts if part not in text] == []


def codes(pdf: bytes, dpi: int) -> list[str]:
    """What a scanner reads of the QR codes, page by page, in black and white."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pictures = [
            page.render(scale=dpi / 72).to_pil().convert("1").convert("L") for page in document
        ]
        return [found.text for one in pictures for found in zxingcpp.read_barcodes(one)]
    finally:
        document.close()


def _page(page: Any) -> Page:
    text = page.get_textpage()
    try:
        whole = text.get_text_range().replace("\r\n", "\n").replace("\ufffe", "-")
        return Page(page.get_width(), page.get_height(), whole, tuple(_letters(text)))
    finally:
        text.close()


def _letters(text: Any) -> Iterator[Letter]:
    for place in range(text.count_chars()):
        letter = chr(FPDFText_GetUnicode(text, place))
        left, bottom, right, top = text.get_charbox(place)
        if right > left and top > bottom:
            yield Letter(letter, left, bottom, right, top)

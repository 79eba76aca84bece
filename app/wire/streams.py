"""Three streams of a packed table: shapes, numbers as byte planes, text. Like lies beside like.

What is read may come from anybody: every count is bounded before anything is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.wire.errors import Corrupt

WIDEST = 8  # bytes of a number
MOST_VALUES = 8 << 20
END = b"\n"


def zigzag(number: int) -> int:
    """Small negative numbers become small ones."""
    return number << 1 if number >= 0 else (-number << 1) - 1


def zagzig(number: int) -> int:
    """And back."""
    return number >> 1 if not number & 1 else -(number + 1 >> 1)


@dataclass(slots=True)
class Writer:
    """What is written so far."""

    shapes: bytearray = field(default_factory=bytearray)
    numbers: bytearray = field(default_factory=bytearray)
    text: bytearray = field(default_factory=bytearray)

    def count(self, number: int) -> None:
        """A shape or a size: seven bits a byte."""
        while number > 127:  # noqa: PLR2004 - said beside it
            self.shapes.append(number & 127 | 128)
            number >>= 7
        self.shapes.append(number)

    def planes(self, numbers: Sequence[int]) -> None:
        """Numbers that are not negative: all high bytes, then all lower ones."""
        width = max(1, (max(numbers, default=0).bit_length() + 7) // 8)
        self.count(width)
        for shift in range(8 * width - 8, -8, -8):
            self.numbers += bytes(number >> shift & 255 for number in numbers)

    def line(self, text: str) -> None:
        """A text without a line end."""
        self.text += text.encode() + END

    def add(self, other: "Writer") -> None:
        """What another one wrote."""
        self.shapes += other.shapes
        self.numbers += other.numbers
        self.text += other.text

    def whole(self) -> bytes:
        """All of it in one piece, sizes first."""
        sizes = Writer()
        for part in (self.shapes, self.numbers):
            sizes.count(len(part))
        return bytes(sizes.shapes + self.shapes + self.numbers + self.text)


@dataclass(slots=True)
class Reader:
    """What is left to read. Every method raises Corrupt where it is not there."""

    shapes: bytes
    numbers: bytes = b""
    text: bytes = b""
    _shape: int = 0
    _number: int = 0
    _line: int = 0
    _values: int = 0

    @classmethod
    def of(cls, raw: bytes) -> "Reader":
        """The streams of `Writer.whole`."""
        sizes = cls(raw[:20])
        first, second = sizes.count(), sizes.count()
        shapes, numbers = sizes._shape + first, sizes._shape + first + second
        if numbers > len(raw):
            raise Corrupt("streams")
        return cls(raw[sizes._shape : shapes], raw[shapes:numbers], raw[numbers:])

    def count(self) -> int:
        """A shape or a size, below 2^63."""
        number = shift = 0
        while True:
            if self._shape >= len(self.shapes) or shift > 56:  # noqa: PLR2004 - nine bytes
                raise Corrupt("count")
            byte = self.shapes[self._shape]
            self._shape += 1
            number |= (byte & 127) << shift
            shift += 7
            if byte < 128:  # noqa: PLR2004 - the last one
                return number

    def planes(self, many: int) -> list[int]:
        """So many numbers."""
        width = self.count()
        self.spend(many)
        if not 1 <= width <= WIDEST or self._number + width * many > len(self.numbers):
            raise Corrupt("numbers")
        found = [0] * many
        for _ in range(width):
            plane = self.raw(many)
            found = [number << 8 | byte for number, byte in zip(found, plane, strict=True)]
        return found

    def raw(self, many: int) -> bytes:
        """So many bytes of the numbers."""
        part = self.numbers[self._number : self._number + many]
        if len(part) != many:
            raise Corrupt("numbers")
        self._number += many
        return part

    def line(self) -> str:
        """A text up to its line end."""
        end = self.text.find(END, self._line)
        if end < 0:
            raise Corrupt("text")
        part = self.text[self._line : end]
        self._line = end + 1
        try:
            return part.decode()
        except UnicodeDecodeError as error:
            raise Corrupt("text") from error

    def piece(self, size: int) -> bytes:
        """So many bytes of the text."""
        part = self.text[self._line : self._line + size]
        if len(part) != size:
            raise Corrupt("text")
        self._line += size
        return part

    def spend(self, many: int) -> None:
        """Values are bounded over the whole table, whatever its columns claim."""
        self._values += many
        if self._values > MOST_VALUES:
            raise Corrupt("values")

    def end(self) -> None:
        """Nothing may be left."""
        left = (self._shape, self._number, self._line)
        if left != (len(self.shapes), len(self.numbers), len(self.text)):
            raise Corrupt("rest")

"""Strips: indivisible pieces of paper that know their height. A page is a list of them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from app.printing.fonts import font, width_of
from app.printing.qr import draw_qr, modules, quiet_zone
from app.printing.template import LEADER, Run

Word = tuple[float, str, str]  # x, text, font
Line = list[Word]
Draw = Callable[[Canvas, float, float], None]
LEAD = 1.18
BASE = 0.95  # of the size, from the top of a line down to its base
GLUED = 0.01  # points between pieces of one word
JOINED = "\u00a0"  # a space at which no line ends
PIECES = re.compile(r"\n| +|[^ \n]+")


@dataclass(frozen=True, slots=True)
class Strip:
    """`draw` gets canvas, left, top; `stays` with the next strip; `head` repeats on a new page.

    One that is `spare` is left out where it alone would begin a page.
    """

    height: float
    draw: Draw | None = None
    stays: bool = False
    head: "tuple[Strip, ...]" = ()
    spare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a text is set: family, size in points, room in points."""

    family: str
    size: float
    room: float
    align: str = "left"
    first: float = 0
    lead: float = LEAD
    gap: float = 0


def text_strips(runs: Sequence[Run], how: Setting) -> list[Strip]:
    """One strip a line; leaders become dotted lines for a hand."""
    leaders = sum(text.count(LEADER) for text, _ in runs)
    clean = [(text.replace(LEADER, ""), style) for text, style in runs]
    lines = LINES.get(how.align, full_lines)(clean, how)
    high, last = how.size * how.lead, len(lines) - 1
    strips = [
        Strip(
            high,
            _line_drawer(line, how, dots=bool(leaders) and place == last, spread=place < last),
            stays=last > 0 and place in (0, last - 1),
        )
        for place, line in enumerate(lines)
    ]
    strips += [_dots(high * 1.15, how.room) for _ in range(leaders - 1)]
    return [*strips, Strip(how.gap)] if how.gap else strips


def wrap(runs: Sequence[Run], how: Setting, room: float) -> list[Line]:
    """Lines of words. A word wider than the room is broken; nothing is ever cut off."""
    setter = _Setter(how.size, room, how.first)
    for text, style in runs:
        name = font(how.family, style)
        for piece in PIECES.findall(text):
            setter.take(piece, name)
    return setter.done()


class _Setter:
    """Sets words into lines, one after the other."""

    def __init__(self, size: float, room: float, first: float) -> None:
        self._size, self._room = size, room
        self._lines: list[Line] = []
        self._line: Line = []
        self._x, self._gap = first, 0.0

    def take(self, piece: str, name: str) -> None:
        if piece == "\n":
            self._turn()
        elif piece[0] == " ":
            self._gap = width_of(" ", name, self._size)
        else:
            self._word(piece, name)

    def done(self) -> list[Line]:
        return [*self._lines, self._line]

    def _word(self, piece: str, name: str) -> None:
        wide = width_of(piece, name, self._size)
        if self._line and self._x + self._gap + wide > self._room:
            self._turn()
        while wide > self._room - self._x and len(piece) > 1:
            cut = self._fitting(piece, name)
            self._line.append((self._x, piece[:cut], name))
            self._turn()
            piece = piece[cut:]
            wide = width_of(piece, name, self._size)
        if self._line:
            self._x += self._gap
        self._line.append((self._x, piece, name))
        self._x, self._gap = self._x + wide, 0.0

    def _fitting(self, piece: str, name: str) -> int:
        """How many letters of a too long word the line still holds, at least one."""
        left = self._room - self._x
        for count, letter in enumerate(piece):
            left -= width_of(letter, name, self._size)
            if left < 0:
                return max(1, count)
        return len(piece)

    def _turn(self) -> None:
        self._lines.append(self._line)
        self._line, self._x, self._gap = [], 0.0, 0.0


def full_lines(runs: Sequence[Run], how: Setting) -> list[Line]:
    """Full lines; the last one is never a single word where narrower lines can spare it another."""
    lines = wrap(runs, how, how.room)
    if len(lines) < 2 or not _orphaned(lines):  # noqa: PLR2004 - one line has no orphan
        return lines
    words = sum(map(len, lines))
    for share in range(97, 75, -3):
        narrower = wrap(runs, how, how.room * share / 100)
        if len(narrower) > len(lines) or sum(map(len, narrower)) != words:
            break
        if not _orphaned(narrower):
            return narrower
    return lines


def _orphaned(lines: Sequence[Line]) -> bool:
    """Whether the last line is a single word; words that stay together are several."""
    last = lines[-1]
    return len(last) < 2 and not any(JOINED in text for _, text, _ in last)  # noqa: PLR2004


def _even(runs: Sequence[Run], how: Setting) -> list[Line]:
    """Centred text in even lines: the narrowest room that needs no further line, no word broken."""
    lines = wrap(runs, how, how.room)
    if len(lines) < 2:  # noqa: PLR2004 - one line is even
        return lines
    words = sum(map(len, lines))
    for share in range(50, 100, 3):
        even = wrap(runs, how, how.room * share / 100)
        if len(even) == len(lines) and sum(map(len, even)) == words:
            return even
    return lines


def _whole(runs: Sequence[Run], how: Setting) -> list[Line]:
    """Lines as wide as the room: both edges of a letter are straight."""
    return wrap(runs, how, how.room)


LINES: dict[str, Callable[[Sequence[Run], Setting], list[Line]]] = {
    "center": _even,
    "justify": _whole,
}


def _end(line: Line, size: float) -> float:
    return line[-1][0] + width_of(line[-1][1], line[-1][2], size) if line else 0.0


def _spread(line: Line, how: Setting) -> list[Line]:
    """The words of a line, the gaps between them widened until it fills the room."""
    parts: list[Line] = []
    end = 0.0
    for x, text, name in line:
        if parts and x - end <= GLUED:
            parts[-1].append((x, text, name))
        else:
            parts.append([(x, text, name)])
        end = x + width_of(text, name, how.size)
    more = (how.room - end) / max(len(parts) - 1, 1)
    return [
        [(x + place * more, text, name) for x, text, name in part]
        for place, part in enumerate(parts)
    ]


def _line_drawer(line: Line, how: Setting, *, dots: bool, spread: bool) -> Draw:
    end = _end(line, how.size)
    parts = _spread(line, how) if spread and how.align == "justify" and line else [line]
    shift = {"center": (how.room - end) / 2, "right": how.room - end}.get(how.align, 0.0)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        base = top - how.size * BASE
        for part in parts:
            _draw_words(canvas, x + shift, base, how.size, part)
        if dots:
            dotted(canvas, x + end + 2, x + how.room, base)

    return draw


def _draw_words(canvas: Canvas, x: float, base: float, size: float, line: Line) -> None:
    """Neighbours in one font become one string, so the text extracts as it was written."""
    place = 0
    while place < len(line):
        left, text, name = line[place]
        end = left + width_of(text, name, size)
        place += 1
        while place < len(line) and line[place][2] == name:
            text += (" " if line[place][0] - end > GLUED else "") + line[place][1]
            end = line[place][0] + width_of(line[place][1], name, size)
            place += 1
        canvas.setFont(name, size)
        canvas.drawString(x + left, base, text.replace(JOINED, " "))


def dotted(canvas: Canvas, left: float, right: float, base: float) -> None:
    """Dots for a hand to write on."""
    canvas.saveState()
    canvas.setLineWidth(0.7)
    canvas.setLineCap(1)
    canvas.setDash([0, 2.4])
    canvas.line(left, base, right, base)
    canvas.restoreState()


def _dots(high: float, room: float) -> Strip:
    return Strip(high, lambda canvas, x, top: dotted(canvas, x, x + room, top - high * 0.9))


def rule(part: float, room: float) -> Strip:
    """A centred rule."""
    inset = (room - part) / 2
    return Strip(
        4, lambda canvas, x, top: canvas.line(x + inset, top - 2, x + inset + part, top - 2)
    )


def side_by_side(*parts: tuple[float, Sequence[Strip]]) -> Strip:
    """Columns, each (left, strips), as one strip."""

    def draw(canvas: Canvas, x: float, top: float) -> None:
        for left, strips in parts:
            draw_down(canvas, x + left, top, strips)

    return Strip(max(height_of(strips) for _, strips in parts), draw)


def draw_down(canvas: Canvas, x: float, top: float, strips: Sequence[Strip]) -> None:
    """One below the other."""
    for strip in strips:
        if strip.draw:
            strip.draw(canvas, x, top)
        top -= strip.height


def height_of(strips: Sequence[Strip]) -> float:
    """Of all of them."""
    return sum(strip.height for strip in strips)


def whole_dots(content: str, side: float, dot: float) -> float:
    """The side nearest to `side` at which each module is a whole number of dots of the printer."""
    count = modules(content)[0]
    return count * max(1, round(side / count / dot)) * dot


def qr_strip(content: str, side: float) -> Strip:
    """A QR code with its quiet zone above and below; left and right the caller leaves room."""
    quiet = quiet_zone(content, side)
    return Strip(
        side + 2 * quiet, lambda canvas, x, top: draw_qr(canvas, content, x, top - quiet, side)
    )

"""Tables: heads that come again on each page, joined cells, items of several lines, a sum.

In a head, body or foot `<` joins a cell to the one at its left and `^` to the one above: enough for
the heads of the statutory forms and for the two-line items of a control slip.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.printing.layout import MM, Sheet
from app.printing.strips import Setting, Strip, draw_down, height_of, text_strips
from app.printing.template import Values, runs_of, value_at

Block = Mapping[str, Any]
Rows = Sequence[Sequence[str]]
LEFT, ABOVE = "<", "^"
ALIGN = {"c": "center", "r": "right", "l": "left"}
PAD = 6
LEAD = 1.12
ROOM = 5  # points above and below the text of a box, together
LOWEST = 1.5  # of the letters' size


@dataclass(frozen=True, slots=True)
class _Box:
    """A cell with what it was joined to: its rows (the last one outside), edges and lines."""

    first: int
    last: int
    left: float
    right: float
    lines: list[Strip]


def table(sheet: Sheet, values: Values, block: Block) -> Iterator[Strip]:
    """Head, an item a row of the list, the sum. The sum never stands on a page without a row."""
    made = _Table.of(sheet, block)
    head = tuple(made.head(values))
    yield from head
    items = list(value_at(values, block["rows"]) or ())
    filled = len(items)
    items += [{}] * (block.get("at_least", 0) - filled)
    for number, item in enumerate(items, 1):
        parts = made.item({**values, **item, "n": number}, sum(one.height for one in head))
        last = number == len(items) and "foot" in block
        for place, part in enumerate(parts, 1):
            spare = 0 < filled < number
            yield replace(part, head=head, stays=last and place == len(parts), spare=spare)
    if "foot" in block:
        yield made.strip(made.boxes(block["foot"], values, "b"), len(block["foot"]))
    yield Strip(block.get("gap", 2) * MM)


@dataclass(frozen=True, slots=True)
class _Table:
    """The table's measures on its sheet; `edges` of the columns from the left, in points."""

    sheet: Sheet
    block: Block
    edges: tuple[float, ...]
    size: float

    @classmethod
    def of(cls, sheet: Sheet, block: Block) -> "_Table":
        """Columns share the room as their widths say."""
        widths, total = block["widths"], sum(block["widths"])
        edges = tuple(sheet.room * sum(widths[:place]) / total for place in range(len(widths) + 1))
        return cls(sheet, block, edges, sheet.sizes[block.get("role", "bang")])

    def head(self, values: Values) -> list[Strip]:
        """The head with the numbers of the columns, kept with what follows."""
        columns = len(self.block["widths"])
        strips = []
        if "head" in self.block:
            rows = self.block["head"]
            strips.append(self.strip(self.boxes(rows, values, "b", "c" * columns), len(rows)))
        if self.block.get("numbers"):
            numbers = [[f"({place})" for place in range(1, columns + 1)]]
            strips.append(self.strip(self.boxes(numbers, values, "i", "c" * columns), 1))
        return [replace(one, stays=True) for one in strips]

    def item(self, values: Values, head: float) -> list[Strip]:
        """One item; one line of boxes that is higher than a page is parted between its lines."""
        body = self.block["body"]
        boxes = self.boxes(body, values)
        least = self.block.get("high", 0) * MM
        whole = self.strip(boxes, len(body), least)
        room = self.sheet.depth - head
        if len(body) > 1 or room == inf or whole.height <= room:
            return [whole]
        most = max(1, int((room - ROOM) / (self.size * LEAD)))
        deepest = max(len(box.lines) for box in boxes)
        return [
            self.strip([replace(box, lines=box.lines[at : at + most]) for box in boxes], 1)
            for at in range(0, deepest, most)
        ]

    def boxes(self, rows: Rows, values: Values, style: str = "", align: str = "") -> list[_Box]:
        """The cells that stand by themselves."""
        return [
            self._box(rows, row, column, values, style, align or self.block["align"])
            for row, cells in enumerate(rows)
            for column, cell in enumerate(cells)
            if cell not in (LEFT, ABOVE)
        ]

    def strip(self, boxes: Sequence[_Box], rows: int, least: float = 0) -> Strip:
        """Boxes beside and below each other, as high as the text in them and at least `least`."""
        heights = [max(least, self.size * LOWEST)] * rows
        for box in sorted(boxes, key=lambda box: box.last - box.first):
            wanted = height_of(box.lines) + ROOM - sum(heights[box.first : box.last])
            heights[box.last - 1] += max(0.0, wanted)
        at_top = self.block.get("valign") == "top"

        def draw(canvas: Canvas, x: float, top: float) -> None:
            for box in boxes:
                above, high = sum(heights[: box.first]), sum(heights[box.first : box.last])
                edge = top - above
                canvas.rect(x + box.left, edge - high, box.right - box.left, high)
                free = high - height_of(box.lines)
                inset = min(free, ROOM) / 2 if at_top and rows > 1 else free / 2
                draw_down(canvas, x + box.left + PAD / 2, edge - inset, box.lines)

        return Strip(sum(heights), draw)

    def _box(  # noqa: PLR0913 - a cell and where it stands
        self, rows: Rows, row: int, column: int, values: Values, style: str, align: str
    ) -> _Box:
        cells = rows[row]
        beside, below = range(column + 1, len(cells)), range(row + 1, len(rows))
        across = next((at for at in beside if cells[at] != LEFT), len(cells))
        down = next((at for at in below if rows[at][column] != ABOVE), len(rows))
        left, right = self.edges[column], self.edges[across]
        how = Setting(
            family=self.sheet.family,
            size=self.size,
            room=right - left - PAD,
            align=ALIGN[align[column]],
            lead=LEAD,
        )
        return _Box(row, down, left, right, text_strips(runs_of(cells[column], values, style), how))

"""The blocks of a layout (header, text, table, look_up, sign, ruler, space) as strips."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.printing.fonts import font, width_of
from app.printing.layout import MM, Sheet
from app.printing.strips import (
    Setting,
    Strip,
    draw_down,
    height_of,
    qr_strip,
    rule,
    side_by_side,
    text_strips,
    whole_dots,
)
from app.printing.template import Values, fill, holds, runs_of, value_at

Block = Mapping[str, Any]
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
ALIGN = {"c": "center", "r": "right", "l": "left"}
STYLES = {"ten_loai": "b", "trich_yeu": "b", "hen_tra": "b"}
KEPT_BEFORE = {"sign": 7, "table": 2}  # strips that go to the next page with it
CELL_PAD = 6
CELL_LEAD = 1.12
SMALLEST = 0.8  # of the size, for a line that must not break
DOT = MM / 8  # of a thermal head: 203 an inch
APART = 6 * MM  # between a QR code and what stands beside it


@dataclass(frozen=True, slots=True)
class Builder:
    """Turns blocks into strips."""

    sheet: Sheet
    values: Values

    def strips(self, blocks: Sequence[Block]) -> list[Strip]:
        """All strips in order; the last ones before a signature go with it to the next page."""
        out: list[Strip] = []
        for block in filter(self._wanted, blocks):
            made = list(MAKERS[block["type"]](self, block))
            kept = KEPT_BEFORE.get(block["type"], 0)
            out[len(out) - min(kept, len(out)) :] = [
                replace(strip, stays=True) for strip in out[len(out) - min(kept, len(out)) :]
            ]
            out += made
        return out

    def lines(
        self, template: str, room: float, size: float, style: str = "", **how: Any
    ) -> list[Strip]:
        """A template set into lines."""
        setting = Setting(family=self.sheet.family, size=size, room=room, **how)
        return text_strips(runs_of(template, self.values, style), setting)

    def fitted(self, template: str, room: float, size: float) -> list[Strip]:
        """One centred line, set smaller where it must be, so that a number is never broken."""
        runs = runs_of(template, self.values)
        wide = sum(width_of(text, font(self.sheet.family, style), size) for text, style in runs)
        if wide > room:
            size *= max(SMALLEST, room / (wide + 0.1))
        return self.lines(template, room, size, align="center")

    def _wanted(self, part: Any) -> bool:
        if isinstance(part, str):
            return True
        fits = self.sheet.key in part.get("only", self.sheet.key).split()
        return fits and holds(self.values, part.get("when"))

    # --- header (NĐ 30/2020: nation at the right, agency at the left, rules below) -------------

    def header(self, block: Block) -> Iterator[Strip]:
        """Agency and nation side by side; number and place on one line below."""
        if self.sheet.roll:
            yield from self._roll_header(block)
            return
        sizes, room = self.sheet.sizes, self.sheet.room
        bold = font(self.sheet.family, "b")
        right = max(width_of(NATION, bold, sizes["quoc_hieu"]) + 2, room * 0.5)
        left = room - right - MM
        nation = self._nation(right, width_of(MOTTO, bold, sizes["tieu_ngu"]))
        agency = self._agency(block, left)
        level = max(height_of(nation), height_of(agency)) + 5
        under = [
            strip
            for line in filter(self._wanted, block.get("under", ()))
            for strip in self.fitted(_text(line), left, sizes["so"])
        ]
        place = self.lines(block["place"], right, sizes["dia_danh"], "i", align="center")
        yield side_by_side(
            (0, [*agency, Strip(level - height_of(agency)), *under]),
            (left + MM, [*nation, Strip(level - height_of(nation)), *place]),
        )
        yield Strip(block.get("gap", 3) * MM)

    def _roll_header(self, block: Block) -> Iterator[Strip]:
        """A roll is too narrow for two columns: nation, agency, place, number."""
        sizes, room = self.sheet.sizes, self.sheet.room
        bold = font(self.sheet.family, "b")
        yield from self._nation(room, width_of(MOTTO, bold, sizes["tieu_ngu"]))
        yield Strip(3)
        yield from self._agency(block, room)
        yield from self.lines(block["place"], room, sizes["dia_danh"], "i", align="center")
        for line in filter(self._wanted, block.get("under", ())):
            yield Strip(3)
            yield from self.fitted(_text(line), room, sizes["so"])
        yield Strip(block.get("gap", 3) * MM)

    def _nation(self, room: float, motto: float) -> list[Strip]:
        sizes = self.sheet.sizes
        return [
            *self.lines(NATION, room + 1, sizes["quoc_hieu"], "b", align="center"),
            *self.lines(MOTTO, room, sizes["tieu_ngu"], "b", align="center"),
            rule(motto, room),
        ]

    def _agency(self, block: Block, room: float) -> list[Strip]:
        """The parent is not bold; the rule is 1/3 to 1/2 of the line above."""
        size = self.sheet.sizes["co_quan"]
        strips = self.lines(block["parent"], room, size, align="center")
        strips += self.lines(block["agency"], room, size, "b", align="center")
        name = width_of(fill(block["agency"], self.values), font(self.sheet.family, "b"), size)
        strips.append(rule(min(name, room) * 0.42, room))
        return strips

    # --- text ----------------------------------------------------------------------------------

    def text(self, block: Block) -> Iterator[Strip]:
        """Rows of text; `cells` stand side by side."""
        for row in filter(self._wanted, block["rows"]):
            how = {**block, **({"text": row} if isinstance(row, str) else row)}
            if "cells" in how:
                yield self._cells(how)
            else:
                yield from self._row(how)

    def _row(self, how: Block) -> list[Strip]:
        role = how.get("role", "noi_dung")
        return self.lines(
            how["text"],
            self.sheet.room,
            self.sheet.sizes[role],
            STYLES.get(role, ""),
            gap=how.get("gap", self.sheet.sizes["para_gap"]),
            align=how.get("align", "left"),
            first=how.get("indent", 0) * MM,
        )

    def _cells(self, how: Block) -> Strip:
        part = self.sheet.room / len(how["cells"])
        size, gap = self.sheet.sizes["noi_dung"], self.sheet.sizes["para_gap"]
        return side_by_side(
            *(
                (place * part, self.lines(cell, part - 6, size, gap=gap))
                for place, cell in enumerate(how["cells"])
            )
        )

    # --- table ---------------------------------------------------------------------------------

    def table(self, block: Block) -> Iterator[Strip]:
        """A head that repeats on each page, and a row an item."""
        total = sum(block["widths"])
        widths = [self.sheet.room * width / total for width in block["widths"]]
        head = self._table_head(block, widths)
        yield from head
        for number, item in enumerate(value_at(self.values, block["rows"]) or (), 1):
            inner = Builder(self.sheet, {**self.values, **item, "n": number})
            made = inner._item(block["body"][0], widths, block["align"], high=block.get("high", 0))
            yield replace(made, head=head)
        yield Strip(block.get("gap", 2) * MM)

    def _table_head(self, block: Block, widths: Sequence[float]) -> tuple[Strip, ...]:
        if "head" not in block:
            return ()
        made = self._item(block["head"][0], widths, "c" * len(widths), "b")
        return (replace(made, stays=True),)

    def _item(
        self, cells: Sequence[str], widths: Sequence[float], align: str, style: str = "",
        high: float = 0,
    ) -> Strip:  # fmt: skip
        """One row in boxes, at least `high` mm."""
        size = self.sheet.sizes["bang"]
        boxes = [
            self.lines(cell, width - CELL_PAD, size, style, align=ALIGN[how], lead=CELL_LEAD)
            for cell, width, how in zip(cells, widths, align, strict=True)
        ]
        high = max(size * 1.5, high * MM, *(height_of(box) + 5 for box in boxes))

        def draw(canvas: Canvas, x: float, top: float) -> None:
            for box, width in zip(boxes, widths, strict=True):
                canvas.rect(x, top - high, width, high)
                draw_down(canvas, x + CELL_PAD / 2, top - (high - height_of(box)) / 2, box)
                x += width

        return Strip(high, draw)

    # --- the rest ------------------------------------------------------------------------------

    def look_up(self, block: Block) -> Iterator[Strip]:
        """A QR code with rows beside it."""
        code, sizes = fill(block["qr"], self.values), self.sheet.sizes
        side = block["side"] * MM
        if self.sheet.roll:
            side = whole_dots(code, side, DOT)
        room = self.sheet.room - side - APART
        rows = [
            strip
            for row in filter(self._wanted, block["rows"])
            for strip in self.lines(
                _text(row), room, sizes[_role(row, "ghi_chu")], gap=sizes["para_gap"] * 0.4
            )
        ]
        yield side_by_side((0, [qr_strip(code, side)]), (side + APART, [Strip(3), *rows]))
        yield Strip(1 * MM)

    def sign(self, block: Block) -> Iterator[Strip]:
        """Who signs, side by side, names on one level; a QR code may stand at their left."""
        aside, left = self._code(block)
        part = (self.sheet.room - left) / len(block["who"])
        roles = [
            self.lines(who["role"], part - 4, self.sheet.sizes["chuc_vu"], "b", align="center")
            for who in block["who"]
        ]
        deepest = max(map(height_of, roles))
        yield Strip(3, stays=True)
        yield side_by_side(
            (0, aside),
            *(
                (left + place * part, self._signer(who, role, deepest, part, block))
                for place, (who, role) in enumerate(zip(block["who"], roles, strict=True))
            ),
        )

    def _code(self, block: Block) -> tuple[list[Strip], float]:
        """The code with its line below, and the room it takes."""
        if "qr" not in block:
            return [], 0.0
        side, size = block["side"] * MM, self.sheet.sizes["ghi_chu"]
        below = self.lines(block["below"], side + APART - 2, size)
        return [qr_strip(fill(block["qr"], self.values), side), *below], side + APART

    def _signer(
        self, who: Block, role: list[Strip], deepest: float, room: float, block: Block
    ) -> list[Strip]:
        sizes = self.sheet.sizes
        hint = who.get("hint", "(Ký và ghi rõ họ tên)")
        return [
            *role,
            *self.lines(hint, room, sizes["ghi_chu"], "i", align="center"),
            Strip(deepest - height_of(role)),
            Strip(block.get("space", sizes["cho_ky"]) * MM),
            *self.lines(who.get("name", ""), room - 8, sizes["chuc_vu"], "b", align="center"),
        ]

    def ruler(self, block: Block) -> Iterator[Strip]:
        """A frame as wide as the text, with a ruler in whole centimetres along its upper edge."""
        room, high = self.sheet.room, block["high"] * MM

        def draw(canvas: Canvas, x: float, top: float) -> None:
            canvas.rect(x, top - high, room, high)
            canvas.setFont(font(self.sheet.family, ""), self.sheet.sizes["ghi_chu"])
            for mm in range(int(room / MM) + 1):
                long = 5 if mm % 10 == 0 else 3 if mm % 5 == 0 else 1.6
                canvas.line(x + mm * MM, top, x + mm * MM, top - long * MM)
                if mm % 10 == 0 and 0 < mm < room / MM - 2:
                    canvas.drawCentredString(x + mm * MM, top - 9 * MM, str(mm // 10))

        yield Strip(high, draw)
        yield Strip(4 * MM)

    def space(self, block: Block) -> Iterator[Strip]:
        """Nothing, so high."""
        yield Strip(block["high"] * MM)


def _text(row: Any) -> str:
    return row if isinstance(row, str) else str(row["text"])


def _role(row: Any, default: str) -> str:
    return default if isinstance(row, str) else str(row.get("role", default))


MAKERS = {
    "header": Builder.header,
    "text": Builder.text,
    "table": Builder.table,
    "look_up": Builder.look_up,
    "sign": Builder.sign,
    "ruler": Builder.ruler,
    "space": Builder.space,
}

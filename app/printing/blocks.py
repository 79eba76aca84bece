"""The blocks of a layout (header, text, look_up, sign, ruler, space) as strips."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.printing.fonts import font, width_of
from app.printing.layout import MM, Sheet
from app.printing.strips import (
    LEAD,
    Setting,
    Strip,
    height_of,
    qr_strip,
    rule,
    side_by_side,
    text_strips,
    whole_dots,
)
from app.printing.tables import table
from app.printing.template import Values, fill, holds, runs_of, value_at

Block = Mapping[str, Any]
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
STYLES = {"ten_loai": "b", "trich_yeu": "b", "hen_tra": "b"}
KEPT_BEFORE = {"sign": 7, "table": 2}  # strips that go to the next page with it
HALF_RULE = 0.45  # of the line above: NĐ 30/2020 asks for a third to a half
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
            kept = block.get("keep", KEPT_BEFORE.get(block["type"], 0))
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
        size *= max(SMALLEST, self._share(template, room, size))
        return self.lines(template, room, size, align="center")

    def _share(self, template: str, room: float, size: float) -> float:
        """How much of its size a line may have to fit into the room; 1 where it fits."""
        runs = runs_of(template, self.values)
        wide = sum(width_of(text, font(self.sheet.family, style), size) for text, style in runs)
        return min(1.0, room / (wide + 0.1))

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
            for strip in self._under(line, left)
        ]
        if "qr" in block:
            side = block.get("side", 19) * MM
            code = qr_strip(fill(block["qr"], self.values), side)
            under.append(side_by_side(((left - side) / 2, [code])))
        place = self.lines(block["place"], right, sizes["dia_danh"], "i", align="center")
        yield side_by_side(
            (0, [*agency, Strip(level - height_of(agency)), *under]),
            (left + MM, [*nation, Strip(level - height_of(nation)), *place]),
        )
        yield Strip(block.get("gap", 3) * MM)

    def _under(self, line: Any, room: float) -> list[Strip]:
        """A number on one line, set smaller where it must be; other words may take several."""
        if isinstance(line, str) or not line.get("lines"):
            return self.fitted(_text(line), room, self.sheet.sizes["so"])
        size = self.sheet.sizes["so"] - 1
        return [Strip(2), *self.lines(_text(line), room, size, align="center")]

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
            if "rule" in how:
                yield Strip(2)
                yield self._half_rule(how)
                yield Strip(how["rule"] * MM)

    def _row(self, how: Block) -> list[Strip]:
        role = how.get("role", "noi_dung")
        if how.get("fit"):
            room, size = self.sheet.room, self.sheet.sizes[role]
            return self.lines(
                how["text"], room, size * self._share(how["text"], room, size),
                gap=how.get("gap", self.sheet.sizes["para_gap"]), align="center",
            )  # fmt: skip
        return self.lines(
            how["text"],
            self.sheet.room,
            self.sheet.sizes[role],
            STYLES.get(role, ""),
            gap=how.get("gap", self.sheet.sizes["para_gap"]),
            align=self._align(how),
            first=0 if self.sheet.roll else how.get("indent", 0) * MM,
            lead=how.get("lead", LEAD),
        )

    def _align(self, how: Block) -> str:
        """A roll is too narrow for straight edges at both sides."""
        align = str(how.get("align", "left"))
        return "left" if align == "justify" and self.sheet.roll else align

    def _half_rule(self, how: Block) -> Strip:
        size = self.sheet.sizes[how.get("role", "noi_dung")]
        wide = width_of(fill(how["text"], self.values), font(self.sheet.family, "b"), size)
        return rule(min(wide, self.sheet.room) * HALF_RULE, self.sheet.room)

    def _cells(self, how: Block) -> Strip:
        into = how.get("indent", 0) * MM
        part = (self.sheet.room - into) / len(how["cells"])
        size = self.sheet.sizes[how.get("role", "noi_dung")]
        gap = how.get("gap", self.sheet.sizes["para_gap"])
        return side_by_side(
            *(
                (into + place * part, self.lines(cell, part - 6, size, gap=gap))
                for place, cell in enumerate(how["cells"])
            )
        )

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
        """Who signs and who gets it, side by side, names on one level; a code may stand left."""
        aside, left = self._code(block)
        who = list(filter(self._wanted, block["who"]))
        part = (self.sheet.room - left) / len(who)
        roles = [self._role_lines(one, part) for one in who]
        deepest = max(map(height_of, roles))
        yield Strip(3, stays=True)
        yield side_by_side(
            (0, aside),
            *(
                (left + place * part, self._signer(one, role, deepest, part, block))
                for place, (one, role) in enumerate(zip(who, roles, strict=True))
            ),
        )

    def _role_lines(self, who: Block, room: float) -> list[Strip]:
        if "role" not in who:
            return []
        size = self.sheet.sizes["chuc_vu"]
        return self.lines(who["role"], room - 4, size, "b", align="center")

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
        if "to" in who:
            return self._recipients(who, room)
        if "role" not in who:
            return []
        hint = who.get("hint", "(Ký và ghi rõ họ tên)")
        return [
            *role,
            *self.lines(hint, room, sizes["ghi_chu"], "i", align="center"),
            Strip(deepest - height_of(role)),
            self._hand(who, block.get("space", sizes["cho_ky"]) * MM, room),
            *self.lines(who.get("name", ""), room - 8, sizes["chuc_vu"], "b", align="center"),
        ]

    def _hand(self, who: Block, high: float, room: float) -> Strip:
        """Room for a hand, or the picture of what one drew on a screen."""
        picture = value_at(self.values, who["picture"]) if "picture" in who else None
        if picture is None:
            return Strip(high)
        drawn = ImageReader(BytesIO(picture))
        wide, tall = drawn.getSize()
        share = min((room - 8) / wide, high / tall)

        def draw(canvas: Canvas, x: float, top: float) -> None:
            left = x + (room - wide * share) / 2
            canvas.drawImage(drawn, left, top - high, wide * share, tall * share)

        return Strip(high, draw)

    def _recipients(self, who: Block, room: float) -> list[Strip]:
        """Nơi nhận: who else gets the letter, level with the signer's office."""
        size = self.sheet.sizes["noi_nhan"]
        return [
            *self.lines("Nơi nhận:", room, size + 1, "bi"),
            *(
                strip
                for line in filter(self._wanted, who["to"])
                for strip in self.lines(_text(line), room - 8, size)
            ),
        ]

    def table(self, block: Block) -> Iterator[Strip]:
        """Rows in boxes."""
        yield from table(self.sheet, self.values, block)

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

"""What stands on a page beside the form itself: training words, copy mark, small print, frame.

On a roll grey does not print and there is no page number: words stand above and below instead.
"""

from collections.abc import Sequence
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.printing.fonts import font, width_of
from app.printing.layout import MM, Sheet
from app.printing.strips import Setting, Strip, text_strips
from app.printing.template import Values, value_at

TRAINING = "LUYỆN TẬP – KHÔNG CÓ GIÁ TRỊ"
BOX_SIZE = 9
FRAME_LINE = 0.4
UPRIGHT, TURNED = 52, 30  # degrees at which the training words stay on the sheet


def again_words(form: dict[str, Any], values: Values) -> str:
    """What a second print says of itself; empty on the first, and where nobody cares."""
    times = value_at(values, "print.again")
    return "" if times is None or form.get("unmarked") else f"BẢN IN LẠI LẦN {times}"


def small_print(form: dict[str, Any], values: Values) -> str:
    """Form, desk, time of printing."""
    printed = values["print"]
    return f"{form['mark']} · Máy {printed['desk']} · in {printed['at']:%H:%M %d/%m/%Y}"


def roll_ends(
    sheet: Sheet, form: dict[str, Any], values: Values
) -> tuple[list[Strip], list[Strip]]:
    """What stands above and below a form on a roll."""
    training = value_at(values, "print.training") is not None
    loud = [TRAINING] if training else []
    again = again_words(form, values)
    above = [strip for words in (*loud, *[again] * bool(again)) for strip in _boxed(sheet, words)]
    how = Setting(family=sheet.family, size=sheet.sizes["in_nho"], room=sheet.room)
    below = [Strip(4 * MM), *text_strips([(small_print(form, values), "")], how)]
    return above, below + [strip for words in loud for strip in _boxed(sheet, words)]


def _boxed(sheet: Sheet, words: str) -> Sequence[Strip]:
    """Words in a black frame as wide as the paper prints."""
    name, high = font(sheet.family, "b"), BOX_SIZE * 1.7

    def draw(canvas: Canvas, x: float, top: float) -> None:
        canvas.rect(x, top - high, sheet.room, high)
        canvas.setFont(name, BOX_SIZE)
        canvas.drawCentredString(x + sheet.room / 2, top - high + BOX_SIZE * 0.5, words)

    return Strip(2), Strip(high, draw), Strip(4)


def draw_frame(canvas: Canvas, sheet: Sheet, form: dict[str, Any], height: float) -> None:
    """A thin frame `frame` mm inside the paper's edges: shows what a printer cuts off."""
    inset = form.get("frame", 0) * MM
    if not inset or sheet.roll:
        return
    canvas.saveState()
    canvas.setLineWidth(FRAME_LINE)
    canvas.rect(inset, inset, sheet.width - 2 * inset, height - 2 * inset)
    canvas.restoreState()


def draw_training(canvas: Canvas, sheet: Sheet, values: Values) -> None:
    """Grey words across the sheet, under the text."""
    if value_at(values, "print.training") is None:
        return
    canvas.saveState()
    canvas.setFillGray(0.87)
    canvas.translate(sheet.width / 2, sheet.height / 2)
    canvas.rotate(UPRIGHT if sheet.height > sheet.width else TURNED)
    short = min(sheet.width, sheet.height)
    canvas.setFont(font("Sans", "b"), short / 19)
    for offset in (-0.24, 0.0, 0.24):
        canvas.drawCentredString(0, offset * short, TRAINING)
    canvas.restoreState()


def draw_page_number(canvas: Canvas, sheet: Sheet, form: dict[str, Any], number: int) -> None:
    """In the middle of the upper margin, not on the first page (NĐ 30/2020); letters and books."""
    if number == 1 or not form.get("page_number"):
        return
    size = sheet.sizes["noi_dung"]
    canvas.setFont(font(sheet.family, ""), size)
    low = sheet.height - max(sheet.margin[0] * 0.62, size)
    canvas.drawCentredString(sheet.width / 2, low, str(number))


def draw_again(canvas: Canvas, sheet: Sheet, form: dict[str, Any], values: Values) -> None:
    """A box at the upper right corner."""
    text = again_words(form, values)
    if not text:
        return
    name = font(sheet.family, "b")
    wide = width_of(text, name, BOX_SIZE) + 8
    right, top = sheet.width - sheet.margin[1], sheet.height - 12
    canvas.setFont(name, BOX_SIZE)
    canvas.rect(right - wide, top - 14, wide, 14)
    canvas.drawCentredString(right - wide / 2, top - 10.2, text)


def draw_small_print(
    canvas: Canvas, sheet: Sheet, form: dict[str, Any], values: Values, page: tuple[int, int]
) -> None:
    """At the foot; `page` is (number, of how many), with the code where there are several."""
    low = max(sheet.margin[2] - 14, 10)
    canvas.setFont(font(sheet.family, ""), sheet.sizes["in_nho"])
    canvas.drawString(sheet.margin[3], low, small_print(form, values))
    said = f"Trang {page[0]}/{page[1]}"
    code = value_at(values, "code") if page[1] > 1 else None
    right = sheet.width - sheet.margin[1]
    canvas.drawRightString(right, low, f"{code} · {said}" if code else said)

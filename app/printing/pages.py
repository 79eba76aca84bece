"""Strips into pages, pages onto paper: a copy a page, or two on one sheet with a cut line."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.printing.blocks import Builder
from app.printing.errors import LayoutError
from app.printing.fonts import font
from app.printing.furniture import (
    draw_again,
    draw_frame,
    draw_small_print,
    draw_training,
    roll_ends,
)
from app.printing.layout import MM, Sheet, form_in_force, sheet_of
from app.printing.strips import Strip, draw_down, height_of
from app.printing.template import Values

TWO_ON_ONE, HALF = "a4x2", "a5"
A4_TURNED = (297 * MM, 210 * MM)
LINE = 0.6
Page = list[Strip]


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a form, broken into pages of its sheet."""

    sheet: Sheet
    values: Values
    form: dict[str, Any]
    pages: tuple[Page, ...]


def render(form_id: str, values: Values, paper: str, on: date) -> bytes:
    """The form in force on a day as PDF; `paper` as `render_layout` says."""
    return render_layout(form_in_force(form_id, on), values, paper)


def render_layout(layout: dict[str, Any], values: Values, paper: str) -> bytes:
    """A layout on `a4`, `a5`, `80mm` (a roll) or `a4x2`: two copies on one sheet.

    Where half a sheet does not hold one, each copy gets its own A4.
    """
    if paper == TWO_ON_ONE:
        halves = _copies(layout, values, HALF)
        if all(len(half.pages) == 1 for half in halves):
            return _written(layout, [halves])
        paper = "a4"
    return _written(layout, [[copy] for copy in _copies(layout, values, paper)])


def pages_of(strips: Sequence[Strip], room: float) -> list[Page]:
    """Fill pages; strips that stay together move together; a table's head comes again."""
    pages: list[Page] = []
    page: Page = []
    for group in _groups(strips):
        if page and height_of(page) + height_of(group) > room:
            pages.append(page)
            page = list(group[0].head)
        if height_of(page) + height_of(group) > room:
            _loosen(group, page, pages, room)
        elif page or any(strip.draw for strip in group):
            page += group
    return [*pages, page]


def _groups(strips: Sequence[Strip]) -> list[list[Strip]]:
    groups: list[list[Strip]] = []
    open_group = False
    for strip in strips:
        if open_group:
            groups[-1].append(strip)
        else:
            groups.append([strip])
        open_group = strip.stays
    return groups


def _loosen(group: list[Strip], page: Page, pages: list[Page], room: float) -> None:
    """A group higher than a page is parted where it must be; a single strip cannot."""
    for strip in group:
        if strip.height > room:
            raise LayoutError("Một phần của mẫu cao hơn trang giấy")
        if height_of(page) + strip.height > room:
            pages.append(list(page))
            page[:] = strip.head
        page.append(strip)


def _copies(layout: dict[str, Any], values: Values, key: str) -> list[Copy]:
    sheet = sheet_of(layout, key)
    made = []
    for copy in layout.get("copies") or [""]:
        own = {**values, "_form": layout["form"]["id"], "copy": copy}
        strips = Builder(sheet, own).strips(layout["block"])
        if sheet.roll:
            above, below = roll_ends(sheet, layout["form"], own)
            strips = [*above, *strips, *below]
        pages = pages_of(strips, sheet.depth + 0.01)
        made.append(Copy(sheet, own, layout["form"], tuple(pages)))
    return made


def _written(layout: dict[str, Any], sheets: list[list[Copy]]) -> bytes:
    """Each inner list stands on one sheet of paper."""
    out = io.BytesIO()
    form = layout["form"]
    canvas = Canvas(
        out,
        invariant=1,
        pageCompression=1,
        initialFontName=font("Serif", ""),  # type: ignore[arg-type]  # the stubs say a number
        lang="vi-VN",
    )
    canvas.setTitle(form["name"])
    canvas.setSubject(form["legal_basis"])
    for copies in sheets:
        if len(copies) > 1:
            _pair(canvas, copies)
        else:
            _single(canvas, copies[0])
    canvas.save()
    return out.getvalue()


def _pair(canvas: Canvas, copies: list[Copy]) -> None:
    """Two halves beside each other on A4, with a line to cut along."""
    canvas.setPageSize(A4_TURNED)
    half = A4_TURNED[0] / len(copies)
    for place, copy in enumerate(copies):
        canvas.saveState()
        canvas.translate(place * half, 0)
        _page(canvas, copy, 0)
        canvas.restoreState()
    canvas.saveState()
    canvas.setDash([4, 4])
    canvas.setLineWidth(0.5)
    canvas.setStrokeGray(0.5)
    canvas.line(half, 6 * MM, half, A4_TURNED[1] - 6 * MM)
    canvas.restoreState()
    canvas.showPage()


def _single(canvas: Canvas, copy: Copy) -> None:
    sheet = copy.sheet
    for number, page in enumerate(copy.pages):
        height = sheet.height or height_of(page) + sheet.margin[0] + sheet.margin[2]
        canvas.setPageSize((sheet.width, height))
        _page(canvas, copy, number, height)
        canvas.showPage()


def _page(canvas: Canvas, copy: Copy, number: int, height: float = 0) -> None:
    canvas.setLineWidth(LINE)
    sheet, values = copy.sheet, copy.values
    height = height or sheet.height
    draw_frame(canvas, sheet, copy.form, height)
    if not sheet.roll:
        draw_training(canvas, sheet, values)
    draw_down(canvas, sheet.margin[3], height - sheet.margin[0], copy.pages[number])
    if not sheet.roll:
        draw_again(canvas, sheet, copy.form, values)
        draw_small_print(canvas, sheet, copy.form, values, (number + 1, len(copy.pages)))

"""Strips into pages, pages onto paper: a copy a page, or two on one sheet with a cut line."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.domain.errors import ClerkError
from app.printing.blocks import Builder
from app.printing.errors import LayoutError
from app.printing.fonts import font
from app.printing.furniture import (
    draw_again,
    draw_frame,
    draw_page_number,
    draw_small_print,
    draw_training,
    roll_ends,
)
from app.printing.layout import MM, NOTHING, Sheet, form_in_force, sheet_of
from app.printing.strips import Strip, draw_down, height_of
from app.printing.template import Values

TWO_ON_ONE, HALF = "a4x2", "a5"
PAPERS = ("a4", TWO_ON_ONE, HALF, "80mm")
BROKEN = (KeyError, TypeError, ValueError, AttributeError, IndexError)
A4, A4_TURNED = (210 * MM, 297 * MM), (297 * MM, 210 * MM)
LINE = 0.6
Page = list[Strip]


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a form, broken into pages of its sheet."""

    sheet: Sheet
    values: Values
    form: dict[str, Any]
    pages: tuple[Page, ...]


def render(
    form_id: str, values: Values, paper: str, on: date, published: Mapping[str, str] = NOTHING
) -> bytes:
    """The form in force on a day as PDF; `paper` as `render_layout` says.

    `published` are the province's own layouts by file name; LayoutError names one that is broken.
    """
    layout = form_in_force(form_id, on, published)
    try:
        return render_layout(layout, values, paper)
    except BROKEN as error:
        if not published:
            raise
        raise LayoutError(f"mẫu “{form_id}” có chỗ viết sai") from error


def check_paper(form_id: str, paper: str, on: date, published: Mapping[str, str]) -> None:
    """ClerkError where the form is not made for that paper: a book never fits on a roll."""
    form = form_in_force(form_id, on, published)["form"]
    papers = form.get("papers", PAPERS)
    if paper not in papers:
        raise ClerkError(
            f"{form['name']} chỉ in được trên khổ {', '.join(papers)}. Chưa in gì.", "paper"
        )


def render_layout(layout: dict[str, Any], values: Values, paper: str) -> bytes:
    """A layout on `a4`, `a5`, `80mm` (a roll) or `a4x2`: two copies on one sheet.

    Where half a sheet does not hold one, each copy gets its own A4.
    """
    return _written(layout, _sheets(layout, values, paper))


def render_each(
    form_id: str,
    parts: Sequence[Values],
    on: date,
    published: Mapping[str, str] = NOTHING,
    paper: str = "a4",
) -> bytes:
    """The form once for each part, one behind the other in one PDF; pages count by part."""
    layout = form_in_force(form_id, on, published)
    return _written(layout, [sheet for one in parts for sheet in _sheets(layout, one, paper)])


def _sheets(layout: dict[str, Any], values: Values, paper: str) -> list[list[Copy]]:
    """What stands on each sheet of paper."""
    if paper == TWO_ON_ONE:
        halves = _copies(layout, values, HALF)
        halves *= 2 // len(halves)
        if all(len(half.pages) == 1 for half in halves):
            return [halves]
        paper = "a4"
    return [[copy] for copy in _copies(layout, values, paper)]


def pages_of(strips: Sequence[Strip], room: float) -> list[Page]:
    """Fill pages; strips that stay together move together; a table's head comes again.

    Rows that only wait for a hand begin no page.
    """
    pages: list[Page] = []
    page: Page = []
    for group in _groups(strips):
        if page and height_of(page) + height_of(group) > room:
            if all(strip.spare for strip in group):
                continue
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
    """Two halves on A4, beside or (turned ones) above each other, with a line to cut along."""
    turned = copies[0].sheet.width > copies[0].sheet.height
    width, height = A4 if turned else A4_TURNED
    canvas.setPageSize((width, height))
    right, up = (0.0, height / 2) if turned else (width / 2, 0.0)
    for place, copy in enumerate(copies):
        above = len(copies) - 1 - place  # the first one stands uppermost
        canvas.saveState()
        canvas.translate(place * right, above * up)
        _page(canvas, copy, 0)
        canvas.restoreState()
    canvas.saveState()
    canvas.setDash([4, 4])
    canvas.setLineWidth(0.5)
    canvas.setStrokeGray(0.5)
    if turned:
        canvas.line(6 * MM, up, width - 6 * MM, up)
    else:
        canvas.line(right, 6 * MM, right, height - 6 * MM)
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
        draw_page_number(canvas, sheet, copy.form, number + 1)
        draw_again(canvas, sheet, copy.form, values)
        draw_small_print(canvas, sheet, copy.form, values, (number + 1, len(copy.pages)))

"""Each paper as a picture: what is printed now looks as the picture that somebody looked at."""

import pytest
from PIL import Image, ImageChops, ImageStat

from app.printing.layout import MM, form_in_force, sheet_of
from tests.printing.gallery import DPI, kept, papers, picture
from tests.printing.paper_samples import BOOKS, PAPERS, usual
from tests.printing.told import pdf

CLOSE = 3.0  # mean difference of greys: other libraries smooth edges otherwise, lines never move
WHITE, DARK = 250, 128


@pytest.mark.parametrize("form", [*PAPERS, *BOOKS])
def test_a_paper_looks_as_its_picture(form: str) -> None:
    now, then = picture(papers()[form]).convert("L"), Image.open(kept(form)).convert("L")

    assert now.size == then.size
    assert ImageStat.Stat(ImageChops.difference(now, then)).mean[0] < CLOSE


@pytest.mark.parametrize("form", PAPERS)
def test_no_ink_of_the_form_stands_in_a_side_margin(form: str) -> None:
    written = usual()[form]
    sheet = sheet_of(form_in_force(written.layout, written.on), "a4")
    page = picture(pdf(written)).convert("L")
    dots = DPI / 72
    left, right = sheet.margin[3] * dots - 1, page.width - sheet.margin[1] * dots + 1

    for strip in ((0, 0, int(left), page.height), (int(right) + 1, 0, page.width, page.height)):
        assert darkest(page, strip) > WHITE
    assert sheet.margin[3] >= 15 * MM


def darkest(page: Image.Image, part: tuple[int, int, int, int]) -> int:
    """The darkest grey of a part of the page, 0 to 255."""
    return next(grey for grey, count in enumerate(page.crop(part).histogram()) if count)


def first_ink(page: Image.Image, left: int, right: int) -> int:
    """The first row with ink between two edges."""
    rows = (darkest(page, (left, y, right, y + 1)) for y in range(page.height))
    return next(y for y, grey in enumerate(rows) if grey < DARK)


@pytest.mark.parametrize("form", ["supplement", "apology", "stop", "control", "result"])
def test_agency_and_nation_begin_on_one_line(form: str) -> None:
    page = picture(pdf(usual()[form])).convert("L")
    middle = page.width // 2

    assert abs(first_ink(page, 0, middle) - first_ink(page, middle, page.width)) <= 2

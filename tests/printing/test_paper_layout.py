"""Nothing on any paper is clipped, broken or run over; heads come again, sums never stand alone."""

from functools import cache

import pytest

from app.services.letterhead import Written
from tests.printing.paper_samples import KINDS, PAPERS
from tests.printing.reading import read
from tests.printing.test_slip_layout import check
from tests.printing.told import pdf

EVERY = [(form, paper) for form, papers in PAPERS.items() for paper in papers]


@cache
def sample(kind: str, form: str) -> Written:
    return KINDS[kind]()[form]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("form", "paper"), EVERY)
def test_no_letter_is_clipped_or_run_over(form: str, paper: str, kind: str) -> None:
    pages = read(pdf(sample(kind, form), paper))
    turned = paper == "a4x2" and form == "cash"
    check(pages, "a4" if turned else paper)
    assert pages


@pytest.mark.parametrize("form", PAPERS)
def test_a_common_paper_is_one_sheet_a_copy(form: str) -> None:
    copies = 2 if form in ("visit", "cash") else 1
    assert len(read(pdf(sample("usual", form)))) == copies

"""What a citizen pays: an original a line, its own cap, and nothing invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.builtin import load_builtin
from app.domain.errors import ClerkError
from app.domain.fee import BY_PAGE, copy_fee, explain, fee_lines, rule_for
from app.domain.parts import FeeLine, PaperLine
from tests.unit.builtin import procedure

COPIES = "2.000815"
BIRTH = "1.001193"


def total(lines: tuple[FeeLine, ...] | None) -> int:
    """What all lines make together."""
    assert lines is not None
    return sum(line.dong for line in lines)


@pytest.mark.parametrize(
    ("pages", "dong"),
    [(1, 2_000), (2, 4_000), (3, 5_000), (6, 8_000), (198, 200_000), (999, 200_000)],
)
def test_a_copy_costs_by_its_pages_up_to_the_cap(pages: int, dong: int) -> None:
    assert copy_fee(BY_PAGE, pages) == dong


def test_six_pages_in_two_copies_cost_sixteen_thousand() -> None:
    assert total(fee_lines(procedure(COPIES), (), 6, 2, None)) == 16_000


def test_each_original_is_a_line_with_its_own_cap() -> None:
    papers = (
        PaperLine("Bản án", originals=1, pages=300, certify=2),
        PaperLine("Giấy khai sinh", originals=1, pages=1, certify=3),
        PaperLine("Đơn", originals=1),
    )
    lines = fee_lines(procedure(COPIES), papers, None, None, None)
    assert lines is not None
    assert [(line.base, line.quantity, line.dong) for line in lines] == [
        (200_000, 2, 400_000),
        (2_000, 3, 6_000),
    ]


@given(st.integers(1, 5_000))
def test_one_more_page_never_costs_less(pages: int) -> None:
    assert copy_fee(BY_PAGE, pages) <= copy_fee(BY_PAGE, pages + 1) <= 200_000


@given(st.integers(1, 2_000), st.integers(1, 500))
def test_copies_of_an_original_cost_so_many_times_one(pages: int, copies: int) -> None:
    assert total(fee_lines(procedure(COPIES), (), pages, copies, None)) == copies * copy_fee(
        BY_PAGE, pages
    )


@pytest.mark.parametrize(("pages", "copies", "field"), [(6, None, "pages"), (None, 2, "copies")])
def test_originals_at_two_places_are_refused(
    pages: int | None, copies: int | None, field: str
) -> None:
    papers = (PaperLine("Giấy khai sinh", originals=1, pages=1, certify=1),)
    with pytest.raises(ClerkError, match="Số trang, số bản") as refused:
        fee_lines(procedure(COPIES), papers, pages, copies, None)
    assert refused.value.field == field


def test_an_exemption_makes_every_line_nothing_and_keeps_its_ground() -> None:
    ground = "người khuyết tật"
    lines = fee_lines(procedure(COPIES), (), 6, 2, ground)
    assert lines is not None
    assert [(line.base, line.dong, line.exemption) for line in lines] == [(8_000, 0, ground)]
    assert explain(lines) == f"Miễn – {ground}"


def test_an_amount_that_nobody_published_is_unknown_and_never_nothing() -> None:
    unknown = [
        one for one in load_builtin().procedures if fee_lines(one, (), None, None, None) is None
    ]
    assert procedure(BIRTH) in unknown  # its fee is the provincial council's
    assert explain(None) == "Chưa có mức phí trong danh mục"


def test_a_procedure_without_a_fee_costs_nothing_in_words() -> None:
    free = procedure("2.000908")
    assert total(fee_lines(free, (), None, None, None)) == 0
    assert explain(fee_lines(free, (), None, None, None)) == "Không thu phí"


@pytest.mark.parametrize(
    ("code", "copies", "dong"), [("2.000884", None, 10_000), ("2.000635", 3, 24_000)]
)
def test_fees_by_case_and_by_copy(code: str, copies: int | None, dong: int) -> None:
    assert total(fee_lines(procedure(code), (), None, copies, None)) == dong


def test_a_provinces_own_rule_is_stronger_than_ours() -> None:
    ours = procedure("2.000884")
    assert rule_for(ours) is ours.fee

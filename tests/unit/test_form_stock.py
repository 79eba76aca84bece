"""The register of blank forms: what is left, what a count shows, which numbers are taken."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.builtin import load_builtin
from app.domain.catalogue_files import Parts, build
from app.domain.events import Event
from app.domain.form_stock import (
    COUNTED,
    RECEIVED,
    SPOILT,
    USED,
    WAYS,
    FormStockMoved,
    Serials,
    Stock,
    read_serials,
    stocks_of,
)
from app.domain.incident_lines import listed_rows
from app.domain.reasons import FORM
from app.domain.times import parse_moment

NINE = parse_moment("2026-11-20T09:00:00")
TODAY = NINE.date()
AB = "AB 001-100"


def event(way: str, quantity: int, days: int = 0, **more: object) -> Event:
    serials = more.pop("serials", None)
    said = read_serials(serials) if isinstance(serials, str) else None
    fact = FormStockMoved("PH-KS", "Giấy khai sinh", way, quantity, said, **more)  # type: ignore[arg-type]
    at = NINE + timedelta(days=days)
    return Event(at, at, "nhi", None, None, fact)


def stock(*events: Event) -> Stock:
    (one,) = stocks_of(events)
    return one


@given(
    st.lists(
        st.tuples(st.sampled_from([*WAYS, "merged"]), st.integers(-9, 400), st.integers(-40, 0)),
        min_size=1,
    ),
    st.integers(0, 40),
)
def test_what_is_left_is_the_sum_of_the_movements_and_never_negative(
    moves: list[tuple[str, int, int]], days: int
) -> None:
    one = stock(*(event(way, quantity, at) for way, quantity, at in moves))
    assert all(line.left >= 0 for line in one.movements)
    assert one.left == sum(line.change for line in one.movements)
    first = TODAY - timedelta(days=days)
    totals = one.totals(first, TODAY)
    assert totals.left == one.left
    before = one.totals(TODAY - timedelta(days=99), first - timedelta(days=1))
    begun = one.movements[0]
    if begun.fact.way != COUNTED or begun.at.date() < first:
        assert totals.opening == before.left


def test_the_first_count_is_what_a_form_begins_with_and_a_later_one_shows_the_difference() -> None:
    one = stock(
        event(COUNTED, 20, -3), event(RECEIVED, 50, -2), event(USED, 12, -1), event(SPOILT, 1),
        event(COUNTED, 55),
    )  # fmt: skip
    assert [line.difference for line in one.movements] == [None, None, None, None, -2]
    totals = one.totals(TODAY - timedelta(days=9), TODAY)
    assert (totals.opening, totals.received, totals.used, totals.spoilt) == (20, 50, 12, 1)
    assert (totals.difference, totals.left) == (-2, 55)
    later = one.totals(TODAY, TODAY)
    assert (later.opening, later.received, later.spoilt, later.left) == (58, 0, 1, 55)


def test_the_last_mark_warns_from_there_on_down() -> None:
    one = stock(event(RECEIVED, 30, least=10), event(USED, 5))
    assert (one.least, one.low) == (10, False)
    assert stock(event(RECEIVED, 30, least=10), event(USED, 20)).warning == "sắp hết"
    assert stock(event(RECEIVED, 30, least=10), event(USED, 30)).warning == "đã hết"
    assert not stock(event(RECEIVED, 30, least=10), event(USED, 20, least=0)).low
    assert not stock(event(RECEIVED, 30), event(USED, 30)).low  # nobody set a mark


@pytest.mark.parametrize(
    ("typed", "serials"),
    [
        ("AB 001201-001300", Serials("AB", "001201", "001300")),
        ("ab001201 – ab001300", Serials("AB", "001201", "001300")),
        ("AA/23P 0000001", Serials("AA/23P", "0000001", "0000001")),
        (" 57-80 ", Serials("", "57", "80")),
    ],
)
def test_serials_are_read_as_they_are_typed(typed: str, serials: Serials) -> None:
    assert read_serials(typed) == serials
    assert read_serials(serials.words) == serials


@pytest.mark.parametrize("typed", ["", "AB", "AB 20-10", "AB 1-10", "AB 001 CD 002", "1" * 12])
def test_what_is_no_row_of_serials_is_none(typed: str) -> None:
    assert read_serials(typed) is None


@given(st.tuples(*[st.integers(0, 99)] * 4))
def test_what_two_rows_share_is_taken_out_and_nothing_else(ends: tuple[int, ...]) -> None:
    one, other = (
        Serials("AB", f"{min(pair):03}", f"{max(pair):03}") for pair in (ends[:2], ends[2:])
    )
    numbers = [
        {place for part in parts for place in range(part.bounds[0], part.bounds[1] + 1)}
        for parts in ([one], [other], one.without(other))
    ]
    assert numbers[2] == numbers[0] - numbers[1]
    assert one.meets(other) == bool(numbers[0] & numbers[1])
    assert not one.meets(Serials("CD", other.first, other.last))


def test_no_number_comes_in_or_goes_out_twice_until_a_count_says_that_it_is_here() -> None:
    came = event(RECEIVED, 100, serials=AB)
    used = event(USED, 10, serials="AB 001-010")
    one = stock(came, used)
    hundred, eleven, five = (read_serials(text) for text in ("AB 100-150", "AB 011-020", "AB 005"))
    assert hundred
    assert eleven
    assert five
    found = one.meeting(RECEIVED, hundred)
    assert found is not None
    assert found[0].fact == came.fact
    assert one.meeting(USED, eleven) is None
    assert one.meeting(SPOILT, five) is not None
    counted = stock(came, used, event(COUNTED, 96, serials="AB 005-100"))
    assert counted.meeting(USED, five) is None
    assert counted.meeting(RECEIVED, five) is not None
    (gone,) = (had for _, had in counted._serials(USED))
    assert gone.words == "AB 001–004"


def test_each_form_stands_by_itself_and_a_way_nobody_knows_moves_nothing() -> None:
    other = FormStockMoved("Bìa đỏ cũ", "Bìa đỏ cũ", RECEIVED, 3)
    two = stocks_of([event(RECEIVED, 5), Event(NINE, NINE, "nhi", None, None, other)])
    assert [(one.form, one.left) for one in two] == [("Bìa đỏ cũ", 3), ("PH-KS", 5)]
    assert stock(event(RECEIVED, 5), event("lent", 2)).left == 5


def test_the_list_has_forms_and_a_province_puts_its_own_in_their_place() -> None:
    rows = listed_rows(load_builtin(), FORM)
    assert {"PH-KS", "PH-KH", "PH-TL", "PH-DD"} <= {one.code for one in rows}
    table = "code,kind,words\nX1,form,Phôi của tỉnh\n"
    theirs = build(Parts({"reasons.csv": table}), version="14.1").catalogue
    assert [one.words for one in listed_rows(theirs, FORM)] == ["Phôi của tỉnh"]

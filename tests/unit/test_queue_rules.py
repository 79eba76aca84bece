"""Whose turn it is, what a number is called, what holds where two machines differ."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import queue as q
from app.domain.errors import ClerkError
from app.domain.queue import Hand, Move, Ticket
from app.domain.queue_rules import (
    ROW_LETTERS,
    before,
    choose,
    free_letter,
    letters_of_desk,
    letters_of_row,
    merged,
    newest_calls,
    run_after,
)

DAY = date(2026, 11, 27)
RUN = 2
LEAST_CALLS = 3


def ticket(place: int, *, row: str = "A", priority: str = "", **more: object) -> Ticket:
    made = Ticket(
        id=f"{place:016x}", day=DAY, letter=row, number=place, row=row, origin="1",
        priority=priority, place=place, op=f"{place:016x}", moves=(Move(q.ISSUE, 1000 + place, 1),),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def hand(desk: int = 2, op: str = "op") -> Hand:
    return Hand(desk, 2000, op)


def all_called(tickets: Sequence[Ticket], rows: Sequence[str] = ()) -> list[Ticket]:
    """Everybody, called one after the other at desk 2."""
    waiting, runs = list(tickets), dict[str, int]()
    out: list[Ticket] = []
    for order in count(1):
        chosen = choose(waiting, 2, rows, runs, RUN)
        if chosen is None:
            return out
        runs[chosen.row] = run_after(chosen, waiting, runs)
        waiting.remove(chosen)
        out.append(q.called(chosen, hand(), order))
    raise AssertionError


crowds = st.lists(st.tuples(st.sampled_from("ABC"), st.booleans()), max_size=40).map(
    lambda crowd: [
        ticket(place, row=row, priority=q.ELDERLY if first else "")
        for place, (row, first) in enumerate(crowd, 1)
    ]
)


@given(crowds)
def test_everybody_is_called_once(crowd: list[Ticket]) -> None:
    assert sorted(one.id for one in all_called(crowd)) == [one.id for one in crowd]


@given(crowds)
def test_in_each_row_an_ordinary_one_is_passed_at_most_twice_in_a_row(crowd: list[Ticket]) -> None:
    calls = all_called(crowd)
    for row in "ABC":
        passed = 0
        left = sum(not one.priority for one in crowd if one.row == row)
        for one in (one for one in calls if one.row == row):
            passed = passed + 1 if one.priority and left else 0
            left -= not one.priority
            assert passed <= RUN


@given(crowds)
def test_alike_ones_of_a_row_come_by_their_place(crowd: list[Ticket]) -> None:
    calls = all_called(crowd)
    for row in "ABC":
        for first in (True, False):
            places = [one.place for one in calls if one.row == row and bool(one.priority) == first]
            assert places == sorted(places)


@given(crowds)
def test_a_desk_calls_its_rows_only(crowd: list[Ticket]) -> None:
    assert {one.row for one in all_called(crowd, ("B",))} <= {"B"}


def test_who_goes_first_goes_first() -> None:
    crowd = [ticket(1), ticket(2), ticket(3, priority=q.DISABLED)]
    assert [one.place for one in all_called(crowd)] == [3, 1, 2]


def test_who_was_transferred_waits_at_the_head_and_for_this_desk_before_its_row() -> None:
    crowd = [
        ticket(1, priority=q.ELDERLY),
        ticket(2, row="B", front=True),
        ticket(3, desk=2, front=True),
        ticket(4, desk=3, front=True),
    ]
    assert [one.place for one in all_called(crowd)] == [3, 2, 1]
    assert before(crowd[0], crowd) == 0


def test_who_waits_before_a_new_one() -> None:
    crowd = [ticket(1), ticket(2, priority=q.ELDERLY), ticket(3, row="B"), ticket(4)]
    assert [before(one, crowd) for one in crowd] == [1, 0, 0, 2]


# --- letters -----------------------------------------------------------------------------------


def test_no_two_desks_share_a_letter_and_none_is_a_rows() -> None:
    letters = [letters_of_desk(desk, str(desk))[0] for desk in range(1, 100)]
    assert len(set(letters)) == len(letters)
    assert not {letter[0] for letter in letters} & set(ROW_LETTERS)


@given(st.lists(st.tuples(st.integers(1, 99), st.sampled_from(["", "a", "b", "akq"])), unique=True))
def test_machines_that_hear_of_each_other_never_print_under_one_letter(
    machines: list[tuple[int, str]],
) -> None:
    for letters in (letters_of_desk, lambda desk, origin: letters_of_row("A", desk, origin)):
        known: dict[str, set[str]] = {}
        for desk, letter in machines:
            origin = f"{desk}{letter}"
            known.setdefault(free_letter(letters(desk, origin), origin, known), set()).add(origin)
        assert all(len(origins) == 1 for origins in known.values())


def test_the_days_first_relay_prints_the_plain_letter_and_another_one_its_desk_behind_it() -> None:
    assert free_letter(letters_of_row("A", 1, "1"), "1", {}) == "A"
    assert free_letter(letters_of_row("A", 1, "1"), "1", {"A": {"1"}}) == "A"
    assert free_letter(letters_of_row("A", 3, "3"), "3", {"A": {"1"}}) == "A3"
    assert free_letter(letters_of_row("A", 3, "3b"), "3b", {"A": {"1"}, "A3": {"3"}}) == "A03b"


# --- what may happen ---------------------------------------------------------------------------


def test_a_number_is_called_held_called_again_and_served() -> None:
    one = q.called(ticket(14), hand(), 1)
    assert (one.label, one.state, one.desk, one.calls) == ("A-014", q.CALLED, 2, 1)
    one = q.called(q.held(one, hand()), hand(3), 2)
    assert (one.state, one.desk, one.calls) == (q.CALLED, 3, 1)
    one = q.served(q.recalled(one, hand(3), 3), hand(3))
    assert [move.what for move in one.moves] == [
        q.ISSUE, q.CALL, q.HOLD, q.CALL, q.RECALL, q.SERVE,
    ]  # fmt: skip
    assert one.waited == 2000 - 1014


def test_absent_only_after_three_calls() -> None:
    one = q.called(ticket(1), hand(), 1)
    with pytest.raises(ClerkError, match="mới gọi 1 lần"):
        q.missed(one, hand(), LEAST_CALLS)
    for order in (2, 3):
        one = q.recalled(one, hand(), order)
    one = q.missed(one, hand(), LEAST_CALLS)
    assert one.state == q.ABSENT
    assert q.called(one, hand(3), 4).desk == 3, "he came after all"


MOVES: tuple[Callable[[Ticket, Hand], Ticket], ...] = (
    lambda one, by: q.called(one, by, len(one.moves)),
    lambda one, by: q.recalled(one, by, len(one.moves)),
    q.held,
    q.put_back,
    lambda one, by: q.transferred(one, by, row="B"),
    lambda one, by: q.transferred(one, by, desk=5),
    lambda one, by: q.missed(one, by, 1),
    q.served,
    q.cancelled,
)
History = list[tuple[Callable[[Ticket, Hand], Ticket], int]]
histories: st.SearchStrategy[History] = st.lists(
    st.tuples(st.sampled_from(MOVES), st.integers(1, 3)), max_size=12
)


def moved(one: Ticket, history: History) -> Ticket:
    for number, (move, desk) in enumerate(history):
        with suppress(ClerkError):
            one = move(one, hand(desk, f"{number}"))
    return one


@given(histories)
def test_no_history_takes_a_number_from_a_desk_or_opens_what_is_over(history: History) -> None:
    one = ticket(1)
    for number, (move, desk) in enumerate(history):
        after = moved(one, [(move, desk)])
        if one.state == q.CALLED and desk != one.desk:
            assert after == one, number
        if one.state in (q.SERVED, q.CANCELLED):
            assert after == one, number
        one = after


@given(st.tuples(histories, histories, histories))
def test_whatever_order_machines_meet_in_the_same_holds(
    three: tuple[History, History, History],
) -> None:
    a, b, c = (moved(ticket(1), history) for history in three)
    assert merged(a, a) == a
    assert merged(a, b) == merged(b, a)
    assert merged(merged(a, b), c) == merged(a, merged(b, c))


@given(histories, histories)
def test_the_later_state_of_one_history_holds(history: History, more: History) -> None:
    earlier = moved(ticket(1), history)
    later = moved(earlier, more)
    assert merged(earlier, later) == later == merged(later, earlier)


def test_the_screen_shows_the_last_called_and_none_that_waits() -> None:
    tickets = [q.called(ticket(place), hand(), place) for place in range(1, 7)]
    tickets[5] = q.put_back(tickets[5], hand())
    tickets[4] = q.served(tickets[4], hand())
    assert [one.place for one in newest_calls([*tickets, ticket(9)], 4)] == [5, 4, 3, 2]

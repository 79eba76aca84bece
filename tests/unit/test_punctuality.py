"""Two verdicts by dates: by the printed due time, and by the one that counts."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import events as e
from app.domain.builtin import load_builtin
from app.domain.dossier import Dossier
from app.domain.lifecycle import apply
from app.domain.person import Person
from app.domain.place import Office
from app.domain.punctuality import EARLY, LATE, ON_TIME, Punctuality, punctuality, verdict
from app.domain.times import VN, to_seconds
from app.services.promise import Promise

PROMISE = Promise.of(load_builtin(), Office("03158", "Sín Thầu", "", "Sín Thầu"))
START = datetime(2026, 11, 16, 9, tzinfo=VN)  # a Monday
DUE = datetime(2026, 11, 19, 9, tzinfo=VN)
SIGNED = {"signer": "Giám đốc", "document": "05/GH"}


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=VN)


def event(fact: e.Fact, when: datetime, recorded: datetime | None = None) -> e.Event:
    return e.Event(recorded or when, when, "nhi", None, 0, fact)


def received() -> Dossier:
    fact = e.Received(
        "MC-03158-1-261116-0001", "1.004873", "goc", "03158", Person("Lò Văn Ướt"),
        due_at=to_seconds(DUE),
    )  # fmt: skip
    return apply(None, event(fact, START))


def after(*steps: tuple[e.Fact, datetime]) -> Dossier:
    dossier = received()
    for fact, when in steps:
        dossier = apply(dossier, event(fact, when))
    return dossier


def judged(*steps: tuple[e.Fact, datetime]) -> Punctuality:
    return punctuality(after(*steps), PROMISE)


def extended(day: int, **signature: str) -> e.Extended:
    return e.Extended(to_seconds(at(day)), "mưa lũ", **signature)


def pause(day: int, to: int, left: int) -> tuple[tuple[e.Fact, datetime], ...]:
    again = PROMISE.resume(DUE, at(day), at(to), left)
    return (
        (e.Suspended("chờ", left), at(day)), (e.Resumed(None, to_seconds(again)), at(to)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ended", "said"),
    [(at(18, 23), EARLY), (at(19, 7), ON_TIME), (at(19, 23), ON_TIME), (at(20, 0), LATE)],
)
def test_dates_are_compared_never_moments(ended: datetime, said: str) -> None:
    assert verdict(ended, DUE) == said


def test_without_a_pause_both_say_the_same() -> None:
    found = judged((e.Finished(), at(20)))
    assert (found.by_printed, found.by_counted) == (LATE, LATE)
    assert found.counted_due_at == found.printed_due_at == DUE


def test_an_open_dossier_has_no_verdict_and_neither_has_one_without_a_limit() -> None:
    assert judged().by_counted is None
    unlimited = received().but(first_due_at=None, due_at=None)
    done = apply(unlimited, event(e.Finished(), at(20)))
    assert punctuality(done, PROMISE).by_printed is None


def test_a_pause_moves_the_one_that_counts_alone() -> None:
    left = PROMISE.remaining_minutes(DUE, at(17))
    found = judged(*pause(17, 19, left), (e.Finished(), at(23)))
    assert (found.by_printed, found.by_counted) == (LATE, ON_TIME)


def test_an_extension_counts_signed_in_time_and_first() -> None:
    found = judged((extended(20, **SIGNED), at(18)), (e.Finished(), at(20)))
    assert (found.by_printed, found.by_counted) == (LATE, ON_TIME)


@pytest.mark.parametrize(
    ("given_at", "signature"),
    [
        (at(18), {}),
        (at(18), {"signer": "Giám đốc"}),
        (at(18), {"document": "05/GH"}),
        (at(19, 10), SIGNED),
    ],
    ids=["unsigned", "no number", "no signer", "late"],
)
def test_another_one_does_not(given_at: datetime, signature: dict[str, str]) -> None:
    dossier = after((extended(20, **signature), given_at), (e.Finished(), at(20)))
    found = punctuality(dossier, PROMISE)
    assert found.by_counted == LATE
    assert found.counted_due_at == DUE
    assert dossier.due_at == at(20)  # what was promised anew stays on the paper
    assert dossier.extended[0].late is (given_at > DUE)


def test_a_second_one_does_not_and_is_told_apart() -> None:
    steps = (extended(20, **SIGNED), at(18)), (extended(25, **SIGNED), at(19))
    dossier = after(*steps, (e.Finished(), at(23)))
    assert [one.first for one in dossier.extended] == [True, False]
    assert punctuality(dossier, PROMISE).counted_due_at == at(20)
    assert punctuality(dossier, PROMISE).by_counted == LATE


def test_a_pause_behind_an_unsigned_extension_is_counted_from_the_earlier_promise() -> None:
    unsigned = extended(25), at(17)
    left = PROMISE.remaining_minutes(at(25), at(18))
    paused = e.Suspended("chờ", left), at(18)
    again = e.Resumed(None, to_seconds(PROMISE.resume(at(25), at(18), at(19), left))), at(19)
    found = judged(unsigned, paused, again, (e.Finished(), at(20)))
    assert found.counted_due_at == at(20)  # one working day was left on Wednesday, and is again
    assert found.by_counted == ON_TIME


def test_whoever_withdraws_while_the_clock_stands_was_in_time() -> None:
    asked = e.PapersRequested(("A",), None, None, 400), at(18)
    found = judged(asked, (e.Withdrawn("đổi ý"), at(27)))
    assert (found.by_printed, found.by_counted) == (LATE, EARLY)


def test_a_reversed_ending_is_none_and_the_next_one_counts() -> None:
    steps = (e.Finished(), at(18)), (e.Reversed("nhầm"), at(18, 10))
    assert judged(*steps).by_counted is None
    assert judged(*steps, (e.Finished(), at(20))).by_counted == LATE


def test_a_verdict_on_a_time_typed_in_afterwards_says_so() -> None:
    dossier = apply(received(), event(e.Finished(), at(18), at(20)))
    found = punctuality(dossier, PROMISE)
    assert (found.by_counted, found.on_late_entry) == (EARLY, True)
    assert not judged((e.Finished(), at(18))).on_late_entry


@pytest.mark.parametrize(
    ("day", "hour", "offered"),
    [
        (20, 17, False),  # Monday, Wednesday and Thursday are left: Tuesday is a day off
        (21, 8, False),  # a Saturday
        (23, 7, True),  # two working days before
        (26, 9, True),
        (27, 9, True),  # late
    ],
)
def test_mau_04_is_offered_from_two_working_days_before_the_due_time(
    day: int, hour: int, *, offered: bool
) -> None:
    due = datetime(2026, 11, 26, 9, tzinfo=VN)
    now = datetime(2026, 11, day, hour, tzinfo=VN)
    assert PROMISE.extension_offered(due, now) is offered


@given(st.lists(st.sampled_from(["pause", "extend", "sign", "hand"]), max_size=6))
def test_where_every_extension_counts_the_promise_is_what_counts(steps: list[str]) -> None:
    dossier, now = received(), START
    for step in steps:
        now += timedelta(hours=3)
        dossier = _apply(dossier, step, now)
    found = punctuality(dossier, PROMISE)
    if all(one.counts for one in dossier.extended):
        assert found.counted_due_at == dossier.due_at
    assert found.counted_due_at is not None
    assert found.counted_due_at <= max(dossier.due_at or DUE, DUE)


def _apply(dossier: Dossier, step: str, now: datetime) -> Dossier:
    due = dossier.due_at or DUE
    if step == "pause":
        left = PROMISE.remaining_minutes(due, now)
        stopped = apply(dossier, event(e.Suspended("chờ", left), now))
        later = now + timedelta(hours=1)
        again = to_seconds(PROMISE.resume(due, now, later, left)) if left else None
        return apply(stopped, event(e.Resumed(None, again), later))
    if step == "hand":
        return apply(dossier, event(e.HandedOver("Tư pháp"), now))
    further = to_seconds(due + timedelta(days=1))
    signed = SIGNED if step == "sign" else {}
    return apply(dossier, event(e.Extended(further, "mưa", **signed), now))

"""Seeded schedules of everything that can happen; each must end with both sides whole."""

import os

import pytest

from tests.simulation.ablations import ABLATIONS
from tests.simulation.schedule import Schedule, run, shrink

SEEDS = int(os.environ.get("SIMULATE", "400"))
PORTION = 50
MOST_UNTIL_CAUGHT = 400


@pytest.mark.parametrize("first", range(0, SEEDS, PORTION))
def test_whatever_happens_nothing_is_lost_or_doubled(first: int) -> None:
    for seed in range(first, first + PORTION):
        schedule = Schedule.of(seed)
        wrong = run(schedule)
        assert not wrong, (wrong, shrink(schedule))


@pytest.mark.parametrize("ablation", ABLATIONS, ids=lambda one: one.__name__)
def test_a_mechanism_taken_out_is_missed(ablation: type) -> None:
    with ablation():
        assert any(run(Schedule.of(seed)) for seed in range(MOST_UNTIL_CAUGHT))


def test_a_schedule_is_the_same_each_time_and_shrinks_to_what_is_needed() -> None:
    with ABLATIONS[1]():
        seed = next(seed for seed in range(MOST_UNTIL_CAUGHT) if run(Schedule.of(seed)))
        schedule = Schedule.of(seed)
        assert run(schedule) == run(schedule)
        smallest = shrink(schedule)
        assert run(smallest)
        assert len(smallest.actions) < len(schedule.actions)

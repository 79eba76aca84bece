"""The other half of the schedules, and those that once went wrong."""

import pytest

from tests.simulation.found import FOUND
from tests.simulation.portions import half, run_all
from tests.simulation.schedule import Schedule, run


@pytest.mark.parametrize("seeds", half(1), ids=lambda one: str(one.start))
def test_whatever_happens_nothing_is_lost_or_doubled(seeds: range) -> None:
    run_all(seeds)


@pytest.mark.parametrize("schedule", FOUND, ids=lambda one: str(one.seed))
def test_what_was_once_wrong_stays_right(schedule: Schedule) -> None:
    assert not run(schedule)

"""What the simulator guards: a mechanism taken out goes wrong in some schedule, which shrinks."""

from itertools import chain

import pytest

from tests.simulation.ablations import ABLATIONS, CAUGHT, trusting_the_mark
from tests.simulation.schedule import Schedule, run, shrink

MOST_UNTIL_CAUGHT = 400


@pytest.mark.parametrize("ablation", ABLATIONS, ids=lambda one: one.__name__)
def test_a_mechanism_taken_out_is_missed(ablation: type) -> None:
    seeds = chain([CAUGHT[ablation]], range(MOST_UNTIL_CAUGHT))
    with ablation():
        assert any(run(Schedule.of(seed)) for seed in seeds)


def test_a_schedule_is_the_same_each_time_and_shrinks_to_what_is_needed() -> None:
    with trusting_the_mark():
        seeds = chain([CAUGHT[trusting_the_mark]], range(MOST_UNTIL_CAUGHT))
        seed = next(seed for seed in seeds if run(Schedule.of(seed)))
        schedule = Schedule.of(seed)
        assert run(schedule) == run(schedule)
        smallest = shrink(schedule)
        assert run(smallest)
        assert len(smallest.actions) < len(schedule.actions)

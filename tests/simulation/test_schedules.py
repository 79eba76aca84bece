"""Seeded schedules of everything that can happen; each must end with both sides whole."""

import pytest

from tests.simulation.portions import half, run_all


@pytest.mark.parametrize("seeds", half(0), ids=lambda one: str(one.start))
def test_whatever_happens_nothing_is_lost_or_doubled(seeds: range) -> None:
    run_all(seeds)

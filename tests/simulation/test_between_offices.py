"""Schedules of two communes whose dossiers go to the other one now and then."""

import pytest

from tests.simulation.portions import between, run_all
from tests.simulation.schedule import Schedule


@pytest.mark.parametrize("seeds", between(), ids=lambda one: str(one.start))
def test_a_dossier_given_to_another_office_ends_alike_in_both(seeds: range) -> None:
    run_all(seeds, Schedule.between)

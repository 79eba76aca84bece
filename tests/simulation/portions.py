"""The schedules that every run of the tests looks at, in parts.

pytest gives a module's tests to one worker: each part stands in a module of its own.
"""

import os
from collections.abc import Callable

from tests.simulation.schedule import Schedule, run, shrink

SEEDS = int(os.environ.get("SIMULATE", "400"))  # less than two minutes of one core
BETWEEN = SEEDS // 5  # of them: those of two communes
PORTION = 20


def half(which: int) -> list[range]:
    """Every second portion of the usual ones, from the first (0) or the second (1) on."""
    return _portions(SEEDS - BETWEEN)[which::2]


def between() -> list[range]:
    """Portions of those of two communes."""
    return _portions(BETWEEN)


def _portions(seeds: int) -> list[range]:
    return [range(first, min(first + PORTION, seeds)) for first in range(0, seeds, PORTION)]


def run_all(seeds: range, made: Callable[[int], Schedule] = Schedule.of) -> None:
    """Let the schedules of these seeds happen; one that goes wrong is told as small as it gets."""
    for seed in seeds:
        schedule = made(seed)
        wrong = run(schedule)
        assert not wrong, (wrong, shrink(schedule))

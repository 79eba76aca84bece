"""`make simulate SEEDS=N`: so many schedules on all cores; a failing one is printed and shrunk."""

import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from tests.simulation.schedule import Schedule, run, shrink

PORTION = 25


def _portion(first: int) -> tuple[Counter[str], dict[int, list[str]]]:
    happened: Counter[str] = Counter()
    found = {}
    for seed in range(first, first + PORTION):
        wrong = run(Schedule.of(seed), happened)
        if wrong:
            found[seed] = wrong
    return happened, found


def main(seeds: int, first: int) -> int:
    """Run them; how many failed."""
    started = time.monotonic()
    happened: Counter[str] = Counter()
    found: dict[int, list[str]] = {}
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for counted, wrong in pool.map(_portion, range(first, first + seeds, PORTION)):
            happened.update(counted)
            found.update(wrong)
    print(f"{seeds} schedules from seed {first} in {time.monotonic() - started:.0f} s")
    for name, number in sorted(happened.items()):
        print(f"{number:>12,}  {name}")
    for seed, seen in found.items():
        print(f"\nseed {seed}:", *seen, sep="\n  ")
        print(f"  smallest: {shrink(Schedule.of(seed))}")
    print(f"\n{len(found)} failed")
    return bool(found)


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(main(int(words[0]) if words else 1000, int(words[1]) if words[1:] else 0))

"""`make simulate SEEDS=N`: so many schedules on all cores; a failing one is printed and shrunk.

What was seen is said as it comes: a run that is broken off has told what it held.
"""

import argparse
import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed

from tests.simulation.schedule import Schedule, run, shrink

PORTION = 25
TELL_EVERY = 500  # schedules


def _portion(first: int) -> tuple[Counter[str], dict[int, list[str]]]:
    happened: Counter[str] = Counter(schedules=PORTION)
    found = {}
    for seed in range(first, first + PORTION):
        wrong = run(Schedule.of(seed), happened)
        if wrong:
            found[seed] = wrong
    return happened, found


def main(seeds: int, first: int, processes: int, minutes: float) -> int:
    """Run them, as many as `minutes` allow; whether one failed."""
    started = time.monotonic()
    happened: Counter[str] = Counter()
    found: list[int] = []
    with ProcessPoolExecutor(processes) as pool:
        waiting = [pool.submit(_portion, at) for at in range(first, first + seeds, PORTION)]
        for done in as_completed(waiting):
            counted, wrong = done.result()
            happened.update(counted)
            for seed, seen in wrong.items():
                _tell(f"\nseed {seed}:", *seen)
            found += wrong
            seconds = time.monotonic() - started
            if happened["schedules"] % TELL_EVERY == 0:
                _tell(f"{happened['schedules']:,} in {seconds:.0f} s, {len(found)} failed")
            if seconds > minutes * 60:
                pool.shutdown(cancel_futures=True)
                break
    seconds = time.monotonic() - started
    _tell(f"schedules from seed {first} on, in {seconds:.0f} s on {processes} cores")
    for name, number in sorted(happened.items()):
        print(f"{number:>12,}  {name}")
    for seed in found:
        _tell(f"\nseed {seed}, smallest: {shrink(Schedule.of(seed))}")
    _tell(f"\n{len(found)} failed")
    return bool(found)


def _tell(*lines: str) -> None:
    print(*lines, sep="\n  ", flush=True)


if __name__ == "__main__":
    words = argparse.ArgumentParser(prog="tests.simulation")
    words.add_argument("seeds", type=int, nargs="?", default=1000)
    words.add_argument("first", type=int, nargs="?", default=0)
    words.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    words.add_argument("--minutes", type=float, default=float("inf"))
    sys.exit(main(**vars(words.parse_args())))

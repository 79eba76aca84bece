"""A week of 1,000 dossiers over a thin, slow and breaking line: seconds, bytes, resent bytes."""

import time
from dataclasses import dataclass

from bench.thin_line import ThinLine
from bench.week import office

DOSSIERS, ROUND_TRIP = 1000, 0.6


@dataclass(frozen=True, slots=True)
class Case:
    """One line and what is wanted on it."""

    name: str
    bits: int
    most: float | None
    aim: float | None
    cut: float = 0.0
    cut_after: int | None = None


CASES = (
    Case("32 kbit/s, 600 ms", 32_000, 30, 20),
    Case("256 kbit/s, 600 ms, 1 % of connections cut", 256_000, 6, 4, cut=0.01),
    Case("256 kbit/s, 600 ms, cut once half way", 256_000, None, None, cut_after=28_000),
)


def main() -> None:
    """Print each line."""
    for case in CASES:
        line = ThinLine(case.bits, ROUND_TRIP, cut=case.cut, cut_after=case.cut_after)
        with office(line.start) as one:
            one.work(DOSSIERS)
            start = time.perf_counter()
            said = one.exchange()
            seconds = time.perf_counter() - start
        goal = "" if case.most is None else f" (at most {case.most} s, aim {case.aim} s)"
        print(
            f"{case.name}: {said['state']} in {seconds:.1f} s with the program's start{goal}; "
            f"{line.up} B up, {line.down} B down, {line.connections} connections, "
            f"{line.cuts} cut, {said['requests']} requests"
        )


if __name__ == "__main__":
    main()

"""Reading the law at unlock: the built-in tables, against the csv module over the same text."""

import csv
import io
import statistics
import time
from collections.abc import Callable

from app.domain import catalogue as c
from app.domain.builtin import load_builtin
from resources import FOLDER

ROUNDS = 15
TABLES = ("procedures", "papers", "fees", "fields", "calendar")


def main() -> None:
    """Print the medians and their ratio."""
    texts = [(FOLDER / "catalogue" / f"{name}.csv").read_text("utf-8") for name in TABLES]
    floor = _median(lambda: [list(csv.reader(io.StringIO(text))) for text in texts])

    def fresh() -> None:
        load_builtin.cache_clear()
        load_builtin()

    def with_units() -> None:
        fresh()
        load_builtin().commune("03158")

    read, whole = _median(fresh), _median(with_units)
    text = c.to_text(load_builtin().for_province("11"))
    delivered = _median(lambda: c.from_text(text))
    print(
        f"law of {len(load_builtin().procedures)} procedures: {read:.1f} ms, "
        f"{read / floor:.1f} x the csv module alone; with all units, once one is asked for: "
        f"{whole:.1f} ms; one province's version out of its text: "
        f"{delivered:.1f} ms, {len(text.encode()) / 1000:.0f} kB"
    )


def _median(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    main()

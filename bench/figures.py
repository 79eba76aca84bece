"""Figures of Báo cáo over 150,000 dossiers, medians, as ratios to floors of the same run.

Statistics beside a bare scan of the cards, one day's sheet beside a bare read of the journal.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from app.bootstrap import reports
from app.services.books import Period
from bench.large import NOW, opened_desk

DOSSIERS, ROUNDS = 150_000, 5
FIRST = date(2025, 7, 1)


def median_ms(work: Callable[[], object]) -> float:
    """How long it takes."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Print them."""
    os.environ["MOTCUA_NOW"] = NOW.isoformat()
    with tempfile.TemporaryDirectory() as folder:
        opened = opened_desk(Path(folder), DOSSIERS)
        execute, today = opened.connection.execute, NOW.date()
        cards = "SELECT sum(received_at), max(procedure) FROM dossier"
        bodies = "SELECT count(*), sum(length(body)) FROM event"
        floor = median_ms(lambda: execute(cards).fetchone())
        whole = median_ms(lambda: reports.statistics(opened, Period(FIRST, today)))
        print(f"statistics since {FIRST}: {whole:.0f} ms, {whole / floor:.1f} of a bare scan")
        (events, _) = execute(bodies).fetchone()
        floor = median_ms(lambda: execute(bodies).fetchone())
        day, own = Period(today, today), reports.own_label(opened)
        acts = len(reports.sheets(opened, day, own)[0].rows)
        sheet = median_ms(lambda: reports.sheets(opened, day, own))
        said = f"{sheet:.0f} ms, {sheet / floor:.1f} of a bare read of {events} events"
        print(f"a day's {acts} acts: {said}")
        opened.close()


if __name__ == "__main__":
    main()

"""Weeks of 1,000 and of 30 dossiers over HTTP: bytes a dossier with all events, and round trips."""

import time

from bench.week import office

GOALS = {1000: (100, 65), 30: (150, 110)}  # dossiers: at most, aim


def main() -> None:
    """Print bytes a dossier and round trips of each week."""
    for dossiers, (most, aim) in GOALS.items():
        with office() as one:
            received = len(one.work(dossiers))
            start = time.perf_counter()
            outcome = one.exchange()
            seconds = time.perf_counter() - start
        total = outcome["bytes_up"] + outcome["bytes_down"]
        print(
            f"week of {received}: {total / received:.1f} B a dossier with "
            f"{outcome['sent_events']} events, both ways with HTTP (at most {most}, aim {aim}); "
            f"{outcome['requests']} round trips (at most 3, aim 1); {seconds:.1f} s"
        )


if __name__ == "__main__":
    main()

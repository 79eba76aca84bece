"""When the window tries by itself again: soon after a failure, then more and more seldom."""

USUAL_SECONDS = 300
FIRST_SECONDS, MOST_SECONDS = 5, 600
SPREAD = 0.25  # of the wait, either way: a province that comes back is not met by all at once


def wait_seconds(failures: int, chance: float, asked: float | None = None) -> float:
    """After so many failures in a row; `chance` between 0 and 1 spreads the machines.

    What a server asked for is kept to, and a little more: all were told the same.
    """
    doubled = FIRST_SECONDS * 2 ** (min(failures, 20) - 1)
    wait = min(MOST_SECONDS, doubled) if failures else USUAL_SECONDS
    return max(wait * (1 + SPREAD * (2 * chance - 1)), (asked or 0) * (1 + SPREAD * chance))

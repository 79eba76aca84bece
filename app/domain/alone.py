"""Where one person did what two mostly do: said in the history, never forbidden.

Whoever takes over what he handed over himself, or finishes what he received: a small desk has no
other, and whoever inspects it shall see so.
"""

from collections.abc import Sequence

from app.domain.dossier import HistoryLine

PAIRS = {"take_over": "hand_over", "finish": "received"}


def done_alone(history: Sequence[HistoryLine]) -> frozenset[int]:
    """Places of the steps whose other half the same person did, by account and name on paper."""
    last: dict[str, HistoryLine] = {}
    found = set()
    for place, line in enumerate(history):
        if not line.effective:
            continue
        other = last.get(PAIRS.get(line.action, ""))
        if other is not None and _who(line) == _who(other):
            found.add(place)
        last[line.action] = line
    return frozenset(found)


def _who(line: HistoryLine) -> tuple[str, str | None, str | None]:
    """Two offices may have people of one id."""
    return line.actor, line.by, line.office

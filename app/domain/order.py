"""The order in which a dossier's facts are folded, and which of them were recorded apart.

Each desk records on a line of its own. The dossier's own line goes first, then others by their
roots, each by depth: the same everywhere, and clocks order nothing. Where a clerk had other desks'
facts of the dossier before him, `Seen` stands before his step and names the newest of each line:
that step goes behind them, whatever line it is on.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.domain.events import Fact, kind

Item = TypeVar("Item")


@kind(45)
@dataclass(frozen=True, slots=True)
class Seen(Fact):
    """What was known here of a dossier when the next step of it was recorded.

    `facts` are the newest ones of other desks' lines, in hex, sorted; none that an earlier `Seen`
    of this line named. It changes nothing and stands in no history.
    """

    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A fact and its place: its line (empty: the dossier's own) and its depth there."""

    line: str
    depth: int
    identity: bytes
    fact: Fact

    @property
    def order(self) -> tuple[bool, str, int, bytes]:
        """Where nothing was seen."""
        return bool(self.line), self.line, self.depth, self.identity


def in_order(items: Iterable[Item], spot: Callable[[Item], Spot]) -> list[Item]:
    """Facts of one dossier as they are folded; each line keeps its order.

    Nothing that a line has seen comes after what follows on it there. Where copies of one disk have
    seen each other in a circle, the first line goes on.
    """
    placed = sorted(((spot(item), item) for item in items), key=lambda pair: pair[0].order)
    if not any(isinstance(one.fact, Seen) for one, _ in placed):
        return [item for _, item in placed]
    lines: dict[str, list[tuple[Spot, Item]]] = {}
    for pair in placed:
        lines.setdefault(pair[0].line, []).append(pair)
    here = {one.identity.hex(): one.line for one, _ in placed}
    waiting = [list(reversed(line)) for line in lines.values()]
    done: set[str] = set()
    found: list[Item] = []
    while waiting:
        line = next((one for one in waiting if _is_free(one[-1][0], here, done)), waiting[0])
        one, item = line.pop()
        done.add(one.identity.hex())
        found.append(item)
        waiting = [left for left in waiting if left]
    return found


def _is_free(one: Spot, here: dict[str, str], done: set[str]) -> bool:
    if not isinstance(one.fact, Seen):
        return True
    return all(seen in done for seen in one.fact.facts if here.get(seen, one.line) != one.line)


def knew(spots: Sequence[Spot], later: Spot, earlier: Spot) -> bool:
    """Whether `later` was recorded where `earlier`, a fact of another line, was known."""
    depths = {one.identity.hex(): (one.line, one.depth) for one in spots}
    for one in spots:
        if isinstance(one.fact, Seen) and one.line == later.line and one.depth < later.depth:
            places = (depths.get(seen, ("", -1)) for seen in one.fact.facts)
            if any(line == earlier.line and depth >= earlier.depth for line, depth in places):
                return True
    return False


def beside(spots: Sequence[Spot], one: Spot, other: Spot) -> bool:
    """Whether neither of two facts of different lines was known where the other was recorded."""
    return not knew(spots, one, other) and not knew(spots, other, one)


def newest_of_lines(spots: Sequence[Spot], own: str) -> tuple[str, ...]:
    """What a step on the line `own` must name as seen, so that it goes behind all of them."""
    tops: dict[str, Spot] = {}
    named: set[str] = set()
    for one in spots:
        if one.line == own:
            named |= set(one.fact.facts) if isinstance(one.fact, Seen) else set()
        elif one.line not in tops or tops[one.line].order < one.order:
            tops[one.line] = one
    opening = {one.identity for one in spots if one.fact.opens}
    return tuple(
        sorted(
            one.identity.hex()
            for one in tops.values()
            if one.identity.hex() not in named and one.identity not in opening
        )
    )

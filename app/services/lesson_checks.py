"""What a lesson counts as done: read out of what was stored since it began, never out of keys."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.domain import events as e

CERTIFIED_COPY = "2.000815"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a profile stored since a lesson began.

    `events` are those of the journal with their dossier (0: none), in its order; `printed` are the
    dossiers whose slip came out; `exchanges` counts the tries to send and receive.
    """

    events: tuple[tuple[int, e.Event], ...] = ()
    printed: frozenset[int] = frozenset()
    exchanges: int = 0

    def received(self, owner: str) -> Iterator[tuple[int, e.Received]]:
        """Dossiers of the person with this number, in the order they came."""
        for dossier, event in self.events:
            if isinstance(event.fact, e.Received) and event.fact.owner.id == owner:
                yield dossier, event.fact


Check = Callable[[Seen], bool]


def received(owner: str, procedure: str = "") -> Check:
    """A dossier of the person, of one procedure or of any."""
    return lambda seen: any(procedure in ("", fact.procedure) for _, fact in seen.received(owner))


def copies(owner: str, asked: int) -> Check:
    """So many certified copies of one original were asked."""
    return lambda seen: any(fact.copies == asked for _, fact in seen.received(owner))


def originals(owner: str, least: int) -> Check:
    """One dossier has so many papers of which copies are certified."""
    return lambda seen: any(
        sum(paper.certify is not None for paper in fact.papers) >= least
        for _, fact in seen.received(owner)
    )


def printed(owner: str) -> Check:
    """A slip of the person came out of the printer, or was copied by hand and told so."""
    return lambda seen: any(dossier in seen.printed for dossier, _ in seen.received(owner))


def stepped(owner: str, *facts: type[e.Fact]) -> Check:
    """One dossier of the person took these steps, one after the other."""
    return lambda seen: any(_went(seen, dossier, facts) for dossier, _ in seen.received(owner))


def in_one_visit(owner: str) -> Check:
    """Two procedures of the person were stored by one F9: side by side, at the same second."""

    def check(seen: Seen) -> bool:
        return any(
            isinstance(one.fact, e.Received)
            and isinstance(two.fact, e.Received)
            and one.fact.owner.id == two.fact.owner.id == owner
            and one.fact.procedure != two.fact.procedure
            and one.at == two.at
            for (_, one), (_, two) in pairwise(seen.events)
        )

    return check


def submitted_by(owner: str, submitter: str) -> Check:
    """Somebody else handed in for the person."""
    return lambda seen: any(
        fact.submitter is not None and fact.submitter.id == submitter
        for _, fact in seen.received(owner)
    )


def given_back(owner: str, *, to: str | None = None, slip: bool = True) -> Check:
    """The person's result left: to himself or a proxy, with the slip or without."""

    def check(seen: Seen) -> bool:
        own = {dossier for dossier, _ in seen.received(owner)}
        return any(
            isinstance(event.fact, e.GivenBack)
            and (event.fact.to.id if event.fact.to else None) == to
            and bool(event.fact.without_slip) is not slip
            for dossier, event in seen.events
            if dossier in own
        )

    return check


def received_again(owner: str) -> Check:
    """After a dossier of the person was voided, another was received."""

    def check(seen: Seen) -> bool:
        own, voided = {dossier for dossier, _ in seen.received(owner)}, False
        for dossier, event in seen.events:
            if dossier in own and isinstance(event.fact, e.Voided):
                voided = True
            elif dossier in own and isinstance(event.fact, e.Received) and voided:
                return True
        return False

    return check


def exchanged(seen: Seen) -> bool:
    """Sending and receiving was tried, with a line or without."""
    return seen.exchanges > 0


def locked(seen: Seen) -> bool:
    """A session ended."""
    return any(isinstance(event.fact, e.Locked) for _, event in seen.events)


def taken_turns(seen: Seen) -> bool:
    """After one locked, another one received a dossier under his own name."""
    left = ""
    for _, event in seen.events:
        if isinstance(event.fact, e.Locked):
            left = event.actor
        elif left and isinstance(event.fact, e.Received) and event.actor != left:
            return True
    return False


def _went(seen: Seen, dossier: int, facts: tuple[type[e.Fact], ...]) -> bool:
    """Whether the facts are found in this order among the dossier's events."""
    steps = iter([event.fact for number, event in seen.events if number == dossier])
    return all(any(isinstance(step, fact) for step in steps) for fact in facts)

"""A dossier's story: each step that had an effect, with the dossier before and after it.

Papers need more than the dossier as it stands now: which promise an apology replaced, at which
stage the work was stopped, how much time was left. The fold is the one of `lifecycle`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from app.domain.dossier import Dossier, is_late
from app.domain.events import Event, Fact
from app.domain.lifecycle import apply

AnyFact = TypeVar("AnyFact", bound=Fact)


@dataclass(frozen=True, slots=True)
class Told:
    """One step; `before` is None where it opened the dossier."""

    event: Event
    before: Dossier | None
    after: Dossier

    @property
    def late(self) -> bool:
        """Typed in more than fifteen minutes after it happened."""
        return is_late(self.event.at, self.event.recorded_at)


Story = tuple[Told, ...]


def tell(events: Iterable[Event]) -> Story:
    """The story of events in the order of their fold, those without effect left out before."""
    state: Dossier | None = None
    story = []
    for event in events:
        after = apply(state, event)
        story.append(Told(event, state, after))
        state = after
    return tuple(story)


def steps_of(story: Story, *kinds: type[Fact]) -> list[Told]:
    """The steps of these kinds, the oldest first."""
    return [one for one in story if isinstance(one.event.fact, kinds)]


def fact_of(told: Told, kind: type[AnyFact]) -> AnyFact:
    """The step's fact as what it is; TypeError where it is another one."""
    fact = told.event.fact
    if not isinstance(fact, kind):
        raise TypeError(type(fact))
    return fact

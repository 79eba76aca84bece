"""Facts of one dossier that cannot all hold: found where machines recorded them apart.

A step that had no effect because of one that its clerk could not know; two values for one field;
two new due times. All are kept and each is marked, so that both desks hear of it. The desk finds
them as the province does, from the facts that it has.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from app.domain.events import Corrected, Event, Extended
from app.domain.lifecycle import ANY, BY_FACT, TOLD
from app.domain.order import Spot

Beside = Callable[[Spot, Spot], bool]


@dataclass(frozen=True, slots=True)
class Taken:
    """One fact of a dossier and whether it had an effect when its turn came."""

    spot: Spot
    event: Event
    effective: bool

    @property
    def identity(self) -> bytes:
        """The fact's hash."""
        return self.spot.identity


def contradictions(taken: Sequence[Taken], beside: Beside) -> list[frozenset[bytes]]:
    """Groups of facts that contradict each other, none in two groups; the opening never does.

    `beside` tells of two whether neither was known where the other was recorded.
    """
    late = taken[1:]
    found: list[frozenset[bytes]] = []
    for place, one in enumerate(late):
        for other in late[place + 1 :]:
            if _collide(one, other) and beside(one.spot, other.spot):
                found = _joined(found, frozenset({one.identity, other.identity}))
    return sorted(found, key=sorted)


def sentence(code: str, taken: Sequence[Taken], group: Collection[bytes]) -> str:
    """What both clerks read of a group of a dossier's facts."""
    said = ", ".join(f"“{_action(one.event)}”" for one in taken if one.identity in group)
    return (
        f"Hai máy cùng ghi hồ sơ {code} mà không khớp: {said}. Cả hai được giữ; "
        "hãy chọn ở Gửi – nhận (F11)."
    )


def _action(event: Event) -> str:
    step = BY_FACT.get(type(event.fact))
    return "việc khác" if step is None else step.words


def _collide(one: Taken, other: Taken) -> bool:
    """In the order of the fold: at least one of them has an effect."""
    if one.effective != other.effective:
        kept, lost = (one, other) if one.effective else (other, one)
        return _moves(kept.event) and _is_step(lost.event)
    if not one.effective:
        return False
    first, second = one.event.fact, other.event.fact
    if isinstance(first, Corrected) and isinstance(second, Corrected):
        return first.field == second.field and first.new != second.new
    if isinstance(first, Extended) and isinstance(second, Extended):
        return first.due_at != second.due_at
    return False


def _moves(event: Event) -> bool:
    """Whether what stood open before may be forbidden after it."""
    step = BY_FACT.get(type(event.fact))
    if step is None or isinstance(event.fact, TOLD):
        return False
    return step.sources != ANY or step.action == "void"


def _is_step(event: Event) -> bool:
    return type(event.fact) in BY_FACT and not isinstance(event.fact, TOLD)


def _joined(groups: list[frozenset[bytes]], new: frozenset[bytes]) -> list[frozenset[bytes]]:
    apart = [group for group in groups if not group & new]
    return [*apart, new.union(*(group for group in groups if group & new))]

"""Which of our dossiers another system has: by the owner's number, the procedure and the day.

Nothing is paired here. A clerk says yes to each line; what fits by less than all three is shown as
likely, with what is missing.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

DAY = 86_400
NEAR_DAYS = 3  # a dossier is often typed into the other system some days later
OFFSET = 7 * 3600  # days are the law's


@dataclass(frozen=True, slots=True)
class Entry:
    """What is compared of a dossier: `name` is folded, `received_at` in seconds."""

    id: int
    code: str
    name: str
    owner_id: str | None
    procedure: str
    received_at: int

    @property
    def day(self) -> int:
        """The day of its reception."""
        return (self.received_at + OFFSET) // DAY


@dataclass(frozen=True, slots=True)
class Match:
    """Two that look like one; `sure`: number, procedure and day are the same."""

    ours: Entry
    theirs: Entry
    sure: bool
    why: str


@dataclass(frozen=True, slots=True)
class Lists:
    """The three lists: khớp, chỉ có ở đây, chỉ có ở hệ thống kia."""

    matches: tuple[Match, ...]
    here: tuple[Entry, ...]
    there: tuple[Entry, ...]


Key = Callable[[Entry], Hashable | None]


def _all_three(one: Entry) -> Hashable | None:
    return (one.owner_id, one.procedure, one.day) if one.owner_id and one.procedure else None


def _by_name(one: Entry) -> Hashable | None:
    return (one.name, one.procedure, one.day) if one.procedure else None


def _without_procedure(one: Entry) -> Hashable | None:
    return (one.owner_id, one.day) if one.owner_id else None


def _without_day(one: Entry) -> Hashable | None:
    return (one.owner_id, one.procedure) if one.owner_id and one.procedure else None


PASSES: tuple[tuple[Key, bool, str], ...] = (
    (_all_three, True, "cùng số giấy tờ, thủ tục, ngày"),
    (_by_name, False, "cùng tên, thủ tục, ngày; một bên không có số giấy tờ"),
    (_without_procedure, False, "cùng số giấy tờ và ngày; danh sách không ghi thủ tục ta biết"),
    (_without_day, False, "cùng số giấy tờ và thủ tục; ngày lệch nhau ít ngày"),
)


@dataclass(slots=True)
class _Left:
    """Both sides in order, the oldest first; what is paired goes, and the order stays."""

    ours: dict[int, Entry]
    theirs: dict[int, Entry]
    matches: list[Match] = field(default_factory=list)

    def pair(self, key: Key, why: str, *, sure: bool) -> None:
        """Those with one key, the oldest with the oldest."""
        groups: dict[Hashable, list[Entry]] = defaultdict(list)
        for one in self.theirs.values():
            if (found := key(one)) is not None:
                groups[found].append(one)
        for one in tuple(self.ours.values()):
            fits = [two for two in groups.get(key(one), ()) if _may(key, one, two)]
            if fits:
                two = min(fits, key=lambda two: (abs(two.day - one.day), *_order(two)))
                groups[key(one)].remove(two)
                del self.ours[one.id], self.theirs[two.id]
                self.matches.append(Match(one, two, sure, why))


def pair_up(ours: Sequence[Entry], theirs: Sequence[Entry]) -> Lists:
    """The lists of what is not paired yet; each entry stands in one of them, once."""
    left = _Left(_in_order(ours), _in_order(theirs))
    for key, sure, why in PASSES:
        left.pair(key, why, sure=sure)
    matches = sorted(left.matches, key=lambda match: (not match.sure, *_order(match.ours)))
    return Lists(tuple(matches), tuple(left.ours.values()), tuple(left.theirs.values()))


def _in_order(entries: Sequence[Entry]) -> dict[int, Entry]:
    return {one.id: one for one in sorted(entries, key=_order)}


def _may(key: Key, ours: Entry, theirs: Entry) -> bool:
    """What the pass leaves open must be open, not another's."""
    if key is _by_name:
        return ours.owner_id is None or theirs.owner_id is None
    if key is _without_procedure:
        return " " in theirs.procedure or not theirs.procedure  # a name, no published code
    if key is _without_day:
        return 0 < abs(ours.day - theirs.day) <= NEAR_DAYS
    return True


def _order(one: Entry) -> tuple[int, str, int]:
    return one.received_at, one.code, one.id

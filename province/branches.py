"""Two machines on one chain: a clone, or an older copy of a disk that was put back.

Every event is stored whatever happens. What shows itself is told to the machine that meets us:
- **older**: its head has gone on elsewhere. It gets what it lacks, then opens a new installation.
- **fork**: its events since it was last opened stand beside others'. Each of the machines is told:
  any of them may have printed numbers of the block that they share.
An `installed` event makes a branch by right: what stands on it is its own, unless another one that
is not on its line bears the same letter (two copies took in one answer, or one enrolment).
The letter that a new installation puts behind its desk in numbers is given once and never again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from app.domain.downstream import NoticeGiven
from app.domain.events import Installed
from app.domain.times import from_millis
from app.wire.answer import FORK, OLDER
from app.wire.errors import WireError
from app.wire.event import decode
from province.aside import Tripped
from province.down import send_down
from province.elsewhere import note_parting
from province.ledger import Delivery, Device, Ledger, StoredEvent
from province.tripping import tried

PAIR = 2
MOST_AHEAD, MOST_AHEAD_BYTES = 500, 1 << 20
MOST_LETTERS = 4
LETTERS = "bcdefghjkmnpqrstuvwxyz"  # a is the first installation's; i, l and o look like digits
FORKED = (
    "Quầy {desk} đang có hai máy dùng chung một sổ (máy bị sao chép, hoặc dữ liệu cũ được đưa trở "
    "lại). Hồ sơ của cả hai đều được giữ. Từ lần gửi sau mỗi máy có chữ cái riêng trong số phiếu; "
    "hãy xem vì sao có hai máy."
)


@dataclass(frozen=True, slots=True)
class Branch:
    """What a machine is told of its place in the tree; all empty where it stands alone."""

    standing: str | None = None
    letter: str | None = None
    ahead: tuple[bytes, ...] = ()
    ahead_last: bool = True


def first_new(ledger: Ledger, delivery: Delivery) -> StoredEvent | None:
    """The first event that is not stored yet; those before it all are, none behind it."""
    known, unknown = 0, len(delivery.events)
    while known < unknown:
        middle = (known + unknown) // 2 if known else 0
        if ledger.journal.place(delivery.commune, delivery.events[middle].hash) is None:
            unknown = middle
        else:
            known = middle + 1
    return delivery.events[known] if known < len(delivery.events) else None


def note(ledger: Ledger, device: Device, delivery: Delivery, first: StoredEvent | None) -> None:
    """After storing: remember the forks that new events make, and letters in use."""
    if first is None:
        return
    found: list[StoredEvent] = []
    nothing: list[StoredEvent] = []
    for event in delivery.events:
        if event is first or (
            event.kind == Installed.number and event.place.depth >= first.place.depth
        ):
            one = Tripped(device.commune, event.hash, device.name, "", delivery.received_ms)
            found += tried(ledger, one, partial(_found_at, ledger, device.commune, event), nothing)
    _remember(ledger, device, found, delivery.received_ms)


def note_again(ledger: Ledger, one: Tripped) -> None:
    """The same of one event that our program tripped over, when it is looked at again."""
    event, device = ledger.journal.find(one.commune, one.event), ledger.devices.find(one.device)
    if event is not None and device is not None:
        _remember(ledger, device, _found_at(ledger, one.commune, event), one.at_ms)


def _found_at(ledger: Ledger, commune: str, event: StoredEvent) -> list[StoredEvent]:
    if event.kind != Installed.number:
        note_parting(ledger, commune, event, opens=False)
        return _beside(ledger, commune, event)
    fact = _installed(event)
    out_of_copy = fact is not None and bool(fact.parent and fact.letter)
    note_parting(ledger, commune, event, opens=out_of_copy)
    return _opened(ledger, commune, event.hash)


def _remember(ledger: Ledger, device: Device, found: list[StoredEvent], at_ms: int) -> None:
    for one in found:
        ledger.journal.note_fork(device.commune, one)
    if len(found) == PAIR:  # a third machine is the same news
        notice = NoticeGiven(FORKED.format(desk=device.desk))
        send_down(ledger, device.commune, notice, from_millis(at_ms))


def _beside(ledger: Ledger, commune: str, first: StoredEvent) -> list[StoredEvent]:
    """The first new event and those that it stands beside, none where there are no such."""
    siblings = ledger.journal.children(commune, first.parent)
    found = [one for one in siblings if one.kind != Installed.number]
    return found if len(found) >= PAIR else []


def _opened(ledger: Ledger, commune: str, identity: bytes) -> list[StoredEvent]:
    """A new installation and those that bear its name elsewhere, none where there are no such."""
    event = ledger.journal.find(commune, identity)
    fact = None if event is None else _installed(event)
    if event is None or fact is None:
        return []
    _raise_count(ledger, _counter(commune, fact.desk), _count_of(fact.letter))
    if fact.device is None:  # what stood alone was nobody's to name
        return []
    alike = [
        one
        for one in ledger.journal.installations(commune, fact.device)
        if _same_name(_installed(one), fact) and not _in_line(ledger, one, event)
    ]
    return [event, *alike] if alike else []


def _in_line(ledger: Ledger, one: StoredEvent, other: StoredEvent) -> bool:
    """Whether one stands above the other, or is the same."""
    lower, upper = sorted((one, other), key=lambda event: event.place.depth)
    return lower.hash == upper.hash or lower.hash in _line(ledger, upper)


def _line(ledger: Ledger, event: StoredEvent) -> Iterator[bytes]:
    """The installations that one stands above, the newest first."""
    parent = ledger.journal.find(event.commune, event.parent)
    while parent is not None and parent.place.opened:
        opening = ledger.journal.ancestor(parent, parent.place.depth - parent.place.opened)
        if opening is None:
            return
        yield opening.hash
        parent = ledger.journal.find(event.commune, opening.parent)


def _same_name(one: Installed | None, other: Installed) -> bool:
    """Whether two installations of a device print the same numbers."""
    return one is not None and (one.device, one.desk, one.letter) == (
        other.device,
        other.desk,
        other.letter,
    )


def _installed(event: StoredEvent) -> Installed | None:
    try:
        fact = decode(event.body).fact
    except WireError:
        return None
    return fact if isinstance(fact, Installed) else None


def branch_of(ledger: Ledger, device: Device, head: bytes) -> Branch:
    """What the machine whose newest event is `head` must know."""
    ahead, last = _ahead(ledger, device.commune, head)
    if ahead:
        return Branch(OLDER, next_letter(ledger, device.commune, device.desk), ahead, last)
    if ledger.journal.is_forked(device.commune, head):
        return Branch(FORK, next_letter(ledger, device.commune, device.desk))
    return Branch()


def letter_at(ledger: Ledger, device: Device, head: bytes) -> str:
    """What stands behind the desk in the numbers of the machine whose newest event is `head`."""
    newest = ledger.journal.find(device.commune, head)
    if newest is None:
        return device.letter
    opening = ledger.journal.ancestor(newest, newest.place.depth - newest.place.opened)
    fact = None if opening is None else _installed(opening)
    return device.letter if fact is None else fact.letter


def first_letter(ledger: Ledger, commune: str, desk: int) -> str:
    """What a new machine bears: nothing, unless this desk was another one's, revoked since.

    That one has printed numbers today, and does so still if it was not lost.
    """
    place = (commune, desk)
    had = any((one.commune, one.desk) == place for one in ledger.devices.all())
    return next_letter(ledger, commune, desk) if had else ""


def next_letter(ledger: Ledger, commune: str, desk: int) -> str:
    """One that no installation of this desk has or had."""
    name = _counter(commune, desk)
    count = int(ledger.settings.get(name) or 0) + 1
    ledger.settings.put(name, str(count))
    return letter_of(count)


def skip_letters(ledger: Ledger, commune: str, desk: int, count: int) -> None:
    """Give so many of this desk's to nobody."""
    name = _counter(commune, desk)
    ledger.settings.put(name, str(int(ledger.settings.get(name) or 0) + count))


def _ahead(ledger: Ledger, commune: str, head: bytes) -> tuple[tuple[bytes, ...], bool]:
    """The way on from a head that others have left behind; whether it ends here.

    Where only new installations stand on the head, it is still its machine's own.
    """
    bodies: list[bytes] = []
    size = 0
    here = head
    while (child := _follower(ledger, commune, here, opened=bool(bodies))) is not None:
        size += len(child.body)
        if bodies and (len(bodies) == MOST_AHEAD or size > MOST_AHEAD_BYTES):
            return tuple(bodies), False
        bodies.append(child.body)
        here = child.hash
    return tuple(bodies), True


def _follower(ledger: Ledger, commune: str, here: bytes, *, opened: bool) -> StoredEvent | None:
    """The first that came of those that go on, a new installation only where nothing else does."""
    children = ledger.journal.children(commune, here)
    going_on = [one for one in children if one.kind != Installed.number]
    return next(iter(going_on or (children if opened else [])), None)


def _raise_count(ledger: Ledger, name: str, count: int) -> None:
    if count > int(ledger.settings.get(name) or 0):
        ledger.settings.put(name, str(count))


def _counter(commune: str, desk: int) -> str:
    return f"letter/{commune}/{desk}"


def letter_of(count: int) -> str:
    """b, c, … z, bb, bc …: the name of the so-many-th further installation, from 1."""
    letters = ""
    while count:
        count, place = divmod(count - 1, len(LETTERS))
        letters = LETTERS[place] + letters
    return letters


def _count_of(letter: str) -> int:
    """The other way round; 0 for the first installation's and for letters that are not ours."""
    if len(letter) > MOST_LETTERS:
        return 0
    count = 0
    for one in letter:
        place = LETTERS.find(one)
        if place < 0:
            return 0
        count = count * len(LETTERS) + place + 1
    return count

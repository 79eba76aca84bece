"""Incidents of an office, and what equipment and posts it has: what stands in the way of work.

Groups are those of Công điện 111/CĐ-TTg (dated rows of reasons.csv). An incident is never a
person's data: who reports it says what fails and since when.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.events import Event, Fact, kind
from app.domain.reasons import Reason
from app.domain.times import from_seconds

OPEN, CLOSED = "open", "closed"
STATES = (OPEN, CLOSED)
COUNTED = "kiểm kê"  # behind the group of a device's row: the office's inventory asks for it
# Neither stands inside a longer number or code: MC-03158-1-261120-0007, H18.40-261120-0001
IDENTITY = re.compile(r"(?<![\w.-])\d(?:[ .-]?\d){11}(?![\w-])")
TELEPHONE = re.compile(r"(?<![\w.-])(?:0|\+84[ .-]?)\d(?:[ .-]?\d){7,9}(?![\w-])")


@kind(75)
@dataclass(frozen=True, slots=True)
class IncidentReported(Fact):
    """Something fails since a moment; `document` is its number, the desk's own.

    `group` and `device` are codes of the dated list (`device` None: none of them), `about` the
    device in words, `known` what the program says by itself: (what, its value).
    """

    document: str
    group: str
    device: str | None
    about: str
    since: int
    procedures: tuple[str, ...] = ()
    words: str | None = None
    known: tuple[tuple[str, str], ...] = ()


@kind(76)
@dataclass(frozen=True, slots=True)
class IncidentChanged(Fact):
    """What was done about an incident, and whether it is open or closed from then on."""

    document: str
    state: str
    words: str | None = None


@kind(63)
@dataclass(frozen=True, slots=True)
class IncidentPictured(Fact):
    """A picture of what an incident is about came to it.

    `digest` (hex) is the SHA-256 of the sealed file of `size` bytes, `key` (hex) what opens it: it
    travels as a scan does. What its file was called stays at the desk.
    """

    document: str
    digest: str
    key: str
    size: int


@kind(79)
@dataclass(frozen=True, slots=True)
class DeviceListed(Fact):
    """How many of one kind of equipment (or of posts) the office needs and has, as counted then.

    `device` is its code in the dated list or the words for another one; `broken` are among `held`.
    """

    device: str
    about: str
    held: int
    broken: int = 0
    needed: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done about an incident."""

    at: datetime
    actor: str
    by: str | None
    state: str
    words: str | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an incident, without what opens it."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident as it stands; `closed_at` None while it is open."""

    document: str
    group: str
    device: str | None
    about: str
    since: datetime
    reported_at: datetime
    actor: str
    by: str | None
    procedures: tuple[str, ...]
    words: str | None
    known: tuple[tuple[str, str], ...]
    closed_at: datetime | None = None
    changes: tuple[Change, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @property
    def state(self) -> str:
        """`open` or `closed`."""
        return OPEN if self.closed_at is None else CLOSED

    def days(self, now: datetime) -> int:
        """Calendar days from its beginning until it was closed, or until now."""
        return max(0, ((self.closed_at or now).date() - self.since.date()).days)


@dataclass(frozen=True, slots=True)
class Device:
    """One line of the inventory, as it was counted last."""

    code: str
    about: str
    held: int
    broken: int
    needed: int | None
    note: str | None
    counted_at: datetime

    @property
    def works(self) -> int:
        """How many can be used."""
        return self.held - self.broken

    @property
    def missing(self) -> int | None:
        """How many are lacking for the need; None where nobody said what is needed."""
        return None if self.needed is None else max(0, self.needed - self.held)


def reported(event: Event, fact: IncidentReported) -> Incident:
    """The incident as it was reported."""
    return Incident(
        document=fact.document,
        group=fact.group,
        device=fact.device,
        about=fact.about,
        since=from_seconds(fact.since),
        reported_at=event.at,
        actor=event.actor,
        by=event.by,
        procedures=fact.procedures,
        words=fact.words,
        known=fact.known,
    )


def changed(incident: Incident, event: Event, fact: IncidentChanged) -> Incident:
    """The incident after one change; a state that is none of ours leaves it as it was."""
    state = fact.state if fact.state in STATES else incident.state
    closed_at = None if state == OPEN else incident.closed_at or event.at
    one = Change(event.at, event.actor, event.by, state, fact.words)
    return replace(incident, closed_at=closed_at, changes=(*incident.changes, one))


def pictured(incident: Incident, fact: IncidentPictured) -> Incident:
    """The incident with one picture more; the same one counts once."""
    one = Picture(fact.digest, fact.size)
    known = any(picture.digest == fact.digest for picture in incident.pictures)
    return incident if known else replace(incident, pictures=(*incident.pictures, one))


def listed(event: Event, fact: DeviceListed) -> Device:
    """The line of the inventory that a count makes."""
    return Device(fact.device, fact.about, fact.held, fact.broken, fact.needed, fact.note, event.at)


def looks_personal(text: str) -> bool:
    """Whether words seem to hold a personal id or a telephone, which no incident needs."""
    return holds_identity(text) or TELEPHONE.search(text) is not None


def holds_identity(text: str) -> bool:
    """Whether words seem to hold a personal id, which must not be stored here."""
    return IDENTITY.search(text) is not None


def group_of(device: Reason) -> str:
    """The group that a device's row belongs to."""
    return device.ground.partition(";")[0].strip()


def in_inventory(devices: Iterable[Reason]) -> tuple[Reason, ...]:
    """The rows that the office's inventory asks for."""
    return tuple(one for one in devices if COUNTED in one.ground)

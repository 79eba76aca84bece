"""Who is on duty on a day, and what one clerk leaves in words for the next.

No law knows either: the office's leader sends people where they are needed, and whoever sits down
at the desk has to know what the one before him left.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.events import Event, Fact, kind

ON, CALL, AWAY = "on", "call", "away"
STATES = {ON: "trực", CALL: "gọi khi cần", AWAY: "vắng"}


@kind(72)
@dataclass(frozen=True, slots=True)
class DutySet(Fact):
    """What a person does from the first to the last day (ISO, both with); a later word rules."""

    user: str
    first: str
    last: str
    state: str
    words: str | None = None


@kind(73)
@dataclass(frozen=True, slots=True)
class NoteLeft(Fact):
    """Words for the next clerk; `to` None: whoever comes after.

    `known` is what the program counts by itself at that moment: (what, its value). `key` is what
    the sender calls it, so that it is left once however often it is sent.
    """

    to: str | None
    words: str
    known: tuple[tuple[str, str], ...] = ()
    key: str | None = None


@kind(62)
@dataclass(frozen=True, slots=True)
class NoteTaken(Fact):
    """The actor has read a note and goes on with it; `note` is its event (hash, hex)."""

    note: str


@dataclass(frozen=True, slots=True)
class Duty:
    """What was said of a person and some days, and by whom."""

    user: str
    first: date
    last: date
    state: str
    words: str | None
    at: datetime
    actor: str

    @property
    def said(self) -> str:
        """The state in words; a newer program's stays as it was written."""
        return STATES.get(self.state, self.state)


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it stands; `taken` tells when and by whom, the first one first."""

    identity: str
    at: datetime
    actor: str
    by: str | None
    to: str | None
    words: str
    known: tuple[tuple[str, str], ...]
    taken: tuple[tuple[datetime, str], ...] = ()

    def waits_for(self, user: str) -> bool:
        """Whether it is this person's to read: his by name, or another's words for the next."""
        if self.taken:
            return False
        return self.to == user or (self.to is None and self.actor != user)


def duty_of(event: Event, fact: DutySet) -> Duty:
    """What a fact says; ValueError where its days are none."""
    first, last = date.fromisoformat(fact.first), date.fromisoformat(fact.last)
    return Duty(fact.user, first, last, fact.state, fact.words, event.at, event.actor)


def note_of(event: Event, identity: str, fact: NoteLeft, taken: Iterable[Event]) -> Note:
    """The note, with those who took it in their order."""
    read = tuple(sorted((one.at, one.actor) for one in taken))
    return Note(identity, event.at, event.actor, event.by, fact.to, fact.words, fact.known, read)


def on_day(said: Iterable[Duty], day: date) -> dict[str, Duty]:
    """What holds on a day, by person: of what was said of it, the last."""
    rules: dict[str, Duty] = {}
    for one in sorted(said, key=lambda one: one.at):
        if one.first <= day <= one.last:
            rules[one.user] = one
    return rules

"""What comes down from the province: facts of its journal for one office.

They travel and are hashed as `app.domain.events` are; the actor is the province. Content that is
too big for a line (a catalogue) is fetched beside it by its digest.
"""

from dataclasses import dataclass

from app.domain.events import Fact, kind
from app.domain.place import PIN

ACCEPTED = "accepted"
REASSIGN = "reassign"  # in a dossier's history; no step of a desk
PROVINCE_LINE = "ff" * 32
"""The line of the province's own facts of a dossier: behind every chain, whose root it never is."""


@kind(80)
@dataclass(frozen=True, slots=True)
class CataloguePublished(Fact):
    """A new catalogue version holds from `starts_on` (None: for all dates).

    `digest` is the SHA-256 (hex) of its canonical text, `size` the text's length in bytes.
    """

    label: str
    digest: str
    size: int
    starts_on: str | None = None


@kind(81)
@dataclass(frozen=True, slots=True)
class OfficeChanged(Fact):
    """Names, hours and look-up address of the receiving office, as printed from now on.

    `unlock` is its policy: `pin`, or `passphrase` at the first unlock after a start.
    """

    commune: str
    name: str
    parent: str
    place: str
    hours: str
    phone: str | None = None
    lookup_url: str | None = None
    unlock: str = PIN


@kind(82)
@dataclass(frozen=True, slots=True)
class BlockGranted(Fact):
    """Numbers block*100+1 … +100 of each day from first to last belong to one installation.

    It is the one of `device` that bears this letter. The journal is the office's, so its other
    desks read the grant too and leave it alone; None means whoever reads it.
    """

    agency_code: str
    block: int
    first_day: str
    last_day: str
    device: str | None = None
    letter: str = ""


@kind(83)
@dataclass(frozen=True, slots=True)
class UserSet(Fact):
    """The province names a user of the office, or ends him."""

    user: str
    name: str
    roles: tuple[str, ...]
    fields: tuple[str, ...] = ()
    ended: int = 0


@kind(84)
@dataclass(frozen=True, slots=True)
class VerdictGiven(Fact):
    """What judging found wrong with a stored event (hash in hex); the sentence is the clerk's.

    An event may bear several, each by its code. The code ACCEPTED takes all earlier ones back;
    those that still hold follow again.
    """

    event: str
    code: str
    sentence: str


@kind(85)
@dataclass(frozen=True, slots=True)
class DeviceRevoked(Fact):
    """A device sends no more; what it still holds goes by another way."""

    device: str
    reason: str


@kind(86)
@dataclass(frozen=True, slots=True)
class NoticeGiven(Fact):
    """A sentence for the office."""

    text: str


@kind(87)
@dataclass(frozen=True, slots=True)
class DossierChanged(Fact):
    """What another machine recorded of a dossier: `event` (hex) with its canonical bytes.

    `depth` and `line` (the root of its chain in hex, empty where it is the dossier's own) are its
    place in the fold. A machine that has the event itself leaves it alone.
    """

    dossier: str
    event: str
    depth: int
    body: str
    device: str
    line: str = ""


@kind(88)
@dataclass(frozen=True, slots=True)
class FactsContradict(Fact):
    """Facts of one dossier, by their identities in hex, that cannot all hold."""

    dossier: str
    events: tuple[str, ...]


@kind(89)
@dataclass(frozen=True, slots=True)
class QuestionAnswered(Fact):
    """The province's answer to a question (an event `Resolved` that asks): it goes before others.

    The fields are those of `Resolved`; `dossier` is None where the matter is outside dossiers.
    """

    question: str
    matter: tuple[str, ...]
    code: str
    answer: str
    text: str
    aside: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    dossier: str | None = None


@kind(90)
@dataclass(frozen=True, slots=True)
class Reassigned(Fact):
    """The province gives a dossier to another office to decide: its `nth` word of this kind.

    `before` and `to` are communes' codes, `name` is that office's as the province knows it. The
    same bytes go to every office concerned; behind the dossier's identity their hash is the fact's
    own. It stands on PROVINCE_LINE, so what the old office recorded without knowing goes before it.
    """

    dossier: str
    nth: int
    before: str
    to: str
    name: str
    reason: str

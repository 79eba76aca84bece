"""The facts that a journal holds, one class a kind, and the event that carries one.

A class's number, and the order and meaning of its fields, are hashed into every journal and can
never change: a change is a new version with a small upcaster in `app.wire.event`.
Moments inside facts are whole seconds since 1970 (the law's time shows them), days are ISO text.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from app.domain.parts import FeeLine, FeeReceipt, ForeignCode, PaperLine, Result
from app.domain.person import Person, Receiver, Subject, Submitter
from app.domain.record import record

JsonValue = str | int | bool | None | tuple["JsonValue", ...]


class Fact:
    """Base of all facts. `number` and `version` name the class in the hashed bytes."""

    __slots__ = ()
    number: int
    version: int
    opens = False  # True: its event opens a dossier, whose identity is that event's hash


KINDS: dict[tuple[int, int], type[Fact]] = {}
OPENING: set[int] = set()  # numbers of the kinds that open a dossier
AnyFact = TypeVar("AnyFact", bound=type[Fact])


def kind(number: int, version: int = 1) -> Callable[[AnyFact], AnyFact]:
    """Give a fact its number in the hashed bytes, for ever."""

    def register(cls: AnyFact) -> AnyFact:
        if (number, version) in KINDS:
            raise ValueError(number)
        cls.number, cls.version = number, version
        KINDS[number, version] = cls
        if cls.opens:
            OPENING.add(number)
        return cls

    return register


@record
class Event:
    """One fact with who and when.

    `recorded_at` is this machine's clock in whole milliseconds, `at` the time as claimed, in whole
    seconds. `actor` is the user who was unlocked, `by` the name as written on paper (None: the
    actor's own). `dossier` is None outside dossiers, 0 where the event opens one, the distance back
    along the chain to the opening event, or that event's full hash where it is no ancestor.
    """

    recorded_at: datetime
    at: datetime
    actor: str
    by: str | None
    dossier: int | bytes | None
    fact: Fact


# --- installation -------------------------------------------------------------------------------


@kind(1)
@record
class Installed(Fact):
    """Opens an installation: first run, joining a province, restore, detected clone, replacement.

    `public_key` and `salt` (hex) with the training mark give the root of a first installation;
    `letter` stands behind the desk in numbers after a restore or a clone; `parent` is the hash
    (hex) of the head it stands on, None at a root.
    """

    cause: str
    public_key: str
    salt: str
    training: int
    commune: str
    desk: int
    letter: str
    numbering: str
    device: str | None = None
    agency_code: str | None = None
    parent: str | None = None


@kind(2)
@record
class UserAdded(Fact):
    """A person may work here; `fields` empty means all fields of law."""

    user: str
    name: str
    roles: tuple[str, ...]
    fields: tuple[str, ...] = ()


@kind(3)
@record
class UserChanged(Fact):
    """What changed about a user: None leaves it. `public_key` (hex) signs his sessions."""

    user: str
    name: str | None = None
    roles: tuple[str, ...] | None = None
    fields: tuple[str, ...] | None = None
    public_key: str | None = None
    ended: int = 0


@kind(4)
@record
class Unlocked(Fact):
    """The actor began a session. `nonce` (hex) makes every later hash one of a kind."""

    nonce: str


@kind(5)
@record
class Locked(Fact):
    """The actor's own key signs `head` (hex), the last event of the session."""

    head: str
    signature: str


@kind(6)
@record
class ClockConfirmed(Fact):
    """A person said what time it is; the machine's clock is off by so many seconds."""

    offset_seconds: int


# --- dossiers -----------------------------------------------------------------------------------


@kind(20)
@record
class Received(Fact):
    """Mẫu 01: a dossier is opened. The event's `at` is the time of reception."""

    opens = True
    code: str
    procedure: str
    catalogue: str
    office: str
    owner: Person
    channel: str = "counter"
    due_at: int | None = None
    due_reason: str | None = None
    term: str | None = None
    fees: tuple[FeeLine, ...] | None = None
    paid: str | None = None
    papers: tuple[PaperLine, ...] = ()
    sets: int = 1
    pages: int | None = None
    copies: int | None = None
    submitter: Submitter | None = None
    subjects: tuple[Subject, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    note: str | None = None
    case: str | None = None
    return_by: str = "counter"
    deciding_office: str | None = None
    return_office: str | None = None
    exemption: str | None = None
    fee_receipt: FeeReceipt | None = None
    external_code: ForeignCode | None = None
    appointment: str | None = None
    key: str | None = None


@kind(21)
@record
class Corrected(Fact):
    """A field is put right; `field` a dotted path, both values kept.

    `fees` are the lines that the catalogue makes of it, where they are others than before: empty
    where nobody knows the amount any more, None where they stay.
    """

    field: str
    old: JsonValue
    new: JsonValue
    reason: str
    fees: tuple[FeeLine, ...] | None = None


@kind(22)
@record
class HandedOver(Fact):
    """The dossier goes to another hand: a person of the office by his id, all else in words."""

    to: str | None = None
    reason: str | None = None


@kind(23)
@record
class TakenOver(Fact):
    """The other hand has it."""

    reason: str | None = None


@kind(24)
@record
class PapersRequested(Fact):
    """Mẫu 02 after reception: the clock stops with `remaining_minutes` of working time left."""

    papers: tuple[str, ...] = ()
    until: str | None = None
    reason: str | None = None
    remaining_minutes: int | None = None


@kind(25)
@record
class PapersReceived(Fact):
    """What was missing came; the clock runs again to `due_at`."""

    papers: tuple[str, ...] = ()
    reason: str | None = None
    due_at: int | None = None


@kind(26)
@record
class PaymentRequired(Fact):
    """A financial duty; the clock stops."""

    amount_dong: int | None = None
    reason: str | None = None
    remaining_minutes: int | None = None


@kind(27)
@record
class PaymentMade(Fact):
    """Money came in, an amount that only the taker knows; out of 6 the clock runs to `due_at`."""

    paid: str | None = None
    fee_receipt: FeeReceipt | None = None
    reason: str | None = None
    due_at: int | None = None
    amount_dong: int | None = None


@kind(28)
@record
class Suspended(Fact):
    """The agency pauses; the clock stops."""

    reason: str
    remaining_minutes: int | None = None


@kind(29)
@record
class Resumed(Fact):
    """Work goes on; the clock runs again to `due_at`."""

    reason: str | None = None
    due_at: int | None = None


@kind(30)
@record
class Extended(Fact):
    """Mẫu 04, signed and numbered: a new due time."""

    due_at: int
    reason: str
    signer: str | None = None
    document: str | None = None


@kind(31)
@record
class Withdrawn(Fact):
    """The citizen takes the dossier back."""

    reason: str


@kind(32)
@record
class Stopped(Fact):
    """Mẫu 05: the agency stops; closed."""

    reason: str
    signer: str | None = None


@kind(33)
@record
class Finished(Fact):
    """The result is at the desk: the end of processing, on which punctuality is judged."""

    result: Result | None = None
    reason: str | None = None


@kind(34)
@record
class GivenBack(Fact):
    """The result left with `to` (None: the owner); `signed` is where he signed."""

    to: Receiver | None = None
    signed: str | None = None
    without_slip: int = 0
    reason: str | None = None


@kind(35)
@record
class Voided(Fact):
    """Received by mistake: out of all counts, the number stays used."""

    reason: str


@kind(36)
@record
class Reversed(Fact):
    """A leader takes back the last change out of 7, stopped 8, 9 or 10."""

    reason: str


@kind(37)
@record
class Noted(Fact):
    """A remark."""

    reason: str | None = None


@kind(38)
@record
class Linked(Fact):
    """Belongs to another dossier; `other` is its identity (hex) or code."""

    other: str
    relation: str | None = None
    reason: str | None = None


@kind(39)
@record
class CodePaired(Fact):
    """Another system's code for the same dossier."""

    system: str
    code: str
    reason: str | None = None


@kind(40)
@record
class Reprinted(Fact):
    """A paper was printed again, for the `copy`-th time."""

    form: str
    copy: int


# --- without a dossier --------------------------------------------------------------------------


@kind(60)
@record
class Refused(Fact):
    """Mẫu 03 at the counter: no dossier arises."""

    document: str
    procedure: str
    owner: Person
    reason: str
    ground: str | None = None


@kind(61)
@record
class Advised(Fact):
    """Somebody came for advice about a procedure and no dossier arose: a visit all the same.

    `printed`: he left with the take-home list.
    """

    procedure: str
    printed: int = 0

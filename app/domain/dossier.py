"""A dossier as the fold of its events; the desk and the province use the same one (model.md 3).

`status` is the national number 1-10; 8 is two things, told apart by `state`: "suspended" (open, the
clock stands) and "stopped" (closed). Money, delivery and void are kept beside it, never in it.
"""

from dataclasses import MISSING, dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from app.domain.certification import Entry
from app.domain.events import JsonValue
from app.domain.listed import ListedRow
from app.domain.parts import (
    FeeLine,
    FeeReceipt,
    ForeignCode,
    PaperLine,
    Result,
    set_by_taker,
    whole_fee,
)
from app.domain.person import Person, Receiver, Subject, Submitter
from app.domain.record import record
from app.domain.scan import Scan

RECEIVED, PROCESSING, WANTS_PAPERS, WANTS_PAYMENT = 2, 4, 5, 6
WITHDRAWN, HALTED, FINISHED, RETURNED = 7, 8, 9, 10
SUSPENDED, STOPPED = "suspended", "stopped"
HANDS = ("hand_over", "take_over")
NEW_ONLINE, NOT_RECEIVED = 1, 3  # of foreign dossiers only
FOREIGN_CLOSED = frozenset({NOT_RECEIVED, WITHDRAWN, RETURNED})


@record
class PairedCode:
    """A foreign code and when it was paired."""

    system: str
    code: str
    paired_at: datetime


@record
class Link:
    """Another dossier that this one belongs to."""

    other: str
    relation: str | None


@record
class Turn:
    """What a closing step changed, so that a leader's reversal can bring it back."""

    status: int
    state: str | None
    remaining_minutes: int | None
    finished_at: datetime | None
    returned_at: datetime | None
    closed_at: datetime | None
    result: Result | None
    returned_to: Receiver | None


@record
class Extension:
    """A new due time (Mẫu 04): what was promised before, who signed it under which number.

    `late`: the promise was broken already. `first`: no other came before it.
    """

    at: datetime
    before: datetime | None
    due_at: datetime
    signer: str | None
    number: str | None
    late: bool
    first: bool

    @property
    def counts(self) -> bool:
        """Punctuality is judged by it: signed under a number, in time, and the only one."""
        return self.first and not self.late and None not in (self.signer, self.number)


@record
class Wait:
    """A technical wait inside status 4; `until` None: it lasts."""

    since: datetime
    until: datetime | None
    reason: str


@record
class Change:
    """What a correction put right: the field's dotted path, what stood there and what does now."""

    field: str
    old: JsonValue
    new: JsonValue


@record
class HistoryLine:
    """One step in words that a report can use; `effective` is False where the table forbade it.

    `detail` is what the step was about: to whom, which papers, how much. `elsewhere`: another
    machine recorded it, and the province brought it; `office` is that machine's commune where it is
    another office's, whose people are not this one's.
    """

    at: datetime
    recorded_at: datetime
    action: str
    by: str | None
    actor: str
    reason: str | None
    effective: bool = True
    detail: str | None = None
    change: Change | None = None
    elsewhere: bool = False
    office: str | None = None


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """Everything known of one dossier.

    It has no slots, so that `but` can copy all of it at once: journals are folded by it. `master`
    is the system that holds a foreign one (None: ours), `listed` its row in the newest list.
    """

    code: str
    procedure: str
    catalogue: str
    office: str
    owner: Person
    received_at: datetime
    recorded_at: datetime
    channel: str
    case: str | None
    deciding_office: str | None
    return_office: str | None
    return_by: str
    submitter: Submitter | None
    subjects: tuple[Subject, ...]
    details: tuple[tuple[str, str], ...]
    sets: int
    papers: tuple[PaperLine, ...]
    pages: int | None
    copies: int | None
    fees: tuple[FeeLine, ...] | None
    exemption: str | None
    paid: str | None
    fee_receipt: FeeReceipt | None
    first_due_at: datetime | None
    due_at: datetime | None
    due_reason: str | None
    term: str | None
    appointment: str | None
    note: str | None
    key: str | None
    codes: tuple[PairedCode, ...]
    status: int = RECEIVED
    state: str | None = None
    remaining_minutes: int | None = None
    holder: str | None = None
    wanted: tuple[str, ...] = ()
    wanted_until: str | None = None
    owed_dong: int | None = None
    more_receipts: tuple[FeeReceipt, ...] = ()
    extensions: int = 0
    finished_at: datetime | None = None
    returned_at: datetime | None = None
    closed_at: datetime | None = None
    result: Result | None = None
    returned_to: Receiver | None = None
    signed: str | None = None
    without_slip: bool = False
    external_code: ForeignCode | None = None
    void: bool = False
    links: tuple[Link, ...] = ()
    scans: tuple[Scan, ...] = ()
    turns: tuple[Turn, ...] = ()
    history: tuple[HistoryLine, ...] = ()
    extended: tuple[Extension, ...] = ()
    waits: tuple[Wait, ...] = ()
    register: tuple[Entry, ...] = ()
    master: str | None = None
    listed: ListedRow | None = None
    listed_at: datetime | None = None

    def but(self, **changes: Any) -> "Dossier":
        """The same with some fields changed; TypeError for one that there is not."""
        other = object.__new__(Dossier)
        values = other.__dict__
        values.update(self.__dict__)
        values.update(changes)
        if len(values) > len(self.__dict__):
            raise TypeError(sorted(changes))
        return other

    def with_last_elsewhere(self, office: str | None = None) -> "Dossier":
        """The same, its newest line told as another machine's, and perhaps another office's."""
        last = replace(self.history[-1], elsewhere=True, office=office)
        return self.but(history=(*self.history[:-1], last))

    @property
    def place(self) -> str:
        """The office where it is: who decides it, with a result who gives that back."""
        at = self.deciding_office if self.finished_at is None else self.return_office
        return at or self.office

    @property
    def leaves(self) -> bool:
        """Whether receiving, deciding and return office are not one."""
        here = self.office
        return (self.deciding_office or here) != here or (self.return_office or here) != here

    @property
    def holder_here(self) -> str | None:
        """Who has it, None where another office said so: its people's ids mean nothing here."""
        if self.holder is None:
            return None
        moves = (one for one in reversed(self.history) if one.effective and one.action in HANDS)
        last = next(moves, None)
        return None if last is None or last.office is not None else self.holder

    @property
    def fee_dong(self) -> int | None:
        """The whole fee; None where nobody knows it, never a guessed 0."""
        return whole_fee(self.fees)

    @property
    def fee_by_taker(self) -> bool:
        """Whether only the one who takes the fee knows how much it is."""
        return not self.exemption and set_by_taker(self.fees)

    @property
    def fee_open(self) -> bool:
        """Whether a fee is still to be paid, of an amount that may be unknown."""
        return self.paid is None and self.exemption is None and self.fee_dong != 0

    @property
    def pays_duty(self) -> bool:
        """Whether the next payment is of what was demanded, and the fee stays as it is.

        A demand that names no amount means the fee where that is open.
        """
        return bool(self.owed_dong) or (self.status == WANTS_PAYMENT and not self.fee_open)

    @property
    def amount_by_taker(self) -> bool:
        """Whether the next payment is of an amount that only its taker knows."""
        return not self.owed_dong if self.pays_duty else self.fee_by_taker

    @property
    def receipts(self) -> tuple[FeeReceipt, ...]:
        """Every fee receipt written for it: the fee's last one, then others and those of duties."""
        return (*((self.fee_receipt,) if self.fee_receipt else ()), *self.more_receipts)

    @property
    def handed(self) -> bool:
        """Given to a hand that has not said yet that it has it."""
        moves = (line.action for line in reversed(self.history) if line.effective)
        return next((one for one in moves if one in HANDS), "") == HANDS[0]

    @property
    def open(self) -> bool:
        """Still to be worked on or handed out."""
        if self.master is not None:
            closed = self.status in FOREIGN_CLOSED or self.state == STOPPED
            return not self.void and not closed
        return not self.void and self.closed_at is None

    @property
    def agreed(self) -> str | None:
        """The day agreed with the citizen and, where there is one, its hour: text that sorts.

        Another desk may have written what is no day: nobody can be expected on it.
        """
        day = _day(self.appointment)
        return day and f"{day} {dict(self.details).get(HOUR_AGREED) or ''}".rstrip()

    @property
    def papers_until(self) -> str | None:
        """The last day for papers that are waited for; None where it is no day that counts.

        Older programs kept the words that were typed.
        """
        return _day(self.wanted_until)

    @property
    def waits_technically(self) -> bool:
        """Whether work waits for something technical."""
        return bool(self.waits) and self.waits[-1].until is None

    @property
    def owned_by(self) -> str:
        """Who has it: the last one it was handed to or who took it, else whoever received it."""
        first = self.history[0]
        return self.holder or first.by or first.actor

    @property
    def entered_late(self) -> bool:
        """Typed in more than fifteen minutes after it happened; a foreign one was not typed in."""
        return self.master is None and is_late(self.received_at, self.recorded_at)


# What `but` makes a new dossier of, all at once: the constructor fills field after field, slowly.
_REQUIRED: dict[str, Any] = {one.name: None for one in fields(Dossier) if one.default is MISSING}
BLANK = Dossier(**_REQUIRED)
LATE_AFTER_SECONDS = 15 * 60
HOUR_AGREED = "appointed_at"  # the detail of a procedure that holds the hour of an appointment


def is_late(at: datetime, recorded_at: datetime) -> bool:
    """Whether a claim is a late entry (model.md 2)."""
    return (recorded_at - at).total_seconds() > LATE_AFTER_SECONDS


def _day(text: str | None) -> str | None:
    """The same where it is a day, as ISO; asked of each card that is written."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None

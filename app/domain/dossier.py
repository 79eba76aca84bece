"""A dossier as the fold of its events; the desk and the province use the same one (model.md 3).

`status` is the national number 1-10; 8 is two things, told apart by `state`: "suspended" (open, the
clock stands) and "stopped" (closed). Money, delivery and void are kept beside it, never in it.
"""

from dataclasses import dataclass
from datetime import datetime

from app.domain.events import JsonValue
from app.domain.parts import (
    FeeLine,
    FeeReceipt,
    ForeignCode,
    PaperLine,
    Result,
    whole_fee,
)
from app.domain.person import Person, Receiver, Subject, Submitter

RECEIVED, PROCESSING, WANTS_PAPERS, WANTS_PAYMENT = 2, 4, 5, 6
WITHDRAWN, HALTED, FINISHED, RETURNED = 7, 8, 9, 10
SUSPENDED, STOPPED = "suspended", "stopped"


@dataclass(frozen=True, slots=True)
class PairedCode:
    """A foreign code and when it was paired."""

    system: str
    code: str
    paired_at: datetime


@dataclass(frozen=True, slots=True)
class Link:
    """Another dossier that this one belongs to."""

    other: str
    relation: str | None


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Change:
    """What a correction put right: the field's dotted path, what stood there and what does now."""

    field: str
    old: JsonValue
    new: JsonValue


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step in words that a report can use; `effective` is False where the table forbade it.

    `detail` is what the step was about: to whom, which papers, how much.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything known of one dossier."""

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
    turns: tuple[Turn, ...] = ()
    history: tuple[HistoryLine, ...] = ()

    @property
    def fee_dong(self) -> int | None:
        """The whole fee; None where nobody knows it, never a guessed 0."""
        return whole_fee(self.fees)

    @property
    def open(self) -> bool:
        """Still to be worked on or handed out."""
        return not self.void and self.closed_at is None

    @property
    def entered_late(self) -> bool:
        """Typed in more than fifteen minutes after it happened."""
        return is_late(self.received_at, self.recorded_at)


LATE_AFTER_SECONDS = 15 * 60


def is_late(at: datetime, recorded_at: datetime) -> bool:
    """Whether a claim is a late entry (model.md 2)."""
    return (recorded_at - at).total_seconds() > LATE_AFTER_SECONDS

"""Receiving a dossier: what is claimed, what the law promises for it, and one durable event.

`assess` is what the window shows while typing and asks nothing of the store; `receive` does the
same once more and stores it. A slip may print only after `receive` has returned.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain import events as e
from app.domain.authority import RECEIVE
from app.domain.dossier import is_late
from app.domain.errors import ClerkError
from app.domain.limit import limit_in_words
from app.domain.parts import FeeLine, whole_fee
from app.domain.procedure import Procedure
from app.domain.times import from_seconds, to_seconds
from app.services import details, offices, terms
from app.services.authority import require
from app.services.claim import Claim, read_claim, read_key
from app.services.desk import Desk, Warned, check_time, require_clerk
from app.services.doubts import doubts
from app.services.exemption import ground_of
from app.services.fields import Fields
from app.services.number import next_code
from app.services.ports import PrintRequest, Reads, Standing, Stored, Writes
from app.services.promise import Promise
from app.services.scans import add_scans


@dataclass(frozen=True, slots=True)
class Assessment:
    """What would be promised: due time with its reason, fee lines (None: nobody knows).

    `exemption` is its ground, `details` the procedure's own fields, both as the catalogue knows
    them.
    """

    procedure: Procedure
    catalogue: str
    received_at: datetime
    due_at: datetime | None
    due_reason: str
    term: str
    fees: tuple[FeeLine, ...] | None
    exemption: str | None
    details: tuple[tuple[str, str], ...]
    warnings: tuple[Warned, ...]

    @property
    def fee_dong(self) -> int | None:
        """The whole fee, None where unknown."""
        return whole_fee(self.fees)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A stored dossier, as first promised; `again` where its key was known already."""

    stored: Stored
    code: str
    due_at: datetime | None
    fee_dong: int | None
    again: bool
    warnings: tuple[Warned, ...] = ()
    print_job: int | None = None


def receive(
    desk: Desk,
    values: Mapping[str, Any],
    *,
    draft: str | None = None,
    print_as: PrintRequest | None = None,
) -> Receipt:
    """Read, assess and store one dossier.

    Raises ClerkError with the field to mend, Trouble where the disk does not take it; in both cases
    nothing was stored. A known `key` answers what was promised first, whatever else the line says.
    """
    return receive_all(desk, (values,), draft=draft, print_as=print_as)[0]


def receive_all(
    desk: Desk,
    lines: Sequence[Mapping[str, Any]],
    *,
    draft: str | None = None,
    print_as: PrintRequest | None = None,
    scans: Sequence[Sequence[str]] = (),
) -> tuple[Receipt, ...]:
    """Store the dossiers of one visit in one transaction: all of them, or none.

    As `receive`; of several lines the one at fault is named by its place: `visit.1.owner.name`.
    `scans` are the digests of each line's scans, which lie at this desk.
    """
    require_clerk(desk)
    now, standing = desk.clock.now(), desk.store.standing()
    known = [_known(desk, values) for values in lines]
    ready = [
        None if found else _read(desk, lines, place, now, standing)
        for place, found in enumerate(known)
    ]
    if all(known):
        return tuple(found for found in known if found)
    with desk.store.transaction() as writes:
        standing = writes.standing()  # the beginning of a transaction may open an installation
        receipts = [
            _store(writes, one, standing, print_as) if one else found
            for one, found in zip(ready, known, strict=True)
        ]
        for receipt, digests in zip(receipts, scans, strict=False):
            if receipt is not None:
                add_scans(writes, receipt.stored, digests, now)
        if draft is not None:
            writes.drop_draft(draft)
    return tuple(found for found in receipts if found)


def _read(
    desk: Desk, lines: Sequence[Mapping[str, Any]], place: int, now: datetime, standing: Standing
) -> tuple[Claim, Assessment]:
    try:
        claim = read_claim(lines[place], now.date())
        return claim, _allowed(desk, assess(desk, claim, now, standing))
    except ClerkError as fault:
        if len(lines) == 1:
            raise
        raise ClerkError(fault.message, f"visit.{place}.{fault.field or ''}") from fault


def _allowed(desk: Desk, assessment: Assessment) -> Assessment:
    require(desk, RECEIVE, assessment.procedure.field, "procedure")
    return assessment


def _store(
    writes: Writes,
    ready: tuple[Claim, Assessment],
    standing: Standing,
    print_as: PrintRequest | None,
) -> Receipt:
    claim, assessment = ready
    again = None if claim.key is None else writes.with_key(claim.key)
    if again is not None:
        return _again(writes, again)
    code = next_code(writes, standing, assessment.received_at.date())
    fact = _fact(claim, assessment, code, standing.commune)
    dossier_id = writes.append(fact, at=assessment.received_at, by=claim.by)
    job = None if print_as is None else writes.enqueue_print(print_as, dossier_id, code)
    stored = writes.dossier(dossier_id)
    dossier = stored.dossier
    return Receipt(
        stored, code, dossier.due_at, dossier.fee_dong, again=False,
        warnings=assessment.warnings, print_job=job,
    )  # fmt: skip


def assess(desk: Desk, claim: Claim, now: datetime, standing: Standing) -> Assessment:
    """What would be promised for the claim; ClerkError for what stands in its way."""
    at = claim.received_at or now.replace(microsecond=0)
    check_time(at, now, "received_at", late_allowed=claim.entered_late)
    catalogue = desk.catalogue(at)
    procedure = terms.procedure_of(catalogue, claim.procedure)
    for field in offices.FIELDS:
        offices.require_known(catalogue, standing.commune, getattr(claim, field), field)
    lacking = terms.lacking(procedure, claim)
    if lacking and not is_late(at, now):
        raise ClerkError(lacking[0].message, lacking[0].field)
    limit = terms.limit_of(procedure, claim)
    _check_appointment(claim, at)
    ground = ground_of(catalogue, procedure, claim.exemption)
    promise = Promise.of(catalogue, standing.office)
    due = promise.due(limit, at, claim.appointment)
    return Assessment(
        procedure=procedure,
        catalogue=catalogue.version,
        received_at=at,
        due_at=due.at,
        due_reason=due.reason,
        term=limit_in_words(limit),
        fees=terms.fees_of(procedure, claim, ground),
        exemption=ground,
        details=details.settled(catalogue, procedure, claim.details, now.date()),
        warnings=(*lacking, *doubts(catalogue, claim, now.date())),
    )


def _check_appointment(claim: Claim, at: datetime) -> None:
    agreed = None if claim.appointment is None else date.fromisoformat(claim.appointment)
    if agreed is not None and agreed < at.date():
        raise ClerkError(
            f"Ngày hẹn {agreed:%d/%m/%Y} đã qua. Hãy hẹn từ {at:%d/%m/%Y} trở đi.", "appointment"
        )


def _known(desk: Desk, values: Mapping[str, Any]) -> Receipt | None:
    """The key alone decides, before anything else of the line is looked at."""
    key = read_key(Fields(values))
    stored = None if key is None else desk.store.with_key(key)
    return None if stored is None else _again(desk.store, stored)


def _again(reads: Reads, stored: Stored) -> Receipt:
    """What was promised then, whatever was extended or put right since."""
    first = reads.promised(stored.id)
    due_at = None if first.due_at is None else from_seconds(first.due_at)
    return Receipt(stored, first.code, due_at, whole_fee(first.fees), again=True)


def _fact(claim: Claim, assessment: Assessment, code: str, office: str) -> e.Received:
    due_at = assessment.due_at
    return e.Received(
        code=code,
        procedure=assessment.procedure.code,
        catalogue=assessment.catalogue,
        office=office,
        owner=claim.owner,
        channel=claim.channel,
        due_at=None if due_at is None else to_seconds(due_at),
        due_reason=assessment.due_reason,
        term=assessment.term,
        fees=assessment.fees,
        paid=claim.paid,
        papers=claim.papers,
        sets=claim.sets,
        pages=claim.pages,
        copies=claim.copies,
        submitter=claim.submitter,
        subjects=claim.subjects,
        details=assessment.details,
        note=claim.note,
        case=claim.case,
        return_by=claim.return_by,
        deciding_office=claim.deciding_office,
        return_office=claim.return_office,
        exemption=assessment.exemption,
        fee_receipt=claim.fee_receipt,
        external_code=claim.external_code,
        appointment=claim.appointment,
        key=claim.key,
    )

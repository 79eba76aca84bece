"""Receiving a dossier: what is claimed, what the law promises for it, and one durable event.

`assess` is what the window shows while typing and asks nothing of the store; `receive` does the
same once more and stores it. A slip may print only after `receive` has returned.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from app.domain import events as e
from app.domain.authority import RECEIVE
from app.domain.bunch import Bunch
from app.domain.dossier import is_late
from app.domain.errors import ClerkError
from app.domain.parts import FeeLine, whole_fee
from app.domain.procedure import LimitData, Procedure
from app.domain.times import from_seconds, to_seconds
from app.services import bunches, codes, details, offices, terms
from app.services.authority import require
from app.services.blank_slips import take_number
from app.services.claim import Claim, read_claim, read_key
from app.services.desk import Desk, Warned, check_time, require_clerk
from app.services.doubts import doubts, filed_elsewhere
from app.services.exemption import ground_of
from app.services.fields import Fields
from app.services.number import next_code
from app.services.old_places import with_old
from app.services.ports import PrintRequest, Reads, Standing, Stored, Writes
from app.services.promise import Promise
from app.services.receipts import SERIAL, receipt_doubt
from app.services.scans import add_scans

SLIP, VISIT, ROLL, SHEET = "slip", "visit", "80mm", "a4"


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
    A line that asks for linked procedures gives a receipt for each of them, in their order.
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
        return tuple(one for found in known for one in found)
    receipts: list[Receipt] = []
    with desk.store.transaction() as writes:
        standing = writes.standing()  # the beginning of a transaction may open an installation
        for place, (one, found) in enumerate(zip(ready, known, strict=True)):
            stored = _store(writes, one, standing, print_as) if one else found
            for receipt in stored if place < len(scans) else ():
                add_scans(writes, receipt.stored, scans[place], now)
            receipts += stored
        if draft is not None:
            writes.drop_draft(draft)
    return tuple(receipts)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A line that may be stored: its dossiers, and the bunch that they are, if they are one."""

    key: str | None
    dossiers: tuple[tuple[Claim, Assessment], ...]
    bunch: Bunch | None


def _read(
    desk: Desk, lines: Sequence[Mapping[str, Any]], place: int, now: datetime, standing: Standing
) -> _Ready:
    try:
        claim = read_claim(lines[place], now.date())
        claim = replace(claim, owner=with_old(claim.owner, standing.office))
        assessed = assess_all(desk, claim, now, standing)
        for _, assessment in assessed:
            require(desk, RECEIVE, assessment.procedure.field, "procedure")
        bunch = desk.catalogue(assessed[0][1].received_at).bunch(claim.procedure)
        assessed = tuple((one, _looked_up(desk, one, said)) for one, said in assessed)
    except ClerkError as fault:
        if len(lines) == 1:
            raise
        raise ClerkError(fault.message, f"visit.{place}.{fault.field or ''}") from fault
    return _Ready(claim.key, assessed, bunch)


def _looked_up(desk: Desk, claim: Claim, said: Assessment) -> Assessment:
    """With what the store knows of the owner; the window shows that beside him before."""
    return replace(said, warnings=(*said.warnings, *filed_elsewhere(desk.store, claim)))


def _store(
    writes: Writes, ready: _Ready, standing: Standing, print_as: PrintRequest | None
) -> tuple[Receipt, ...]:
    again = () if ready.key is None else bunches.keyed(writes, ready.key)
    if again:
        return tuple(_again(writes, one) for one in again)
    if ready.bunch is None or len(ready.dossiers) == 1:
        return tuple(_store_one(writes, *one, standing, print_as) for one in ready.dossiers)
    first, *others = ready.dossiers
    alone = [(replace(claim, slip=None), assessment) for claim, assessment in others]
    receipts = [_store_one(writes, *one, standing, None) for one in (first, *alone)]
    stored = [one.stored for one in receipts]
    bunches.link_all(writes, ready.bunch, stored, ready.dossiers[0][0].by)
    linked = [replace(one, stored=writes.dossier(one.stored.id)) for one in receipts]
    job = None if print_as is None else _print_together(writes, linked, print_as)
    return tuple(replace(one, print_job=job) for one in linked)


def _print_together(
    writes: Writes, receipts: Sequence[Receipt], print_as: PrintRequest
) -> int | None:
    """One paper with every date; a roll is too narrow for it and gets a slip of each."""
    first, *others = receipts
    if print_as.form != SLIP or print_as.paper == ROLL:
        for one in receipts:
            job = writes.enqueue_print(print_as, one.stored.id, one.code)
        return job
    wanted = PrintRequest(VISIT, SHEET, print_as.copies, tuple(one.stored.id for one in others))
    return writes.enqueue_print(wanted, first.stored.id, first.code)


def _store_one(
    writes: Writes,
    claim: Claim,
    assessment: Assessment,
    standing: Standing,
    print_as: PrintRequest | None,
) -> Receipt:
    if claim.slip is None:
        code = next_code(writes, standing, assessment.received_at.date())
    else:
        code = take_number(writes, standing, claim.slip, assessment.received_at)
    fact = _fact(claim, assessment, code, standing.commune)
    dossier_id = writes.append(fact, at=assessment.received_at, by=claim.by)
    job = None if print_as is None else writes.enqueue_print(print_as, dossier_id, code)
    stored = writes.dossier(dossier_id)
    dossier = stored.dossier
    return Receipt(
        stored, code, dossier.due_at, dossier.fee_dong, again=False,
        warnings=assessment.warnings, print_job=job,
    )  # fmt: skip


def assess_all(
    desk: Desk, claim: Claim, now: datetime, standing: Standing
) -> tuple[tuple[Claim, Assessment], ...]:
    """What would be promised for each dossier of the claim; faults have the claim's paths."""
    at = claim.received_at or now.replace(microsecond=0)
    check_time(at, now, "received_at", late_allowed=claim.entered_late)
    found = []
    for member in bunches.members_of(desk.catalogue(at), claim):
        try:
            assessed = assess(desk, member.claim, now, standing, member.within)
        except ClerkError as fault:
            raise ClerkError(fault.message, member.placed(fault.field or "")) from fault
        warnings = member.warned(assessed.warnings)
        found.append((member.claim, replace(assessed, warnings=warnings)))
    return tuple(_paid_where_it_costs(found))


def _paid_where_it_costs(
    found: Sequence[tuple[Claim, Assessment]],
) -> list[tuple[Claim, Assessment]]:
    """How it was paid, and the receipt, with those that cost something; else with the first."""
    costing = [bool(one.fee_dong) for _, one in found]
    paying = costing if any(costing) else [place == 0 for place, _ in enumerate(found)]
    return [
        (claim if pays else replace(claim, paid=None, fee_receipt=None), one)
        for pays, (claim, one) in zip(paying, found, strict=True)
    ]


def assess(
    desk: Desk,
    claim: Claim,
    now: datetime,
    standing: Standing,
    within: LimitData | None = None,
) -> Assessment:
    """What would be promised for one dossier; ClerkError for what stands in its way.

    `within` is the term of the linked procedures that it is one of.
    """
    at = claim.received_at or now.replace(microsecond=0)
    check_time(at, now, "received_at", late_allowed=claim.entered_late)
    catalogue = desk.catalogue(at)
    procedure = terms.procedure_of(catalogue, claim.procedure)
    for field in offices.FIELDS:
        offices.require_known(catalogue, standing.commune, getattr(claim, field), field)
    lacking = terms.lacking(procedure, claim, at.date())
    if lacking and not is_late(at, now):
        raise ClerkError(lacking[0].message, lacking[0].field)
    limit = terms.limit_of(procedure, claim)
    _check_appointment(claim, at)
    ground = ground_of(catalogue, procedure, claim.exemption)
    promise = Promise.of(catalogue, standing.office_on(at.date()))
    due, term = bunches.promised(promise, limit, at, claim.appointment, within)
    return Assessment(
        procedure=procedure,
        catalogue=catalogue.version,
        received_at=at,
        due_at=due.at,
        due_reason=due.reason,
        term=term,
        fees=terms.fees_of(procedure, claim, ground),
        exemption=ground,
        details=details.settled(catalogue, procedure, claim.details, now.date()),
        warnings=(
            *lacking,
            *doubts(catalogue, claim, now.date()),
            *_taken_code(desk, claim),
            *receipt_doubt(desk.store, claim.fee_receipt, field=f"fee.{SERIAL}"),
        ),
    )


def _taken_code(desk: Desk, claim: Claim) -> tuple[Warned, ...]:
    """Filed there once and received here twice: perhaps one dossier too many."""
    named = claim.external_code
    other = named and codes.borne_by(desk.store, named.system, named.code)
    if not named or not other:
        return ()
    sentence = (
        f"Hồ sơ {other.code} đã mang mã “{named.code}” của "
        f"{codes.SYSTEMS.get(named.system, named.system)}. Nếu là cùng một hồ sơ thì huỷ hồ sơ này."
    )
    return (Warned("external_code", sentence),)


def _check_appointment(claim: Claim, at: datetime) -> None:
    agreed = None if claim.appointment is None else date.fromisoformat(claim.appointment)
    if agreed is not None and agreed < at.date():
        raise ClerkError(
            f"Ngày hẹn {agreed:%d/%m/%Y} đã qua. Hãy hẹn từ {at:%d/%m/%Y} trở đi.", "appointment"
        )


def _known(desk: Desk, values: Mapping[str, Any]) -> tuple[Receipt, ...]:
    """The key alone decides, before anything else of the line is looked at."""
    key = read_key(Fields(values))
    found = () if key is None else bunches.keyed(desk.store, key)
    return tuple(_again(desk.store, one) for one in found)


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

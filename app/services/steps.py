"""One step of a dossier's life: read, checked against the table, stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import events as e
from app.domain.dossier import Dossier
from app.domain.errors import ClerkError
from app.domain.lifecycle import BY_ACTION, CORRECT_RESULT, may
from app.domain.scan import SCANNED
from app.domain.times import spoken
from app.services.authority import require_of, require_step
from app.services.claim import read_moment
from app.services.corrections import kind_of_number
from app.services.desk import Desk, Warned, check_time, require_clerk
from app.services.fields import NAME, NOTE, Fields, printable
from app.services.offices import doubt, name_of
from app.services.ports import Reads, Stored, Writes
from app.services.promise import Promise
from app.services.put_right import Correction, correction_of, open_correction
from app.services.receipts import receipt_doubts
from app.services.scans import add_scans
from app.services.signing import numbered
from app.services.step_doubts import step_doubts
from app.services.step_facts import MAKERS, Case, asks_electronic

HEAD = frozenset({"code", "action", "at", "by", "reason", "entered_late"})
EXTRA: dict[str, frozenset[str]] = {
    "hand_over": frozenset({"to"}),
    "request_papers": frozenset({"papers", "until"}),
    "papers_received": frozenset({"papers"}),
    "require_payment": frozenset({"amount_dong"}),
    "payment_made": frozenset({"paid", "fee_receipt", "amount_dong"}),
    "extend": frozenset({"due_at", "signer", "number"}),
    "stop": frozenset({"signer"}),
    "finish": frozenset({"result"}),
    "give_back": frozenset({"to", "signed", "without_slip"}),
    "remind": frozenset({"way"}),
    "correct": frozenset({"field", "value"}),
    "link": frozenset({"other", "kind"}),
    "pair": frozenset({"system", "external_code"}),
}


@dataclass(frozen=True, slots=True)
class StepDone:
    """The dossier after the step, what the window would only warn of, and the code of another one.

    `opened` is the dossier that puts a wrong result right.
    """

    stored: Stored
    warnings: tuple[Warned, ...] = ()
    opened: str | None = None


@dataclass(frozen=True, slots=True)
class _Ready:
    """A step that may be taken; `does` is no fact where it opens another dossier.

    `electronic`: a signing that wants a number of the electronic book. `more` is what a correction
    brings with it.
    """

    stored: Stored
    does: e.Fact | Correction
    at: datetime
    by: str | None
    warnings: tuple[Warned, ...] = ()
    electronic: bool = False
    more: e.Corrected | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one of several lines: its dossier as it is now, and why nothing was taken.

    `warnings` are what to look at twice about a step that was taken.
    """

    stored: Stored | None
    fault: ClerkError | None = None
    warnings: tuple[Warned, ...] = ()


def step(desk: Desk, values: Mapping[str, Any]) -> StepDone:
    """Take one step line; ClerkError with its field, and nothing stored, where it may not be."""
    return steps_together(desk, (values,))


def steps_together(
    desk: Desk, lines: Sequence[Mapping[str, Any]], *, scans: Sequence[str] = ()
) -> StepDone:
    """Take steps in one transaction: all of them or none; the dossier after the last.

    `scans` are digests of what goes to it with them.
    """
    require_clerk(desk)
    named = [_named(Fields(values)) for values in lines]
    now, warnings = desk.clock.now(), tuple[Warned, ...]()
    with desk.store.transaction() as writes:
        for line, code, action in named:
            ready = _ready(desk, writes, line, action, the_one(writes, code), now)
            done = _take(writes, ready)
            warnings = (*warnings, *done.warnings)
        add_scans(writes, done.stored, scans, now)
        return StepDone(done.stored, warnings, done.opened)


def steps_apart(
    desk: Desk, lines: Sequence[Mapping[str, Any]], signed_by: str | None = None
) -> tuple[Tried, ...]:
    """Take in one transaction every step that may be taken; the others answer with their faults.

    `signed_by`: who proved at this machine that the steps are his (decision 031). Roles and fields
    are asked of him, too, and he stands as who did them.
    """
    require_clerk(desk)
    now, by = desk.clock.now(), {"by": signed_by} if signed_by else {}
    with desk.store.transaction() as writes:
        return tuple(_tried(desk, writes, {**values, **by}, now, signed_by) for values in lines)


def _tried(
    desk: Desk, writes: Writes, values: Mapping[str, Any], now: datetime, signed_by: str | None
) -> Tried:
    stored = None
    try:
        line, code, action = _named(Fields(values))
        stored = the_one(writes, code)
        if signed_by is not None:
            require_of(desk, signed_by, action, stored.dossier)
        return tried_of(_take(writes, _ready(desk, writes, line, action, stored, now)))
    except ClerkError as fault:  # also at its numbers: each is looked at before anything is written
        return Tried(stored, fault)


def tried_of(done: StepDone) -> Tried:
    """One of several lines, taken."""
    return Tried(done.stored, warnings=done.warnings)


def take_back(desk: Desk, dossiers: Sequence[int], reason: str) -> tuple[Stored, ...]:
    """Void what one save has just stored, by local numbers: all of it, or nothing."""
    line, now = Fields({"action": "void", "reason": reason}), desk.clock.now()
    require_clerk(desk)
    voided = []
    with desk.store.transaction() as writes:
        for number in dossiers:
            ready = _ready(desk, writes, line, "void", writes.dossier(number), now)
            voided.append(_take(writes, ready).stored)
    return tuple(voided)


def the_one(reads: Reads, code: str) -> Stored:
    """The dossier with that code; ClerkError where there is none, or more than one."""
    found = reads.with_code(code)
    if not found:
        raise ClerkError(
            f"Không có hồ sơ mã “{printable(code)}” trên máy này. Hãy xem lại mã.", "code"
        )
    if len(found) > 1:
        ids = ", ".join(one.identity.hex()[:16] for one in found)
        raise ClerkError(
            f"Có {len(found)} hồ sơ mang mã “{printable(code)}”. Hãy ghi một trong các số: {ids}.",
            "code",
        )
    return found[0]


def _named(line: Fields) -> tuple[Fields, str, str]:
    """The line with its code and action, its keys those of the action."""
    action = _action(line)
    _only_known(line, action)
    return line, line.needed("code", "mã hồ sơ", 100), action


def _action(line: Fields) -> str:
    action = line.needed("action", "tên bước", 40)
    if action not in BY_ACTION:
        names = ", ".join(BY_ACTION)
        raise ClerkError(f"Không có bước “{printable(action)}”. Các bước: {names}.", "action")
    return action


def _only_known(line: Fields, action: str) -> None:
    for key in line.values:
        if key not in HEAD and key not in EXTRA.get(action, frozenset()):
            name = printable(str(key))
            raise ClerkError(f"Bước {action} không có trường “{name}”. Hãy xoá.", name)


def _ready(  # noqa: PLR0913 - what a step is made of
    desk: Desk, reads: Reads, line: Fields, action: str, stored: Stored, now: datetime
) -> _Ready:
    dossier = stored.dossier
    found = may(dossier, action)
    require_step(desk, dossier, action)
    reason = line.text("reason", NOTE)
    if found.reason_required and reason is None:
        raise ClerkError("Bước này phải có lý do. Hãy ghi lý do.", "reason")
    at = read_moment(line, "at") or now.replace(microsecond=0)
    late = line.flag("entered_late", dossier.entered_late)
    check_time(at, now, "at", late_allowed=late)
    _in_order(dossier, at)
    by = line.text("by", NAME)
    if action == CORRECT_RESULT:
        return _Ready(stored, correction_of(desk, reads, stored, at, reason), at, by)
    promise = ruling(desk, dossier)
    named = desk.catalogues.labelled(dossier.catalogue)
    fact = MAKERS[action](Case(line, stored, at, reason, promise, named, reads))
    office = desk.store.standing().office
    said = doubt(dossier, office.commune, action, name_of(named, office))
    elsewhere = () if said is None else (Warned("code", said),)
    twice = receipt_doubts(reads, stored, fact)
    doubts = (*elsewhere, *step_doubts(dossier, fact, at, promise), *twice)
    electronic = isinstance(fact, e.Finished) and asks_electronic(line)
    return _Ready(stored, fact, at, by, doubts, electronic, kind_of_number(dossier, fact))


def ruling(desk: Desk, dossier: Dossier) -> Promise:
    """The calendar and hours that a dossier's clock runs by."""
    return Promise.of(desk.catalogue(dossier.received_at), desk.store.standing().office)


def _take(writes: Writes, ready: _Ready) -> StepDone:
    opened, number = None, ready.stored.id
    if isinstance(ready.does, Correction):
        opened = open_correction(writes, ready.stored, ready.does, ready.at, ready.by)
    else:
        fact = ready.does
        if isinstance(fact, e.Finished):  # of a certification it gives the register's numbers
            fact = numbered(
                writes, fact, ready.stored.dossier, ready.at, ready.by, electronic=ready.electronic
            )
        for one in (fact, ready.more):
            if one is not None:
                writes.append(one, at=ready.at, by=ready.by, dossier_id=number)
    return StepDone(writes.dossier(number), ready.warnings, opened)


def _in_order(dossier: Dossier, at: datetime) -> None:
    if at < dossier.received_at:
        raise ClerkError(
            f"Bước này ghi lúc {spoken(at)}, trước khi tiếp nhận hồ sơ "
            f"({spoken(dossier.received_at)}). Hãy xem lại ngày giờ.",
            "at",
        )
    own = (one for one in dossier.history if not one.elsewhere)  # by this clock
    times = (line.at for line in own if line.action != SCANNED)
    last = max(times, default=dossier.received_at)
    if at < last:
        raise ClerkError(
            f"Bước này ghi lúc {spoken(at)}, trước bước gần nhất của hồ sơ ({spoken(last)}). "
            "Hãy xem lại ngày giờ.",
            "at",
        )

"""One step of a dossier's life: read, checked against the table, stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import events as e
from app.domain.dossier import Dossier
from app.domain.errors import ClerkError
from app.domain.lifecycle import BY_ACTION, allowed, may
from app.services.claim import read_moment
from app.services.desk import Desk, check_time, require_clerk, spoken, unlocked
from app.services.fields import NAME, NOTE, Fields, printable
from app.services.ports import Reads, Stored, Writes
from app.services.promise import Promise
from app.services.step_facts import MAKERS, REVERSE, Case

HEAD = frozenset({"code", "action", "at", "by", "reason", "entered_late"})
EXTRA: dict[str, frozenset[str]] = {
    "hand_over": frozenset({"to"}),
    "request_papers": frozenset({"papers", "until"}),
    "papers_received": frozenset({"papers"}),
    "require_payment": frozenset({"amount_dong"}),
    "payment_made": frozenset({"paid", "fee_receipt"}),
    "extend": frozenset({"due_at", "signer", "number"}),
    "stop": frozenset({"signer"}),
    "finish": frozenset({"result"}),
    "give_back": frozenset({"to", "signed", "without_slip"}),
    "correct": frozenset({"field", "value"}),
    "link": frozenset({"other", "kind"}),
    "pair": frozenset({"system", "external_code"}),
}
NOT_YET = frozenset({"correct_result"})
LEADERS = frozenset({"director", "deputy"})


@dataclass(frozen=True, slots=True)
class StepDone:
    """The dossier after the step."""

    stored: Stored


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one of several lines: its dossier as it is now, and why nothing was taken."""

    stored: Stored | None
    fault: ClerkError | None = None


def step(desk: Desk, values: Mapping[str, Any]) -> StepDone:
    """Take one step line; ClerkError with its field, and nothing stored, where it may not be."""
    return steps_together(desk, (values,))


def steps_together(desk: Desk, lines: Sequence[Mapping[str, Any]]) -> StepDone:
    """Take steps in one transaction: all of them or none; the dossier after the last."""
    require_clerk(desk)
    named = [_named(Fields(values)) for values in lines]
    now = desk.clock.now()
    with desk.store.transaction() as writes:
        for line, code, action in named:
            stored = the_one(writes, code)
            fact, at = _fact(desk, writes, line, action, stored, now)
            writes.append(fact, at=at, by=line.text("by", NAME), dossier_id=stored.id)
        return StepDone(writes.dossier(stored.id))


def steps_apart(desk: Desk, lines: Sequence[Mapping[str, Any]]) -> tuple[Tried, ...]:
    """Take in one transaction every step that may be taken; the others answer with their faults."""
    require_clerk(desk)
    now = desk.clock.now()
    with desk.store.transaction() as writes:
        return tuple(_tried(desk, writes, values, now) for values in lines)


def _tried(desk: Desk, writes: Writes, values: Mapping[str, Any], now: datetime) -> Tried:
    stored = None
    try:
        line, code, action = _named(Fields(values))
        stored = the_one(writes, code)
        fact, at = _fact(desk, writes, line, action, stored, now)
    except ClerkError as fault:
        return Tried(stored, fault)
    writes.append(fact, at=at, by=line.text("by", NAME), dossier_id=stored.id)
    return Tried(writes.dossier(stored.id))


def take_back(desk: Desk, dossiers: Sequence[int], reason: str) -> tuple[Stored, ...]:
    """Void what one save has just stored, by local numbers: all of it, or nothing."""
    line, now = Fields({"action": "void", "reason": reason}), desk.clock.now()
    require_clerk(desk)
    voided = []
    with desk.store.transaction() as writes:
        for number in dossiers:
            fact, at = _fact(desk, writes, line, "void", writes.dossier(number), now)
            writes.append(fact, at=at, dossier_id=number)
            voided.append(writes.dossier(number))
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
    if action in NOT_YET:
        raise ClerkError(f"Bước {action} chưa có trong bản này. Hồ sơ không đổi.", "action")
    if action not in BY_ACTION:
        names = ", ".join(BY_ACTION)
        raise ClerkError(f"Không có bước “{printable(action)}”. Các bước: {names}.", "action")
    return action


def _only_known(line: Fields, action: str) -> None:
    for key in line.values:
        if key not in HEAD and key not in EXTRA.get(action, frozenset()):
            name = printable(str(key))
            raise ClerkError(f"Bước {action} không có trường “{name}”. Hãy xoá.", name)


def _fact(  # noqa: PLR0913 - what a fact is made of
    desk: Desk, reads: Reads, line: Fields, action: str, stored: Stored, now: datetime
) -> tuple[e.Fact, datetime]:
    dossier = stored.dossier
    found = may(dossier, action)
    _by_whom(desk, action)
    reason = line.text("reason", NOTE)
    if found.reason_required and reason is None:
        raise ClerkError(f"Bước {action} phải có lý do. Hãy ghi lý do.", "reason")
    at = read_moment(line, "at") or now.replace(microsecond=0)
    late = line.flag("entered_late", dossier.entered_late)
    check_time(at, now, "at", late_allowed=late)
    _in_order(dossier, at)
    promise = Promise.of(desk.catalogue(dossier.received_at), desk.store.standing().office)
    named = desk.catalogues.labelled(dossier.catalogue)
    return MAKERS[action](Case(line, stored, at, reason, promise, named, reads)), at


def allowed_to(desk: Desk, dossier: Dossier) -> tuple[str, ...]:
    """The steps that the table permits now, of those that are this user's to take."""
    leads = _leads(desk)
    return tuple(action for action in allowed(dossier) if leads or action != REVERSE)


def _leads(desk: Desk) -> bool:
    who = unlocked(desk)
    return who is not None and not LEADERS.isdisjoint(who.roles)


def _by_whom(desk: Desk, action: str) -> None:
    if action == REVERSE and not _leads(desk):
        raise ClerkError("Chỉ Giám đốc hoặc Phó Giám đốc được đảo bước này.", "action")


def _in_order(dossier: Dossier, at: datetime) -> None:
    if at < dossier.received_at:
        raise ClerkError(
            f"Bước này ghi lúc {spoken(at)}, trước khi tiếp nhận hồ sơ "
            f"({spoken(dossier.received_at)}). Hãy xem lại ngày giờ.",
            "at",
        )
    last = max(line.at for line in dossier.history)
    if at < last:
        raise ClerkError(
            f"Bước này ghi lúc {spoken(at)}, trước bước gần nhất của hồ sơ ({spoken(last)}). "
            "Hãy xem lại ngày giờ.",
            "at",
        )

"""Dossiers as answers tell them: plain values with the contract's names, unknown ones null."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from app.domain.alone import done_alone
from app.domain.dossier import Dossier, HistoryLine
from app.domain.punctuality import Counting, punctuality
from app.domain.times import iso
from app.services.desk import Warned
from app.services.offices import NameOf, places
from app.services.ports import Card, Stored, User
from app.services.refusing import Numbered
from app.services.steps import StepDone

HIDDEN = frozenset(
    {
        "turns",
        "history",
        "codes",
        "due_at",
        "fees",
        "exemption",
        "paid",
        "fee_receipt",
        "more_receipts",
        "details",
        "key",
        "status",
        "state",
        "void",
        "recorded_at",
        "code",
        "owed_dong",
        "listed",
    }
)


def plain(value: Any) -> Any:
    """A domain value as JSON can hold it."""
    if isinstance(value, datetime):
        return iso(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def show(
    stored: Stored, users: Iterable[User], counting: Counting, named: NameOf = str
) -> dict[str, Any]:
    """Everything on one dossier, as `motcua show` writes it.

    `users` give actors their names, `named` offices theirs. `counting` is the calendar that rules
    the dossier, for the due time that punctuality counts.
    """
    dossier, names = stored.dossier, {user.id: user.name for user in users}
    alone = done_alone(dossier.history)
    steps = [
        history(line, names) | {"alone": place in alone}
        for place, line in enumerate(dossier.history)
    ]
    facts = {
        part.name: plain(getattr(dossier, part.name))
        for part in fields(dossier)
        if part.name not in HIDDEN
    }
    return {
        "id": stored.identity.hex()[:16],
        "code": dossier.code,
        "codes": [plain(code) for code in dossier.codes],
        "key": dossier.key,
        **facts,
        "holder": dossier.owned_by,
        "extended": [plain(one) | {"counts": one.counts} for one in dossier.extended],
        "punctuality": plain(punctuality(dossier, counting)),
        "entered_late": dossier.entered_late,
        "details": dict(dossier.details),
        "fee": money(dossier),
        "status": dossier.status,
        "state": dossier.state,
        "due_at": plain(dossier.due_at),
        "fee_dong": dossier.fee_dong,
        "void": dossier.void,
        "places": places(dossier, named),
        "by": steps[0]["by"],
        "history": steps,
    }


def money(dossier: Dossier) -> dict[str, Any]:
    """Fee lines, exemption and how it was paid."""
    return {
        "lines": plain(dossier.fees),
        "exemption": dossier.exemption,
        "paid": dossier.paid,
        "fee_receipt": plain(dossier.fee_receipt),
        "more_receipts": plain(dossier.more_receipts),
        "owed_dong": dossier.owed_dong,
    }


def history(line: HistoryLine, names: Mapping[str, str]) -> dict[str, Any]:
    """One step; it was done by its actor where the paper names nobody else.

    `office` is the commune of another office that recorded it: its actors have no names here.
    """
    return {
        "at": iso(line.at),
        "recorded_at": iso(line.recorded_at),
        "action": line.action,
        "by": who(line, names),
        "actor": line.actor,
        "reason": line.reason,
        "effective": line.effective,
        "change": plain(line.change),
        "office": line.office,
    }


def who(line: HistoryLine, names: Mapping[str, str]) -> str:
    """By whom a step was done: as on paper, else its actor by name, of another office by his id."""
    known = names.get(line.actor, line.actor) if line.office is None else line.actor
    return line.by or known


def found(card: Card) -> dict[str, Any]:
    """One line of `motcua find`."""
    return {
        "code": card.code,
        "name": card.name,
        "procedure": card.procedure,
        "received_at": iso(card.received_at),
        "status": card.status,
    }


def stepped(line: int, done: StepDone) -> dict[str, Any]:
    """The answer to one step line; `new_code` where the step opened another dossier."""
    dossier = done.stored.dossier
    answer = {
        "line": line,
        "code": dossier.code,
        "status": dossier.status,
        "state": dossier.state,
        "due_at": plain(dossier.due_at),
    }
    if done.opened is not None:
        answer["new_code"] = done.opened
    return answer | warned(done.warnings)


def numbered(line: int, done: Numbered) -> dict[str, Any]:
    """The answer to one refusal."""
    return {"line": line, "number": done.number} | warned(done.warnings)


def warned(warnings: Sequence[Warned]) -> dict[str, Any]:
    """What the window would only warn of; nothing where there is none."""
    if not warnings:
        return {}
    return {"warnings": [{"field": one.field, "message": one.message} for one in warnings]}

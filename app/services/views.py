"""Dossiers as answers tell them: plain values with the contract's names, unknown ones null."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from app.domain.dossier import Dossier, HistoryLine
from app.domain.times import iso
from app.services.ports import Card, Stored, User

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
        "details",
        "key",
        "status",
        "state",
        "void",
        "recorded_at",
        "code",
        "owed_dong",
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


def show(stored: Stored, users: Iterable[User]) -> dict[str, Any]:
    """Everything on one dossier, as `motcua show` writes it; `users` give actors their names."""
    dossier, names = stored.dossier, {user.id: user.name for user in users}
    steps = [history(line, names) for line in dossier.history]
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
        "entered_late": dossier.entered_late,
        "details": dict(dossier.details),
        "fee": money(dossier),
        "status": dossier.status,
        "state": dossier.state,
        "due_at": plain(dossier.due_at),
        "fee_dong": dossier.fee_dong,
        "void": dossier.void,
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
        "owed_dong": dossier.owed_dong,
    }


def history(line: HistoryLine, names: Mapping[str, str]) -> dict[str, Any]:
    """One step; it was done by its actor where the paper names nobody else."""
    return {
        "at": iso(line.at),
        "recorded_at": iso(line.recorded_at),
        "action": line.action,
        "by": line.by or names.get(line.actor, line.actor),
        "actor": line.actor,
        "reason": line.reason,
        "effective": line.effective,
        "change": plain(line.change),
    }


def found(card: Card) -> dict[str, Any]:
    """One line of `motcua find`."""
    return {
        "code": card.code,
        "name": card.name,
        "procedure": card.procedure,
        "received_at": iso(card.received_at),
        "status": card.status,
    }


def stepped(line: int, stored: Stored) -> dict[str, Any]:
    """The answer to one step line."""
    dossier = stored.dossier
    return {
        "line": line,
        "code": dossier.code,
        "status": dossier.status,
        "state": dossier.state,
        "due_at": plain(dossier.due_at),
    }

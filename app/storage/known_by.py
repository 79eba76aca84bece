"""What a dossier is known by besides its number: its key, other systems' codes, fee receipts."""

from collections.abc import Callable
from typing import Any

from app.domain import events as e
from app.domain.answers import Resolved
from app.domain.dossier import Dossier
from app.storage import covering

Execute = Callable[..., Any]
MOVING = (e.CodePaired, e.Corrected, e.Voided, Resolved)


def moves(fact: e.Fact) -> bool:
    """Whether a step may change what its dossier is known by."""
    return isinstance(fact, MOVING) or getattr(fact, "fee_receipt", None) is not None


KEY = "INSERT OR IGNORE INTO claim_key VALUES(?,?)"  # the first one's where a clone used it too


def know_key(execute: Execute, event_id: int, fact: e.Fact) -> None:
    """A reception's key."""
    key = key_of(fact)
    if key is not None:
        execute(KEY, (key, event_id))


def key_of(fact: e.Fact) -> str | None:
    """The key under which a dossier was received, if it was."""
    return fact.key if isinstance(fact, e.Received) else None


def know_by(execute: Execute, dossier_id: int, dossier: Dossier, *, anew: bool) -> None:
    """Its foreign codes and receipts; `anew`: in the place of those it was known by."""
    codes = covering.codes_of(dossier)
    if anew:
        before = execute("SELECT code FROM foreign_code WHERE dossier=?", (dossier_id,))
        codes |= {code for (code,) in before.fetchall()}
        forget(execute, dossier_id)
    remember(execute, dossier_id, dossier)
    covering.settle(execute, codes)


def forget(execute: Execute, dossier_id: int) -> None:
    """Whatever leads to it but for its key."""
    for table in ("foreign_code", "fee_receipt"):
        execute(f"DELETE FROM {table} WHERE dossier=?", (dossier_id,))


def remember(execute: Execute, dossier_id: int, dossier: Dossier) -> None:
    """The codes of other systems and the receipts that lead to it."""
    for paired in dossier.codes:
        system = paired.system.casefold()
        execute("INSERT INTO foreign_code VALUES(?,?,?)", (paired.code, dossier_id, system))
    for receipt in dossier.receipts:
        execute("INSERT OR IGNORE INTO fee_receipt VALUES(?,?)", (receipt.mark, dossier_id))

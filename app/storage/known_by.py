"""What a dossier is known by besides its own number: a reception's key, codes of other systems."""

from collections.abc import Callable
from typing import Any

from app.domain import events as e
from app.domain.dossier import Dossier
from app.storage import covering

Execute = Callable[..., Any]


def know_key(execute: Execute, event_id: int, fact: e.Fact) -> None:
    """A reception's key, the first one's where a clone used it too."""
    if isinstance(fact, e.Received) and fact.key is not None:
        execute("INSERT OR IGNORE INTO claim_key VALUES(?,?)", (fact.key, event_id))


def know_by(execute: Execute, dossier_id: int, dossier: Dossier, *, anew: bool) -> None:
    """Its foreign codes; `anew`: in the place of those it was known by."""
    codes = covering.codes_of(dossier)
    if anew:
        before = execute("SELECT code FROM foreign_code WHERE dossier=?", (dossier_id,))
        codes |= {code for (code,) in before.fetchall()}
        execute("DELETE FROM foreign_code WHERE dossier=?", (dossier_id,))
    remember_codes(execute, dossier_id, dossier)
    covering.settle(execute, codes)


def remember_codes(execute: Execute, dossier_id: int, dossier: Dossier) -> None:
    """The codes of other systems that lead to it."""
    for paired in dossier.codes:
        system = paired.system.casefold()
        execute("INSERT INTO foreign_code VALUES(?,?,?)", (paired.code, dossier_id, system))

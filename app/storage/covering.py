"""Foreign dossiers that a dossier of ours stands for: kept, found by id, and out of all counts.

A dossier that is paired and still stands in the other system's list is one dossier, not two. So it
is, too, where two desks of the office took in one list before they met: the first counts.
"""

from collections.abc import Callable, Iterable
from typing import Any

from app.domain.dossier import (
    FINISHED,
    HALTED,
    NOT_RECEIVED,
    RETURNED,
    STOPPED,
    WANTS_PAPERS,
    WANTS_PAYMENT,
    WITHDRAWN,
    Dossier,
)
from app.domain.numbering import is_own_code
from app.storage.stages import PAUSED, READY, RUNNING

Execute = Callable[..., Any]
OWN_ONE = (
    "SELECT o.id FROM foreign_code AS f JOIN dossier AS o ON o.id=f.dossier "
    "WHERE f.code=d.code AND f.system=d.system AND o.void=0"
)
ANOTHER = (
    "SELECT o.id FROM dossier AS o WHERE o.system=d.system AND o.code=d.code AND o.void=0 "
    "AND (o.id<0, abs(o.id))<(d.id<0, abs(d.id))"
)
SAME_NUMBER = "SELECT o.id FROM dossier AS o WHERE o.system IS NULL AND o.code=d.code AND o.void=0"
COVERED = f"EXISTS({OWN_ONE}) OR EXISTS({SAME_NUMBER}) OR EXISTS({ANOTHER})"
STANDING = (  # the id of the one that counts, itself where nothing stands for it
    f"CASE WHEN d.covered=0 THEN d.id ELSE coalesce(({OWN_ONE} LIMIT 1), ({SAME_NUMBER} LIMIT 1), "
    f"({ANOTHER} ORDER BY o.id<0, abs(o.id) LIMIT 1), d.id) END"
)
STAGE = (
    f"CASE WHEN d.void=1 OR d.status IN ({NOT_RECEIVED},{WITHDRAWN},{RETURNED}) "
    f"OR d.state='{STOPPED}' OR {COVERED} THEN NULL WHEN d.status={FINISHED} THEN {READY} "
    f"WHEN d.status IN ({WANTS_PAPERS},{WANTS_PAYMENT},{HALTED}) THEN {PAUSED} ELSE {RUNNING} END"
)
SETTLE = f"UPDATE dossier AS d SET stage={STAGE}, covered=({COVERED}) WHERE d.system IS NOT NULL"


def settle(execute: Execute, codes: Iterable[str]) -> None:
    """Whether the foreign dossiers of these codes wait here, or one of ours does."""
    for code in codes:
        execute(f"{SETTLE} AND d.code=?", (code,))


def settle_all(execute: Execute) -> None:
    """All of them, after the tables were made anew."""
    execute(SETTLE)


def codes_of(dossier: Dossier) -> set[str]:
    """Codes by which another system can have a dossier: a number of ours it never has."""
    paired = {one.code for one in dossier.codes}
    return paired if is_own_code(dossier.code) else {dossier.code, *paired}

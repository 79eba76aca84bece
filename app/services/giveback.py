"""Handing results out: what waits for whom, and the steps that giving one back takes at once.

On the spot (a same-day procedure that was signed while the citizen waited) signing, payment and
giving back are three events of their own, in one transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.catalogue import Catalogue
from app.domain.dossier import FINISHED, PROCESSING, RECEIVED, RETURNED, Dossier
from app.domain.errors import ClerkError
from app.domain.procedure import SAME_DAY
from app.domain.scan import Scan, is_drawn
from app.services.desk import Desk
from app.services.steps import StepDone, steps_together, the_one

DRAWN = "bảng ký trên màn hình"  # as `signed` says it


@dataclass(frozen=True, slots=True)
class HandingOut:
    """How one result is handed out.

    `to` is the step line's object {name, id, relation, authority}, None for the owner himself.
    `signed` says where he signed. `paid` is how he pays what he owes now, None where he does not.
    `number` and `signer` are those of a result that is signed on the spot. `drawn` is the digest of
    a signature that he drew on the screen, a scan that lies at this desk; empty: he signs a book.
    """

    to: Mapping[str, Any] | None = None
    signed: str = ""
    without_slip: bool = False
    paid: str | None = "cash"
    number: str = ""
    signer: str = ""
    drawn: str = ""


def signature_of(dossier: Dossier) -> Scan | None:
    """The signature on the screen of who took the result; None where he signed a book."""
    if dossier.status != RETURNED or dossier.signed != DRAWN:
        return None
    drawn = [scan for scan in dossier.scans if is_drawn(scan.name)]
    return drawn[-1] if drawn else None


def is_ready(dossier: Dossier) -> bool:
    """Its result lies at the desk."""
    return dossier.status == FINISHED and not dossier.void


def may_be_signed(catalogue: Catalogue, dossier: Dossier) -> bool:
    """A same-day procedure that is not finished: it may be signed while the citizen waits."""
    procedure = catalogue.procedure(dossier.procedure)
    running = dossier.status in (RECEIVED, PROCESSING) and not dossier.void
    if not running or procedure is None:
        return False
    return procedure.limit.unit == SAME_DAY  # one that may take longer, too


def signed_on_the_spot(catalogue: Catalogue) -> tuple[str, ...]:
    """Codes of the procedures whose dossiers may be."""
    return tuple(one.code for one in catalogue.procedures if one.limit.unit == SAME_DAY)


def owed_dong(dossier: Dossier) -> int:
    """What is still to be paid; 0 where nothing is, or nobody knows how much."""
    if dossier.paid is not None or dossier.exemption is not None:
        return 0
    return dossier.fee_dong or 0


def cash_dong(dossier: Dossier) -> int:
    """What was taken in cash; it is handed back where the dossier is voided."""
    if dossier.paid != "cash" or dossier.exemption is not None:
        return 0
    return dossier.fee_dong or 0


def hand_out(desk: Desk, code: str, how: HandingOut) -> StepDone:
    """Give one result back; ClerkError, and nothing stored, where it cannot be.

    All steps bear the same time: now, or the last step's where the clock was set back since.
    """
    dossier = the_one(desk.store, code).dossier
    at = _not_before(desk.clock.now(), dossier)
    lines = [line | at for line in _lines(desk, code, dossier, how)]
    return steps_together(desk, lines, scans=(how.drawn,) if how.drawn else ())


def _not_before(now: datetime, dossier: Dossier) -> dict[str, Any]:
    last = max(line.at for line in dossier.history)
    return {"at": last.isoformat()} if last > now else {}


def _lines(desk: Desk, code: str, dossier: Dossier, how: HandingOut) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    if not is_ready(dossier):
        if not may_be_signed(desk.catalogue(dossier.received_at), dossier):
            raise ClerkError("Hồ sơ chưa có kết quả để trả. Hồ sơ không đổi.", "code")
        lines.append(_signing(code, how))
    if owed_dong(dossier) and how.paid:
        lines.append({"code": code, "action": "payment_made", "paid": how.paid})
    back: dict[str, Any] = {"code": code, "action": "give_back"}
    if how.to is not None:
        back["to"] = dict(how.to)
    if how.drawn or how.signed:
        back["signed"] = DRAWN if how.drawn else how.signed
    if how.without_slip:
        back["without_slip"] = True
    return [*lines, back]


def _signing(code: str, how: HandingOut) -> dict[str, Any]:
    line: dict[str, Any] = {"code": code, "action": "finish"}
    if how.number or how.signer:
        line["result"] = {"number": how.number or None, "signer": how.signer or None}
    return line

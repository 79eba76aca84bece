"""Handing results out: what waits for whom, and the steps that giving one back takes at once.

On the spot (a same-day procedure that was signed while the citizen waited) signing, payment and
giving back are three events of their own, in one transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.catalogue import Catalogue
from app.domain.dossier import FINISHED, PROCESSING, RECEIVED, Dossier
from app.domain.errors import ClerkError
from app.services.desk import Desk
from app.services.steps import StepDone, steps_together, the_one

SAME_DAY = "same_day"


@dataclass(frozen=True, slots=True)
class HandingOut:
    """To whom (None: the owner himself), where he signed, whether he had his slip, what is paid.

    `to` is the step line's object {name, id, relation, authority}.
    """

    to: Mapping[str, Any] | None = None
    signed: str = ""
    without_slip: bool = False
    paid: str | None = "cash"


def is_ready(dossier: Dossier) -> bool:
    """Its result lies at the desk."""
    return dossier.status == FINISHED and not dossier.void


def may_be_signed(catalogue: Catalogue, dossier: Dossier) -> bool:
    """A same-day procedure that is not finished: it may be signed while the citizen waits."""
    procedure = catalogue.procedure(dossier.procedure)
    running = dossier.status in (RECEIVED, PROCESSING) and not dossier.void
    return running and procedure is not None and procedure.limit.unit == SAME_DAY


def owed_dong(dossier: Dossier) -> int:
    """What is still to be paid; 0 where nothing is, or nobody knows how much."""
    if dossier.paid is not None or dossier.exemption is not None:
        return 0
    return dossier.fee_dong or 0


def hand_out(desk: Desk, code: str, how: HandingOut) -> StepDone:
    """Give one result back; ClerkError, and nothing stored, where it cannot be."""
    dossier = the_one(desk.store, code).dossier
    lines: list[dict[str, Any]] = []
    if not is_ready(dossier):
        if not may_be_signed(desk.catalogue(dossier.received_at), dossier):
            raise ClerkError("Hồ sơ chưa có kết quả để trả. Hồ sơ không đổi.", "code")
        lines.append({"code": code, "action": "finish"})
    if owed_dong(dossier) and how.paid:
        lines.append({"code": code, "action": "payment_made", "paid": how.paid})
    back: dict[str, Any] = {"code": code, "action": "give_back"}
    if how.to is not None:
        back["to"] = dict(how.to)
    if how.signed:
        back["signed"] = how.signed
    if how.without_slip:
        back["without_slip"] = True
    return steps_together(desk, [*lines, back])

"""What was paid for a dossier, when, to whom and how: for cash slips and the book of fees.

The fee is paid by the step that first says so (at the reception, later, or in a correction); it is
the fee as it stands now, because a correction mends a mistake. What the agency demanded besides (a
financial duty) is paid by the step that takes the dossier out of waiting for it, which pays no fee.
"""

from dataclasses import dataclass
from datetime import datetime

from app.domain import events as e
from app.domain.dossier import Dossier
from app.domain.parts import FeeLine, FeeReceipt
from app.domain.story import Story, Told

DUTY = "duty"
PAID_FIELD = "fee.paid"
CASH, TRANSFER = "cash", "transfer"


@dataclass(frozen=True, slots=True)
class Payment:
    """One; `told` is the step, `lines` what was paid for."""

    told: Told
    method: str
    lines: tuple[FeeLine, ...]
    receipt: FeeReceipt | None

    @property
    def at(self) -> datetime:
        """When, as claimed."""
        return self.told.event.at

    @property
    def dong(self) -> int:
        """How much."""
        return sum(line.dong for line in self.lines)


def payments(story: Story) -> tuple[Payment, ...]:
    """All of a dossier, the oldest first; none of nothing, and none that was corrected away."""
    now = story[-1].after
    fee_step = _fee_step(story)
    found = []
    for told in story:
        fact = told.event.fact
        owed = told.before.owed_dong if told.before else None
        if told is fee_step:
            method = _corrected_method(story) or told.after.paid or CASH
            found.append(Payment(told, method, now.fees or (), _receipt(told, now)))
        elif owed and isinstance(fact, e.PaymentMade):
            duty = (FeeLine(DUTY, None, 1, owed),)
            found.append(Payment(told, fact.paid or CASH, duty, fact.fee_receipt))
    return tuple(one for one in found if one.dong)


def _corrected_method(story: Story) -> str | None:
    """How the fee was really paid, where that was put right."""
    facts = (told.event.fact for told in reversed(story))
    mended = (one for one in facts if isinstance(one, e.Corrected) and one.field == PAID_FIELD)
    last = next(mended, None)
    return str(last.new) if last and last.new else None


def _fee_step(story: Story) -> Told | None:
    """The step that said last that the fee is paid; None where it is not, or is waived."""
    now = story[-1].after
    if now.paid is None or now.exemption is not None:
        return None
    said = [
        told
        for told in story
        if told.after.paid is not None and (told.before is None or told.before.paid is None)
    ]
    return said[-1] if said else None


def _receipt(told: Told, now: Dossier) -> FeeReceipt | None:
    own = getattr(told.event.fact, "fee_receipt", None)
    return own or now.fee_receipt

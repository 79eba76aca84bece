"""What was paid for a dossier, when, to whom and how: for cash slips and the book of fees.

The fee is paid by the step that first says so (at the reception, later, or in a correction), or by
the one that says it came another way after all; it is the fee as it stands now, because a
correction mends a mistake. What the agency demanded besides (a financial duty) is paid by the step
that takes the dossier out of waiting for it, which pays no fee; its amount may be unknown, too.
"""

from dataclasses import dataclass
from datetime import datetime

from app.domain import events as e
from app.domain.parts import FeeLine, FeeReceipt, whole_fee
from app.domain.story import Story, Told

DUTY = "duty"
CASH, TRANSFER = "cash", "transfer"


@dataclass(frozen=True, slots=True)
class Payment:
    """One; `told` is the step, `lines` what was paid for: None where nobody knows the amount.

    `duty`: it was demanded, and is no fee.
    """

    told: Told
    method: str
    lines: tuple[FeeLine, ...] | None
    receipt: FeeReceipt | None
    duty: bool = False

    @property
    def at(self) -> datetime:
        """When, as claimed."""
        return self.told.event.at

    @property
    def dong(self) -> int | None:
        """How much; None where nobody knows it: something was taken all the same."""
        return whole_fee(self.lines)


def payments(story: Story) -> tuple[Payment, ...]:
    """All of a dossier, the oldest first; none of nothing, and none that was corrected away."""
    now = story[-1].after
    fee_step = _fee_step(story)
    found = []
    for told in story:
        fact = told.event.fact
        if told is fee_step:
            method = now.paid or CASH
            found.append(Payment(told, method, now.fees, _receipt(told, story)))
        elif isinstance(fact, e.PaymentMade) and told.before and told.before.pays_duty:
            duty = _duty(told.before.owed_dong or fact.amount_dong)
            found.append(Payment(told, fact.paid or CASH, duty, fact.fee_receipt, duty=True))
    return tuple(one for one in found if one.dong != 0)


def cash_taken(story: Story) -> int:
    """All cash of known amounts, fee and duties: what is handed back where it is voided."""
    return sum(one.dong or 0 for one in payments(story) if one.method == CASH)


def _duty(owed: int | None) -> tuple[FeeLine, ...] | None:
    return None if owed is None else (FeeLine(DUTY, None, 1, owed),)


def _fee_step(story: Story) -> Told | None:
    """The step that said last that the fee is paid; None where it is not, or is waived."""
    now = story[-1].after
    if now.paid is None or now.exemption is not None:
        return None
    said = [told for told in story if _says_paid(told)]
    return said[-1] if said else None


def _says_paid(told: Told) -> bool:
    """Whether it was not paid before, or was to come another way: a transfer that became cash."""
    before, after = told.before.paid if told.before else None, told.after.paid
    another_way = isinstance(told.event.fact, e.PaymentMade) and before != after
    return after is not None and (before is None or another_way)


def _receipt(paid: Told, story: Story) -> FeeReceipt | None:
    """The one that was written with it, as it was put right since; else the dossier's."""
    receipt = getattr(paid.event.fact, "fee_receipt", None)
    if receipt is None:
        return story[-1].after.fee_receipt
    for told in story[story.index(paid) + 1 :]:
        before = told.before.fee_receipt if told.before else None
        if before == receipt and isinstance(told.event.fact, e.Corrected):
            receipt = told.after.fee_receipt
    return receipt

"""The promise as the page says it: of one procedure, or of linked ones with each one's own day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.bootstrap import words
from app.domain import fee
from app.domain.parts import FeeLine, whole_fee
from app.domain.procedure import Procedure
from app.ui.reception import desk as ui


@dataclass(frozen=True, slots=True)
class Promised:
    """What a dossier would be promised, and why."""

    procedure: Procedure
    due_at: datetime | None
    reason: str
    fees: tuple[FeeLine, ...] | None


def last_due(parts: Sequence[Promised]) -> datetime | None:
    """When all of them are due; None where the law sets no term for any."""
    return max((one.due_at for one in parts if one.due_at is not None), default=None)


def told(parts: Sequence[Promised], pages: int | None) -> ui.Preview:
    """Due time, fee and reasons; `pages` are those of the one original there is."""
    if len(parts) == 1:
        (one,) = parts
        amount = whole_fee(one.fees)
        return ui.Preview(
            due=words.promised(one.due_at),
            due_reason=one.reason,
            fee=words.fee_words(amount),
            fee_reason=fee.explain(one.fees, pages),
            fee_dong=amount,
            payable=bool(amount),
        )
    amounts = [whole_fee(one.fees) for one in parts]
    known, whole = sum(one or 0 for one in amounts), None not in amounts
    return ui.Preview(
        due=words.promised(last_due(parts)),
        due_reason="; ".join(_due(one) for one in parts),
        fee=words.fee_words(known if whole or known else None),
        fee_reason=_without(parts) if known else "",
        fee_dong=known if whole else None,
        payable=bool(known),
    )


def _due(one: Promised) -> str:
    when = "không ấn định" if one.due_at is None else f"{one.due_at:%H:%M %d/%m}"
    return f"{one.procedure.short_name} {when}"


def _without(parts: Sequence[Promised]) -> str:
    """Which of them cost what nobody knows."""
    unknown = [one.procedure.short_name for one in parts if whole_fee(one.fees) is None]
    return f"chưa kể {', '.join(unknown)}" if unknown else ""

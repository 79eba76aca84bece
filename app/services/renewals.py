"""Every new promise behind the first one: after the clock stood still, and by extension.

Stands on a slip that is printed again (Mẫu 01): when the clock stopped, when it ran again, how
much working time was left, and the new due time (domain.md 3.4).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import events as e
from app.domain.dossier import WANTS_PAYMENT
from app.domain.story import Story, Told, fact_of
from app.domain.vietnamese import dong

WHY: dict[type[e.Fact], str] = {
    e.PapersRequested: "Chờ bổ sung giấy tờ",
    e.PaymentRequired: "Chờ nghĩa vụ tài chính",
    e.Suspended: "Tạm dừng xử lý",
}
HOUR = 60
Left = Callable[[datetime, datetime], int]


@dataclass(slots=True)
class _Pause:
    """The clock stood still; `moved`: an extension came meanwhile."""

    told: Told
    moved: bool = False


def renewals(story: Story, left: Left) -> list[dict[str, Any]]:
    """In the order in which each was made, so that the last one holds.

    `left` counts working minutes from a moment to a due time.
    """
    rows: list[dict[str, Any]] = []
    pause: _Pause | None = None
    for told in story:
        fact = told.event.fact
        if type(fact) in WHY:
            pause = _Pause(told)
            rows.append(_stopped(told))
        elif isinstance(fact, e.Extended):
            rows.append(_extended(told))
            if pause is not None:
                pause.moved = True
        elif pause is not None and _runs_again(told):
            row = next(one for one in rows if one["told"] is pause.told)
            rows.remove(row)
            rows.append(row)
            row |= {"to": told.event.at, "due": told.after.due_at}
            if pause.moved and told.before is not None and told.before.due_at is not None:
                row["left"] = minutes_words(left(told.before.due_at, pause.told.event.at))
            pause = None
    return [{key: value for key, value in row.items() if key != "told"} for row in rows]


def minutes_words(minutes: int) -> str:
    """20 giờ 30 phút làm việc (1.230 phút)."""
    hours, rest = divmod(minutes, HOUR)
    parts = [f"{hours} giờ"] if hours else []
    parts += [f"{rest} phút"] if rest or not hours else []
    return f"{' '.join(parts)} làm việc ({dong(minutes)} phút)"


def _runs_again(told: Told) -> bool:
    fact = told.event.fact
    if isinstance(fact, e.PaymentMade):
        return told.before is not None and told.before.status == WANTS_PAYMENT
    return isinstance(fact, e.PapersReceived | e.Resumed)


def _stopped(told: Told) -> dict[str, Any]:
    remaining = told.after.remaining_minutes
    return {
        "told": told,
        "why": WHY[type(told.event.fact)],
        "at": told.event.at,
        "to": None,
        "left": None if remaining is None else minutes_words(remaining),
        "due": None,
    }


def _extended(told: Told) -> dict[str, Any]:
    document = fact_of(told, e.Extended).document
    return {
        "told": told,
        "why": "Gia hạn" + (f" (văn bản số {document})" if document else ""),
        "at": told.event.at,
        "to": None,
        "left": None,
        "due": told.after.due_at,
    }

"""Early, on time or late: judged by dates, once by the printed due time and once by what counts.

The printed one is what the citizen's slip says. The one that counts stands still while the clock
does, and follows an extension only where it was signed under a number, in time, and the first
(model.md 3, domain.md 3.4, 3.6). Both verdicts are kept. Dates are compared, never moments
(Biểu II.06a, columns 8-10: domain.md 5.2).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.domain.dossier import Dossier, is_late

EARLY, ON_TIME, LATE = "early", "on_time", "late"
PAUSES = frozenset({"suspend", "request_papers", "require_payment"})
GOES_ON = frozenset({"papers_received", "payment_made", "resume"})
ENDS = frozenset({"finish", "withdraw", "stop"})


class Counting(Protocol):
    """What counts working time: the calendar and hours that rule the dossier."""

    def remaining_minutes(self, due_at: datetime, at: datetime) -> int:
        """Working minutes left when the clock stops."""
        ...

    def resume(
        self, promised: datetime, stopped_at: datetime, at: datetime, remaining: int
    ) -> datetime:
        """The due time when the clock runs again with that many minutes left."""
        ...


@dataclass(frozen=True, slots=True)
class Punctuality:
    """Both due times and both verdicts; None where the law sets no limit or it is not ended.

    `on_late_entry`: the verdict rests on a time that was typed in afterwards.
    """

    printed_due_at: datetime | None
    counted_due_at: datetime | None
    ended_at: datetime | None
    by_printed: str | None
    by_counted: str | None
    on_late_entry: bool


def punctuality(dossier: Dossier, counting: Counting) -> Punctuality:
    """How punctual the dossier is; the end of processing is judged, never the handing out."""
    ended_at = dossier.finished_at or dossier.closed_at
    counted, stopped_at = _counted(dossier, counting)
    stood = stopped_at if dossier.finished_at is None else None
    return Punctuality(
        printed_due_at=dossier.first_due_at,
        counted_due_at=counted,
        ended_at=ended_at,
        by_printed=verdict(ended_at, dossier.first_due_at),
        by_counted=verdict(ended_at and (stood or ended_at), counted),
        on_late_entry=ended_at is not None and _rests_on_late_entry(dossier),
    )


def verdict(ended_at: datetime | None, due_at: datetime | None) -> str | None:
    """By dates alone; None where one of them is not known."""
    if ended_at is None or due_at is None:
        return None
    ended, due = ended_at.date(), due_at.date()
    return EARLY if ended < due else ON_TIME if ended == due else LATE


def _counted(dossier: Dossier, counting: Counting) -> tuple[datetime | None, datetime | None]:
    """The due time that counts, and since when the clock stands (None: it runs).

    Where every extension counts it is the promised one; else it is counted anew without those that
    do not.
    """
    whole = all(one.counts for one in dossier.extended)
    due, stopped_at, left = dossier.first_due_at, None, 0
    given = iter(dossier.extended)
    for line in dossier.history:
        if not line.effective:
            continue
        if line.action in PAUSES:
            stopped_at = line.at
            left = 0 if whole or due is None else counting.remaining_minutes(due, line.at)
        elif line.action in GOES_ON and stopped_at is not None:
            if left and due is not None:
                due = counting.resume(due, stopped_at, line.at, left)
            stopped_at = None
        elif line.action == "extend" and (one := next(given)).counts:
            due = one.due_at
            if stopped_at is not None and not whole:
                left = counting.remaining_minutes(due, stopped_at)
    return dossier.due_at if whole else due, stopped_at


def _rests_on_late_entry(dossier: Dossier) -> bool:
    ends = [line for line in dossier.history if line.effective and line.action in ENDS]
    return dossier.entered_late or (bool(ends) and is_late(ends[-1].at, ends[-1].recorded_at))

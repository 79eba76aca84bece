"""Papers of the desk that belong to no dossier: refusals (Mẫu 03), and what is missing (Mẫu 02)."""

from dataclasses import dataclass
from datetime import date

from app.domain.advised import AdvisedOfPapers
from app.domain.events import Event, Refused
from app.domain.numbering import REFUSAL, SUPPLEMENT
from app.storage.connection import Connection
from app.wire.event import decode

SELECT = "SELECT number, body FROM desk_paper JOIN event ON event.id=desk_paper.event"


@dataclass(frozen=True, slots=True)
class DeskPaper:
    """A paper by its number; `event` says when, by whom, and holds the fact."""

    number: str
    event: Event

    @property
    def fact(self) -> Refused | AdvisedOfPapers:
        """What was said."""
        fact = self.event.fact
        if not isinstance(fact, Refused | AdvisedOfPapers):
            raise LookupError(self.number)  # noqa: TRY004 - the row is at fault, not a type
        return fact


def refusal(connection: Connection, number: str) -> DeskPaper | None:
    """One refusal by its number; None where there is none."""
    return _one(connection, number, Refused)


def supplement(connection: Connection, number: str) -> DeskPaper | None:
    """One slip of what is missing before reception."""
    return _one(connection, number, AdvisedOfPapers)


def refusals(connection: Connection, first: date, last: date) -> list[DeskPaper]:
    """Refusals of some days, both with, the oldest first."""
    return _between(connection, REFUSAL, first, last)


def supplements(connection: Connection, first: date, last: date) -> list[DeskPaper]:
    """Slips of what was missing before reception, of some days."""
    return _between(connection, SUPPLEMENT, first, last)


def of_person(connection: Connection, number: str) -> list[DeskPaper]:
    """All such papers of one person by his number in its normal form, the oldest first."""
    rows = connection.execute(f"{SELECT} WHERE owner_id=? ORDER BY event", (number,))
    return [DeskPaper(row[0], decode(row[1])) for row in rows.fetchall()]


def _one(connection: Connection, number: str, kind: type) -> DeskPaper | None:
    row = connection.execute(f"{SELECT} WHERE number=?", (number,)).fetchone()
    found = None if row is None else DeskPaper(row[0], decode(row[1]))
    return found if found is not None and isinstance(found.event.fact, kind) else None


def _between(connection: Connection, kind: str, first: date, last: date) -> list[DeskPaper]:
    rows = connection.execute(
        f"{SELECT} WHERE day>=? AND day<=? AND number GLOB ? ORDER BY day, event",
        (first.isoformat(), last.isoformat(), f"{kind}-*"),
    )
    return [DeskPaper(row[0], decode(row[1])) for row in rows.fetchall()]

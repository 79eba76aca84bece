"""Dossiers that another system holds, as the list says that it lets a clerk save (model.md 3).

Such a dossier bears that system's code and due time. It is never numbered here, and no step of the
table is taken here: what happens to it happens there and comes with the next list.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from app.domain.dossier import RETURNED, Dossier
from app.domain.events import Event, Fact, kind
from app.domain.history import line_of
from app.domain.listed import ListedRow, differing, owner_of
from app.domain.times import from_seconds

LISTED, RELISTED = "listed", "relisted"  # their words in a dossier's history
ALLOWED = frozenset({"note", "link", "void"})
NOT_HERE = (
    "Hồ sơ này thuộc hệ thống khác nên không làm bước {action} ở đây. Hồ sơ không đổi. Hãy làm ở "
    "hệ thống đó rồi nhập lại danh sách. Các bước làm được: {names}."
)


@kind(55)
@dataclass(frozen=True, slots=True)
class ForeignListed(Fact):
    """A dossier of another system stands in its list for the first time; `office` is the commune.

    The event's `at` is the time of the import.
    """

    opens = True

    system: str
    code: str
    office: str
    row: ListedRow


@kind(56)
@dataclass(frozen=True, slots=True)
class ForeignChanged(Fact):
    """A later list says something else; `row` is all of it as it stands now."""

    row: ListedRow


def opened(event: Event) -> Dossier:
    """The dossier as its first row has it; the event's fact is a ForeignListed."""
    fact = cast("ForeignListed", event.fact)
    row = fact.row
    dossier = Dossier(
        code=fact.code,
        procedure=row.procedure,
        catalogue="",
        office=fact.office,
        owner=owner_of(row),
        received_at=from_seconds(row.received_at),
        recorded_at=event.recorded_at,
        channel=row.channel or "online",
        case=None,
        deciding_office=None,
        return_office=None,
        return_by="counter",
        submitter=None,
        subjects=(),
        details=row.rest,
        sets=1,
        papers=(),
        pages=None,
        copies=None,
        fees=None,
        exemption=None,
        paid=None,
        fee_receipt=None,
        first_due_at=_moment(row.due_at),
        due_at=None,
        due_reason=None,
        term=None,
        appointment=None,
        note=None,
        key=None,
        codes=(),
        master=fact.system,
        history=(line_of(event, LISTED),),
    )
    return _as_listed(dossier, event, row)


def changed(dossier: Dossier, event: Event, fact: ForeignChanged) -> Dossier:
    """The dossier as a later list has it.

    Two desks may import: of their lists the newest counts, in whatever order they are folded; the
    older one stands in the history without effect.
    """
    newest = dossier.listed_at is not None and event.at >= dossier.listed_at
    line = line_of(event, RELISTED, effective=newest)
    if not newest or dossier.listed is None:
        return dossier.but(history=(*dossier.history, line))
    line = replace(line, detail=", ".join(differing(dossier.listed, fact.row)) or None)
    return _as_listed(dossier, event, fact.row).but(history=(*dossier.history, line))


def _as_listed(dossier: Dossier, event: Event, row: ListedRow) -> Dossier:
    returned = _moment(row.returned_at)
    return dossier.but(
        procedure=row.procedure,
        owner=owner_of(row),
        received_at=from_seconds(row.received_at),
        channel=row.channel or dossier.channel,
        details=row.rest,
        due_at=_moment(row.due_at),
        status=row.status,
        state=row.state,
        finished_at=_moment(row.finished_at),
        returned_at=returned,
        closed_at=returned if row.status == RETURNED else None,
        listed=row,
        listed_at=event.at,
    )


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else from_seconds(seconds)

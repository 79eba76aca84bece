"""A result found wrong after it was given back: another dossier puts it right, free of charge.

"Đính chính do lỗi cơ quan" (model.md 3). The old dossier stays as it is; both lead to each other.
A certification is done over again: the same originals in as many copies, under numbers of their
own. Papers of another procedure lie in the old dossier, nobody hands them in once more.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from app.domain import events as e
from app.domain.catalogue import Catalogue
from app.domain.certification_files import rules_on
from app.domain.dossier import Dossier
from app.domain.errors import ClerkError
from app.domain.lifecycle import CORRECT_RESULT
from app.domain.limit import limit_in_words
from app.domain.parts import PaperLine
from app.domain.times import to_seconds
from app.services.desk import Desk
from app.services.number import next_code
from app.services.ports import Reads, Stored, Writes
from app.services.promise import Promise
from app.services.step_facts import CORRECTS
from app.services.terms import procedure_of, to_limit

GROUND = "Đính chính do lỗi của cơ quan"


@dataclass(frozen=True, slots=True)
class Correction:
    """The reception of the dossier that puts a result right, and why."""

    fact: e.Received
    reason: str | None


def open_correction(
    writes: Writes, stored: Stored, correction: Correction, at: datetime, by: str | None
) -> str:
    """Open the dossier that `correction_of` has made, link both; its code."""
    fact = correction.fact
    opened = writes.append(fact, at=at, by=by)
    there = e.Linked(fact.code, CORRECT_RESULT, correction.reason)
    writes.append(there, at=at, by=by, dossier_id=stored.id)
    back = e.Linked(stored.dossier.code, CORRECTS, correction.reason)
    writes.append(back, at=at, by=by, dossier_id=opened)
    return fact.code


def correction_of(
    desk: Desk, reads: Reads, stored: Stored, at: datetime, reason: str | None
) -> Correction:
    """What puts the result right; ClerkError where it is under way, or no catalogue knows it."""
    _check_none_open(reads, stored)
    return Correction(_reception(desk, reads, stored, at, reason), reason)


def _check_none_open(reads: Reads, stored: Stored) -> None:
    for link in stored.dossier.links:
        if link.relation != CORRECT_RESULT:
            continue
        for other in reads.with_code(link.other):
            if other.dossier.open:
                raise ClerkError(
                    f"Kết quả này đang được đính chính ở hồ sơ {link.other}. Chưa mở thêm hồ sơ. "
                    "Hãy làm tiếp hồ sơ ấy.",
                    "code",
                )


def _reception(
    desk: Desk, reads: Reads, stored: Stored, at: datetime, reason: str | None
) -> e.Received:
    before, standing = stored.dossier, reads.standing()
    today = desk.catalogue(at)
    known = _knowing(desk, today, before)
    procedure = procedure_of(known, before.procedure)
    limit = to_limit(procedure.limit_for(before.case, "counter"))
    due = Promise.of(today, standing.office).due(limit, at, None)
    note = f"{GROUND}, hồ sơ {before.code}" + (f": {reason}" if reason else "")
    return e.Received(
        code=next_code(reads, standing, at.date()),
        procedure=procedure.code,
        catalogue=known.version,
        office=standing.commune,
        owner=before.owner,
        due_at=None if due.at is None else to_seconds(due.at),
        due_reason=due.reason,
        term=limit_in_words(limit),
        fees=tuple(replace(one, dong=0, exemption=GROUND) for one in before.fees or ()),
        papers=_again(before, at),
        sets=before.sets,
        pages=before.pages,
        copies=before.copies,
        submitter=before.submitter,
        subjects=before.subjects,
        details=before.details,
        note=note,
        case=before.case,
        return_by=before.return_by,
        deciding_office=before.deciding_office,
        return_office=before.return_office,
        exemption=GROUND,
    )


def _again(before: Dossier, at: datetime) -> tuple[PaperLine, ...]:
    """What is certified; the scans of it stay with the old dossier."""
    if rules_on(at.date()).of(before.procedure) is None:
        return ()
    return tuple(replace(one, scans=()) for one in before.papers)


def _knowing(desk: Desk, today: Catalogue, before: Dossier) -> Catalogue:
    """Today's catalogue; where the procedure was dropped, the one that the dossier was made under.

    The office's own fault is mended also where nobody may ask for the procedure any more.
    """
    if today.procedure(before.procedure) is not None:
        return today
    return desk.catalogues.labelled(before.catalogue)

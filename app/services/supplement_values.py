"""Mẫu 02: what is still missing from a dossier, out of the last request for papers."""

from typing import Any

from app.domain import events as e
from app.domain.advised import AdvisedOfPapers
from app.domain.dossier import PROCESSING
from app.domain.procedure import Paper, Procedure
from app.domain.story import Story
from app.domain.vietnamese import fold
from app.services.letterhead import (
    Letterhead,
    Written,
    day_said,
    person_values,
    sentence,
    told_of,
)

LAYOUT, NAME = "mau-02", "phiếu yêu cầu bổ sung"
AT_RECEPTION, AT_APPRAISAL = "kiểm tra đầu vào", "thẩm định"


def supplement(head: Letterhead, story: Story) -> Written:
    """ClerkError where no papers were ever asked for."""
    lacking = (
        "chưa có bước yêu cầu bổ sung (request_papers) nên không có phiếu này. Hãy ghi bước ấy "
        "trước."
    )
    last, fact, which = told_of(story, e.PapersRequested, NAME, lacking)
    dossier, day = story[-1].after, last.event.at.date()
    procedure = head.catalogue.procedure(dossier.procedure)
    before = last.before.status if last.before else None
    values = {
        **head.head(day),
        "code": dossier.code,
        "owner": person_values(dossier.owner),
        "procedure": head.procedure(dossier.procedure),
        "missing": [_missing(name, procedure) for name in fact.papers],
        "reason": sentence(fact.reason),
        "until": day_said(fact.until, day),
        "stage": AT_APPRAISAL if before == PROCESSING else AT_RECEPTION,
        "clerk": head.doer(last.event),
    }
    return Written(LAYOUT, values, day, which)


def asked(head: Letterhead, event: e.Event, fact: AdvisedOfPapers) -> Written:
    """The same before any reception: there is no dossier, the paper bears a number of its own."""
    day = event.at.date()
    procedure = head.catalogue.procedure(fact.procedure)
    values = {
        **head.head(day),
        "number": fact.document,
        "owner": person_values(fact.owner),
        "procedure": head.procedure(fact.procedure),
        "missing": [_missing(name, procedure) for name in fact.papers],
        "reason": sentence(fact.reason),
        "until": day_said(fact.until, day),
        "stage": AT_RECEPTION,
        "clerk": head.doer(event),
    }
    return Written(LAYOUT, values, day)


def _missing(name: str, procedure: Procedure | None) -> dict[str, Any]:
    """A paper with the numbers that the catalogue asks of it; blank where it is another one."""
    known = next((one for one in _papers(procedure) if fold(one.name) == fold(name)), None)
    return {
        "name": name,
        "originals": _two(known.originals) if known else None,
        "copies": _two(known.copies) if known else None,
    }


def _papers(procedure: Procedure | None) -> tuple[Paper, ...]:
    return procedure.papers if procedure else ()


def _two(count: int) -> str | None:
    return f"{count:02d}" if count else None

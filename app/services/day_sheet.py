"""What one person did in some days, act by act: a sheet to sign or to hand to a leader.

Whose an act is `app.services.doers` says.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.advised import AdvisedOfPapers
from app.domain.events import Event, Refused
from app.domain.foreign import LISTED, RELISTED
from app.domain.story import Story, Told
from app.services.act_words import RECEIVED, act_words
from app.services.books import Book, Column, Period
from app.services.control_values import late_by
from app.services.doers import Doers
from app.services.letterhead import Letterhead
from app.services.workload import said

NAME, TITLE, LAYOUT = "day", "Phiếu công việc", "phieu-cong-viec"
REFUSED, ADVISED = "Từ chối tiếp nhận", "Yêu cầu bổ sung trước khi nhận"
FROM_LIST = frozenset({LISTED, RELISTED})
ONLINE = {"online": "trực tuyến", "post": "bưu chính"}
COLUMNS = (
    Column("at", "Thời gian"),
    Column("person", "Người làm"),
    Column("code", "Mã hồ sơ"),
    Column("owner", "Chủ hồ sơ"),
    Column("subject", "Thủ tục"),
    Column("act", "Việc đã làm"),
    Column("note", "Ghi chú"),
)


@dataclass(frozen=True, slots=True)
class Act:
    """A step that somebody took; `listed` where it came with another system's list.

    `received_at`: of the dossier, or of the refusal that `code` is the number of.
    """

    at: datetime
    person: str
    code: str
    received_at: datetime
    owner: str
    subject: str
    what: str
    note: str | None = None
    listed: bool = False


def acts(
    head: Letterhead, stories: Iterable[tuple[Story, set[Event]]], papers: Iterable[Event]
) -> list[Act]:
    """The acts, in the order of the day.

    Each story comes with its events that are asked for: no other step of it counts here. `papers`
    are of no dossier: refusals, and what was missing before a reception.
    """
    found = [
        _act(head, told)
        for story, events in stories
        for told in story
        if told.event in events and told.after.history[-1].effective
    ]
    found += [_paper(head, event) for event in papers]
    return sorted(found, key=lambda act: (act.at, act.code))


def sheet(found: Iterable[Act], period: Period, person: str) -> Book:
    """What one person did; acts that came with a list are counted and not told one by one."""
    own = [act for act in found if act.person == person]
    told = [act for act in own if not act.listed]
    rows = tuple(_row(act) for act in told)
    counts = Counter(act.what for act in told)
    totals = {
        "person": person,
        "days": said(period),
        "count": len(told),
        "summary": ", ".join(f"{what.lower()} {count}" for what, count in counts.most_common()),
        "listed": len(own) - len(told) or None,
    }
    return Book(NAME, TITLE, LAYOUT, period, COLUMNS, rows, rows, totals)


def _act(head: Letterhead, told: Told) -> Act:
    dossier, action = told.after, told.after.history[-1].action
    notes = [ONLINE.get(dossier.channel)] if action == RECEIVED else []
    notes += [late_by(told)]
    return Act(
        at=told.event.at,
        person=Doers(head.users).of(told.event.by, told.event.actor),
        code=dossier.code,
        received_at=dossier.received_at,
        owner=dossier.owner.name,
        subject=head.subject(dossier.procedure),
        what=act_words(action),
        note="; ".join(note for note in notes if note) or None,
        listed=action in FROM_LIST,
    )


def _paper(head: Letterhead, event: Event) -> Act:
    fact = event.fact
    if not isinstance(fact, Refused | AdvisedOfPapers):
        raise TypeError(type(fact))
    what = REFUSED if isinstance(fact, Refused) else ADVISED
    subject = head.subject(fact.procedure)
    person = Doers(head.users).of(event.by, event.actor)
    return Act(event.at, person, fact.document, event.at, fact.owner.name, subject, what)


def _row(act: Act) -> dict[str, Any]:
    return {
        "at": act.at,
        "person": act.person,
        "code": act.code,
        "received_at": act.received_at,
        "owner": act.owner,
        "subject": act.subject,
        "act": act.what,
        "note": act.note,
    }

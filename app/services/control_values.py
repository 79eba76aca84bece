"""Mẫu 06: the way of a dossier from hand to hand, line by line as it was; nothing is ever left out.

A block is one hand-over with its taking-over; the last one of a finished dossier brings the result
back to the desk and says whether it was early, in time or late by the due time that counts
(domain.md 5.2), and by the slip's own day too where that says otherwise.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.domain import events as e
from app.domain.dossier import Dossier
from app.domain.downstream import Reassigned
from app.domain.punctuality import EARLY, LATE, ON_TIME, punctuality
from app.domain.story import Story, Told, fact_of
from app.domain.times import from_seconds
from app.services.codes import province_code
from app.services.letterhead import Letterhead, Written, clipped, person_values
from app.services.promise import Promise

LAYOUT = "mau-06"
MOST_NOTE = 160
VERDICTS = {EARLY: "Trước hạn", ON_TIME: "Đúng hạn", LATE: "Quá hạn"}


@dataclass(slots=True)
class _Block:
    """One hand-over as it is put together."""

    giver: str
    to: str | None = None
    at: datetime | None = None
    given_by: str | None = None
    taken_by: str | None = None
    result: str | None = None
    notes: list[str] = field(default_factory=list)

    def values(self) -> dict[str, Any]:
        """As the layout reads it."""
        return {
            "from": self.giver,
            "to": self.to,
            "at": self.at,
            "given_by": self.given_by,
            "taken_by": self.taken_by,
            "result": self.result,
            "note": "\n".join(self.notes),
        }


def control(head: Letterhead, story: Story) -> Written:
    """Any dossier has one."""
    dossier, opened = story[-1].after, story[0]
    return Written(
        LAYOUT,
        {
            **head.head(opened.event.at.date()),
            "code": dossier.code,
            "external": province_code(dossier),
            "owner": person_values(dossier.owner),
            "received_at": dossier.received_at,
            "received_late": late_words(opened),
            "due_at": dossier.first_due_at,
            "now_due_at": None if dossier.due_at == dossier.first_due_at else dossier.due_at,
            "deciding": head.office(dossier.deciding_office) or dossier.deciding_office,
            "handovers": [block.values() for block in _blocks(head, story)],
            "void": dossier.void or None,
        },
        opened.event.at.date(),
    )


def _blocks(head: Letterhead, story: Story) -> list[_Block]:
    desk = head.standing.office.name
    blocks: list[_Block] = []
    early: list[str] = []  # remarks from before the first hand-over
    holder = desk
    for told in story:
        match told.event.fact:
            case e.HandedOver(to=to):
                made = _handed(head, told, holder, to)
                blocks.append(made)
                holder = made.to or holder
            case e.TakenOver():
                if not blocks or blocks[-1].taken_by or blocks[-1].result:
                    blocks.append(_Block(holder, at=told.event.at))
                _took(head, told, blocks[-1])
                holder = blocks[-1].to or holder
            case e.Finished():
                blocks.append(_back(head, told, holder, desk, _who_has_it(blocks, holder, desk)))
                holder = desk
            case Reassigned(name=name, reason=reason):
                why = [clipped(f"Tỉnh giao: {reason}", MOST_NOTE)]
                blocks.append(_Block(holder, name, told.event.at, told.event.by, notes=why))
                holder = name
            case e.Extended() | e.Reversed() | e.Withdrawn() | e.Stopped():
                (blocks[-1].notes if blocks else early).append(_aside(told))
            case _:
                pass
    return _led_by(early, blocks)


def _led_by(early: list[str], blocks: list[_Block]) -> list[_Block]:
    """The remarks in the first block, which is still to be filled in where nobody had it yet."""
    if early and not blocks:
        return [_Block("", notes=early)]
    for first in blocks[:1]:
        first.notes[:0] = early
    return blocks


def _handed(head: Letterhead, told: Told, holder: str, to: str | None) -> _Block:
    receiver = head.person(to) if to else None
    made = _Block(holder, receiver, told.event.at, head.doer(told.event))
    fact = fact_of(told, e.HandedOver)
    reason = clipped(fact.reason, MOST_NOTE) if fact.reason else None
    made.notes += [words for words in (reason, late_words(told)) if words]
    return made


def _took(head: Letterhead, told: Told, block: _Block) -> None:
    taker = head.doer(told.event)
    block.taken_by = taker
    block.to = block.to or taker
    if block.at is None or f"{block.at:%d%m%Y%H%M}" != f"{told.event.at:%d%m%Y%H%M}":
        block.notes.append(f"Nhận lúc {told.event.at:%H:%M %d/%m/%Y}")
    late = late_words(told)
    if late and late not in block.notes:
        block.notes.append(late)


def _who_has_it(blocks: list[_Block], holder: str, desk: str) -> str | None:
    """Who signs for giving it: where a unit has it the person who took it; nobody at the desk."""
    if holder == desk:
        return None
    last = blocks[-1] if blocks else None
    return last.taken_by if last and last.to == holder and last.taken_by else holder


def _back(head: Letterhead, told: Told, holder: str, desk: str, given: str | None) -> _Block:
    """The result comes to the desk: the end of processing."""
    taker = head.doer(told.event)
    made = _Block(holder, desk, told.event.at, given, taker)
    made.result, other = _judged(head, told.after)
    result = told.after.result
    number = f"Kết quả số {result.number}" if result and result.number else None
    made.notes += [words for words in (number, other, late_words(told)) if words]
    return made


def _extended(told: Told) -> str:
    """What Mẫu 04 promised, on which letter."""
    fact = fact_of(told, e.Extended)
    letter = f"số {fact.document}" if fact.document else "chưa có số"
    said = f"Gia hạn (Mẫu 04, {letter}) đến {from_seconds(fact.due_at):%H:%M %d/%m/%Y}"
    late = late_words(told)
    return f"{said}, {late}" if late else said


def _aside(told: Told) -> str:
    if isinstance(told.event.fact, e.Extended):
        return _extended(told)
    words = {e.Reversed: "Đã đảo bước", e.Withdrawn: "Công dân rút", e.Stopped: "Dừng giải quyết"}
    return f"{words[type(told.event.fact)]} {told.event.at:%H:%M %d/%m/%Y}"


def _judged(head: Letterhead, dossier: Dossier) -> tuple[str | None, str | None]:
    """The verdict that counts, and a remark where the first slip's day says otherwise."""
    judged = punctuality(dossier, Promise.of(head.catalogue, head.standing.office))
    counted, printed = judged.by_counted, judged.by_printed
    if counted is None:
        return None, None
    other = f"theo phiếu hẹn: {VERDICTS[printed].lower()}" if printed else None
    return VERDICTS[counted], None if printed == counted else other


def late_words(told: Told) -> str | None:
    """nhập sau 3 ngày (23/11/2026); None of what was typed in at once (model.md 2)."""
    said = late_by(told)
    return said and f"{said} ({told.event.recorded_at:%d/%m/%Y})"


def late_by(told: Told) -> str | None:
    """nhập sau 3 ngày; None of what was typed in at once."""
    if not told.late:
        return None
    event = told.event
    days = (event.recorded_at.date() - event.at.date()).days
    minutes = int((event.recorded_at - event.at).total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    within = f"{hours} giờ" if hours else f"{rest} phút"
    return f"nhập sau {days} ngày" if days else f"nhập sau {within}"

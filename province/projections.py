"""Dossier rows: the fold of a dossier's events, the same one as at the desk.

Order of the fold: the opening event's chain by depth (and hash, where it forked), then other chains
by root, depth and hash - parents before children, whatever order the envelopes came in. Every event
that can be read is folded, a quarantined one too: the citizen's paper exists. Only what cannot be
read, or trips the fold, is left out.
"""

import hashlib
import json
import logging
from collections.abc import Container, Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from typing import cast

from app.domain.answers import (
    ANSWERS_DIFFER,
    CONTRADICTION,
    put_aside,
    settled,
    sorted_names,
)
from app.domain.contradictions import Beside, Taken, contradictions, sentence
from app.domain.dossier import Dossier
from app.domain.events import Event
from app.domain.lifecycle import STEPS, apply, leave_out
from app.domain.order import Seen, Spot, beside, in_order
from app.domain.times import from_seconds, iso, to_seconds
from app.wire.errors import WireError
from app.wire.event import decode
from province import elsewhere, places, questions, same
from province.errors import kind_of
from province.ledger import QUARANTINED, DossierRow, Ledger, StoredEvent, Verdict
from province.settling import settle

FORBIDDEN, UNFOLDABLE = "forbidden_step", "unfoldable"
FOLD_ERROR, DOSSIER_ERROR = "fold_error", "dossier_error"  # our own program tripped
FOLD_CODES = (
    FORBIDDEN, UNFOLDABLE, FOLD_ERROR, DOSSIER_ERROR, CONTRADICTION, ANSWERS_DIFFER,
)  # fmt: skip
IMPOSSIBLE = (ArithmeticError, LookupError, OSError, TypeError, ValueError)
MOST_WHOLE = 2**63 - 1
log = logging.getLogger("province")
WORDS = {step.action: step.words for step in STEPS}


@dataclass(frozen=True, slots=True)
class Folded:
    """A dossier (None where its opening could not be folded) and what became of its events.

    `taken` are those that were folded and not put aside, `faults` what was wrong with others.
    """

    dossier: Dossier | None
    taken: tuple[Taken, ...]
    faults: tuple[Verdict, ...]


def fold(read: Sequence[tuple[StoredEvent, Event]], aside: Container[str] = ()) -> Folded:
    """All events of one dossier, in the order of `Dossiers.parts`; some are put aside."""
    dossier: Dossier | None = None
    faults: list[Verdict] = []
    taken: list[Taken] = []
    for spot, (part, event) in placed(read):
        if (dossier is None) != event.fact.opens or isinstance(event.fact, Seen):
            continue
        left_out = dossier is not None and part.hash.hex() in aside
        before = dossier
        try:
            after = leave_out(dossier, event) if dossier and left_out else apply(dossier, event)
            dossier = _storable(part, after)
        except IMPOSSIBLE:
            # signed, canonical and yet impossible, such as a due time in the year 40000
            faults.append(Verdict(part.hash, QUARANTINED, UNFOLDABLE, _unfoldable()))
            continue
        except Exception as error:
            if isinstance(error, MemoryError):
                raise
            log.error("fold: %s in event %s", kind_of(error), part.hash.hex()[:16])  # noqa: TRY400 - never the words of the error
            faults.append(Verdict(part.hash, QUARANTINED, FOLD_ERROR, _our_fault()))
            continue
        effective = dossier.history[-1].effective
        if not left_out:
            taken.append(Taken(spot, event, effective))
        if not effective and not left_out:
            faults.append(Verdict(part.hash, QUARANTINED, FORBIDDEN, _forbidden(before, dossier)))
    return Folded(dossier, tuple(taken), tuple(faults))


def placed(
    read: Sequence[tuple[StoredEvent, Event]],
) -> list[tuple[Spot, tuple[StoredEvent, Event]]]:
    """All events of one dossier with their places, in the order in which they are folded."""
    openings = (part for part, event in read if event.fact.opens)
    root = next((part.place.root for part in openings), b"")
    spots = [(_spot(part, event, root), (part, event)) for part, event in read]
    return in_order(spots, lambda pair: pair[0])


def _spot(part: StoredEvent, event: Event, root: bytes) -> Spot:
    line = "" if part.place.root == root else part.place.root.hex()
    return Spot(line, part.place.depth, part.hash, event.fact)


def _storable(opening: StoredEvent, dossier: Dossier) -> Dossier:
    """The dossier where its row fits the tables of both stores; else ValueError or TypeError.

    A correction may be signed, canonical and carry a list for a name, or a sum beyond 63 bits: one
    such event is set aside, and the judging of the others goes on.
    """
    row = _row(opening, dossier, 0)
    for column in fields(row):
        value = getattr(row, column.name)
        if not isinstance(value, cast("type", column.type)):
            raise TypeError(column.name)
        if isinstance(value, int) and not -MOST_WHOLE <= value <= MOST_WHOLE:
            raise ValueError(column.name)
        if isinstance(value, str) and b"\0" in value.encode():  # a lone surrogate raises here
            raise ValueError(column.name)
    return dossier


def project(ledger: Ledger, commune: str, dossier: bytes, now: datetime) -> None:
    """Fold one dossier again: its row, the verdicts that come from folding, what others lack.

    `commune` received it.
    """
    parts = places.parts(ledger, commune, dossier)
    read = [(part, event) for part in parts if (event := _read(part)) is not None]
    read = [pair for _, pair in placed(read)]
    answers = questions.answers_of(ledger, commune, dossier, read)
    folded = fold(read, put_aside(answers))
    answered = settled(answers)
    opening = next((part for part in parts if part.hash == dossier), None)
    if opening is not None and folded.dossier is not None and folded.dossier.master is None:
        row = _row(opening, folded.dossier, sum(bool(part.commune) for part in parts))
        before = ledger.dossiers.codes(commune, dossier)
        ledger.dossiers.put(row)
        same.compare(ledger, row, before, answered)
    faults = {fault.event: [fault] for fault in folded.faults}
    if opening is not None:
        faults |= _elsewhere(ledger, opening, parts, read, folded, now)
    faults |= questions.differing_verdicts(answers)
    for part in (part for part in parts if part.commune):
        found = [
            one
            for one in faults.get(part.hash, [])
            if _stands(one, answered) and not questions.is_decided(ledger, part, one.code)
        ]
        settle(ledger, part.commune, part.hash, FOLD_CODES, found)
    for office in places.communes(ledger, dossier, commune):
        questions.settle_answered(ledger, office, answered)


def _stands(verdict: Verdict, answered: Container[tuple[str, str]]) -> bool:
    """Who has said that a step without effect may stay so is not asked again."""
    return verdict.code != FORBIDDEN or (verdict.event.hex(), FORBIDDEN) not in answered


def _elsewhere(  # noqa: PLR0913 - a dossier, its facts, what they came to
    ledger: Ledger,
    opening: StoredEvent,
    parts: Sequence[StoredEvent],
    read: Sequence[tuple[StoredEvent, Event]],
    folded: Folded,
    now: datetime,
) -> dict[bytes, list[Verdict]]:
    """What some holders lack is sent; what contradicts is marked, and each group told."""
    others = places.note(ledger, opening, read)
    lacking = elsewhere.beyond(ledger, opening, parts)
    elsewhere.bring(ledger, opening.commune, opening, lacking, now)
    for office in others:
        elsewhere.bring(ledger, office, opening, parts, now)
    if not lacking or folded.dossier is None:
        return {}
    found: dict[bytes, list[Verdict]] = {}
    for group in contradictions(folded.taken, _beside(ledger, read)):
        for office in (opening.commune, *others):
            elsewhere.tell(ledger, office, opening, sorted_names(group), now)
        said = sentence(folded.dossier.code, folded.taken, group)
        for event in group:
            found[event] = [Verdict(event, QUARANTINED, CONTRADICTION, said)]
    return found


def _beside(ledger: Ledger, read: Sequence[tuple[StoredEvent, Event]]) -> Beside:
    """On one line the chain tells what was known, between lines what was seen."""
    parts = {part.hash: part for part, _ in read}
    spots = [spot for spot, _ in placed(read)]

    def apart(one: Spot, other: Spot) -> bool:
        if one.line == other.line:
            return elsewhere.is_beside(ledger, parts[one.identity], parts[other.identity])
        return beside(spots, one, other)

    return apart


def set_aside(ledger: Ledger, commune: str, dossier: bytes) -> None:
    """The dossier could not be made of its events: its row stays, and its office hears."""
    verdict = Verdict(dossier, QUARANTINED, DOSSIER_ERROR, _our_fault())
    settle(ledger, commune, dossier, (DOSSIER_ERROR,), [verdict])


def _read(part: StoredEvent) -> Event | None:
    try:
        return decode(part.body)
    except WireError:
        return None


def _row(opening: StoredEvent, dossier: Dossier, events: int) -> DossierRow:
    codes = [
        {"system": one.system, "code": one.code, "paired_at": iso(one.paired_at)}
        for one in dossier.codes
    ]
    return DossierRow(
        hash=opening.hash,
        commune=opening.commune,
        device=opening.device,
        code=dossier.code,
        codes=json.dumps(codes, ensure_ascii=False),
        procedure=dossier.procedure,
        channel=dossier.channel,
        owner_name=str(dossier.owner.name),
        owner_id=dossier.owner.id,
        received_at=to_seconds(dossier.received_at),
        due_at=None if dossier.due_at is None else to_seconds(dossier.due_at),
        status=dossier.status,
        state=dossier.state,
        finished_at=None if dossier.finished_at is None else to_seconds(dossier.finished_at),
        returned_at=None if dossier.returned_at is None else to_seconds(dossier.returned_at),
        fee_dong=dossier.fee_dong,
        void=int(dossier.void),
        events=events,
        deciding_office=dossier.deciding_office or dossier.office,
        return_office=dossier.return_office or dossier.office,
    )


def export_line(row: DossierRow) -> dict[str, object]:
    """The row as one answer of `export` (docs: the contract's field order)."""
    return {
        "code": row.code,
        "codes": json.loads(row.codes),
        "device": row.device,
        "commune": row.commune,
        "procedure": row.procedure,
        "channel": row.channel,
        "owner_name": row.owner_name,
        "owner_id": row.owner_id,
        "received_at": iso(from_seconds(row.received_at)),
        "due_at": _moment(row.due_at),
        "status": row.status,
        "state": row.state,
        "finished_at": _moment(row.finished_at),
        "returned_at": _moment(row.returned_at),
        "fee_dong": row.fee_dong,
        "void": bool(row.void),
        "events": row.events,
        "deciding_office": row.deciding_office,
        "return_office": row.return_office,
    }


def _moment(seconds: int | None) -> str | None:
    return None if seconds is None else iso(from_seconds(seconds))


def _forbidden(before: Dossier | None, after: Dossier) -> str:
    status = 0 if before is None else before.status
    words = WORDS.get(after.history[-1].action, after.history[-1].action)
    return (
        f"Hồ sơ {after.code} đang ở trạng thái {status} nên bước “{words}” không có hiệu lực. "
        "Bước này vẫn được giữ trong lịch sử; hãy kiểm tra hồ sơ và làm bước đúng."
    )


def _unfoldable() -> str:
    return (
        "Sự việc này có giá trị không thể có (ví dụ ngày giờ ngoài lịch) nên không được tính. "
        "Dữ liệu gốc vẫn được giữ; hãy ghi lại bước này."
    )


def _our_fault() -> str:
    return (
        "Chương trình của tỉnh bị lỗi khi tính hồ sơ có sự việc này (lỗi chương trình, không phải "
        "lỗi của quầy). Dữ liệu vẫn được giữ, quầy không phải làm lại; tỉnh sẽ xét lại."
    )


def digest(rows: Iterable[DossierRow]) -> str:
    """SHA-256 (hex) over all rows, to compare two buildings of the projection."""
    whole = hashlib.sha256()
    for row in rows:
        whole.update(repr(astuple(row)).encode() + b"\n")
    return whole.hexdigest()

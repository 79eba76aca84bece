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
from typing import cast

from app.domain.dossier import Dossier
from app.domain.events import Event, Received
from app.domain.lifecycle import STEPS, apply
from app.domain.times import from_seconds, iso, to_seconds
from app.wire.errors import WireError
from app.wire.event import decode
from province.errors import kind_of
from province.ledger import QUARANTINED, DossierRow, Ledger, StoredEvent, Verdict

FORBIDDEN, UNFOLDABLE = "forbidden_step", "unfoldable"
FOLD_ERROR, DOSSIER_ERROR = "fold_error", "dossier_error"  # our own program tripped
FOLD_CODES = (FORBIDDEN, UNFOLDABLE, FOLD_ERROR, DOSSIER_ERROR)
SAME_NUMBER = "same_number"
IMPOSSIBLE = (ArithmeticError, LookupError, OSError, TypeError, ValueError)
MOST_WHOLE = 2**63 - 1
log = logging.getLogger("province")
WORDS = {step.action: step.words for step in STEPS}


@dataclass(frozen=True, slots=True)
class Folded:
    """A dossier (None where its opening could not be folded) and what was wrong on the way."""

    dossier: Dossier | None
    faults: tuple[Verdict, ...]


def fold(parts: Sequence[StoredEvent]) -> Folded:
    """All events of one dossier, in the order of `Dossiers.parts`."""
    dossier: Dossier | None = None
    faults: list[Verdict] = []
    for part in parts:
        event = _read(part)
        if event is None or (dossier is None) != isinstance(event.fact, Received):
            continue
        before = dossier
        try:
            dossier = _storable(part, apply(dossier, event))
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
        if not dossier.history[-1].effective:
            faults.append(Verdict(part.hash, QUARANTINED, FORBIDDEN, _forbidden(before, dossier)))
    return Folded(dossier, tuple(faults))


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


def project(ledger: Ledger, commune: str, dossier: bytes) -> None:
    """Fold one dossier again: its row, and the verdicts that come from folding."""
    parts = ledger.dossiers.parts(commune, dossier)
    folded = fold(parts)
    if folded.dossier is not None:
        opening = next(part for part in parts if part.hash == dossier)
        row = _row(opening, folded.dossier, len(parts))
        ledger.dossiers.put(row)
        _compare(ledger, commune, row)
    faults = {fault.event: fault for fault in folded.faults}
    for part in parts:
        found = [faults[part.hash]] if part.hash in faults else []
        settle(ledger, commune, part.hash, FOLD_CODES, found)


def set_aside(ledger: Ledger, commune: str, dossier: bytes) -> None:
    """The dossier could not be made of its events: its row stays, and its office hears."""
    verdict = Verdict(dossier, QUARANTINED, DOSSIER_ERROR, _our_fault())
    settle(ledger, commune, dossier, (DOSSIER_ERROR,), [verdict])


def settle(
    ledger: Ledger, commune: str, event: bytes, scope: Container[str], found: Sequence[Verdict]
) -> None:
    """Of the verdicts whose codes are in `scope`, the event bears just those that were found."""
    known = {one.code: one for one in ledger.verdicts.of(commune, event) if one.code in scope}
    for verdict in found:
        if known.pop(verdict.code, None) != verdict:
            ledger.verdicts.put(commune, verdict)
    for code in known:
        ledger.verdicts.lift(commune, event, code)


def _compare(ledger: Ledger, commune: str, row: DossierRow) -> None:
    """Mark every dossier whose number stands on another slip of the office, too.

    Two machines that stood alone, or a clone, may have printed it twice: all are kept, and none is
    numbered anew. With one void the number leads to one dossier again.
    """
    living = {one.hash: one for one in ledger.dossiers.bearing(commune, row.code)}
    if not row.void:
        living[row.hash] = row
    for one in {**living, row.hash: row}.values():
        others = [] if one.void else [two.device for two in living.values() if two.hash != one.hash]
        met = Verdict(one.hash, QUARANTINED, SAME_NUMBER, _met(one, others))
        settle(ledger, commune, one.hash, (SAME_NUMBER,), [met] if others else [])


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


def _met(row: DossierRow, others: Iterable[str]) -> str:
    elsewhere = ", ".join(sorted(set(others) - {row.device}))
    where = f"ở máy {elsewhere}" if elsewhere else "ở một bản chép của máy này"
    return (
        f"Số phiếu {row.code} còn in trên phiếu khác {where}. Cả hai hồ sơ vẫn được giữ, không "
        "phiếu nào đổi số. Khi trả, hãy đối chiếu họ tên và mã tra cứu trên phiếu; nhập hai lần "
        "thì huỷ bản thừa."
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

"""The card of a dossier: the one row that lists, search and counts read, and the way back to it."""

from collections.abc import Callable, Sequence
from typing import Any

from app.domain.dossier import HALTED, WANTS_PAPERS, WANTS_PAYMENT, Dossier
from app.domain.times import from_seconds, to_seconds
from app.domain.vietnamese import fold
from app.services.ports import Card
from app.storage.names import remember_name

Execute = Callable[..., Any]

STANDING = (WANTS_PAPERS, WANTS_PAYMENT, HALTED)
RUNNING, PAUSED, READY = 1, 2, 3  # what a desk has to do with an open dossier
COLUMNS = (
    "id,name,folded,shown,hamlet,code,procedure,channel,status,state,void,"
    "received_at,due_at,finished_at,returned_at,owner_id,phone,fee_dong,stage,holder,events"
)
INSERT = f"INSERT INTO dossier({COLUMNS}) VALUES({','.join('?' * 21)})"
UPDATE = (
    "UPDATE dossier SET name=?,folded=?,shown=?,hamlet=?,code=?,procedure=?,channel=?,status=?,"
    "state=?,void=?,received_at=?,due_at=?,finished_at=?,returned_at=?,owner_id=?,phone=?,"
    "fee_dong=?,stage=?,holder=?,events=? WHERE id=?"
)
LISTED = (
    "dossier.id,dossier.code,shown,procedure,received_at,status,state,due_at,void,stage,holder,"
    "events,EXISTS(SELECT 1 FROM foreign_code WHERE foreign_code.dossier=dossier.id)"
)


def insert(execute: Execute, dossier_id: int, dossier: Dossier) -> None:
    """A new card."""
    execute(INSERT, (dossier_id, *_values(execute, dossier_id, dossier), pack_events(())))


def update(execute: Execute, dossier_id: int, dossier: Dossier, events: Sequence[int]) -> None:
    """The card after another event; `events` are the ids after the opening one."""
    later = pack_events([event - dossier_id for event in events])
    execute(UPDATE, (*_values(execute, dossier_id, dossier), later, dossier_id))


def read(row: Sequence[Any]) -> Card:
    """A row of LISTED as lists show it."""
    number, code, shown, procedure, received, status, state, due, void, stage, *rest = row
    holder, later, paired = rest
    return Card(
        id=number,
        code=code,
        name=shown,
        procedure=procedure,
        received_at=from_seconds(received),
        status=status,
        state=state,
        due_at=None if due is None else from_seconds(due),
        void=bool(void),
        stage=stage,
        holder=holder,
        last_event=number + (unpack_events(later) or [0])[-1],
        paired=bool(paired),
    )


def said_of(name: str, hamlet: str) -> str:
    """What is searched by words: the folded name, then the hamlet."""
    return f"{name} / {hamlet}" if hamlet else name


def stage_of(dossier: Dossier) -> int | None:
    """Whether its clock runs, stands, or its result waits; None where nothing is left to do."""
    if not dossier.open:
        return None
    if dossier.finished_at is not None:
        return READY
    return PAUSED if dossier.status in STANDING else RUNNING


def pack_events(distances: Sequence[int]) -> bytes:
    """Rising distances from the opening event, as differences of seven bits a byte."""
    out, last = bytearray(), 0
    for distance in distances:
        rest, last = distance - last, distance
        while rest > 127:  # noqa: PLR2004 - said beside it
            out.append(rest & 127 | 128)
            rest >>= 7
        out.append(rest)
    return bytes(out)


def unpack_events(packed: bytes) -> list[int]:
    """The distances again."""
    distances, value, shift, last = [], 0, 0, 0
    for byte in packed:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:  # noqa: PLR2004 - said beside it
            last += value
            distances.append(last)
            value = shift = 0
    return distances


def _values(execute: Execute, dossier_id: int, dossier: Dossier) -> tuple[Any, ...]:
    hamlet = fold((dossier.owner.address or "").partition(",")[0])
    said = said_of(fold(dossier.owner.name), hamlet)
    return (
        remember_name(execute, said, dossier_id),
        said,
        dossier.owner.name,
        hamlet,
        dossier.code,
        dossier.procedure,
        dossier.channel,
        dossier.status,
        dossier.state,
        int(dossier.void),
        to_seconds(dossier.received_at),
        _seconds(dossier.due_at),
        _seconds(dossier.finished_at),
        _seconds(dossier.returned_at),
        dossier.owner.id,
        dossier.owner.phone,
        dossier.fee_dong,
        stage_of(dossier),
        dossier.holder,
    )


def _seconds(moment: Any) -> int | None:
    return None if moment is None else to_seconds(moment)

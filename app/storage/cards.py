"""The card of a dossier: the one row that lists, search and counts read, and the way back to it."""

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from app.domain.dossier import FINISHED, HALTED, WANTS_PAPERS, WANTS_PAYMENT, Dossier
from app.domain.times import from_seconds, to_seconds
from app.domain.vietnamese import fold
from app.services.ports import Card
from app.storage.brought import GUEST
from app.storage.names import remember_name
from app.storage.stages import PAUSED, READY, RUNNING

Execute = Callable[..., Any]
_folded_place = lru_cache(maxsize=512)(fold)  # a commune has some dozens of hamlets
Work = tuple[int | None, str | None]  # what there is to do with it here, and who has it
Named = tuple[int, str, str, str]  # its number, as it is searched, as it is shown, the hamlet

STANDING = (WANTS_PAPERS, WANTS_PAYMENT, HALTED)
COLUMNS = (
    "id,name,folded,shown,hamlet,code,procedure,channel,status,state,void,"
    "received_at,due_at,finished_at,returned_at,owner_id,phone,fee_dong,stage,holder,place,appointment,"
    "papers_until,technical,events,system,covered"
)
INSERT = f"INSERT INTO dossier({COLUMNS}) VALUES({','.join('?' for _ in COLUMNS.split(','))})"
UPDATE = (
    "UPDATE dossier SET name=?,folded=?,shown=?,hamlet=?,code=?,procedure=?,channel=?,status=?,"
    "state=?,void=?,received_at=?,due_at=?,finished_at=?,returned_at=?,owner_id=?,phone=?,"
    "fee_dong=?,stage=?,holder=?,place=?,appointment=?,papers_until=?,technical=?,"
    "events=?,system=?,covered=0 WHERE id=?"
)
LISTED = (
    "dossier.id,dossier.code,shown,procedure,received_at,status,state,due_at,void,stage,holder,"
    "events,EXISTS(SELECT 1 FROM foreign_code AS f WHERE f.dossier=dossier.id "
    "AND f.system NOT IN ('hotich','datdai')),place,"  # theirs is not the province's code
    "dossier.system"
)


def insert(execute: Execute, dossier_id: int, dossier: Dossier) -> None:
    """A new card."""
    put(execute, dossier_id, dossier, named(execute, dossier_id, dossier), (), there=False)


def update(execute: Execute, dossier_id: int, dossier: Dossier, events: Sequence[int]) -> None:
    """The card after another event; `events` are the ids after the opening one."""
    put(execute, dossier_id, dossier, named(execute, dossier_id, dossier), events, there=True)


def put(  # noqa: PLR0913 - a card and what is known about it
    execute: Execute,
    dossier_id: int,
    dossier: Dossier,
    name: Named,
    events: Sequence[int],
    *,
    there: bool,
) -> None:
    """The card whose name is remembered already; `there`: in the place of an older one."""
    stage = stage_of(dossier)
    if dossier_id <= -GUEST and dossier.place != _own_commune(execute):
        stage = None  # another office's, and elsewhere now: nothing to do here
    values = row(dossier_id, dossier, name, (stage, dossier.holder_here), events)
    if there:
        execute(UPDATE, updating(values))
    else:
        execute(INSERT, values)


def row(
    dossier_id: int, dossier: Dossier, name: Named, work: Work, events: Sequence[int]
) -> tuple[Any, ...]:
    """The card in the order of COLUMNS; what covers it is settled by itself."""
    later = pack_events([event - dossier_id for event in events])
    system = None if dossier.master is None else dossier.master.casefold()
    return (dossier_id, *name, *_values(dossier, work), later, system, 0)


def updating(values: Sequence[Any]) -> tuple[Any, ...]:
    """The same card for UPDATE, which says by itself that nothing covers it."""
    return (*values[1:-1], values[0])


def named(execute: Execute, dossier_id: int, dossier: Dossier) -> Named:
    """Its owner's name with the hamlet, remembered for the search."""
    words, shown, hamlet = said(dossier)
    return remember_name(execute, words, dossier_id), words, shown, hamlet


def said(dossier: Dossier) -> tuple[str, str, str]:
    """Its owner's name with the hamlet: as it is searched, as it is shown, the hamlet alone.

    Who comes from a commune that is no more is found by its name, too.
    """
    hamlet = _folded_place((dossier.owner.address or "").partition(",")[0])
    old = _folded_place(dossier.owner.old_commune or "")
    places = " / ".join(part for part in (hamlet, old) if part)
    return said_of(fold(dossier.owner.name), places), dossier.owner.name, hamlet


def read(row: Sequence[Any]) -> Card:
    """A row of LISTED as lists show it."""
    number, code, shown, procedure, received, status, state, due, void, stage, *rest = row
    holder, later, paired, place, system = rest
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
        place=place,
        system=system,
    )


def any_of_peers(execute: Execute) -> bool:
    """Whether other desks of the office, or other offices, have brought dossiers."""
    return execute("SELECT 1 FROM dossier WHERE id<0 LIMIT 1").fetchone() is not None


def newest(many: int) -> str:
    """The newest cards of this desk, of its neighbours and of other offices, as a table."""
    own = f"SELECT * FROM dossier WHERE id>0 ORDER BY id DESC LIMIT {many}"
    peers = f"SELECT * FROM dossier WHERE id<0 AND id>-{GUEST} ORDER BY id LIMIT {many}"
    guests = f"SELECT * FROM dossier WHERE id<=-{GUEST} LIMIT {many}"
    parts = (f"SELECT * FROM ({part})" for part in (own, peers, guests))
    return f"({' UNION ALL '.join(parts)})"


def said_of(name: str, places: str) -> str:
    """What is searched by words: the folded name, then hamlet and old commune."""
    return f"{name} / {places}" if places else name


def stage_of(dossier: Dossier) -> int | None:
    """Whether its clock runs, stands, or its result waits; None where nothing is left to do."""
    if not dossier.open:
        return None
    if dossier.finished_at is not None and dossier.master is None:
        return READY
    if dossier.status == FINISHED:
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


def _own_commune(execute: Execute) -> str:
    (text,) = execute("SELECT value FROM standing WHERE name='installed'").fetchone()
    return str(json.loads(text)["commune"])


def _values(dossier: Dossier, work: Work) -> tuple[Any, ...]:
    return (
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
        *work,
        dossier.place if dossier.leaves else None,
        dossier.agreed,
        dossier.papers_until,
        to_seconds(dossier.waits[-1].since) if dossier.waits_technically else None,
    )


def _seconds(moment: Any) -> int | None:
    return None if moment is None else to_seconds(moment)

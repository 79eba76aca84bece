"""What waits at a desk: how much of each kind, and which dossiers, the most urgent first.

Counts and pages read one partial index over open dossiers, so a million closed ones cost nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.times import from_seconds, to_seconds
from app.services.ports import Card
from app.storage import cards, waits
from app.storage.apart import MARKED
from app.storage.connection import Connection
from app.storage.counts import OURS
from app.storage.matters import OPEN, WAITING
from app.storage.schema import AWAITED, NEVER
from app.storage.stages import PAUSED, READY, RUNNING

ALL, LATE, TODAY, STANDS, WORK, RESULTS, ATTENTION, PAST, TECHNICAL = (
    "all", "late", "today", "stands", "work", "results", "attention", "past", "technical",
)  # fmt: skip
AT_ONCE = 500
UNPAIRED = (
    "id>0 AND void=0 AND system IS NULL "
    "AND NOT EXISTS(SELECT 1 FROM foreign_code WHERE foreign_code.dossier=dossier.id)"
)
OF_OURS = "AND system IS NULL "
DECIDED = (  # by this office, not by another one that it was only received for
    f"{OF_OURS}AND (place IS NULL OR place="
    "(SELECT json_extract(value, '$.commune') FROM standing WHERE name='installed')) "
)
FIRST = (0, -1, -1)  # before every row of the first stretch


@dataclass(frozen=True, slots=True)
class Moments:
    """The borders in time: now, the end of today, the end of the next working day."""

    now: datetime
    today_ends: datetime
    soon_ends: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many dossiers wait: `work` counts every running one, late ones and today's too."""

    late: int
    today: int
    stands: int
    work: int
    results: int
    attention: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list; `more` is where the next page begins, None at the end."""

    rows: tuple[Card, ...]
    more: tuple[int, int, int] | None


def count(connection: Connection, at: Moments) -> Waiting:
    """Count now; each open dossier is walked past once."""
    now, today = to_seconds(at.now), to_seconds(at.today_ends)
    staged = "SELECT count(*) FROM dossier WHERE stage="
    running = f"{staged}{RUNNING} AND {AWAITED}"
    late, due_today, later, stands, results, attention = connection.execute(
        f"SELECT ({running}<?), ({running}>=? AND {AWAITED}<?), ({running}>=?), "
        f"({staged}{PAUSED}), ({staged}{READY}), "
        f"(SELECT count(DISTINCT dossier) FROM {MARKED} WHERE dossier<>0 AND {WAITING})",
        (now, now, today, today),
    ).fetchone()
    work = late + due_today + later
    return Waiting(late, due_today, stands, work, results, attention)


def newest_received_at(connection: Connection) -> datetime | None:
    """When the dossier that was typed in last was received."""
    row = connection.execute(
        "SELECT received_at FROM dossier WHERE id>0 AND system IS NULL ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return None if row is None else from_seconds(row[0])


def page(
    connection: Connection,
    kind: str,
    at: Moments,
    limit: int,
    after: tuple[int, int, int] = FIRST,
) -> Page:
    """Rows of a list from a place on, in the order in which a clerk should look at them."""
    if kind == ATTENTION:
        return Page(_disputed(connection), None)
    if kind == PAST:
        return Page(tuple(waits.past_supplement(connection, at.now.date())), None)
    if kind == TECHNICAL:
        return Page(tuple(waits.technical(connection)), None)
    stretches = _stretches(kind, at)
    found: list[Card] = []
    place, due, number = after
    while place < len(stretches) and len(found) < limit:
        rows = _stretch(connection, stretches[place], (due, number), limit - len(found))
        found += rows
        if len(found) == limit:
            last = rows[-1]
            return Page(tuple(found), (place, _awaited(last), last.id))
        place, due, number = place + 1, -1, -1
    return Page(tuple(found), None)


def phones(connection: Connection, dossiers: Sequence[int]) -> dict[int, str]:
    """Telephone numbers of dossiers, of those that have one."""
    found: dict[int, str] = {}
    for start in range(0, len(dossiers), AT_ONCE):
        part = dossiers[start : start + AT_ONCE]
        held = ",".join("?" * len(part))
        rows = connection.execute(
            f"SELECT id, phone FROM dossier WHERE phone IS NOT NULL AND id IN ({held})", tuple(part)
        )
        found.update(rows.fetchall())
    return found


def cards_of(connection: Connection, dossiers: Sequence[int]) -> dict[int, Card]:
    """The cards of dossiers, by their ids."""
    found: dict[int, Card] = {}
    for start in range(0, len(dossiers), AT_ONCE):
        part = dossiers[start : start + AT_ONCE]
        held = ",".join("?" * len(part))
        rows = connection.execute(
            f"SELECT {cards.LISTED} FROM dossier WHERE id IN ({held})", tuple(part)
        )
        found.update({row[0]: cards.read(row) for row in rows.fetchall()})
    return found


def running(connection: Connection, limit: int) -> list[Card]:
    """Dossiers whose clock runs and that this office decides, the soonest due first."""
    return _stretch(connection, (RUNNING, 0, NEVER + 1), (-1, -1), limit, DECIDED)


def held_by(
    connection: Connection, user: str, limit: int, *, decided_here: bool = False
) -> list[Card]:
    """Dossiers that run and are in this person's hands, oldest first.

    `decided_here`: of those only what this office decides.
    """
    which = DECIDED if decided_here else ""
    rows = connection.execute(
        f"SELECT {cards.LISTED} FROM dossier WHERE stage={RUNNING} AND holder=? {which}"
        "ORDER BY id LIMIT ?",
        (user, limit),
    )
    return [cards.read(row) for row in rows.fetchall()]


def held(connection: Connection) -> dict[str, int]:
    """How many open dossiers of this office are in the hands of each."""
    rows = connection.execute(
        f"SELECT holder, count(*) FROM dossier WHERE stage IN ({RUNNING},{PAUSED}) "
        f"AND holder IS NOT NULL {OF_OURS}GROUP BY holder"
    )
    return dict(rows.fetchall())


def staged(connection: Connection, stage: int, limit: int) -> list[Card]:
    """Dossiers of the office in one stage, the soonest due first; none of another system."""
    return _stretch(connection, (stage, 0, NEVER + 1), (-1, -1), limit, OF_OURS)


def to_sign(
    connection: Connection, procedures: Sequence[str], day: tuple[datetime, datetime], limit: int
) -> list[Card]:
    """Running dossiers of these procedures that were received or are due that day, newest first."""
    since, until = (to_seconds(moment) for moment in day)
    held = ",".join("?" * len(procedures))
    rows = connection.execute(
        f"SELECT {cards.LISTED} FROM dossier WHERE stage={RUNNING} AND {AWAITED}>=? "
        f"AND procedure IN ({held}) AND system IS NULL AND (received_at>=? OR {AWAITED}<?) "
        "ORDER BY id DESC LIMIT ?",
        (since, *procedures, since, until, limit),
    )
    return [cards.read(row) for row in rows.fetchall()]


def unsent(connection: Connection, stored: int, limit: int) -> tuple[Card, ...]:
    """Dossiers with something that the province has not said it has, the oldest of it first."""
    rows = connection.execute(
        f"SELECT {cards.LISTED} FROM dossier JOIN (SELECT dossier AS waits, min(id) AS since "
        f"FROM event WHERE id>? AND dossier<>0 AND {OURS} GROUP BY dossier ORDER BY since LIMIT ?) "
        "ON waits=dossier.id ORDER BY since",
        (stored, limit),
    ).fetchall()
    return tuple(cards.read(row) for row in rows)


def unpaired(connection: Connection, limit: int) -> tuple[Card, ...]:
    """Dossiers that no other system has, the oldest first; voided ones need none."""
    rows = connection.execute(
        f"SELECT {cards.LISTED} FROM dossier WHERE {UNPAIRED} ORDER BY id LIMIT ?", (limit,)
    ).fetchall()
    return tuple(cards.read(row) for row in rows)


def to_process(connection: Connection, procedures: Sequence[str], limit: int) -> tuple[Card, ...]:
    """Running dossiers of some procedures, what is due first before the rest."""
    marks = ",".join("?" * len(procedures))
    rows = connection.execute(
        f"SELECT {cards.LISTED} FROM dossier WHERE stage=? AND procedure IN ({marks}) "
        f"{OF_OURS}ORDER BY {AWAITED}, id LIMIT ?",
        (RUNNING, *procedures, limit),
    )
    return tuple(cards.read(row) for row in rows.fetchall())


def count_unpaired(connection: Connection) -> int:
    """How many of them there are."""
    (found,) = connection.execute(f"SELECT count(*) FROM dossier WHERE {UNPAIRED}").fetchone()
    return int(found)


def disputed(connection: Connection) -> tuple[tuple[Card, str], ...]:
    """What the province sent back, with its sentence, newest first."""
    rows = connection.execute(
        f"SELECT sentence, {cards.LISTED} FROM {MARKED} JOIN dossier ON dossier.id=verdict.dossier "
        f"WHERE {WAITING} ORDER BY dossier.id DESC, verdict.event, verdict.code"
    ).fetchall()
    return tuple((cards.read(row[1:]), row[0]) for row in rows)


def sentences(connection: Connection, dossier: int) -> tuple[str, ...]:
    """What the province says is wrong with one dossier, by its local number."""
    rows = connection.execute(
        f"SELECT sentence FROM {MARKED} WHERE dossier=? AND {OPEN} ORDER BY event, code", (dossier,)
    )
    return tuple(row[0] for row in rows.fetchall())


def _stretches(kind: str, at: Moments) -> Sequence[tuple[int, int, int]]:
    """(stage, due from, due before) in order; all urgent work comes before what stands still."""
    now, today, soon = (
        to_seconds(moment) for moment in (at.now, at.today_ends, max(at.soon_ends, at.today_ends))
    )
    never = NEVER + 1
    return {
        LATE: ((RUNNING, 0, now),),
        TODAY: ((RUNNING, now, today),),
        STANDS: ((PAUSED, 0, never),),
        WORK: ((RUNNING, 0, never),),
        RESULTS: ((READY, 0, never),),
        ALL: (
            (RUNNING, 0, soon),
            (PAUSED, 0, never),
            (RUNNING, soon, never),
            (READY, 0, never),
        ),
    }[kind]


def _stretch(
    connection: Connection,
    stretch: tuple[int, int, int],
    after: tuple[int, int],
    limit: int,
    which: str = "",
) -> list[Card]:
    stage, first, before = stretch
    rows = connection.execute(
        f"SELECT {cards.LISTED} FROM dossier WHERE stage=? AND {AWAITED}>=? AND {AWAITED}<? "
        f"AND ({AWAITED}, id)>(?, ?) {which}ORDER BY {AWAITED}, id LIMIT ?",
        (stage, max(first, after[0]), before, *after, limit),
    )
    return [cards.read(row) for row in rows.fetchall()]


def _disputed(connection: Connection) -> tuple[Card, ...]:
    """What the province sent back, newest first."""
    rows: list[Any] = connection.execute(
        f"SELECT {cards.LISTED} FROM dossier "
        f"WHERE id IN (SELECT dossier FROM {MARKED} WHERE dossier<>0 AND {WAITING}) "
        "ORDER BY id DESC"
    ).fetchall()
    return tuple(cards.read(row) for row in rows)


def _awaited(card: Card) -> int:
    return NEVER if card.due_at is None else to_seconds(card.due_at)

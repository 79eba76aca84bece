"""Papers on their way: rows with a state of their own, so that saved never means printed.

waiting → printing → done; failed (waits for a key), asked (the power went while it printed: did it
come out?), dropped (nobody wants it any more). A dossier is valid without its paper; a paper
without a dossier (number 0) brings its own content and stands under its title. A paper of several
dossiers is the first one's and names the others in its content.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.times import from_seconds, to_seconds
from app.storage.connection import Connection, transaction

WAITING, PRINTING, DONE, FAILED, ASKED, DROPPED = (
    "waiting", "printing", "done", "failed", "asked", "dropped",
)  # fmt: skip
NO_DOSSIER = 0
COLUMNS = "id, form, dossier, code, paper, copies, copy, state, attempts, sentence"
ALL_COLUMNS = f"{COLUMNS}, printer, content, updated_at"
OPEN = "state<>'done' AND state<>'dropped'"  # its first half is the partial index


@dataclass(frozen=True, slots=True)
class Job:
    """One paper; `copy` 0 is the first print, n the n-th again (marked on paper).

    `code` is the dossier's, or the title of a paper without one; `printer` None is the setting's;
    `content` is the JSON of such a paper; of a dossier's the list of the others that it is also
    about, None for one dossier. `form` says behind a colon which of several it is: supplement:2.
    """

    id: int
    form: str
    dossier: int
    code: str
    paper: str
    copies: int
    copy: int
    state: str
    attempts: int
    sentence: str | None
    printer: str | None = None
    content: str | None = None
    updated_at: datetime | None = None


def enqueue(  # noqa: PLR0913 - the row
    connection: Connection,
    *,
    form: str,
    dossier: int,
    code: str,
    paper: str,
    copies: int,
    now: datetime,
    copy: int = 0,
    content: str | None = None,
    printer: str | None = None,
) -> int:
    """A job that waits, inside the caller's transaction; its number."""
    cursor = connection.execute(
        "INSERT INTO print_job(form, dossier, code, paper, copies, copy, state, attempts, "
        "sentence, updated_at, content, printer) VALUES(?,?,?,?,?,?,?,0,NULL,?,?,?)",
        (form, dossier, code, paper, copies, copy, WAITING, to_seconds(now), content, printer),
    )
    return int(cursor.lastrowid)


def next_waiting(connection: Connection) -> Job | None:
    """The oldest job that waits."""
    row = connection.execute(
        f"SELECT {ALL_COLUMNS} FROM print_job WHERE state<>'done' AND state=? ORDER BY id LIMIT 1",
        (WAITING,),
    ).fetchone()
    return None if row is None else _job(row)


def by_id(connection: Connection, job_id: int) -> Job | None:
    """One job, None where it is gone."""
    row = connection.execute(
        f"SELECT {ALL_COLUMNS} FROM print_job WHERE id=?", (job_id,)
    ).fetchone()
    return None if row is None else _job(row)


def begin(connection: Connection, job_id: int, now: datetime) -> bool:
    """Start a job that still waits; False where another process took it meanwhile."""
    with transaction(connection):
        return begin_one(connection, job_id, now)


def begin_one(connection: Connection, job_id: int, now: datetime) -> bool:
    """The same inside the caller's transaction."""
    return _begin(connection, "id=? AND state='waiting'", (job_id,), now) is not None


@dataclass(frozen=True, slots=True)
class Sought:
    """A paper as it is looked for: `others` are further dossiers; without one it is its title's."""

    form: str
    dossier: int
    code: str
    others: tuple[int, ...] = ()

    @property
    def content(self) -> str | None:
        """As the row keeps the others."""
        return contents_of(self.others)


def contents_of(others: Sequence[int]) -> str | None:
    """The further dossiers of a paper as its row keeps them."""
    return json.dumps(list(others)) if others else None


def others_of(job: Job) -> tuple[int, ...]:
    """Local numbers of the further dossiers that a dossier's paper is about."""
    if job.dossier == NO_DOSSIER or job.content is None:
        return ()
    return tuple(json.loads(job.content))


def begin_of(connection: Connection, sought: Sought, now: datetime) -> Job | None:
    """Start the oldest such paper that never came out, inside the caller's transaction."""
    oldest = (
        "id=(SELECT min(id) FROM print_job WHERE form=? AND dossier=? AND code=? AND content IS ? "
        "AND state IN ('waiting','failed'))"
    )
    which = (sought.form, sought.dossier, sought.code, sought.content)
    started = _begin(connection, oldest, which, now)
    return None if started is None else by_id(connection, started)


def set_state(
    connection: Connection, job_id: int, state: str, now: datetime, sentence: str | None = None
) -> None:
    """Move a job on."""
    with transaction(connection):
        connection.execute(
            "UPDATE print_job SET state=?, sentence=?, updated_at=? WHERE id=?",
            (state, sentence, to_seconds(now), job_id),
        )


def move(  # noqa: PLR0913 - which, from where, to where
    connection: Connection,
    job_id: int,
    came_from: tuple[str, ...],
    to: str,
    now: datetime,
    printer: str | None = None,
) -> bool:
    """Move a job that still stands in one of those states; False where it moved on meanwhile."""
    held = ",".join("?" * len(came_from))
    with transaction(connection):
        cursor = connection.execute(
            f"UPDATE print_job SET state=?, sentence=NULL, updated_at=?, "
            f"printer=coalesce(?, printer) WHERE id=? AND state IN ({held})",
            (to, to_seconds(now), printer, job_id, *came_from),
        )
    return bool(cursor.rowcount)


def mark_copy(
    connection: Connection,
    job_id: int,
    copy: int,
    printer: str | None = None,
    others: Sequence[int] = (),
) -> None:
    """A job of a marked copy (0: none) and its further dossiers, in the caller's transaction."""
    connection.execute(
        "UPDATE print_job SET copy=?, printer=coalesce(?, printer), content=coalesce(?, content) "
        "WHERE id=?",
        (copy, printer, contents_of(others), job_id),
    )


def revive_one(connection: Connection, job_id: int, now: datetime) -> bool:
    """Let a failed paper wait again, inside the caller's transaction; whether it is on its way."""
    cursor = connection.execute(
        "UPDATE print_job SET state=CASE state WHEN 'failed' THEN 'waiting' ELSE state END, "
        "updated_at=? WHERE id=? AND state IN ('waiting','printing','failed')",
        (to_seconds(now), job_id),
    )
    return bool(cursor.rowcount)


def revive(connection: Connection, sought: Sought, now: datetime, *, exact: bool = False) -> bool:
    """Let a failed paper wait again; whether one is on its way now. `exact`: of the same others."""
    on_its_way = "dossier=? AND form=? AND state IN ('waiting','printing','failed')"
    on_its_way += " AND content IS ?" if exact else ""
    with transaction(connection):
        cursor = connection.execute(
            f"UPDATE print_job SET state=CASE state WHEN 'failed' THEN 'waiting' ELSE state END, "
            f"updated_at=? WHERE {on_its_way}",
            (to_seconds(now), sought.dossier, sought.form, *[sought.content] * exact),
        )
    return bool(cursor.rowcount)


def drop_of(connection: Connection, dossier: int, now: datetime) -> int:
    """The dossier is void: what of it waits or failed is not wanted any more; how many."""
    with transaction(connection):
        cursor = connection.execute(
            "UPDATE print_job SET state=?, updated_at=? "
            "WHERE dossier=? AND state IN ('waiting','failed')",
            (DROPPED, to_seconds(now), dossier),
        )
    return int(cursor.rowcount)


def interrupted(connection: Connection, now: datetime) -> int:
    """At start: what was printing when the power went must be asked about; how many."""
    with transaction(connection):
        cursor = connection.execute(
            "UPDATE print_job SET state=?, updated_at=? WHERE state=?",
            (ASKED, to_seconds(now), PRINTING),
        )
    return int(cursor.rowcount)


def doubt_all(connection: Connection, now: datetime) -> None:
    """Of a copy, inside the caller's transaction: what waited may have come out since."""
    connection.execute(
        "UPDATE print_job SET state=?, updated_at=? WHERE state IN (?,?)",
        (ASKED, to_seconds(now), WAITING, PRINTING),
    )


def forget_contents(connection: Connection, before: datetime) -> int:
    """Papers without a dossier that were done with before a moment lose their words; how many.

    They name people, and nobody prints yesterday's list again.
    """
    with transaction(connection):
        cursor = connection.execute(
            "DELETE FROM print_job WHERE dossier=0 AND content IS NOT NULL AND updated_at<? "
            "AND state IN ('done','dropped')",
            (to_seconds(before),),
        )
    return int(cursor.rowcount)


def unfinished(connection: Connection) -> list[Job]:
    """What waits, failed or must be asked about, oldest first; without contents."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM print_job WHERE {OPEN} ORDER BY id"
    ).fetchall()
    return [Job(*row) for row in rows]


def since(connection: Connection, start: datetime, limit: int = 500) -> list[Job]:
    """What moved since a moment and all that is not finished: newest first, without contents."""
    rows = connection.execute(
        f"SELECT {COLUMNS}, printer, NULL, updated_at FROM print_job WHERE {OPEN} "
        f"UNION SELECT {COLUMNS}, printer, NULL, updated_at FROM print_job "
        "WHERE id>=(SELECT ifnull(max(id),0)-? FROM print_job) AND updated_at>=? "
        "ORDER BY id DESC LIMIT ?",
        (limit, to_seconds(start), limit),
    ).fetchall()
    return [_job(row) for row in rows]


def on_its_way(connection: Connection, form: str, dossier: int, code: str) -> bool:
    """Whether such a paper waits or prints already: a double press is one paper."""
    row = connection.execute(
        "SELECT 1 FROM print_job WHERE state<>'done' AND state IN ('waiting','printing') "
        "AND form=? AND dossier=? AND code=? LIMIT 1",
        (form, dossier, code),
    ).fetchone()
    return row is not None


def in_doubt(connection: Connection, sought: Sought) -> bool:
    """Whether such a paper was cut off, and nobody has said yet if it came out."""
    return _count(connection, sought, "state<>'done' AND state IN ('asked','printing')") > 0


def printed(connection: Connection, sought: Sought) -> int:
    """How many such papers came out, or may have: one that prints now or was cut off.

    A paper of several dossiers counts for each of them.
    """
    return _count(connection, sought, "state IN ('done','asked','printing')")


def _count(connection: Connection, sought: Sought, states: str) -> int:
    (count,) = connection.execute(
        f"SELECT count(*) FROM print_job WHERE {states} AND form=? "
        "AND (dossier=? AND (dossier<>0 OR code=?) OR content IS NOT NULL AND dossier<>0 "
        "AND EXISTS(SELECT 1 FROM json_each(content) WHERE value=?))",
        (sought.form, sought.dossier, sought.code, sought.dossier),
    ).fetchone()
    return int(count)


def _begin(
    connection: Connection, which: str, values: tuple[int | str | None, ...], now: datetime
) -> int | None:
    row = connection.execute(
        "UPDATE print_job SET state='printing', sentence=NULL, updated_at=?, attempts=attempts+1 "
        f"WHERE {which} RETURNING id",
        (to_seconds(now), *values),
    ).fetchone()
    return None if row is None else int(row[0])


def _job(row: Any) -> Job:
    *rest, updated_at = row
    return Job(*rest, from_seconds(updated_at))  # type: ignore[call-arg]  # as the columns are

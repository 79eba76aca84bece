"""Papers on their way: rows with a state of their own, so that saved never means printed.

waiting → printing → done; failed (waits for a key), asked (the power went while it printed: did it
come out?). A dossier is valid without its paper.
"""

from dataclasses import dataclass
from datetime import datetime

from app.domain.times import to_seconds
from app.storage.connection import Connection, transaction

WAITING, PRINTING, DONE, FAILED, ASKED = "waiting", "printing", "done", "failed", "asked"
COLUMNS = "id, form, dossier, code, paper, copies, copy, state, attempts, sentence"


@dataclass(frozen=True, slots=True)
class Job:
    """One paper; `copy` 0 is the first print, n the n-th again (marked on paper)."""

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
) -> int:
    """A job that waits, inside the caller's transaction; its number."""
    cursor = connection.execute(
        "INSERT INTO print_job(form, dossier, code, paper, copies, copy, state, attempts, "
        "sentence, updated_at) VALUES(?,?,?,?,?,?,?,0,NULL,?)",
        (form, dossier, code, paper, copies, copy, WAITING, to_seconds(now)),
    )
    return int(cursor.lastrowid)


def next_waiting(connection: Connection) -> Job | None:
    """The oldest job that waits."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM print_job WHERE state<>'done' AND state=? ORDER BY id LIMIT 1",
        (WAITING,),
    ).fetchone()
    return None if row is None else Job(*row)


def set_state(
    connection: Connection, job_id: int, state: str, now: datetime, sentence: str | None = None
) -> None:
    """Move a job on; an attempt is counted when it starts printing."""
    with transaction(connection):
        connection.execute(
            "UPDATE print_job SET state=?, sentence=?, updated_at=?, attempts=attempts+? "
            "WHERE id=?",
            (state, sentence, to_seconds(now), int(state == PRINTING), job_id),
        )


def mark_copy(connection: Connection, job_id: int, copy: int) -> None:
    """The job prints a marked copy, inside the caller's transaction."""
    connection.execute("UPDATE print_job SET copy=? WHERE id=?", (copy, job_id))


def revive(connection: Connection, dossier: int, form: str, now: datetime) -> bool:
    """Let a failed paper of a dossier wait again; whether one is on its way now."""
    on_its_way = "dossier=? AND form=? AND state IN ('waiting','printing','failed')"
    with transaction(connection):
        cursor = connection.execute(
            f"UPDATE print_job SET state=CASE state WHEN 'failed' THEN 'waiting' ELSE state END, "
            f"updated_at=? WHERE {on_its_way}",
            (to_seconds(now), dossier, form),
        )
    return bool(cursor.rowcount)


def interrupted(connection: Connection, now: datetime) -> int:
    """At start: what was printing when the power went must be asked about; how many."""
    with transaction(connection):
        cursor = connection.execute(
            "UPDATE print_job SET state=?, updated_at=? WHERE state=?",
            (ASKED, to_seconds(now), PRINTING),
        )
    return int(cursor.rowcount)


def unfinished(connection: Connection) -> list[Job]:
    """What waits, failed or must be asked about, oldest first."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM print_job WHERE state<>'done' ORDER BY id"
    ).fetchall()
    return [Job(*row) for row in rows]


def printed(connection: Connection, dossier: int, form: str) -> int:
    """How often a paper of a dossier left the queue."""
    (count,) = connection.execute(
        "SELECT count(*) FROM print_job WHERE dossier=? AND form=? AND state IN ('done','asked')",
        (dossier, form),
    ).fetchone()
    return int(count)

"""Where the lessons of a training profile stand, and what was stored since one began."""

import json
from dataclasses import astuple

from app.domain.times import from_millis, to_seconds
from app.services.lesson_checks import Seen
from app.services.lessons import Begun
from app.storage import print_jobs
from app.storage.connection import Connection, transaction
from app.storage.secrets import get_mark, put_mark
from app.wire.event import decode, load

MARK, CURRENT = "lesson", "lesson.current"


def begun(connection: Connection, place: int) -> Begun | None:
    """When a lesson (from 0) was begun last; None: never."""
    mark = get_mark(connection, f"{MARK}.{place}")
    return None if mark is None else Begun(*json.loads(mark))


def current(connection: Connection) -> int | None:
    """The lesson that was begun last."""
    mark = get_mark(connection, CURRENT)
    return None if mark is None else int(mark)


def begin(connection: Connection, place: int, now: int) -> None:
    """Begin a lesson, or begin it again: only what is stored from now on counts."""
    with transaction(connection):
        (head,) = connection.execute("SELECT max(id) FROM event").fetchone()
        _put(connection, place, Begun(head, now))
        put_mark(connection, CURRENT, str(place))


def end(connection: Connection, place: int, lesson: Begun, took: int) -> None:
    """All its steps are done; how many seconds it took."""
    with transaction(connection):
        _put(connection, place, Begun(lesson.after, lesson.at, took))


def seen(connection: Connection, lesson: Begun) -> Seen:
    """What was stored since a lesson began."""
    rows = connection.execute(
        "SELECT dossier, body FROM event WHERE id>? ORDER BY id", (lesson.after,)
    ).fetchall()
    printed = connection.execute(
        "SELECT DISTINCT dossier FROM print_job WHERE dossier>? AND state=?",
        (lesson.after, print_jobs.DONE),
    ).fetchall()
    (exchanges,) = connection.execute(
        "SELECT count(*) FROM exchange_log WHERE at>=?", (lesson.at,)
    ).fetchone()
    return Seen(
        tuple((dossier, decode(body)) for dossier, body in rows),
        frozenset(dossier for (dossier,) in printed),
        exchanges,
    )


def last_moved(connection: Connection) -> int:
    """The second in which the newest event was recorded or the newest paper moved."""
    (body,) = connection.execute("SELECT body FROM event ORDER BY id DESC LIMIT 1").fetchone()
    (moved,) = connection.execute("SELECT ifnull(max(updated_at), 0) FROM print_job").fetchone()
    return max(int(moved), to_seconds(from_millis(load(body)[2])))


def _put(connection: Connection, place: int, lesson: Begun) -> None:
    put_mark(connection, f"{MARK}.{place}", json.dumps(astuple(lesson)))

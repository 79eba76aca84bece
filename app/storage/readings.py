"""The log of reading: rows of truth that name who looked and never whose data were looked at.

Kept: a dossier of a field that is not the reader's (once a day each), one person's whole data, and
lists of more than fifty persons. They stay on this machine and in its copies.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.times import VN, from_seconds, to_seconds
from app.storage.connection import Connection, transaction

DOSSIER, PERSON, LIST = "dossier", "person", "list"
MANY = 50  # a longer list is kept (model.md 6)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """One row; `dossier` is a local number, None for lists; `count` how many dossiers."""

    at: datetime
    user: str
    what: str
    dossier: int | None
    count: int


def saw_dossier(connection: Connection, user: str, dossier: int, now: datetime) -> None:
    """Keep that somebody opened a dossier of a field that is not his; once a day."""
    begins = to_seconds(datetime.combine(now.date(), datetime.min.time(), VN))
    with transaction(connection):
        known = connection.execute(
            "SELECT 1 FROM reading WHERE user=? AND dossier=? AND at>=? AND at<?",
            (user, dossier, begins, begins + int(DAY.total_seconds())),
        ).fetchone()
        if known is None:
            _keep(connection, Reading(now, user, DOSSIER, dossier, 1))


def saw_person(connection: Connection, user: str, count: int, now: datetime) -> None:
    """Keep that somebody asked for all that is stored on one person."""
    with transaction(connection):
        _keep(connection, Reading(now, user, PERSON, None, count))


def saw_list(connection: Connection, user: str, count: int, now: datetime) -> None:
    """Keep that somebody had a list of so many persons before him, where it is a long one."""
    if count > MANY:
        with transaction(connection):
            _keep(connection, Reading(now, user, LIST, None, count))


def between(connection: Connection, first: date, last: date) -> list[Reading]:
    """Rows of some days, both with, the oldest first."""
    begins = to_seconds(datetime.combine(first, datetime.min.time(), VN))
    ends = to_seconds(datetime.combine(last, datetime.min.time(), VN) + DAY)
    rows = connection.execute(
        "SELECT at, user, what, dossier, count FROM reading WHERE at>=? AND at<? ORDER BY id",
        (begins, ends),
    )
    return [Reading(from_seconds(row[0]), *row[1:]) for row in rows.fetchall()]


def _keep(connection: Connection, one: Reading) -> None:
    connection.execute(
        "INSERT INTO reading(at, user, what, dossier, count) VALUES(?,?,?,?,?)",
        (to_seconds(one.at), one.user, one.what, one.dossier, one.count),
    )

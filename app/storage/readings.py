"""The log of reading: rows of truth that name who looked and never whose data were looked at.

Kept: a dossier of a field that is not the reader's (once a day each), one person's whole data, and
lists of more than fifty persons; on a page of the window those of fields that are not his, once a
day each, and again once it is longer; of papers and files also short ones with a dossier of a field
that is not his. They stay on this machine and in its copies.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.times import VN, from_seconds, to_seconds
from app.storage.connection import Connection, transaction

DOSSIER, PERSON, LIST = "dossier", "person", "list"
MANY = 50  # a longer list is kept (model.md 6)
ON_PAGE = "list:"  # and the page's name
THAT_DAY = "at>=? AND at<?"
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
    with transaction(connection):
        known = connection.execute(
            f"SELECT 1 FROM reading WHERE user=? AND dossier=? AND {THAT_DAY}",
            (user, dossier, *_day(now)),
        ).fetchone()
        if known is None:
            _keep(connection, Reading(now, user, DOSSIER, dossier, 1))


def saw_page(connection: Connection, user: str, page: str, count: int, now: datetime) -> None:
    """Keep that a page showed so many persons' dossiers that are not his; the longest of a day."""
    if count <= MANY:
        return
    what = f"{ON_PAGE}{page}"
    with transaction(connection):
        known = connection.execute(
            f"SELECT 1 FROM reading WHERE user=? AND what=? AND count>=? AND {THAT_DAY}",
            (user, what, count, *_day(now)),
        ).fetchone()
        if known is None:
            _keep(connection, Reading(now, user, what, None, count))


def saw_person(connection: Connection, user: str, count: int, now: datetime) -> None:
    """Keep that somebody asked for all that is stored on one person."""
    with transaction(connection):
        _keep(connection, Reading(now, user, PERSON, None, count))


def saw_list(connection: Connection, user: str, count: int, now: datetime) -> None:
    """Keep that somebody had a list of so many persons before him, where it is a long one."""
    if count > MANY:
        took_out(connection, user, count, now)


def took_out(connection: Connection, user: str, count: int, now: datetime) -> None:
    """Keep that a paper or a file with so many dossiers was made."""
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


def _day(now: datetime) -> tuple[int, int]:
    """The borders of a moment's day, as THAT_DAY asks for them."""
    begins = to_seconds(datetime.combine(now.date(), datetime.min.time(), VN))
    return begins, begins + int(DAY.total_seconds())


def _keep(connection: Connection, one: Reading) -> None:
    connection.execute(
        "INSERT INTO reading(at, user, what, dossier, count) VALUES(?,?,?,?,?)",
        (to_seconds(one.at), one.user, one.what, one.dossier, one.count),
    )

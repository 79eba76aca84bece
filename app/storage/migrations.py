"""The truth tables, step by step. Migrations only add, and never touch a journal's rows."""

import re
from typing import Any

from app.storage.connection import Connection, transaction
from app.storage.problems import too_new

NAME = "motcua"


def migrate(connection: Connection) -> None:
    """Bring the truth tables up to this program: every step that is missing, or none of them.

    Raises Trouble, with nothing changed, where a newer program has been here.
    """
    if _missing(_applied(connection)):
        with transaction(connection):
            if _missing(_applied(connection)):  # another process may have been quicker
                _apply(connection)


def _missing(applied: list[str]) -> bool:
    names = [step.__name__ for step in STEPS]
    if set(applied) - set(names):
        raise too_new()
    return set(applied) != set(names)


def _apply(connection: Connection) -> None:
    from sqlite_utils import Database, Migrations

    steps = Migrations(NAME)
    for step in STEPS:
        steps(name=step.__name__)(step)
    steps.apply(Database(connection))


def schema(connection: Connection) -> list[str]:
    """The tables as they are, for comparing a migrated file with a fresh one."""
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    return [re.sub(r"\s+", " ", row[0]) for row in rows]


def _applied(connection: Connection) -> list[str]:
    there = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE name='_sqlite_migrations'"
    ).fetchone()
    if not there:
        return []
    rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set=?", (NAME,))
    return [row[0] for row in rows]


def m001_journals(database: Any) -> None:
    """The own journal (id = installation << 40 | depth) and the province's."""
    database.execute(
        "CREATE TABLE event(id INTEGER PRIMARY KEY, dossier INTEGER NOT NULL, "
        "body BLOB NOT NULL, hash BLOB NOT NULL)"
    )
    database.execute(
        "CREATE TABLE downstream(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, "
        "body BLOB NOT NULL, hash BLOB NOT NULL)"
    )


def m002_keys_and_marks(database: Any) -> None:
    """Private keys of this machine, and what the exchange remembers."""
    database.execute(
        "CREATE TABLE secret(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
    )
    database.execute("CREATE TABLE mark(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")


def m003_drafts_and_prints(database: Any) -> None:
    """Work that is no fact yet."""
    database.execute(
        "CREATE TABLE draft(id TEXT PRIMARY KEY, user TEXT NOT NULL, body TEXT NOT NULL, "
        "updated_at INTEGER NOT NULL) WITHOUT ROWID"
    )
    database.execute(
        "CREATE TABLE print_job(id INTEGER PRIMARY KEY, form TEXT NOT NULL, "
        "dossier INTEGER NOT NULL, code TEXT NOT NULL, paper TEXT NOT NULL, "
        "copies INTEGER NOT NULL, copy INTEGER NOT NULL, state TEXT NOT NULL, "
        "attempts INTEGER NOT NULL, sentence TEXT, "
        "updated_at INTEGER NOT NULL)"
    )
    database.execute("CREATE INDEX print_job_open ON print_job(state) WHERE state <> 'done'")


def m004_catalogues(database: Any) -> None:
    """Published catalogue texts, compressed, by the digest that the journal names."""
    database.execute(
        "CREATE TABLE catalogue_version(position INTEGER PRIMARY KEY, label TEXT NOT NULL, "
        "starts_on TEXT, digest TEXT NOT NULL, body BLOB NOT NULL)"
    )


def m005_papers_without_dossier(database: Any) -> None:
    """What a paper says that belongs to no dossier (JSON), and the printer chosen for one paper."""
    database.execute("ALTER TABLE print_job ADD COLUMN content TEXT")
    database.execute("ALTER TABLE print_job ADD COLUMN printer TEXT")


def m006_exchange_log(database: Any) -> None:
    """How exchanges went, for the page Gửi – nhận."""
    database.execute(
        "CREATE TABLE exchange_log(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, "
        "state TEXT NOT NULL, sent INTEGER NOT NULL, received INTEGER NOT NULL, "
        "bytes INTEGER NOT NULL, millis INTEGER NOT NULL, message TEXT NOT NULL)"
    )


def m007_content_parts(database: Any) -> None:
    """The beginning of a published content whose rest the line still owes."""
    database.execute(
        "CREATE TABLE content_part(digest TEXT PRIMARY KEY, packed BLOB NOT NULL) WITHOUT ROWID"
    )


STEPS = (
    m001_journals,
    m002_keys_and_marks,
    m003_drafts_and_prints,
    m004_catalogues,
    m005_papers_without_dossier,
    m006_exchange_log,
    m007_content_parts,
)

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


def m008_scans(database: Any) -> None:
    """Scans that lie sealed beside this file: what opens each, and whether the province has it."""
    database.execute(
        "CREATE TABLE scan(digest TEXT PRIMARY KEY, key BLOB NOT NULL, size INTEGER NOT NULL, "
        "pages INTEGER NOT NULL, name TEXT, added_at INTEGER NOT NULL, attached INTEGER NOT NULL, "
        "sent_at INTEGER, fault TEXT) WITHOUT ROWID"
    )
    database.execute("CREATE INDEX scan_waiting ON scan(added_at) WHERE sent_at IS NULL")


def m009_scans_let_go(database: Any) -> None:
    """When the province said that its copy at another place has a scan, too."""
    database.execute("ALTER TABLE scan ADD COLUMN released_at INTEGER")


def m010_tickets(database: Any) -> None:
    """Tickets of the waiting rows by day, what their messages were answered, their papers, counts.

    A ticket names nobody. `line` is its row, `version` when this machine wrote it last.
    """
    database.execute(
        "CREATE TABLE ticket(day TEXT NOT NULL, id TEXT NOT NULL, letter TEXT NOT NULL, "
        "number INTEGER NOT NULL, line TEXT NOT NULL, origin TEXT NOT NULL, "
        "priority TEXT NOT NULL, place INTEGER NOT NULL, state TEXT NOT NULL, desk INTEGER, "
        "front INTEGER NOT NULL, calls INTEGER NOT NULL, called INTEGER NOT NULL, "
        "op TEXT NOT NULL, moves TEXT NOT NULL, version INTEGER NOT NULL, "
        "PRIMARY KEY(day, id)) WITHOUT ROWID"
    )
    database.execute(
        "CREATE TABLE ticket_answer(op TEXT PRIMARY KEY, day TEXT NOT NULL, ticket TEXT NOT NULL"
        ") WITHOUT ROWID"
    )
    database.execute(
        "CREATE TABLE ticket_paper(ticket TEXT PRIMARY KEY, day TEXT NOT NULL, "
        "job INTEGER NOT NULL) WITHOUT ROWID"
    )
    database.execute(
        "CREATE TABLE ticket_count(day TEXT, line TEXT, desk INTEGER, issued INTEGER NOT NULL, "
        "served INTEGER NOT NULL, absent INTEGER NOT NULL, cancelled INTEGER NOT NULL, "
        "median INTEGER, longest INTEGER, PRIMARY KEY(day, line, desk)) WITHOUT ROWID"
    )


def m011_scans_on_sticks(database: Any) -> None:
    """When a scan was last put on a stick: told, and nothing more; only a receipt makes it sent."""
    database.execute("ALTER TABLE scan ADD COLUMN carried_at INTEGER")


def m012_office(database: Any) -> None:
    """Other desks of the office: who they are, their chains, and what they signed.

    A line of a chain leaves its `parent` line behind `depth`; the first one's parent is null, 0 is
    the own journal. `held` is the newest event that a desk said the province has of it.
    """
    database.execute(
        "CREATE TABLE peer(device TEXT PRIMARY KEY, certificate BLOB NOT NULL, held BLOB, "
        "contact_ms INTEGER NOT NULL, seen_ms INTEGER NOT NULL) WITHOUT ROWID"
    )
    database.execute(
        "CREATE TABLE peer_line(id INTEGER PRIMARY KEY, device TEXT NOT NULL, "
        "root BLOB NOT NULL, parent INTEGER, depth INTEGER NOT NULL)"
    )
    database.execute(
        "CREATE TABLE peer_event(id INTEGER PRIMARY KEY, line INTEGER NOT NULL, "
        "depth INTEGER NOT NULL, dossier BLOB, body BLOB NOT NULL, hash BLOB NOT NULL)"
    )
    database.execute("CREATE UNIQUE INDEX peer_event_hash ON peer_event(hash)")
    database.execute("CREATE UNIQUE INDEX peer_event_place ON peer_event(line, depth)")
    database.execute(
        "CREATE INDEX peer_event_dossier ON peer_event(dossier) WHERE dossier IS NOT NULL"
    )
    database.execute(
        "CREATE TABLE office_envelope(id INTEGER PRIMARY KEY, device TEXT NOT NULL, "
        "line INTEGER NOT NULL, depth INTEGER NOT NULL, at_ms INTEGER NOT NULL, "
        "settled INTEGER NOT NULL, raw BLOB NOT NULL)"
    )
    database.execute("CREATE INDEX office_envelope_place ON office_envelope(line, depth)")


def m013_readings(database: Any) -> None:
    """Who looked at what is not of his field, at one person's data, or at a long list of persons.

    It names no person whose data they are; `dossier` is a local number, null for lists.
    """
    database.execute(
        "CREATE TABLE reading(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, user TEXT NOT NULL, "
        "what TEXT NOT NULL, dossier INTEGER, count INTEGER NOT NULL)"
    )


STEPS = (
    m001_journals,
    m002_keys_and_marks,
    m003_drafts_and_prints,
    m004_catalogues,
    m005_papers_without_dossier,
    m006_exchange_log,
    m007_content_parts,
    m008_scans,
    m009_scans_let_go,
    m010_tickets,
    m011_scans_on_sticks,
    m012_office,
    m013_readings,
)

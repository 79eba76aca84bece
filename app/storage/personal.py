"""Where one person stands in the journals: by the number, in whatever part of a dossier it is.

No index leads to submitters, subjects and receivers: the bodies are looked through, which a request
for one person's data (domain.md 8) may wait for.
"""

from app.domain.advised import AdvisedOfPapers
from app.domain.events import Event, Refused
from app.storage import folding, persons, refusals
from app.storage.connection import Connection

NAMED = "instr(body, CAST(? AS BLOB))>0"
OWN = f"SELECT DISTINCT dossier FROM event WHERE dossier<>0 AND {NAMED}"
OTHERS = (
    f"SELECT DISTINCT dossier FROM peer_event WHERE dossier IS NOT NULL AND {NAMED}",
    f"SELECT DISTINCT dossier FROM brought WHERE {NAMED}",
)
NEIGHBOURS = f"SELECT body FROM peer_event WHERE dossier IS NULL AND {NAMED} ORDER BY id DESC"
OPENED = "SELECT id FROM dossier WHERE id=?"


def dossiers(connection: Connection, number: str) -> list[int]:
    """Local numbers of the dossiers whose events name the number, in the order of arrival."""
    quoted = f'"{number}"'
    found = {row[0] for row in connection.execute(OWN, (quoted,)).fetchall()}
    for select in OTHERS:
        for (identity,) in connection.execute(select, (quoted,)).fetchall():
            local = folding.local_id(connection.execute, bytes(identity))
            if local is not None:
                found.add(local)
    found |= {card.id for card in persons.of_owner(connection, number, -1)}
    return [one for one in sorted(found) if connection.execute(OPENED, (one,)).fetchone()]


def papers(connection: Connection, number: str) -> list[Event]:
    """Refusals of the person, and what he was told was missing, at this desk and its neighbours."""
    own = [one.event for one in refusals.of_person(connection, number)]
    rows = connection.execute(NEIGHBOURS, (f'"{number}"',)).fetchall()
    told = (folding.readable(bytes(body)) for (body,) in rows)
    return own + [one for one in told if one is not None and _is_about(one, number)]


def _is_about(event: Event, number: str) -> bool:
    fact = event.fact
    return isinstance(fact, Refused | AdvisedOfPapers) and fact.owner.id == number


def drafts(connection: Connection, number: str) -> int:
    """How many drafts that are being typed hold the number."""
    (found,) = connection.execute(
        "SELECT count(*) FROM draft WHERE instr(body, ?)>0", (number,)
    ).fetchone()
    return int(found)

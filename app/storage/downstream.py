"""The province's journal for this office as the desk holds it: chained, folded, set back.

What does not follow from the journal that the province has now goes, and only that: a page that
ends earlier than what is held takes nothing away. Only where the province denies what is held, or
says something else at the same place, is it set back to the last event that both have.
"""

from app.domain import downstream as down
from app.services.exchange import Cursor
from app.storage import catalogues, projections
from app.storage.connection import Connection
from app.wire import chain
from app.wire.errors import WireError
from app.wire.event import decode

CATALOGUE = str(down.CataloguePublished.number)


def cursor(connection: Connection, commune: str) -> Cursor:
    """The newest event held."""
    row = connection.execute("SELECT id, hash FROM downstream ORDER BY id DESC LIMIT 1").fetchone()
    return Cursor(0, chain.down_root(commune)) if row is None else Cursor(row[0], bytes(row[1]))


def identity_at(connection: Connection, commune: str, position: int) -> bytes:
    """The chain hash at a position, the root's at 0; WireError where nothing is held there."""
    if position == 0:
        return chain.down_root(commune)
    row = connection.execute("SELECT hash FROM downstream WHERE id=?", (position,)).fetchone()
    if row is None:
        raise WireError("downstream gap")
    return bytes(row[0])


def held_of(connection: Connection, after: int, bodies: list[bytes]) -> int:
    """How many of these bodies stand behind a position already, from the first on."""
    rows = connection.execute(
        "SELECT body FROM downstream WHERE id>? ORDER BY id LIMIT ?", (after, len(bodies))
    ).fetchall()
    same = 0
    for (body,), other in zip(rows, bodies, strict=False):
        if bytes(body) != other:
            break
        same += 1
    return same


def take(connection: Connection, commune: str, after: int, bodies: list[bytes]) -> int:
    """Append what is new, inside the caller's transaction; how many of them were."""
    before = identity_at(connection, commune, after)
    same = held_of(connection, after, bodies)
    if same == len(bodies):
        return 0
    set_back(connection, after + same)
    identities = chain.run(before, bodies)
    for place in range(same, len(bodies)):
        _append(connection, after + place + 1, bodies[place], identities[place])
    return len(bodies) - same


def set_back(connection: Connection, position: int) -> None:
    """Forget what stands behind a position, inside the caller's transaction, and its effects."""
    gone = published(connection, position)
    done = connection.execute("DELETE FROM downstream WHERE id>?", (position,))
    if done.rowcount:
        still = {fact.digest for fact in published(connection)}
        catalogues.arrange(connection, withdrawn={fact.digest for fact in gone} - still)
        projections.fold_down_again(connection.execute)


def published(connection: Connection, after: int = 0) -> list[down.CataloguePublished]:
    """The catalogues that the journal names, in its order."""
    rows = connection.execute(
        "SELECT body FROM downstream WHERE kind=? AND id>? ORDER BY id", (CATALOGUE, after)
    )
    facts = [decode(body).fact for (body,) in rows]
    return [fact for fact in facts if isinstance(fact, down.CataloguePublished)]


def words(connection: Connection, after: int) -> tuple[str, ...]:
    """Sentences behind a position that no list of dossiers shows, as they came."""
    rows = connection.execute(
        "SELECT body FROM downstream WHERE kind IN (?, ?) AND id>? ORDER BY id",
        (str(down.NoticeGiven.number), str(down.VerdictGiven.number), after),
    ).fetchall()
    loose = {
        (bytes(event).hex(), code): sentence
        for event, code, sentence in connection.execute(
            "SELECT event, code, sentence FROM verdict WHERE dossier=0"
        )
    }
    said = []
    for (body,) in rows:
        fact = decode(body).fact
        if isinstance(fact, down.NoticeGiven):
            said.append(fact.text)
        elif isinstance(fact, down.VerdictGiven) and (fact.event, fact.code) in loose:
            said.append(fact.sentence)
    return tuple(dict.fromkeys(said))


def _append(connection: Connection, position: int, body: bytes, identity: bytes) -> None:
    try:
        fact = decode(body).fact
        kind = str(fact.number)
    except WireError:
        fact, kind = None, "unknown"
    connection.execute(
        "INSERT INTO downstream(id, kind, body, hash) VALUES(?,?,?,?)",
        (position, kind, body, identity),
    )
    if isinstance(fact, down.CataloguePublished):
        catalogues.arrange(connection, ruling={fact.digest})
    if fact is not None:
        projections.fold_down(connection.execute, fact)

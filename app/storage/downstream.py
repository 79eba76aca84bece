"""The province's journal for this office as the desk holds it: chained, folded, set back.

What does not follow from the journal that the province has now goes, and only that: a page that
ends earlier than what is held takes nothing away. Only where the province denies what is held, or
says something else at the same place, is it set back to the last event that both have.

A fact that this program cannot read, of a newer kind or broken, is kept with a mark before its kind
and used as soon as a program knows it (`learn`).
"""

from app.domain import downstream as down
from app.domain.events import Event
from app.services.exchange import Cursor
from app.storage import brought, catalogues, identities, peers, projections, rebuilding
from app.storage.connection import Connection
from app.wire import chain
from app.wire.errors import WireError
from app.wire.event import decode, kind_of

SAYING = (down.NoticeGiven, down.VerdictGiven, down.QuestionAnswered, down.Reassigned)
REVOKED = str(down.DeviceRevoked.number)
CATALOGUE = str(down.CataloguePublished.number)
UNREAD = "?"  # before the kind
UNREAD_ROWS = "SELECT id, body FROM downstream WHERE (kind LIKE '?%' OR kind='unknown')"
UNREAD_WORDS = (
    "một tin mà bản Một Cửa ở máy này chưa đọc được. Tin được giữ lại, không cản việc khác, và "
    "dùng được sau khi cập nhật chương trình."
)


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
        rebuilding.fold_down_again(connection)


def published(connection: Connection, after: int = 0) -> list[down.CataloguePublished]:
    """The catalogues that the journal names, in its order."""
    rows = connection.execute(
        "SELECT body FROM downstream WHERE kind=? AND id>? ORDER BY id", (CATALOGUE, after)
    )
    facts = [decode(body).fact for (body,) in rows]
    return [fact for fact in facts if isinstance(fact, down.CataloguePublished)]


def revoked(connection: Connection) -> frozenset[str]:
    """Devices that the province has revoked, as far as this machine has heard."""
    rows = connection.execute("SELECT body FROM downstream WHERE kind=?", (REVOKED,)).fetchall()
    facts = [decode(body).fact for (body,) in rows]
    return frozenset(fact.device for fact in facts if isinstance(fact, down.DeviceRevoked))


def words(connection: Connection, after: int) -> tuple[str, ...]:
    """Sentences behind a position that no list of dossiers shows, as they came."""
    rows = connection.execute(
        "SELECT body FROM downstream WHERE kind IN (?, ?, ?, ?) AND id>? ORDER BY id",
        (*(str(one.number) for one in SAYING), after),
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
        if isinstance(fact, down.NoticeGiven) or (
            isinstance(fact, down.QuestionAnswered) and _is_asked_here(connection, fact)
        ):
            said.append(fact.text)
        elif isinstance(fact, down.VerdictGiven) and (fact.event, fact.code) in loose:
            said.append(fact.sentence)
        elif isinstance(fact, down.Reassigned):
            said += _reassigned(connection, fact)
    first = connection.execute(f"{UNREAD_ROWS} ORDER BY id LIMIT 1").fetchone()
    if first is not None and first[0] > after:
        said.append(UNREAD_WORDS)
    return tuple(dict.fromkeys(said))


def _reassigned(connection: Connection, fact: down.Reassigned) -> list[str]:
    """Told where the dossier is; other desks of the office have nothing to do with it."""
    found = identities.beginning_with(connection, fact.dossier)
    identity = bytes.fromhex(fact.dossier)
    number = found[0] if found else peers.find(connection.execute, identity)
    if number is None:
        number = brought.guest_id(identity)
    row = connection.execute("SELECT code FROM dossier WHERE id=?", (number,)).fetchone()
    if row is None:
        return []
    return [f"Tỉnh giao hồ sơ {row[0]} cho {fact.name} giải quyết. Lý do: {fact.reason}"]


def _is_asked_here(connection: Connection, fact: down.QuestionAnswered) -> bool:
    return bool(fact.text and identities.beginning_with(connection, fact.question))


def count_unread(connection: Connection) -> int:
    """How many facts wait for a program that knows them."""
    (number,) = connection.execute(f"SELECT count(*) FROM ({UNREAD_ROWS})").fetchone()
    return int(number)


def learn(connection: Connection) -> int:
    """After an upgrade, inside the caller's transaction: use what can be read now; how many."""
    learnt = []
    for position, body in connection.execute(f"{UNREAD_ROWS} ORDER BY id").fetchall():
        event, kind = _read(body)
        connection.execute("UPDATE downstream SET kind=? WHERE id=?", (kind, position))
        learnt += [] if event is None else [event.fact]
    named = {fact.digest for fact in learnt if isinstance(fact, down.CataloguePublished)}
    if named:
        catalogues.arrange(connection, ruling=named)
    if learnt:
        rebuilding.fold_down_again(connection)
    return len(learnt)


def _append(connection: Connection, position: int, body: bytes, identity: bytes) -> None:
    event, kind = _read(body)
    connection.execute(
        "INSERT INTO downstream(id, kind, body, hash) VALUES(?,?,?,?)",
        (position, kind, body, identity),
    )
    if event is None:
        return
    if isinstance(event.fact, down.CataloguePublished):
        catalogues.arrange(connection, ruling={event.fact.digest})
    projections.fold_down(connection.execute, event)


def _read(body: bytes) -> tuple[Event | None, str]:
    """The event, None where this program cannot read it, and the kind that it is kept under."""
    try:
        event = decode(body)
    except WireError:
        return None, f"{UNREAD}{kind_of(body)}"
    return event, str(event.fact.number)

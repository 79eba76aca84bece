"""What waits too long or for something technical: read from the open dossiers, which are few."""

from datetime import date

from app.domain.dossier import PROCESSING, WANTS_PAPERS, Wait
from app.services.ports import Card
from app.storage import cards, folding
from app.storage.connection import Connection
from app.storage.stages import PAUSED, RUNNING

PAST = "FROM dossier WHERE stage=? AND status=? AND system IS NULL AND papers_until<?"
TECHNICAL = (
    f"FROM dossier WHERE stage={RUNNING} AND status={PROCESSING} AND system IS NULL "
    "AND technical IS NOT NULL"
)


def past_supplement(connection: Connection, today: date) -> list[Card]:
    """Papers were asked for and their day has passed: a clerk may close it (`stop`), nobody else.

    The longest past first.
    """
    rows = connection.execute(
        f"SELECT {cards.LISTED} {PAST} ORDER BY papers_until, id", _past(today)
    )
    return [cards.read(row) for row in rows.fetchall()]


def count_past_supplement(connection: Connection, today: date) -> int:
    """How many they are."""
    (count,) = connection.execute(f"SELECT count(*) {PAST}", _past(today)).fetchone()
    return int(count)


def technical(connection: Connection) -> list[Card]:
    """Work that waits for something technical, the longest wait first."""
    rows = connection.execute(f"SELECT {cards.LISTED} {TECHNICAL} ORDER BY technical, id")
    return [cards.read(row) for row in rows.fetchall()]


def count_technical(connection: Connection) -> int:
    """How many they are."""
    (count,) = connection.execute(f"SELECT count(*) {TECHNICAL}").fetchone()
    return int(count)


def technical_wait(connection: Connection, dossier: int) -> Wait:
    """Since when one of them waits, and for what."""
    return folding.load(connection.execute, dossier).waits[-1]


def _past(today: date) -> tuple[int, int, str]:
    return PAUSED, WANTS_PAPERS, today.isoformat()

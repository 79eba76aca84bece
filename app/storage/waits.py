"""What waits too long or for something technical: read from the open dossiers, which are few."""

from dataclasses import dataclass
from datetime import date

from app.domain.dossier import PROCESSING, WANTS_PAPERS, Dossier
from app.services.ports import Card
from app.storage import cards, folding
from app.storage.connection import Connection
from app.storage.stages import PAUSED, RUNNING

OPEN = (
    f"SELECT {cards.LISTED} FROM dossier WHERE stage=? AND status=? AND system IS NULL "
    "ORDER BY coalesce(due_at, 1<<40), id"
)

PAST = "FROM dossier WHERE stage=? AND status=? AND system IS NULL AND papers_until<?"


@dataclass(frozen=True, slots=True)
class Waits:
    """A card and the whole dossier, which says since when and for what."""

    card: Card
    dossier: Dossier


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


def technical(connection: Connection) -> list[Waits]:
    """Work that waits for something technical, with its reason for the figures on overdue."""
    running = _open(connection, RUNNING, PROCESSING)
    return [one for one in running if one.dossier.waits_technically]


def _past(today: date) -> tuple[int, int, str]:
    return PAUSED, WANTS_PAPERS, today.isoformat()


def _open(connection: Connection, stage: int, status: int) -> list[Waits]:
    rows = connection.execute(OPEN, (stage, status)).fetchall()
    found = [cards.read(row) for row in rows]
    return [Waits(card, folding.load(connection.execute, card.id)) for card in found]

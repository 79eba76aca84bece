"""Results that lie at the desk for too long, with whom to call and when that was done last."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.times import from_seconds, to_seconds
from app.services.ports import Card
from app.storage import cards, folding
from app.storage.connection import Connection
from app.storage.stages import READY

LONG = f"stage={READY} AND system IS NULL AND finished_at IS NOT NULL AND finished_at<?"
ROWS = (
    f"SELECT finished_at, phone, {cards.LISTED} FROM dossier WHERE {LONG} "
    "ORDER BY finished_at, id LIMIT ?"
)
REMIND = "remind"


@dataclass(frozen=True, slots=True)
class Uncollected:
    """A result: since when it lies here, the owner's telephone, and the last reminder in words."""

    card: Card
    since: datetime
    phone: str
    reminded_at: datetime | None
    way: str

    def days(self, now: datetime) -> int:
        """Calendar days that it has waited."""
        return (now.date() - self.since.date()).days


def before(now: datetime, days: int) -> datetime:
    """What was finished earlier has waited longer than so many calendar days."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days)


def count(connection: Connection, earlier: datetime) -> int:
    """How many were finished before that and wait still."""
    row = connection.execute(
        f"SELECT count(*) FROM dossier WHERE {LONG}", (to_seconds(earlier),)
    ).fetchone()
    return int(row[0])


def listed(connection: Connection, earlier: datetime, limit: int) -> list[Uncollected]:
    """Those, the longest wait first."""
    rows = connection.execute(ROWS, (to_seconds(earlier), limit)).fetchall()
    return [_read(connection, row[0], row[1] or "", cards.read(row[2:])) for row in rows]


def _read(connection: Connection, since: int, phone: str, card: Card) -> Uncollected:
    history = folding.load(connection.execute, card.id).history
    told = [line for line in history if line.action == REMIND and line.effective]
    last = max(told, key=lambda line: line.at, default=None)
    at, way = (None, "") if last is None else (last.at, last.detail or "")
    return Uncollected(card, from_seconds(since), phone, at, way)

"""What a desk has of one person, and the hamlets that people here come from."""

from datetime import datetime, time, timedelta

from app.domain.dossier import Dossier
from app.domain.times import VN, to_seconds
from app.services.ports import Card
from app.storage import cards, folding
from app.storage.connection import Connection

LOOKED_AT = 5_000  # the newest cards: who comes to this desk nowadays
MOST_HAMLETS = 60
OF_OWNER = (
    f"SELECT {cards.LISTED} FROM dossier WHERE owner_id=? AND owner_id IS NOT NULL "
    "AND covered<=? "
    "ORDER BY received_at DESC, id DESC LIMIT ?"
)
FILED_ELSEWHERE = (  # asked at each reception: a desk without any list looks at no row for it
    f"SELECT {cards.LISTED} FROM dossier WHERE owner_id=? AND owner_id IS NOT NULL AND procedure=? "
    "AND system IS NOT NULL AND covered=0 AND void=0 AND stage IS NOT NULL "
    "AND EXISTS (SELECT 1 FROM dossier WHERE system IS NOT NULL) "
    "ORDER BY received_at DESC, id DESC LIMIT 3"
)
SAME_DAY = (
    "SELECT id FROM dossier WHERE {0}=(SELECT {0} FROM dossier WHERE id=?) AND id>0 AND void=0 "
    "AND system IS NULL AND received_at>=? AND received_at<? ORDER BY id"
)
HAMLETS = (
    "SELECT max(id) FROM (SELECT id, hamlet FROM dossier ORDER BY id DESC LIMIT ?) "
    "WHERE hamlet<>'' GROUP BY hamlet ORDER BY count(*) DESC, hamlet LIMIT ?"
)


def of_owner(
    connection: Connection, number: str, limit: int, *, covered: bool = True
) -> list[Card]:
    """Dossiers whose owner has that number in its normal form, the newest first.

    Without the `covered` a foreign one that one of ours stands for is left out.
    """
    rows = connection.execute(OF_OWNER, (number, int(covered), limit)).fetchall()
    return [cards.read(row) for row in rows]


def filed_elsewhere(connection: Connection, number: str, procedure: str) -> list[Card]:
    """Open ones of other systems for a procedure, that none of ours stands for."""
    return [cards.read(row) for row in connection.execute(FILED_ELSEWHERE, (number, procedure))]


def of_day(connection: Connection, dossier_id: int, owner: Dossier) -> list[int]:
    """What this desk received of the same owner on the same day, itself among it, oldest first.

    Known by the number, else by the name.
    """
    midnight = datetime.combine(owner.received_at.astimezone(VN).date(), time(), VN)
    day = to_seconds(midnight), to_seconds(midnight + timedelta(days=1))
    known_by = SAME_DAY.format("owner_id" if owner.owner.id else "name")
    return [number for (number,) in connection.execute(known_by, (dossier_id, *day))]


def whole(connection: Connection, dossier_id: int) -> Dossier:
    """Everything known of one of them; LookupError where there is none."""
    return folding.load(connection.execute, dossier_id)


def addresses(connection: Connection) -> list[str]:
    """One address of each hamlet, as last written, the hamlet with the most dossiers first."""
    rows = connection.execute(HAMLETS, (LOOKED_AT, MOST_HAMLETS)).fetchall()
    found = [whole(connection, number).owner.address for (number,) in rows]
    return [address for address in found if address]

"""What a desk has of one person, and the hamlets that people here come from."""

from app.domain.dossier import Dossier
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


def whole(connection: Connection, dossier_id: int) -> Dossier:
    """Everything known of one of them; LookupError where there is none."""
    return folding.load(connection.execute, dossier_id)


def addresses(connection: Connection) -> list[str]:
    """One address of each hamlet, as last written, the hamlet with the most dossiers first."""
    rows = connection.execute(HAMLETS, (LOOKED_AT, MOST_HAMLETS)).fetchall()
    found = [whole(connection, number).owner.address for (number,) in rows]
    return [address for address in found if address]

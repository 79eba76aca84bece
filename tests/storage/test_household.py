"""What else a person has here: a dossier stands once, also where another system has it too."""

from app.bootstrap.opening import OpenDesk
from app.domain.foreign import ForeignListed
from app.domain.listed import ListedRow
from app.domain.times import to_seconds
from app.services import reception
from app.services.ports import Stored
from app.services.steps import step
from app.storage import household
from tests.storage.conftest import FRIDAY

NAME, NUMBER, THEIRS = "Lò Văn Khác", "011090000007", "H18.40-261120-0042"


def received(opened: OpenDesk, owner: dict[str, str]) -> Stored:
    line = {"procedure": "2.000815", "owner": owner, "pages": 1, "copies": 1}
    return reception.receive(opened.desk, line).stored


def test_a_paired_dossier_stays_among_what_its_owner_has_as_ours(opened: OpenDesk) -> None:
    at = to_seconds(FRIDAY)
    row = ListedRow("2.000815", NAME, at, status=2, id=NUMBER, id_kind="cccd")
    with opened.journal.transaction() as writes:
        writes.append(ForeignListed("province", THEIRS, "03158", row), at=FRIDAY)
    without_id = received(opened, {"name": NAME, "no_id_reason": "mất"})
    other = received(opened, {"name": NAME, "id": NUMBER, "id_kind": "cccd"})

    def has() -> set[str]:
        found = household.history(opened.connection, opened.journal.dossier(other.id), 9)
        return {card.code for card in found.rows}

    assert has() == {other.dossier.code, THEIRS}
    code = without_id.dossier.code
    step(opened.desk, {"code": code, "action": "pair", "external_code": THEIRS})
    assert has() == {other.dossier.code, code}

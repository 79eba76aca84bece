"""How blank slips stand in the journal."""

from app.bootstrap.opening import OpenDesk
from app.domain.blank_slips import MISSING, SPOILT, UNUSED, BlankSlipsPrinted
from app.services.blank_slips import spoil
from app.storage import blank_slips
from tests.storage.conftest import FRIDAY

SERIES = "MC-03158-1-P"


def test_behind_9999_too_what_lies_before_a_used_or_spoilt_one_is_missing(
    opened: OpenDesk,
) -> None:
    with opened.journal.transaction() as writes:
        writes.append(BlankSlipsPrinted(SERIES, 9998, 10001, "a5"), at=FRIDAY)
    assert spoil(opened.desk, "P-10000", "rách") == f"{SERIES}-10000"
    found = blank_slips.standings(opened.connection.execute)
    assert [one.state for one in found] == [MISSING, MISSING, SPOILT, UNUSED]

"""What the province found wrong: this desk's own, until it is taken back."""

from pathlib import Path

import pytest

from app.bootstrap.opening import OpenDesk, open_desk
from app.domain.downstream import ACCEPTED, VerdictGiven
from app.domain.events import Event
from app.services import reception
from app.storage import worklist
from app.storage.connection import transaction
from app.storage.projections import digest
from app.storage.rebuilding import rebuild
from app.wire.event import encode
from tests.printing.desks import LINE, PIN, found


@pytest.fixture
def opened(tmp_path: Path) -> OpenDesk:
    return open_desk(str(found(tmp_path / "desk")), None, PIN)


def bring_down(desk: OpenDesk, *verdicts: VerdictGiven) -> None:
    now = desk.desk.clock.now()
    bodies = [encode(Event(now, now, "province:11", None, None, fact)) for fact in verdicts]
    chain = desk.chain()
    chain.take_down(chain.cursor().position, bodies)


def test_what_another_desk_of_the_office_must_mend_is_not_counted_here(opened: OpenDesk) -> None:
    receipt = reception.receive(opened.desk, LINE)
    (mine,) = opened.journal.with_code(receipt.code)
    own = VerdictGiven(mine.identity.hex(), "procedure", "Mã thủ tục không có.")
    bring_down(opened, own, VerdictGiven("ab" * 32, "procedure", "Của quầy khác."))

    assert opened.status().needs_attention == 1
    assert [sentence for _, sentence in worklist.disputed(opened.connection)] == [own.sentence]
    opened.close()


def test_what_the_province_takes_back_needs_nobody_any_more(opened: OpenDesk) -> None:
    receipt = reception.receive(opened.desk, LINE)
    (mine,) = opened.journal.with_code(receipt.code)
    event = mine.identity.hex()
    bring_down(opened, VerdictGiven(event, "procedure", "x"), VerdictGiven(event, ACCEPTED, "y"))

    assert opened.status().needs_attention == 0
    assert worklist.disputed(opened.connection) == ()
    before = digest(opened.connection.execute)
    with transaction(opened.connection):
        rebuild(opened.connection)
    assert digest(opened.connection.execute) == before
    opened.close()


def test_all_that_is_wrong_with_one_event_is_shown_and_counts_once(opened: OpenDesk) -> None:
    receipt = reception.receive(opened.desk, LINE)
    (mine,) = opened.journal.with_code(receipt.code)
    event = mine.identity.hex()
    first, second = (VerdictGiven(event, code, f"Câu {code}.") for code in ("ahead", "procedure"))
    bring_down(opened, first, second)
    assert opened.status().needs_attention == 1
    assert worklist.sentences(opened.connection, mine.id) == (first.sentence, second.sentence)

    bring_down(opened, VerdictGiven(event, ACCEPTED, "x"), second)
    assert [sentence for _, sentence in worklist.disputed(opened.connection)] == [second.sentence]
    opened.close()

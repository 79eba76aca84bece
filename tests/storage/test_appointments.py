"""Agreed days in the lists: what another desk wrote as a day may be none."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.bootstrap.opening import OpenDesk
from app.domain.events import Received
from app.services.reception import receive
from app.storage import appointments, peers, projections, rebuilding
from app.storage.connection import transaction
from app.wire import chain
from app.wire.event import decode, encode
from tests.storage.conftest import FRIDAY

OWNER = {"name": "Lò Văn Ướt", "id": "011085000012"}
MEETING = {
    "procedure": "1.004873", "owner": OWNER, "details": {"purpose": "kết hôn"},
    "appointment": "2026-11-25",
}  # fmt: skip
DAYS = (FRIDAY.date(), FRIDAY.date() + timedelta(days=7))


@pytest.mark.parametrize("day", ["2026-11-250", "2026-11-25T10", "2026-11-2", "mai", ""])
def test_a_day_of_another_desk_that_is_none_keeps_nobody_from_the_list(
    opened: OpenDesk, day: str
) -> None:
    code = receive(opened.desk, MEETING).code
    execute, root = opened.connection.execute, bytes(32)
    (body,) = execute("SELECT body FROM event ORDER BY id DESC LIMIT 1").fetchone()
    event = decode(body)
    assert isinstance(event.fact, Received)
    fact = replace(event.fact, code="MC-03158-2-261120-0001", appointment=day)
    bodies = [encode(replace(event, fact=fact))]
    with transaction(opened.connection):
        place = peers.new_root(execute, "11-0002", root)
        _, new = peers.append(execute, "11-0002", place, bodies, chain.run(root, bodies))
        projections.fold_peers(execute, new)
    assert execute("SELECT count(*) FROM dossier").fetchone() == (2,)
    listed = appointments.listed(opened.connection, *DAYS, 9)
    assert [one.card.code for one in listed] == [code]
    assert appointments.count(opened.connection, *DAYS) == 1
    before = projections.digest(execute)
    with opened.journal.transaction():
        rebuilding.rebuild(opened.connection)
    assert projections.digest(execute) == before

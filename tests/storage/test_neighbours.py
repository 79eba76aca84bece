"""Another desk's dossiers in the lists and pages of this one: found by all, counted once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from app.bootstrap import founding
from app.bootstrap.dossier_view import view
from app.bootstrap.opening import OpenDesk
from app.domain import events as e
from app.domain.person import Person
from app.domain.times import VN
from app.services import reception
from app.services.steps import step
from app.storage import counts, household, numbers, personal, persons, search, worklist
from app.storage.connection import transaction
from app.storage.office import SqliteOffice
from app.wire.envelope import open_envelope
from app.wire.signing import DeviceCertificate
from app.wire.token import lookup_word
from tests.simulation import machine as machines
from tests.simulation.machine import Machine
from tests.simulation.office import trader
from tests.simulation.world import found_world
from tests.storage.conftest import CHEAP

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=VN)
THEIRS = "MC-03158-2-261123-0001"
OWNER = {"name": "Lò Thị Pâng", "no_id_reason": "mất thẻ", "address": "Bản Tả Kố Khừ"}


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenDesk]:
    """Desk 1, and what desk 2 brought."""
    monkeypatch.setenv("MOTCUA_NOW", NOW.isoformat())
    made = founding.found_standalone(
        str(tmp_path), commune="03158", desk=1, pin="246810", training=True, cost=CHEAP
    ).opened
    take(made, neighbour())
    yield made
    made.close()


def neighbour() -> Machine:
    """Desk 2 with one dossier."""
    two = found_world(0.0, 2).machines[1]
    journal, now = two.journal(), two.clock.now()
    with journal.transaction():
        fact = machines.reception(THEIRS, now, Random(1))
        journal.append(fact, at=now)
    return two


def take(opened: OpenDesk, machine: Machine) -> int:
    """All that it has, as a meeting would bring it."""
    theirs = trader(machine)
    message = theirs.message(())
    certificate = message.people[0].certificate
    office = SqliteOffice(opened.connection, opened.chain(), b"", True, lambda: NOW)
    public = DeviceCertificate.from_bytes(certificate).public_key
    with transaction(opened.connection):
        opened.connection.execute(
            "INSERT OR REPLACE INTO peer VALUES('11-0002',?,NULL,0,0)", (certificate,)
        )
    return sum(office.take(open_envelope(raw, public), raw) or 0 for raw in message.envelopes)


def test_it_is_found_in_every_way_beside_the_own_ones(opened: OpenDesk) -> None:
    own = reception.receive(opened.desk, {"procedure": "2.000815", "owner": OWNER}).code
    (theirs,) = opened.journal.with_code(THEIRS)
    name = theirs.dossier.owner.name
    for text in (name, THEIRS, "MC-03158-2"):
        assert THEIRS in [card.code for card in search.find(opened.connection, text, 9)]
    assert [card.code for card in search.find(opened.connection, "MC", 9)] == [own, THEIRS]
    assert [card.code for card in search.find(opened.connection, "MC", 1)] == [own]
    assert [card.code for card in numbers.with_word(
        opened.connection, lookup_word(theirs.identity))] == [THEIRS]  # fmt: skip
    day = datetime(2026, 11, 23, tzinfo=VN)
    assert [one.code for one in numbers.of_day(opened.connection, day, "0001", 9)] == [own, THEIRS]
    assert opened.journal.with_code(theirs.identity.hex()[:20])[0].id == theirs.id
    assert household.history(opened.connection, theirs, 9).rows[0].code == THEIRS
    assert persons.addresses(opened.connection) == ["Bản Tả Kố Khừ"]


def test_it_waits_in_todays_lists_and_is_not_counted_as_unsent(opened: OpenDesk) -> None:
    moments = worklist.Moments(NOW, NOW + timedelta(days=9), NOW + timedelta(days=9))
    assert worklist.count(opened.connection, moments).work == 1
    assert [card.code for card in worklist.page(opened.connection, "all", moments, 9).rows] == [
        THEIRS
    ]
    assert counts.unsent(opened.connection).dossiers == 0
    assert counts.totals(opened.connection).dossiers == 0
    assert worklist.unpaired(opened.connection, 9) == ()


def test_its_page_says_whose_it_is_and_who_sends_it(opened: OpenDesk) -> None:
    (theirs,) = opened.journal.with_code(THEIRS)
    shown = view(opened, theirs)
    assert "tại Quầy 2" in shown.line[0]
    assert "ở máy khác" in shown.steps[0].note
    step(opened.desk, {"code": THEIRS, "action": "note", "reason": "đã gọi"})
    assert [line.action for line in opened.journal.with_code(THEIRS)[0].dossier.history] == [
        "received", "note",
    ]  # fmt: skip
    assert counts.unsent(opened.connection).dossiers == 1


def test_numbers_go_on_from_the_own_ones(opened: OpenDesk) -> None:
    codes = [
        reception.receive(opened.desk, {"procedure": "2.000815", "owner": OWNER}).code
        for _ in range(2)
    ]
    assert codes == ["MC-03158-1-261123-0001", "MC-03158-1-261123-0002"]


def test_what_came_twice_counts_once(opened: OpenDesk) -> None:
    two = neighbour()
    take(opened, two)
    again = take(opened, two)
    assert again == 0


def test_a_request_for_ones_own_data_finds_what_the_neighbours_have(opened: OpenDesk) -> None:
    two, number = found_world(0.0, 2).machines[1], "011085000012"
    journal, now = two.journal(), two.clock.now()
    person = Person("Lò Văn Ướt", id=number, id_kind="cccd")
    refused = e.Refused("TC-03158-2-261123-0001", "2.000815", person, "Sai đối tượng")
    with journal.transaction():
        fact = replace(machines.reception("MC-03158-2-261123-0009", now, Random(2)), owner=person)
        journal.append(fact, at=now)
        journal.append(refused, at=now)
        journal.append(replace(refused, owner=replace(person, id="011085000013")), at=now)
    take(opened, two)
    (dossier,) = personal.dossiers(opened.connection, number)
    assert dossier < 0
    assert [one.fact for one in personal.papers(opened.connection, number)] == [refused]

"""Any holder supplies: a burnt desk's records reach the province by a neighbour's hand."""

from pathlib import Path
from random import Random

import pytest

from app.domain import events as e
from app.storage.office import SqliteOffice
from app.storage.supplies import SqliteSupplies
from app.sync.stick import Stick
from app.sync.supply import MOST, MOST_BYTES, Supplier
from app.sync.transport import Denied, LineError
from app.wire import carried
from app.wire.envelope import claims
from app.wire.office import Person
from tests.simulation.machine import CERTIFICATE, SERVER_PRIVATE, Machine
from tests.simulation.office import meet, meet_all
from tests.simulation.world import World
from tests.sync.test_office import CODE, office, receive, settle, step

DAY = 24 * 3600.0


def waiting(machine: Machine) -> int:
    """How many envelopes of neighbours this desk would bring now."""
    supplies = SqliteSupplies(machine.disk, machine.peer.device, machine.clock.now)
    return len(supplies.waiting(MOST, MOST_BYTES))


def burnt(world: World, one: Machine, two: Machine) -> set[bytes]:
    """Desk 2 has met its office and is gone; what it had recorded."""
    receive(two, "MC-03158-2-261123-0001")
    meet_all([one, two], one)
    world.machines.remove(two)
    return two.hashes()


def test_what_a_burnt_desk_had_told_its_neighbours_is_not_lost() -> None:
    world, (one, two) = office()
    hers = burnt(world, one, two)
    world.clock.pass_by(2 * DAY)
    settle(world)
    assert hers <= world.province.stored()
    assert waiting(one) == 0
    device = next(one for one in world.province.ledger().devices.all() if one.name == two.device)
    assert device.contact is None  # its machine was never there


def test_who_sends_by_himself_is_not_spoken_for() -> None:
    world, (one, two) = office()
    receive(two, "MC-03158-2-261123-0001")
    settle(world)
    meet_all([one, two], one)
    assert waiting(one) == 0
    receive(two, "MC-03158-2-261123-0002")
    meet_all([one, two], one)
    assert waiting(one) == 0  # it was in touch today
    world.clock.pass_by(2 * DAY)
    assert waiting(one) == 1


def test_what_the_province_lost_is_told_again() -> None:
    world, (one, two) = office()
    backup = world.province.image()
    hers = burnt(world, one, two)
    world.clock.pass_by(2 * DAY)
    settle(world)
    world.province.put_in(backup)
    assert waiting(one) == 0  # as far as it knows
    settle(world)
    assert hers <= world.province.stored()


def test_a_neighbour_believed_to_be_there_is_asked_about_once_a_day() -> None:
    world, (one, two) = office()
    receive(two, "MC-03158-2-261123-0001")
    backup = world.province.image()
    settle(world)
    hers = burnt(world, one, two)
    world.province.put_in(backup)  # nobody whose journal it lost comes back
    assert waiting(one) == 0
    world.clock.pass_by(2 * DAY)
    assert waiting(one) == 1
    settle(world)
    assert hers <= world.province.stored()
    assert waiting(one) == 0


def test_a_desk_that_is_new_has_all_of_a_desk_that_is_long_gone() -> None:
    world, (one, two, three) = office(3)
    hers = burnt(world, one, two)
    for _ in range(3):
        world.clock.pass_by(40 * DAY)
        settle(world)
    meet_all([one, three], one)
    assert hers <= three.heard()


@pytest.fixture
def cut() -> type:
    """A line that breaks off after the own records."""

    class Cut:
        def __init__(self, line: object) -> None:
            self.line, self.posts = line, 0

        def __getattr__(self, name: str) -> object:
            return getattr(self.line, name)

        def post(self, envelope: bytes) -> bytes:
            if claims(envelope).by_anybody:
                raise LineError("cut")
            answer: bytes = self.line.post(envelope)  # type: ignore[attr-defined]
            return answer

    return Cut


def test_a_line_that_breaks_there_changes_nothing_of_the_own_exchange(cut: type) -> None:
    world, (one, two) = office()
    hers = burnt(world, one, two)
    world.clock.pass_by(2 * DAY)
    assert one.exchange(cut(world.line(Random(1), 0.0))).state == "complete"
    assert not hers <= world.province.stored()
    assert waiting(one) == 1


def test_a_device_that_the_province_will_not_read_keeps_no_other_back_and_rests_a_day() -> None:
    world, (one, two, three) = office(3)
    receive(two, "MC-03158-2-261123-0001")
    receive(three, "MC-03158-3-261123-0001")
    meet_all([one, two, three], one)
    for gone in (two, three):
        world.machines.remove(gone)
    world.clock.pass_by(2 * DAY)
    asked: list[str | None] = []

    def post(raw: bytes) -> bytes:
        asked.append(claims(raw).device)
        if asked[-1] == two.device:
            raise Denied("403")
        return world.province.take(raw)

    supplies = SqliteSupplies(one.disk, one.peer.device, one.clock.now)
    assert Supplier(supplies, CERTIFICATE, post, lambda: 40.0).run() >= 1
    assert three.hashes() <= world.province.stored()
    assert asked.count(two.device) == 1
    assert waiting(one) == 0
    world.clock.pass_by(2 * DAY)
    settle(world)
    assert two.hashes() <= world.province.stored()


def test_a_word_about_times_to_come_silences_nobody_for_good() -> None:
    world, (one, two) = office()
    burnt(world, one, two)
    (row,) = one.disk.execute("SELECT certificate, held FROM peer").fetchall()
    store = SqliteOffice(one.disk, one.chain(), b"", training=True, now=one.clock.now)
    store.meet([Person(bytes(row[0]), None, 1 << 52, 0)])
    assert waiting(one) == 0
    world.clock.pass_by(2 * DAY)
    assert waiting(one) == 1


def test_a_stick_carries_them_too(tmp_path: Path) -> None:
    world, (one, two) = office()
    hers = burnt(world, one, two)
    world.clock.pass_by(2 * DAY)
    supplies = SqliteSupplies(one.disk, one.peer.device, one.clock.now)
    stick = Stick(one.chain(), one.peer, tmp_path, "0.0.0", one.millis, supplies)
    assert "Cùng đi: 1 gói của quầy khác" in stick.write().message
    for file in sorted(tmp_path.iterdir()):
        sealed = carried.read(file.read_bytes())
        world.province.take(carried.open_up(sealed, SERVER_PRIVATE))
    assert hers <= world.province.stored()


def test_an_older_disk_gets_its_own_lost_records_back_to_the_province() -> None:
    world, (one, two) = office()
    image = two.image()
    receive(two, "MC-03158-2-261123-0001")
    meet_all([one, two], one)
    lost = two.hashes()
    two.put_in(image)
    meet(two, one)
    assert [found.dossier.code for found in two.journal().with_code("MC-03158-2-261123-0001")]
    settle(world)
    assert lost <= world.province.stored()
    step(two, "MC-03158-2-261123-0001", e.Noted("đã gọi"))
    settle(world)
    (row,) = world.province.ledger().dossiers.all()
    assert row.events >= 2


@pytest.mark.parametrize("seed", range(6))
def test_by_whatever_way_facts_come_first_all_have_the_same(seed: int) -> None:
    """Network first, province first, or both in turns."""
    dice = Random(seed)
    world, (one, two, three) = office(3)
    receive(one, CODE)
    meet_all([one, two, three], one)
    for _ in range(4):
        machine, relay = dice.sample([one, two, three], 2)
        step(machine, CODE, dice.choice(FACTS))
        if dice.random() < 0.5:
            meet(dice.choice([one, two, three]), relay)
        if dice.random() < 0.5:
            world.exchange(machine, dice, 0.0)
            world.province.judge()
    settle(world)
    meet_all([one, two, three], two)
    (row,) = world.province.ledger().dossiers.all()
    outcomes = {
        (found.dossier.status, found.dossier.state, found.dossier.owner.phone, found.dossier.void)
        for machine in (one, two, three)
        for found in machine.journal().with_code(CODE)
    }
    assert len(outcomes) == 1
    ((status, state, _phone, void),) = outcomes
    assert (row.status, row.state, bool(row.void)) == (status, state, void)


FACTS = (
    e.TakenOver(),
    e.Finished(),
    e.GivenBack(),
    e.Withdrawn("dân rút"),
    e.Corrected("owner.phone", None, "0912345678", "sai"),
    e.Corrected("owner.phone", None, "0987654321", "sai"),
)

"""Desks of one office see each other's dossiers over their own network, line or no line."""

from dataclasses import dataclass, field
from random import Random

from app.domain import events as e
from app.services.desk import Desk
from app.services.lan import Caller
from app.services.resolving import resolve
from app.storage import folding, matters, peers, projections, rebuilding, search
from app.storage.catalogues import HeldCatalogues
from app.storage.connection import transaction
from app.sync.office import SHUT_OUT, DeskJournals
from app.wire import chain
from app.wire import office as wire
from tests.simulation.machine import Machine, reception
from tests.simulation.office import Cable, is_shut_out, meet, meet_all, trader
from tests.simulation.world import World, found_world

DICE = Random(1)


def receive(machine: Machine, code: str) -> int:
    """A dossier of this desk."""
    journal = machine.journal()
    machine.clock.world.pass_by(60)
    with journal.transaction():
        number = journal.append(reception(code, machine.clock.now(), DICE), at=machine.clock.now())
    machine.opened = True
    return number


def step(machine: Machine, code: str, fact: e.Fact) -> None:
    """A step of a dossier, whoever's it is."""
    journal = machine.journal()
    machine.clock.world.pass_by(60)
    (found,) = journal.with_code(code)
    with journal.transaction():
        journal.append(fact, at=machine.clock.now(), dossier_id=found.id)
    machine.opened = True


def status(machine: Machine, code: str) -> tuple[int, bool]:
    """Where a dossier stands, as this desk has it."""
    (found,) = machine.journal().with_code(code)
    return found.dossier.status, found.dossier.void


def settle(world: World, rounds: int = 3) -> None:
    """Everybody exchanges with the province, and it judges."""
    for _ in range(rounds):
        for machine in world.machines:
            assert world.exchange(machine, Random(2), 0.0).state == "complete"
        world.province.judge()


def office(desks: int = 2) -> tuple[World, list[Machine]]:
    """Desks of one office."""
    world = found_world(0.0, desks)
    return world, world.machines


def test_a_neighbours_dossier_is_found_opened_and_stepped_on() -> None:
    """Without a line; and the province says the same in the end."""
    world, (one, two) = office()
    receive(one, "MC-03158-1-261123-0001")
    assert meet(one, one).complete
    met = meet(two, one)
    assert (met.complete, met.came > 0) == (True, True)
    (card,) = search.find(two.disk, "0001", 5, tails=True)
    assert card.id < 0
    step(two, "MC-03158-1-261123-0001", e.TakenOver())
    assert status(two, "MC-03158-1-261123-0001") == (4, False)
    meet(two, one)
    assert status(one, "MC-03158-1-261123-0001") == (4, False)
    settle(world)
    (row,) = world.province.ledger().dossiers.all()
    assert row.status == 4
    for machine in (one, two):
        assert status(machine, "MC-03158-1-261123-0001") == (4, False)
        before = projections.digest(machine.disk.execute)
        rebuilding.rebuild(machine.disk)
        assert projections.digest(machine.disk.execute) == before


def test_any_desk_carries_any_desks_journal() -> None:
    """The relay burns; one that was never a relay takes its place, and a newcomer hears all."""
    world, (one, two, three) = office(3)
    receive(one, "MC-03158-1-261123-0001")
    receive(two, "MC-03158-2-261123-0001")
    meet_all([one, two, three], one)
    world.machines.remove(one)
    step(two, "MC-03158-1-261123-0001", e.Noted("đã gọi"))
    late = world.found(world.enrol())
    meet_all([two, three, late], three)
    for machine in (two, three, late):
        (found,) = machine.journal().with_code("MC-03158-1-261123-0001")
        assert [line.action for line in found.dossier.history] == ["received", "note"]
        assert folding.load(machine.disk.execute, found.id) == found.dossier


CODE = "MC-03158-1-261123-0001"


def test_a_dossiers_way_from_desk_to_desk_is_one_way() -> None:
    """Received here, finished there, given back here: nobody is asked anything."""
    world, (one, two) = office()
    receive(one, CODE)
    meet_all([one, two], one)
    step(two, CODE, e.TakenOver())
    step(two, CODE, e.Finished())
    meet_all([one, two], one)
    step(one, CODE, e.GivenBack())
    meet_all([one, two], one)
    assert [status(machine, CODE) for machine in (one, two)] == [(10, False)] * 2
    settle(world)
    (row,) = world.province.ledger().dossiers.all()
    assert row.status == 10
    assert [matters.count(machine.disk) for machine in (one, two)] == [0, 0]
    assert not world.province.disk.execute(
        "SELECT 1 FROM verdict WHERE state<>'accepted'"
    ).fetchone()


def test_what_one_clerk_knew_of_the_other_is_no_contradiction() -> None:
    """A telephone number put right twice, the second time in full knowledge of the first."""
    world, (one, two) = office()
    receive(one, CODE)
    meet_all([one, two], one)
    step(two, CODE, e.Corrected("owner.phone", None, "0912345678", "sai"))
    meet_all([one, two], one)
    step(one, CODE, e.Corrected("owner.phone", "0912345678", "0987654321", "sai"))
    meet_all([one, two], one)
    settle(world)
    for machine in (one, two):
        (found,) = machine.journal().with_code(CODE)
        assert found.dossier.owner.phone == "0987654321"
        assert matters.count(machine.disk) == 0


def test_two_clerks_who_knew_nothing_of_each_other_are_both_asked_without_the_province() -> None:
    """And the province says the same afterwards; an answer of one of them settles it for all."""
    world, (one, two) = office()
    receive(one, CODE)
    meet_all([one, two], one)
    step(one, CODE, e.Withdrawn("dân rút"))
    step(two, CODE, e.Finished())
    meet_all([one, two], one)
    assert [matters.count(machine.disk) for machine in (one, two)] == [1, 1]
    before = [machine.disk.execute("SELECT * FROM apart").fetchall() for machine in (one, two)]
    settle(world)
    assert [matters.count(machine.disk) for machine in (one, two)] == [1, 1]
    said = [
        machine.disk.execute("SELECT sentence FROM verdict").fetchall() for machine in (one, two)
    ]
    assert said == [[(row[2],) for row in rows] for rows in before]
    desk = Desk(one.journal(), one.clock, HeldCatalogues(one.disk), "nhi")
    (sides,) = matters.read(one.disk)
    assert (len(sides.mine), len(sides.theirs)) == (1, 1)
    resolve(desk, sides.matter, "province")
    meet_all([one, two], one)
    assert [status(machine, CODE)[0] for machine in (one, two)] == [9, 9]
    assert [matters.count(machine.disk) for machine in (one, two)] == [0, 0]
    settle(world)
    (row,) = world.province.ledger().dossiers.all()
    assert row.status == 9


def test_what_another_device_recorded_behind_a_line_bears_its_own_name() -> None:
    _, (one, two, three) = office(3)
    receive(two, "MC-03158-2-261123-0001")
    meet_all([one, two], one)
    execute = one.disk.execute
    _, head = two.chain().head()
    with transaction(one.disk):
        place = peers.place_of(execute, head)
    assert place
    assert two.device
    assert three.device
    after = [b"[1,1]", b"[1,2]"]
    with transaction(one.disk):
        end, new = peers.append(execute, three.device, place, after, chain.run(bytes(32), after))
    assert end.line != place.line
    assert [event.device for event in new] == [three.device] * 2
    names = execute(
        "SELECT DISTINCT device FROM peer_line JOIN peer_event ON line=peer_line.id"
    ).fetchall()
    assert {name for (name,) in names} == {two.device, three.device}
    assert {event.root for event in new} == {peers.root_of(execute, place.line)}


@dataclass
class Watched(Cable):
    """A line that notes how many envelopes each answer brought."""

    brought: list[int] = field(default_factory=list)

    def call(self, path: str, payload: bytes) -> bytes:
        answer = Cable.call(self, path, payload)
        self.brought.append(len(wire.read(answer).envelopes))
        return answer


def test_what_a_revoked_desk_signed_is_brought_once_and_then_no_more() -> None:
    """Who cannot take it says that he has it; else it comes first in each meeting, for ever."""
    world, (one, two, three) = office(3)
    meet_all([one, two, three], three)
    receive(two, CODE)
    meet(two, three)
    assert two.device is not None
    world.revoked.add(two.device)
    world.province.revoke(two.device)
    assert world.exchange(one, Random(2), 0.0).state == "complete"  # it alone has heard of it
    assert is_shut_out(two, by=one)
    assert not is_shut_out(two, by=three)
    lasting = DeskJournals(trader(one))
    line = Watched(three, Caller(one.peer.device, 1))
    first = lasting.meet(line)
    assert first.sentences == (SHUT_OUT.format(device=two.device),)
    assert sum(line.brought) == 1
    line.brought.clear()
    again = lasting.meet(line)
    assert (again.complete, again.sentences, sum(line.brought)) == (True, (), 0)
    receive(three, "MC-03158-3-261123-0001")
    assert lasting.meet(line).came > 0, "what others sign comes as before"
    assert one.journal().with_code("MC-03158-3-261123-0001")
    assert not one.journal().with_code(CODE)

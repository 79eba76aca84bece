"""A dossier that two offices have to do with: one and the same, whatever comes when."""

from dataclasses import replace

import pytest

from app.domain import events as e
from app.domain.answers import ASK
from app.domain.dossier import Dossier
from app.services.desk import Desk
from app.services.resolving import resolve
from app.storage import brought, downstream, matters, projections, rebuilding
from app.storage.catalogues import HeldCatalogues
from province.answering import answer, open_questions
from tests.simulation.machine import OTHER, Machine, reception
from tests.simulation.office import meet_all
from tests.simulation.world import World, found_world
from tests.sync.test_office import DICE, settle, step

CODE = "MC-03158-1-261123-0001"
HERE, GUEST_OPENING = "03158", "SELECT count(*) FROM brought WHERE event=dossier"


@pytest.fixture
def world() -> World:
    """A desk here, one over there, and a line that never fails."""
    return found_world(0.0, 1, communes=2)


def receive(machine: Machine, **more: str) -> bytes:
    """A reception as a clerk of this office saves it; the dossier's identity."""
    journal, now = machine.journal(), machine.clock.now()
    fact = reception(CODE, now, DICE)
    with journal.transaction():
        journal.append(replace(fact, **more), at=now)  # type: ignore[arg-type]
    machine.opened = True
    (found,) = journal.with_code(CODE)
    return found.identity


def dossier(machine: Machine) -> Dossier:
    """As this desk has it."""
    (found,) = machine.journal().with_code(CODE)
    return found.dossier


def life(machine: Machine) -> list[tuple[str, bool]]:
    """Its history as this desk has it."""
    return [(line.action, line.effective) for line in dossier(machine).history]


def check_whole(world: World) -> None:
    """What is derived is the fold of what is true, and the province says the same."""
    (row,) = world.province.ledger().dossiers.all()
    for machine in world.machines:
        before = projections.digest(machine.disk.execute)
        rebuilding.rebuild(machine.disk)
        assert projections.digest(machine.disk.execute) == before
        here = dossier(machine)
        assert (here.status, here.deciding_office) == (row.status, row.deciding_office)


def test_facts_that_the_old_office_had_unsent_arrive_count_and_go_on(world: World) -> None:
    here, there = world.machines
    identity = receive(here)
    settle(world)
    step(here, CODE, e.TakenOver())
    step(here, CODE, e.Noted("đã gọi dân"))
    assert world.province.assign(identity, OTHER)
    assert world.exchange(there, DICE, 0.0).state == "complete"
    assert life(there) == [("received", True), ("reassign", True)]
    step(there, CODE, e.TakenOver())
    settle(world)
    for machine in (here, there):
        assert life(machine) == [
            ("received", True), ("take_over", True), ("note", True), ("reassign", True),
            ("take_over", True),
        ]  # fmt: skip
    assert dossier(here).deciding_office == OTHER
    assert dossier(here).holder_here is None  # people of the other office have no names here
    check_whole(world)


def test_every_desk_of_both_offices_has_it_and_the_line_between_desks_brings_nothing_twice(
    world: World,
) -> None:
    here, there = world.machines
    second = world.found(world.enrol(commune=OTHER))
    receive(here, deciding_office=OTHER)
    settle(world)
    step(there, CODE, e.TakenOver())
    meet_all([there, second], there)
    assert life(second) == life(there) == [("received", True), ("take_over", True)]
    step(second, CODE, e.Finished())
    meet_all([there, second], second)
    settle(world)
    assert life(here) == life(there) == life(second)
    assert [line.office for line in dossier(here).history] == [None, OTHER, OTHER]
    assert [line.office for line in dossier(second).history] == [HERE, None, None]
    check_whole(world)


def test_a_correction_of_the_place_brings_it_to_the_right_office(world: World) -> None:
    here, there = world.machines
    receive(here)
    settle(world)
    assert there.disk.execute(GUEST_OPENING).fetchone() == (0,)
    step(here, CODE, e.Corrected("deciding_office", HERE, OTHER, "nhầm nơi"))
    settle(world)
    assert dossier(there).place == OTHER
    check_whole(world)


def test_an_office_that_has_nothing_to_do_with_it_waits_until_it_has(world: World) -> None:
    """As after a province was set back: the steps are kept, and come in by themselves."""
    here, there = world.machines
    backup = world.province.image()
    identity = receive(here, deciding_office=OTHER)
    settle(world)
    step(there, CODE, e.TakenOver())
    world.province.put_in(backup)
    assert world.exchange(there, DICE, 0.0).state == "complete"
    world.province.judge()
    assert not there.journal().with_code(CODE)  # the province knows nothing of it now
    waiting = "SELECT code FROM verdict WHERE state='waiting'"
    assert ("unknown_dossier",) in world.province.disk.execute(waiting).fetchall()
    settle(world)
    assert not world.province.disk.execute(waiting).fetchall()
    assert there.journal().with_code(identity.hex())[0].dossier.status == 4
    check_whole(world)


def test_what_both_did_is_asked_at_both_and_the_answer_counts_at_both(world: World) -> None:
    here, there = world.machines
    identity = receive(here)
    settle(world)
    step(here, CODE, e.Withdrawn("dân rút"))
    assert world.province.assign(identity, OTHER)
    assert world.exchange(there, DICE, 0.0).state == "complete"
    step(there, CODE, e.Finished())
    settle(world)
    assert [matters.count(machine.disk) for machine in world.machines] == [1, 1]
    (asked,) = matters.read(there.disk)
    assert {fact.device.partition("/")[0] for fact in asked.theirs} == {HERE}
    desk = Desk(there.journal(), there.clock, HeldCatalogues(there.disk), "nhi")
    resolve(desk, asked.matter, ASK)
    settle(world)
    ledger = world.province.ledger()
    (question,) = open_questions(ledger)
    answer(ledger, question.stored.hash.hex(), "mine", "Theo nơi giải quyết.", world.clock.at)
    settle(world)
    assert [dossier(machine).status for machine in world.machines] == [9, 9]
    assert [matters.count(machine.disk) for machine in world.machines] == [0, 0]
    check_whole(world)


def test_the_offices_are_told_in_words_where_the_dossier_is(world: World) -> None:
    here, there = world.machines
    beside = world.found(world.enrol())  # another desk of the old office, which never met it
    identity = receive(here)
    settle(world)
    assert world.province.assign(identity, OTHER)
    settle(world)
    said = [
        [words for words in downstream.words(machine.disk, 0) if CODE in words]
        for machine in (here, there, beside)
    ]
    center = "Trung tâm Phục vụ hành chính công xã Nà Bủng"
    told = f"Tỉnh giao hồ sơ {CODE} cho {center} giải quyết. Lý do: đúng địa bàn"
    assert said[0] == said[1] == [told]
    assert said[2] == []


def test_a_guest_has_the_same_number_after_every_rebuild(world: World) -> None:
    here, there = world.machines
    identity = receive(here, deciding_office=OTHER)
    settle(world)
    (found,) = there.journal().with_code(identity.hex()[:16])
    assert found.id == brought.guest_id(identity) <= -brought.GUEST
    assert brought.guest(there.disk.execute, found.id).identity == identity
    step(there, CODE, e.Noted("đã nhận"))
    (own,) = there.disk.execute("SELECT dossier FROM event ORDER BY id DESC LIMIT 1").fetchone()
    assert own == found.id

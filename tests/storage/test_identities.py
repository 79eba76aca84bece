"""Events found by their identity: never by reading the journal, at no cost to a save."""

from itertools import pairwise
from random import Random

import pytest

from app.storage import identities
from app.storage.connection import Connection, transaction
from tests.simulation.machine import Machine
from tests.simulation.world import found_world

FAR = 3 * identities.FEW
UNKNOWN = "0123456789abcdef" * 4


@pytest.fixture
def machine() -> Machine:
    """A desk that has worked long and never met its province."""
    world = found_world(0.0, 1)
    (made,) = world.machines
    for _ in range(3):
        world.write(made, Random(1))
    for number in range(FAR):
        made.write_raw(b"[61,1,%d]" % number)
    world.write(made, Random(1))
    return made


def steps_of(connection: Connection, text: str) -> int:
    """How many hundreds of SQLite's own steps a look-up takes."""
    taken: list[int] = []
    connection.set_progress_handler(lambda: taken.append(1), 100)
    identities.beginning_with(connection, text)
    connection.set_progress_handler(None, 100)
    return len(taken)


def openings(machine: Machine) -> list[tuple[int, str]]:
    rows = machine.disk.execute("SELECT id, hash FROM event WHERE dossier=id").fetchall()
    return [(event_id, bytes(identity).hex()) for event_id, identity in rows]


def test_a_dossier_is_found_by_any_beginning_of_its_identity(machine: Machine) -> None:
    journal = machine.journal()
    assert openings(machine)
    for event_id, identity in openings(machine):
        for letters in (16, 17, 40, 64):
            (found,) = journal.with_code(identity[:letters])
            assert found.id == event_id
        assert journal.with_code(identity[:15]) == []
        assert journal.with_code(identity[:20] + "0" * 44) == []


def test_an_event_that_opens_nothing_is_no_dossier(machine: Machine) -> None:
    (identity,) = machine.disk.execute("SELECT hash FROM event WHERE id&255=77").fetchone()
    assert identities.beginning_with(machine.disk, bytes(identity).hex())
    assert machine.journal().with_code(bytes(identity).hex()) == []


def test_an_unknown_identity_costs_the_same_however_long_the_journal_is(machine: Machine) -> None:
    assert identities.beginning_with(machine.disk, UNKNOWN) == []
    assert steps_of(machine.disk, UNKNOWN) <= 1
    for number in range(identities.FEW):
        machine.write_raw(b"[61,2,%d]" % number)
    few = steps_of(machine.disk, UNKNOWN)
    for number in range(identities.FEW):
        machine.write_raw(b"[61,3,%d]" % number)
    identities.beginning_with(machine.disk, UNKNOWN)
    assert steps_of(machine.disk, UNKNOWN) <= 1 < few


def test_a_long_journal_is_caught_up_with_in_portions(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identities, "PORTION", 700)
    marked: list[int] = []
    machine.disk.create_function("marked", 1, marked.append)
    machine.disk.execute(
        "CREATE TEMP TRIGGER m AFTER INSERT ON event_mark WHEN new.mark=x'' "
        "BEGIN SELECT marked(new.id); END"
    )
    identities.come_near(machine.disk)
    steps = [after - before for before, after in pairwise(marked)]
    assert steps == [700] * len(steps)
    for event_id, identity in openings(machine):
        assert identities.beginning_with(machine.disk, identity) == [event_id]


def test_within_a_transaction_the_newest_event_is_found_too(machine: Machine) -> None:
    with transaction(machine.disk):
        machine.disk.execute(
            "INSERT INTO event VALUES((SELECT max(id) FROM event) + 1, 0, x'5b5d', ?)",
            (bytes.fromhex(UNKNOWN),),
        )
        newest = identities.find(machine.disk.execute, bytes.fromhex(UNKNOWN))
    depth, head = machine.chain().head()
    assert (newest or 0) & 0xFF == depth & 0xFF
    assert head.hex() == UNKNOWN
    assert identities.beginning_with(machine.disk, UNKNOWN[:16]) == [newest]


def test_where_the_file_cannot_be_written_it_is_read(machine: Machine) -> None:
    machine.disk.execute("PRAGMA query_only = ON")
    (event_id, identity), *_ = openings(machine)
    assert identities.beginning_with(machine.disk, identity) == [event_id]
    assert identities.beginning_with(machine.disk, UNKNOWN) == []


def test_depths_are_found_from_the_answers_count_and_without_it(machine: Machine) -> None:
    chain = machine.chain()
    depth, head = chain.head()
    for place in (0, 1, 2, depth - 1, depth):
        identity = chain.identity_at(place)
        for near in (place, 0, depth, depth + 9, -1):
            assert chain.depth_of(identity, near) == place
    assert chain.depth_of(bytes(32), depth) is None
    assert chain.identity_at(depth) == head

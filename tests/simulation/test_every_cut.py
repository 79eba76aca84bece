"""Envelope and answer of five events, cut at every byte: nothing is stored or marked by half."""

from random import Random

import pytest

from app.sync.transport import LineError
from province.ingest import Unreadable
from tests.simulation.line import SimLine
from tests.simulation.machine import Machine
from tests.simulation.world import World, found_world

EVENTS = 5


@pytest.fixture
def world() -> World:
    made = found_world(0.0, 1)
    dice = Random(4)
    (machine,) = made.machines
    while machine.unsent() < EVENTS:
        made.write(machine, dice)
    return made


def envelope(machine: Machine) -> bytes:
    (raw,) = machine.stick()
    return raw


def test_an_envelope_cut_at_any_byte_stores_nothing(world: World) -> None:
    (machine,) = world.machines
    raw = envelope(machine)
    for size in range(len(raw)):
        with pytest.raises(Unreadable):
            world.province.take(raw[:size])
    assert world.province.stored() == set()
    world.province.take(raw)
    assert world.province.stored() == machine.hashes()


def test_an_answer_cut_at_any_byte_marks_nothing_and_the_next_exchange_is_whole(
    world: World,
) -> None:
    (machine,) = world.machines
    whole = world.province.take(envelope(machine))
    before = machine.unsent()
    for size in range(len(whole)):
        line = _Cut(world, size)
        machine.exchange(line)
        assert machine.unsent() == before, size
    assert world.exchange(machine, Random(0)).state == "complete"
    assert machine.unsent() == 0
    assert world.province.stored() == machine.hashes()


class _Cut(SimLine):
    """A line that lets only so many bytes of each answer through, then is dead."""

    def __init__(self, world: World, size: int) -> None:
        usual = world.line(Random(0), 0.0)
        super().__init__(usual.province, usual.weather, usual.limbo)
        self._size = size

    def post(self, envelope: bytes) -> bytes:
        """Once; then there is no line."""
        if self.requests:
            raise LineError("dead")
        return super().post(envelope)[: self._size]

"""A relay that is there and cannot do what a desk asks: the desk goes on alone."""

import pytest

from app.services.lan import Caller
from app.services.queue_desk import LOOK_AGAIN_SECONDS, OfficeQueue, Place
from app.services.queue_paper import TicketPaper
from app.services.queue_ports import Machine
from tests.queue.world import DECLINED, World


@pytest.fixture
def office() -> World:
    """Two desks, the relay at the first."""
    world = World(2)
    world.relay_at(1)
    return world


def test_a_relay_that_cannot_give_numbers_leaves_the_desk_to_its_own_letter(office: World) -> None:
    desk = office.desks[2]
    desk.line.faults = [DECLINED, DECLINED]
    assert desk.queue.issue("A").ticket.number == "N-001"
    assert not desk.queue.shared
    office.wait(LOOK_AGAIN_SECONDS)
    desk.line.faults = [DECLINED]
    assert "N-" in desk.queue.refresh().said
    assert desk.queue.refresh().said == ""
    assert [one.label for one in office.tickets(1)] == ["N-001"]


def test_a_relay_that_asks_again_and_again_to_be_brought_all_is_done_without(
    office: World,
) -> None:
    desk = office.desks[2]

    class Renewed:
        """A line to a relay that has a new life at each call."""

        def call(self, _path: str, payload: bytes) -> bytes:
            office.relay_at(1)
            assert office.relay is not None
            return office.relay(Caller("dev2", desk.number), payload)

    place = Place(Machine(2, "2"), desk.clock, lambda: office.seconds, office.rules, TicketPaper())
    queue = OfficeQueue(desk.store, place, Renewed())
    assert queue.issue("A").ticket.number == "N-001"
    assert "N-" in queue.refresh().said

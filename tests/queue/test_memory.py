"""The store in memory keeps to the suite of every store: what it shows holds for the file."""

from collections.abc import Callable

import pytest

from app.services.queue_ports import TicketStore
from tests.queue.memory import MemoryTickets
from tests.queue.ticket_suite import TicketSuite


class TestMemoryTickets(TicketSuite):
    @pytest.fixture
    def store(self) -> TicketStore:
        return MemoryTickets()

    @pytest.fixture
    def open_again(self, store: TicketStore) -> Callable[[], TicketStore]:
        return lambda: store

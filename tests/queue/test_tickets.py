"""Tickets in the encrypted file: the suite of every store, and what is the file's own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest

from app.domain.times import VN
from app.services.queue_ports import TicketStore
from app.storage import migrations, print_jobs
from app.storage.connection import Connection, open_database
from app.storage.migrations import migrate, schema
from app.storage.tickets import Tickets
from tests.queue.ticket_suite import DAY, PAPER, TicketSuite, kept, ticket
from tests.storage.conftest import KEY, NOW, new_database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "motcua.db"


@pytest.fixture
def connection(file: Path) -> Iterator[Connection]:
    made = new_database(file)
    yield made
    made.close()


class TestTickets(TicketSuite):
    @pytest.fixture
    def store(self, connection: Connection) -> TicketStore:
        return Tickets(connection, lambda: NOW)

    @pytest.fixture
    def open_again(self, file: Path) -> Iterator[Callable[[], TicketStore]]:
        with ExitStack() as opened:

            def again() -> TicketStore:
                reading = open_database(file, KEY, readonly=True)
                opened.callback(reading.close)
                return Tickets(reading, lambda: NOW)

            yield again


def test_a_paper_that_failed_is_seen_and_waits_again(connection: Connection) -> None:
    store = Tickets(connection, lambda: NOW)
    kept(store, ticket(1))
    with store.transaction() as writes:
        job = writes.enqueue(ticket(1), PAPER)
    print_jobs.set_state(connection, job, print_jobs.FAILED, NOW, "hết giấy")
    assert store.jobs(DAY)[ticket(1).id].state == print_jobs.FAILED
    with store.transaction() as writes:
        assert writes.wait_again(job)
    assert store.jobs(DAY)[ticket(1).id].state == print_jobs.WAITING
    print_jobs.set_state(connection, job, print_jobs.DONE, NOW)
    with store.transaction() as writes:
        assert not writes.wait_again(job), "it came out: another one is a marked copy"


def test_a_paper_that_the_queue_has_forgotten_came_out(connection: Connection) -> None:
    store = Tickets(connection, lambda: NOW)
    kept(store, ticket(1))
    with store.transaction() as writes:
        job = writes.enqueue(ticket(1), PAPER)
    print_jobs.set_state(connection, job, print_jobs.DONE, NOW)
    print_jobs.forget_contents(connection, datetime(2026, 12, 1, tzinfo=VN))
    assert store.jobs(DAY)[ticket(1).id].state == print_jobs.DONE


def test_a_file_of_the_version_before_gets_the_tables_and_keeps_what_it_has(
    tmp_path: Path, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = open_database(tmp_path / "old.db", KEY, create=True)
    with monkeypatch.context() as before:
        before.setattr(migrations, "STEPS", migrations.STEPS[:9])
        migrate(old)
    old.execute("INSERT INTO draft VALUES('a', 'nhi', '{}', 1)")
    migrate(old)
    kept(Tickets(old, lambda: NOW), ticket(1))
    assert old.execute("SELECT id FROM draft").fetchall() == [("a",)]
    assert schema(old) == schema(connection)
    old.close()

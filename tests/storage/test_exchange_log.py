"""The diary of exchanges: the newest first, bounded, one line for many tries without a line."""

from datetime import timedelta

from app.services.exchange import COMPLETE, NO_LINE, Outcome
from app.storage import exchange_log
from app.storage.connection import Connection
from tests.storage.conftest import NOW


def outcome(state: str, sent: int = 0) -> Outcome:
    return Outcome(state, sent, 0, sent, 1, 10 * sent, 5, f"{state}, {sent} việc")


def test_the_newest_stands_first_with_what_it_cost(connection: Connection) -> None:
    exchange_log.record(connection, NOW, outcome(COMPLETE, 7), 120)
    exchange_log.record(connection, NOW + timedelta(hours=1), outcome(COMPLETE, 2), 80)
    newest, older = exchange_log.newest(connection, 10)
    assert (newest.sent, older.sent) == (2, 7)
    assert (older.bytes, older.millis, older.at) == (75, 120, NOW)


def test_tries_without_a_line_are_one_line(connection: Connection) -> None:
    exchange_log.record(connection, NOW, outcome(COMPLETE, 1), 10)
    for minutes in (5, 10, 15):
        at = NOW + timedelta(minutes=minutes)
        exchange_log.record(connection, at, outcome(NO_LINE), 10)
    found = exchange_log.newest(connection, 10)
    assert [line.state for line in found] == [NO_LINE, COMPLETE]
    assert found[0].at == NOW + timedelta(minutes=15)


def test_only_the_newest_are_kept(connection: Connection) -> None:
    for sent in range(exchange_log.KEPT + 20):
        exchange_log.record(connection, NOW, outcome(COMPLETE, sent), 10)
    found = exchange_log.newest(connection, 1_000)
    assert len(found) == exchange_log.KEPT
    assert found[0].sent == exchange_log.KEPT + 19

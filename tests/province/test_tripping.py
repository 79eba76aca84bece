"""Where our own program trips over an event: it is set aside, told, and everything else goes on."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain import events as e
from app.domain.downstream import ACCEPTED, VerdictGiven
from app.wire.event import decode
from province.clock import system_clock
from province.errors import kind_of
from province.judge import judge, judge_again
from province.ledger import Ledger, Version
from province.serve import Judge
from tests.province.desks import NOW, Desk, Post
from tests.province.test_judge import exported, verdicts

TRIP = "CREATE TRIGGER trip BEFORE INSERT ON dossier WHEN new.code LIKE '%0002' BEGIN {}; END"


@pytest.fixture
def beside(tmp_path: Path, ledger: Ledger) -> Iterator[sqlite3.Connection]:
    """The ledger's file in other hands."""
    assert ledger.province == "11"
    connection = sqlite3.connect(tmp_path / "province.sqlite", isolation_level=None)
    yield connection
    connection.close()


def told(ledger: Ledger) -> list[tuple[str, str]]:
    facts = [decode(body).fact for body in ledger.down.after("03158", 0, 99)]
    return [(fact.event, fact.code) for fact in facts if isinstance(fact, VerdictGiven)]


def test_an_event_whose_judging_raises_is_set_aside_until_it_is_judged_again(
    ledger: Ledger,
    post: Post,
    desk: Desk,
    beside: sqlite3.Connection,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The catalogue that it names is damaged in the ledger's file."""
    ledger.catalogues.add(Version("11.1", "ab", 2, None, 0, ("2.000815",)), b"")
    beside.execute("UPDATE catalogue SET procedures = '[\"2.0008'")
    desk.receive(1)
    bad = desk.receive(2, catalogue="11.1")
    step = desk.add(e.TakenOver(), 1)
    desk.receive(3)
    desk.send(post)
    judge(ledger, NOW)
    assert verdicts(ledger) == {bad: "quarantined:program_error"}
    assert [str(row["code"])[-1] for row in exported(ledger)] == ["1", "3"]
    assert told(ledger) == [(bad.hex(), "program_error")]
    assert "JSONDecodeError" in caplog.text
    assert bad.hex()[:16] in caplog.text
    assert "Đặng" not in caplog.text
    judge(ledger, NOW)
    assert len(caplog.records) == 1, "it is not tried for ever"
    beside.execute("UPDATE catalogue SET procedures = '[\"2.000815\"]'")
    assert judge_again(ledger, NOW) == 1
    assert verdicts(ledger) == {}
    assert told(ledger)[1:] == [(bad.hex(), ACCEPTED)]
    assert {str(row["code"])[-1]: row["status"] for row in exported(ledger)} == {
        "1": 2,
        "2": 4,
        "3": 2,
    }
    assert step not in verdicts(ledger)


def test_a_dossier_that_cannot_be_written_stops_no_other(
    ledger: Ledger, post: Post, desk: Desk, beside: sqlite3.Connection
) -> None:
    beside.execute(TRIP.format("SELECT RAISE(ABORT, 'Đặng Văn Đức')"))
    desk.receive(1)
    bad = desk.receive(2)
    desk.receive(3)
    desk.send(post)
    judge(ledger, NOW)
    assert verdicts(ledger) == {bad: "quarantined:dossier_error"}
    assert len(exported(ledger)) == 2
    beside.execute("DROP TRIGGER trip")
    judge_again(ledger, NOW)
    assert verdicts(ledger) == {}
    assert len(exported(ledger)) == 3


def test_trouble_of_the_disk_blames_no_event(
    ledger: Ledger, post: Post, desk: Desk, beside: sqlite3.Connection
) -> None:
    desk.receive(2)
    desk.send(post)
    beside.execute("ALTER TABLE dossier RENAME TO away")
    with pytest.raises(sqlite3.OperationalError):
        judge(ledger, NOW)
    beside.execute("ALTER TABLE away RENAME TO dossier")
    judge(ledger, NOW)
    assert verdicts(ledger) == {}
    assert len(exported(ledger)) == 1


def test_lists_within_lists_are_one_unreadable_event_and_never_the_end_of_judging(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    """Deep enough for the reader of JSON, too deep for the stack of what reads it further."""
    desk.receive(1)
    deep = "[" * 490 + "]" * 490
    bad = desk.add_raw(f'[21,1,1795312800000,0,1,"nhi",null,"note",null,{deep},"sửa"]'.encode())
    desk.receive(2)
    assert desk.send(post).count == 4
    judge(ledger, NOW)
    assert verdicts(ledger) == {bad: "quarantined:unreadable"}
    assert len(exported(ledger)) == 2


def test_the_judge_outlives_what_it_did_not_expect(
    ledger: Ledger, post: Post, desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A setting that is no number: nothing of an event's, and nothing that judging looks for."""
    judge(ledger, NOW)
    ledger.settings.put("judged", "Đặng Văn Đức")
    judging = Judge(f"sqlite:///{tmp_path}/province.sqlite", system_clock, look=0.02)
    judging.start()
    desk.receive()
    assert desk.send(post).count == 2, "storing goes on"
    judging.stored()
    until(judging, lambda: len(caplog.records) >= 3)
    assert judging.is_alive()
    assert "ValueError" in caplog.text
    assert "Đặng" not in caplog.text
    rests = [record.args[1] for record in caplog.records if isinstance(record.args, tuple)]
    assert rests[:3] == [0.02, 0.04, 0.08]
    ledger.settings.put("judged", "0")
    until(judging, lambda: bool(exported(ledger)))
    judging.stop()
    assert not judging.is_alive()


def until(judging: Judge, seen: Callable[[], bool]) -> None:
    """Let it work until it is seen; a minute at most."""
    end = time.monotonic() + 60
    while not seen():
        assert time.monotonic() < end
        judging.join(0.01)


def test_the_log_never_quotes_an_error() -> None:
    with pytest.raises(ValueError, match="Đặng") as raised:
        int("Đặng Văn Đức")
    words = kind_of(raised.value)
    assert words.startswith("ValueError at test_tripping.py:")
    assert "Đặng" not in words
    assert kind_of(None) == "NoneType"

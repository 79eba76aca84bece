"""A healthy relay that cannot do one thing, a disk that fails, a program that closes meanwhile."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.domain.errors import Trouble
from app.lan.board import Board
from app.lan.desk import LanDesk
from app.lan.frames import Limits
from app.lan.known import Known, read_known
from app.lan.line import NetLine
from app.lan.state import HOSTING, JOINED, LOOKING, Way
from app.services.lan import Address, Caller, Handler, LanLine, Meeting, NoRelay, Silent, Told
from app.wire import office
from app.wire.errors import Corrupt
from tests.lan.circles import TOPIC, Machine, machines
from tests.lan.offices import desk, member

OTHER = "tickets"
FULL = "Ổ đĩa của máy nối đã đầy."


def full(_caller: Caller, _payload: bytes) -> bytes:
    raise Trouble(FULL)


def asks(calls: list[str]) -> Meeting:
    """A topic that is met before the words."""

    def meet(line: LanLine) -> Told:
        calls.append(OTHER)
        line.call(OTHER, b"")
        return Told()

    return Meeting(OTHER, lambda: 0, meet)


def state(machine: Machine) -> tuple[str, str]:
    assert machine.line is not None
    return machine.line.state.kind, machine.line.state.sentence


@pytest.mark.parametrize(
    ("handlers", "said"),
    [({OTHER: full}, FULL), ({}, "bản Một Cửa cũ hơn")],
    ids=["its disk", "older"],
)
def test_what_the_relay_cannot_do_stops_no_other_topic_and_is_not_asked_at_once_again(
    tmp_path: Path, handlers: dict[str, Handler], said: str
) -> None:
    calls: list[str] = []
    with machines(tmp_path, 1, 2) as (first, second):
        first.handlers = handlers
        place = first.host()
        first.start()
        second.kept.meetings.insert(0, asks(calls))
        second.save("of the second")
        second.start(place)
        first.has("of the second")
        for number in range(20):
            first.save(f"word {number}")
            second.has(f"word {number}")
        kind, sentence = state(second)
        assert kind == JOINED
        assert said in sentence
        assert calls == [OTHER]


def test_a_line_that_breaks_off_at_every_meeting_is_not_tried_without_a_rest(
    tmp_path: Path,
) -> None:
    with machines(tmp_path, 1, 2) as (first, second):
        place = first.host()
        first.start()
        second.kept.faults += [NoRelay("Đứt."), NoRelay("Đứt.")]
        second.start(place)
        for left in (1, 0):  # the relay is there, and there is a rest after each
            second.until(
                lambda one, left=left: bool(  # type: ignore[misc]
                    len(one.kept.faults) == left and one.line and one.line.state.next_try
                )
            )
            assert state(second) == (LOOKING, "Đứt.")
        second.save("a word")
        first.has("a word")


class Deaf(Board):
    """Cannot wait for news, once."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def wait(
        self,
        run: str,
        seen: object,
        seconds: float,
        over: Callable[[], bool] = lambda: False,
    ) -> dict[str, int]:
        self.asked += 1
        if self.asked == 1:
            raise Trouble(FULL)
        assert isinstance(seen, dict)
        return super().wait(run, seen, seconds, over)


def test_a_relay_that_cannot_tell_news_is_left_and_found_again_after_a_rest(
    tmp_path: Path,
) -> None:
    with machines(tmp_path, 1, 2) as (first, second):
        place = first.host(board=Deaf())
        second.start(place)
        second.until(lambda one: bool(one.line and one.line.state.next_try))
        second.until(lambda one: state(one)[0] == JOINED)
        first.start()
        first.save("of the relay")
        second.has("of the relay")


@pytest.mark.parametrize(
    "fault", [Trouble("Ổ đĩa đã đầy."), OSError(5, "disk"), OverflowError("too large")]
)
def test_a_mark_that_cannot_be_read_is_told_and_the_thread_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    monkeypatch.setattr("app.lan.desk.TROUBLE_WAIT", 0.5)
    with machines(tmp_path, 1, 2) as (first, second):
        bad = [True]
        for one in (first, second):
            words = one.words

            def mark(words: object = words) -> object:
                if bad:
                    raise fault
                return len(words.held())  # type: ignore[attr-defined]

            one.kept.meetings[0] = Meeting(TOPIC, mark, one.kept.meet)
        place = first.host()
        first.start()
        second.start(place)
        first.until(lambda one: state(one)[0] == HOSTING and bool(state(one)[1]))
        second.until(lambda one: state(one)[0] == JOINED and bool(state(one)[1]))
        bad.clear()
        second.save("a word")
        first.has("a word")
        for one in (first, second):
            one.until(lambda one: state(one)[1] == "")


def test_what_is_remembered_is_read_again_where_it_could_not_be(tmp_path: Path) -> None:
    with machines(tmp_path, 1, 2) as (first, second):
        place = first.host()
        first.start()
        known, second.kept.known = second.kept.known, unreadable  # type: ignore[method-assign]
        second.start(place)
        second.until(lambda one: state(one)[1] == FULL)
        second.kept.known = known  # type: ignore[method-assign]
        second.save("a word")
        first.has("a word")


def unreadable() -> Known:
    raise Trouble(FULL)


def test_a_name_that_can_be_none_is_a_relay_that_is_not_there() -> None:
    for host in ("a" * 70, ".", "a..b"):
        line = NetLine(Address(host), member(desk(2)))
        with pytest.raises(NoRelay):
            line.connect()


def test_a_port_of_many_digits_is_no_address() -> None:
    kept = '{"at": ["10.0.0.1:%s", "10.0.0.2:8474"], "term": 1}' % ("9" * 5000)
    assert read_known(kept).addresses == (Address("10.0.0.2", 8474),)


# --- closing -------------------------------------------------------------------------------------


@contextmanager
def dead() -> Iterator[Address]:
    """An address that answers nobody: whoever dials it waits."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server:
        place = server.getsockname()
        fill = []
        for _ in range(4):
            one = socket.socket()
            one.setblocking(False)
            one.connect_ex(place)
            fill.append(one)
        try:
            yield Address(place[0], place[1])
        finally:
            for one in fill:
                one.close()


def test_a_closing_program_waits_for_no_address_that_is_dead(tmp_path: Path) -> None:
    with dead() as place, machines(tmp_path, 2) as (second,):
        second.start(place)
        line = second.line
        assert line is not None
        meets = line._threads[0]
        waits = threading.Event()
        while not ((held := line._held.get(meets)) and held.dialing):
            waits.wait(0.01)
        begun = time.monotonic()
        line.close()
        assert meets.is_alive()  # the system still dials
        assert time.monotonic() - begun < 1.5  # it does so for two seconds
        meets.join(10)
        assert not meets.is_alive()


def test_who_waits_for_a_relay_that_says_nothing_is_let_go_when_it_hangs_up(
    tmp_path: Path,
) -> None:
    asked, free, ended = threading.Event(), threading.Event(), list[str]()

    def stands_still(_caller: Caller, _payload: bytes) -> bytes:
        asked.set()
        free.wait(30)
        return b""

    with machines(tmp_path, 1, 2) as (first, second):
        first.handlers = {OTHER: stands_still}
        second.start(first.host())
        second.until(lambda one: state(one)[0] == JOINED)
        line = second.line
        assert line is not None

        def call() -> None:
            try:
                line.call(OTHER, b"")
            except NoRelay as gone:
                ended.append(gone.message)

        calls = threading.Thread(target=call)
        calls.start()
        assert asked.wait(10)
        line.hang_up()
        calls.join(10)  # the relay would have had fifteen seconds
        free.set()
        assert len(ended) == 1
        with pytest.raises(NoRelay):
            line.call(OTHER, b"")


def test_a_relay_that_says_nothing_is_waited_for_once_and_then_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its PC was switched off: no key of a clerk waits fifteen seconds, and only one of all."""
    monkeypatch.setattr("app.lan.desk.ORDERS", Limits(stall_seconds=0.5))
    free = threading.Event()

    def stands_still(_caller: Caller, _payload: bytes) -> bytes:
        free.wait(30)
        return b""

    with machines(tmp_path, 1, 2) as (first, second):
        first.handlers = {OTHER: stands_still}
        second.start(first.host())
        second.until(lambda one: state(one)[0] == JOINED)
        line, begun = second.line, time.monotonic()
        assert line is not None
        with pytest.raises(Silent):
            line.call(OTHER, b"")
        once = time.monotonic()
        assert once - begun < 5
        with pytest.raises(NoRelay):
            line.call(OTHER, b"")
        assert time.monotonic() - once < 0.4
        free.set()
        second.until(lambda one: state(one)[0] == LOOKING)
        second.until(lambda one: state(one)[0] == JOINED)


def test_a_relay_that_is_away_for_days_is_still_looked_for() -> None:
    way = Way(Address("127.0.0.1", 1), None, lambda _: None, lambda *_: None)
    line = LanDesk(member(desk(2)), way, lambda: pytest.fail("not opened"))
    line.hang_up()  # no rest lasts
    line._rest(100_000)
    assert line.state.kind == LOOKING


@pytest.mark.parametrize("numbers", [(2**53 + 1, 0), (0, 2**60)])
def test_a_person_with_a_number_that_no_store_keeps_is_refused(numbers: tuple[int, int]) -> None:
    good = office.Person(b"certificate", None, 2**53, 2**53)
    assert office.read(office.pack(office.Message((), (good,)))).people == (good,)
    bad = office.Person(b"certificate", None, *numbers)
    with pytest.raises(Corrupt):
        office.read(office.pack(office.Message((), (bad,))))

"""A desk and the relay of its office: calls, news, who is there, and how each end of it is told."""

import json
import threading

import pytest

from app.domain.errors import Trouble
from app.lan.frames import Limits
from app.lan.line import NetLine, OwnLine
from app.services.lan import WAIT, Address, Caller, Declined, NoRelay
from tests.lan.offices import QUICK, Standing, desk, member, standing


def waited(line: NetLine | OwnLine, run: str = "", seen: dict[str, int] | None = None) -> object:
    return json.loads(line.call(WAIT, json.dumps({"run": run, "seen": seen or {}}).encode()))


def test_a_desk_is_answered_under_its_own_name() -> None:
    with standing() as office:
        line = office.line(desk(2))
        assert line.call("echo", b"a") == b"03158-2/2:a"
        assert line.call("echo", b"") == b"03158-2/2:"
        line.close()


def test_megabytes_go_both_ways_whole() -> None:
    with standing() as office:
        line, much = office.line(desk(2)), bytes(range(256)) * 20_000
        assert line.call("echo", much) == b"03158-2/2:" + much
        line.close()


def test_the_relays_own_desk_asks_the_same_without_a_network() -> None:
    with standing() as office:
        assert OwnLine(office.relay).call("echo", b"a") == b"03158-1/1:a"


def test_a_path_that_the_relay_does_not_know_is_told_as_an_older_program() -> None:
    with standing() as office:
        line = office.line(desk(2))
        with pytest.raises(Declined, match="bản Một Cửa cũ hơn"):
            line.call("tickets", b"")
        assert line.call("echo", b"") == b"03158-2/2:"
        with pytest.raises(Declined, match="bản Một Cửa cũ hơn"):
            OwnLine(office.relay).call("tickets", b"")
        line.close()


def test_a_handlers_trouble_comes_back_in_its_own_words() -> None:
    def full(_caller: Caller, _payload: bytes) -> bytes:
        raise Trouble("Ổ đĩa của máy nối đã đầy.")

    with standing(handlers={"journals": full}) as office:
        line = office.line(desk(2))
        with pytest.raises(Declined, match="Ổ đĩa của máy nối đã đầy"):
            line.call("journals", b"")
        line.close()


def test_news_wakes_who_waits_and_only_what_is_new_counts() -> None:
    with standing() as office:
        waiting = office.line(desk(2))
        first = waited(waiting)
        assert first == {"run": office.relay.board.run, "seen": {}}
        told: list[object] = []
        asks = threading.Thread(
            target=lambda: told.append(waited(waiting, office.relay.board.run, {}))
        )
        asks.start()
        office.relay.board.tell("journals")
        asks.join(10)
        assert told == [{"run": office.relay.board.run, "seen": {"journals": 1}}]
        assert waited(waiting, office.relay.board.run, {"journals": 1}) == told[0]  # after a while
        assert waited(waiting, "another life", {"journals": 1}) == told[0]  # at once
        waiting.close()


def test_two_desks_at_once_are_answered_beside_one_that_waits() -> None:
    with standing(limits=Limits(wait_seconds=20)) as office:
        waiting, calling = office.line(desk(2)), office.line(desk(3))
        run = office.relay.board.run
        asks = threading.Thread(target=lambda: waited(waiting, run, {}))
        asks.start()
        for number in range(50):
            assert calling.call("echo", b"%d" % number) == b"03158-3/3:%d" % number
        assert asks.is_alive()
        office.relay.board.tell("tickets")
        asks.join(10)
        assert not asks.is_alive()
        waiting.close()
        calling.close()


def test_no_relay_is_said_with_its_address_and_a_relay_that_comes_back_is_found() -> None:
    with standing() as office:
        own, port = office.own, office.port
        line = office.line(desk(2))
        assert line.call("echo", b"1") == b"03158-2/2:1"
    with pytest.raises(NoRelay, match="vừa đứt"):
        line.call("echo", b"2")
    with pytest.raises(NoRelay, match=f"Chưa thấy máy nối ở 127.0.0.1:{port}"):
        line.call("echo", b"3")
    with standing(own, port=port):
        assert line.call("echo", b"4") == b"03158-2/2:4"
    line.close()


def test_more_desks_than_it_takes_are_told_so_and_the_others_go_on() -> None:
    few = Limits(desks=1, proof_seconds=0.5)
    with standing(limits=few) as office:
        second = desk(2)
        inside, outside = office.line(second), office.line(desk(2))
        assert inside.call("echo", b"") == b"03158-2/2:"
        # the same machine, once more: its device and address are there already
        same = NetLine(Address("127.0.0.1", office.port), member(second), QUICK)
        assert same.call("echo", b"") == b"03158-2/2:"
        other = office.line(desk(3))
        with pytest.raises(NoRelay, match="đang có đủ 1 quầy"):
            other.call("echo", b"")
        assert inside.call("echo", b"still") == b"03158-2/2:still"
        inside.close()
        same.close()
        wait_until_gone(office)
        assert other.call("echo", b"") == b"03158-3/3:"
        for line in (outside, other):
            line.close()


def wait_until_gone(office: Standing) -> None:
    asked = threading.Event()
    for _ in range(200):
        if not any(one.here for one in office.relay.seen()):
            return
        asked.wait(0.02)
    raise AssertionError("still there")


def test_it_says_who_is_there_and_who_went_when() -> None:
    with standing() as office:
        second, third = office.line(desk(2)), office.line(desk(3))
        second.call("echo", b"")
        third.call("echo", b"")
        here = office.relay.seen()
        assert [(one.desk, one.device, one.here) for one in here] == [
            (2, "03158-2", True),
            (3, "03158-3", True),
        ]
        assert all(0 <= one.ago < 10 for one in here)
        second.close()
        third.close()
        wait_until_gone(office)
        assert [(one.desk, one.here) for one in office.relay.seen()] == [(2, False), (3, False)]


def test_a_relay_that_cannot_listen_says_what_to_do() -> None:
    with (
        standing() as office,
        pytest.raises(Trouble, match="Chưa mở được máy nối"),
        standing(port=office.port),
    ):
        pass

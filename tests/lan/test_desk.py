"""Desks on their office's network: a relay that dies, comes back, is replaced, stands twice."""

from pathlib import Path

import pytest

from app.domain.errors import Trouble
from app.lan.known import Welcome
from app.lan.state import HOSTING, JOINED, LOOKING
from app.services.lan import Address
from app.wire.errors import Corrupt
from tests.lan.circles import Machine, machines


def kind(machine: Machine) -> str:
    return machine.line.state.kind if machine.line else ""


def at(machine: Machine) -> int:
    """The port of the relay it uses; its own where it is at home."""
    assert machine.line is not None
    address = machine.line.state.address
    return machine.port if address is None else address.port


def test_what_one_saves_the_others_have_at_once(tmp_path: Path) -> None:
    with machines(tmp_path, 1, 2, 3) as (first, second, third):
        place = first.host()
        first.start()
        second.start(place)
        third.start(place)
        second.save("of the second")
        third.has("of the second")
        first.has("of the second")
        first.save("of the relay")
        second.has("of the relay")
        third.has("of the relay")
        second.until(lambda one: kind(one) == JOINED)
        first.until(lambda one: kind(one) == HOSTING)


def test_what_was_saved_while_there_was_no_relay_comes_when_it_is_there(tmp_path: Path) -> None:
    with machines(tmp_path, 1, 2, 3) as (first, second, third):
        port = first.host().port
        first.stop()
        for one in (second, third):
            one.start(Address("127.0.0.1", port))
            one.save(f"of {one.own.certificate.desk}")
        second.until(
            lambda one: kind(one) == LOOKING and bool(one.line and one.line.state.next_try)
        )
        assert second.line is not None
        assert "Chưa thấy máy nối" in second.line.state.sentence
        first.host(port)
        first.start()
        for one in (first, second, third):
            one.has("of 2", "of 3")


def test_a_relay_that_goes_and_comes_back_is_found_without_a_hand(tmp_path: Path) -> None:
    with machines(tmp_path, 1, 2, 3) as (first, second, third):
        place = first.host()
        for one, given in ((first, None), (second, place), (third, place)):
            one.start(given)
        second.until(lambda one: kind(one) == JOINED)
        first.stop()
        second.until(lambda one: kind(one) == LOOKING)
        second.save("meanwhile")
        first.host(place.port)
        first.start()
        third.has("meanwhile")


def test_a_replaced_relay_is_given_to_one_desk_and_found_by_the_others(tmp_path: Path) -> None:
    with machines(tmp_path, 1, 2, 3) as (first, second, third):
        place = first.host()
        for one, given in ((first, None), (second, place), (third, place)):
            one.start(given)
        second.save("before")
        third.has("before")
        third.stop()
        new = third.host()  # it had heard of the first: it comes after it
        third.start()
        assert third.kept.known().own == 2
        first.stop()  # broken
        second.until(lambda one: kind(one) == LOOKING)
        second.stop()
        second.start(new)  # one change of the address
        second.save("after")
        third.has("after")
        second.until(lambda one: at(one) == new.port)
        second.stop()
        second.start(place)  # even with the old address: it remembers the new one
        second.until(lambda one: kind(one) == JOINED and at(one) == new.port)


def test_of_two_relays_all_settle_on_the_one_chosen_last_and_nothing_stays_behind(
    tmp_path: Path,
) -> None:
    with machines(tmp_path, 1, 2, 3, 4) as (old, new, third, fourth):
        first_place, second_place = old.host(term=1), new.host(term=2)
        old.start()
        new.start()
        third.start(first_place)
        fourth.start(second_place)
        third.save("at the old one")
        fourth.save("at the new one")
        old.has("at the old one")
        new.has("at the new one")
        # one desk that knows of both is enough
        third.stop()
        third.kept.remember(third.kept.known().met(second_place, welcome_of(new)))
        third.start(first_place)
        third.until(lambda one: at(one) == second_place.port)
        fourth.has("at the old one")
        old.has("at the new one")
        third.until(lambda one: bool(one.line and one.line.state.others))
        assert third.line is not None
        assert [one.desk for one in third.line.state.others] == [1]


def test_a_relay_that_learns_of_a_later_one_becomes_its_desk(tmp_path: Path) -> None:
    with machines(tmp_path, 1, 2, 3) as (old, new, third):
        place, later = old.host(term=1), new.host(term=2)
        old.kept.remember(old.kept.known().met(later, welcome_of(new)))
        new.start()
        old.start()
        old.until(lambda one: at(one) == later.port)
        third.start(place)  # is sent on
        third.until(lambda one: kind(one) == JOINED and at(one) == later.port)
        third.save("a word")
        new.has("a word")
        new.stop()  # and the old one serves again
        old.until(lambda one: kind(one) == HOSTING)
        third.until(lambda one: kind(one) == JOINED and at(one) == place.port)
        third.save("another word")
        old.has("another word")


def test_a_cloned_relay_and_its_original_settle_on_one(tmp_path: Path) -> None:
    with machines(tmp_path, 1, 2, 3) as (original, second, third):
        clone = Machine(tmp_path / "clone", original.own)
        try:
            one_place, other_place = original.host(term=1), clone.host(term=1)
            for one in (original, clone):
                one.kept.remember(
                    one.kept.known()
                    .met(one_place, welcome_of(original))
                    .met(other_place, welcome_of(clone))
                )
                one.start()
            second.start(one_place)
            third.start(other_place)
            second.save("of the second")
            third.save("of the third")
            for one in (original, clone, second, third):
                one.has("of the second", "of the third")
            assert original.relay is not None
            assert clone.relay is not None
            first_run = original.relay.board.run < clone.relay.board.run
            right = one_place.port if first_run else other_place.port
            for one in (original, clone, second, third):
                one.until(lambda machine: at(machine) == right)
        finally:
            clone.stop()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Trouble("Ổ đĩa đã đầy."), "Ổ đĩa đã đầy."),
        (Corrupt("not ours"), "Máy nối trả lời điều máy này không đọc được"),
    ],
    ids=["the own disk", "bytes that are none of ours"],
)
def test_a_meeting_that_fails_here_is_told_and_tried_again_over_the_same_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, said: str
) -> None:
    monkeypatch.setattr("app.lan.desk.TROUBLE_WAIT", 1.0)
    with machines(tmp_path, 1, 2) as (first, second):
        place = first.host()
        first.start()
        second.kept.faults.append(fault)
        second.save("a word")
        second.start(place)
        second.until(lambda one: bool(one.line and said in one.line.state.sentence))
        assert kind(second) == JOINED
        first.has("a word")
        second.until(lambda one: bool(one.line and not one.line.state.sentence))


def welcome_of(machine: Machine) -> Welcome:
    return Welcome("", machine.own.certificate.desk, machine.kept.known().own)

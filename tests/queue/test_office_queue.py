"""Desks of one office give and call numbers: over the relay, without it, and back again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain import queue as q
from app.domain.errors import ClerkError
from app.services.queue_desk import LOOK_AGAIN_SECONDS
from app.services.queue_ports import Job
from tests.queue.world import NOT_ANSWERED, NOT_SENT, World


@pytest.fixture
def office() -> World:
    """Three desks, the relay at the first."""
    world = World()
    world.relay_at(1)
    return world


def test_numbers_of_a_row_go_on_from_desk_to_desk(office: World) -> None:
    given = [office.desks[desk].queue.issue("A") for desk in (1, 2, 3)]
    assert [one.ticket.number for one in given] == ["A-001", "A-002", "A-003"]
    assert [one.before for one in given] == [0, 1, 2]
    assert office.desks[2].queue.issue("B").ticket.number == "B-001"


def test_who_is_called_is_seen_at_every_desk(office: World) -> None:
    office.desks[2].queue.issue("A")
    assert office.desks[3].queue.call() is not None
    assert office.told == ["tickets", "tickets", "tickets", "tickets"], "news, also of who came in"
    seen = office.desks[2].queue.refresh()
    assert seen.shared
    assert [(one.number, one.desk) for one in seen.newest] == [("A-001", 3)]
    assert seen.waiting == ()
    assert seen.current is None
    assert not seen.newest[0].here
    assert office.desks[3].queue.seen().current == replace(seen.newest[0], here=True)


def test_two_desks_never_get_one_number(office: World) -> None:
    for _ in range(4):
        office.desks[1].queue.issue("A")
    called = [office.desks[desk].queue.call() for desk in (1, 2, 3, 1)]
    assert [one.number for one in called if one] == ["A-001", "A-002", "A-003", "A-004"]
    assert office.desks[2].queue.call() is None
    assert sorted(office.desks[2].labels(q.SERVED)) == ["A-001", "A-002"]


def test_an_answer_that_was_lost_is_asked_for_again_under_the_same_id(office: World) -> None:
    desk = office.desks[2]
    desk.queue.refresh()
    desk.line.faults = [NOT_ANSWERED]
    assert desk.queue.issue("A").ticket.number == "A-001"
    desk.line.faults = [NOT_ANSWERED]
    called = desk.queue.call()
    assert called is not None
    assert called.number == "A-001"
    desk.line.faults = [NOT_ANSWERED]
    assert desk.queue.recall().calls == 2
    assert desk.queue.issue("A").ticket.number == "A-002"


def test_a_number_whose_answer_never_came_is_taken_back_when_the_relay_is_heard(
    office: World,
) -> None:
    desk = office.desks[2]
    desk.queue.refresh()
    desk.line.faults = [NOT_ANSWERED, NOT_ANSWERED]
    given = desk.queue.issue("A")
    assert given.ticket.number == "N-001", "the citizen has a number all the same"
    assert [one.label for one in office.tickets(1)] == ["A-001"]
    office.wait(LOOK_AGAIN_SECONDS)
    desk.queue.refresh()
    states = {one.label: one.state for one in office.tickets(1)}
    assert states == {"A-001": q.CANCELLED, "N-001": q.WAITING}
    called = office.desks[3].queue.call()
    assert called is not None
    assert called.number == "N-001"


def test_a_desk_that_was_killed_while_it_asked_takes_the_number_back_later(office: World) -> None:
    desk = office.desks[2]
    desk.queue.refresh()
    real = desk.line.call

    def killed(path: str, payload: bytes) -> bytes:
        real(path, payload)
        raise KeyboardInterrupt

    desk.line.call = killed  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        desk.queue.issue("A")
    del desk.line.call
    office.restart(2)
    office.desks[2].queue.refresh()
    assert [one.state for one in office.tickets(1)] == [q.WAITING], "it may still be under way"
    office.wait(61)
    office.desks[2].queue.refresh()
    assert [one.state for one in office.tickets(1)] == [q.CANCELLED]


def test_a_call_whose_answer_never_came_waits_again(office: World) -> None:
    desk = office.desks[2]
    desk.queue.issue("A")
    desk.line.faults = [NOT_ANSWERED, NOT_ANSWERED]
    assert desk.queue.call() is None
    assert office.tickets(1)[0].state == q.CALLED
    office.wait(LOOK_AGAIN_SECONDS)
    assert desk.queue.refresh().current is None
    called = office.desks[3].queue.call()
    assert called is not None
    assert called.number == "A-001"


def test_without_a_relay_each_desk_has_its_letter_and_calls_its_own(office: World) -> None:
    office.desks[2].queue.issue("A")
    office.relay_gone()
    two, three = office.desks[2].queue, office.desks[3].queue
    assert [two.issue("A").ticket.number, two.issue("B").ticket.number] == ["N-001", "N-002"]
    assert three.issue("A").ticket.number == "P-001"
    called = two.call()
    assert called is not None
    assert called.number == "N-001"
    seen = two.seen()
    assert not seen.shared
    assert "Số khác (lúc 07:30)" in seen.said
    assert {one.number for one in seen.waiting} == {"A-001", "N-002"}, "as it was last"
    assert three.call() is not None
    assert three.call() is None, "the office's and another desk's are not this desk's"


def test_with_no_relay_set_a_desk_works_alone() -> None:
    world = World(1)
    desk = world.desks[1]
    queue = world.queue(1, desk.store, desk.clock, None)
    assert queue.issue("A").ticket.number == "M-001"
    said = "Chưa nối với quầy khác (Quản trị, Nối các quầy): cấp số M-, F8 gọi số M-."
    assert queue.refresh().said == said


def test_what_was_given_alone_waits_with_the_others_by_how_long_it_has_waited(
    office: World,
) -> None:
    office.relay_gone()
    late, early = office.desks[2], office.desks[3]
    early.queue.issue("A")
    office.wait(300)
    late.clock.on(-120)  # its clock is two hours behind
    late.queue.issue("A")
    office.wait(60)
    office.relay_at(1)
    late.queue.refresh()
    early.queue.refresh()
    seen = office.desks[1].queue.refresh()
    assert [one.number for one in seen.waiting] == ["P-001", "N-001"]
    assert [one.minutes for one in seen.waiting] == [6, 1]


def test_who_was_transferred_to_a_desk_can_be_called_there_without_the_relay(
    office: World,
) -> None:
    office.desks[2].queue.issue("A")
    office.desks[2].queue.call()
    office.desks[2].queue.transfer(desk=3)
    office.desks[3].queue.refresh()
    assert office.desks[2].queue.call() is None, "it waits for desk 3 alone"
    office.relay_gone()
    called = office.desks[3].queue.call()
    assert called is not None
    assert called.number == "A-001"
    office.desks[3].queue.done()
    office.relay_at(1)
    office.wait(LOOK_AGAIN_SECONDS)
    office.desks[3].queue.refresh()
    assert [one.state for one in office.tickets(1)] == [q.SERVED]


def test_a_relay_that_starts_again_goes_on_where_it_was(office: World) -> None:
    office.desks[2].queue.issue("A")
    office.relay_at(1)
    assert office.desks[3].queue.issue("A").ticket.number == "A-002"


def test_another_desk_takes_the_relays_place_and_gives_no_number_again(office: World) -> None:
    office.desks[2].queue.issue("A")
    office.desks[3].queue.refresh()
    office.desks[1].queue.issue("A")  # the relay's own, which nobody else has heard of
    office.relay_gone()
    office.relay_at(3)
    given = office.desks[2].queue.issue("A")
    assert given.ticket.number == "A3-001", "what the dead one printed last nobody can know"
    called = office.desks[2].queue.call()
    assert called is not None
    assert called.number == "A-001"
    office.desks[1].queue.refresh()  # it comes back, as a desk
    assert {one.label for one in office.tickets(3)} == {"A-001", "A-002", "A3-001"}


def test_a_relay_of_an_older_copy_learns_what_it_gave_before_it_gives_more(office: World) -> None:
    office.desks[2].queue.issue("A")
    copy = office.desks[1].store.copy()
    for _ in range(3):
        office.desks[2].queue.issue("A")
    office.desks[2].queue.call()
    office.relay_at(1, store=copy)
    assert office.desks[2].queue.issue("A").ticket.number == "A-005"
    assert office.desks[2].queue.seen().current is not None
    called = office.desks[3].queue.call()
    assert called is not None
    assert called.number == "A-002"


def test_two_relays_at_once_print_different_numbers_once_either_is_known(office: World) -> None:
    office.desks[2].queue.issue("A")
    first = office.relay
    office.relay_at(2)
    assert office.desks[3].queue.issue("A").ticket.number == "A2-001"
    second, office.relay = office.relay, first
    assert office.desks[1].queue.issue("A").ticket.number == "A-002"
    office.relay = second
    office.desks[1].queue.refresh()
    numbers = [one.label for one in office.tickets(2)]
    assert sorted(numbers) == ["A-001", "A-002", "A2-001"]


def test_priority_goes_first_but_not_for_ever(office: World) -> None:
    desk = office.desks[2].queue
    desk.issue("A")
    for _ in range(4):
        desk.issue("A", q.ELDERLY)
    called = [desk.call() for _ in range(5)]
    order = [one.number for one in called if one]
    assert order == ["A-002", "A-003", "A-001", "A-004", "A-005"]


def test_a_desk_that_serves_a_row_calls_no_other(office: World) -> None:
    desk = office.desks[2].queue
    desk.issue("A")
    desk.issue("B")
    desk.serve(("B",))
    called = desk.call()
    assert called is not None
    assert called.number == "B-001"
    assert desk.call() is None
    with pytest.raises(ClerkError, match="không có hàng X"):
        desk.serve(("X",))


def test_held_absent_and_taken_back(office: World) -> None:
    desk = office.desks[2].queue
    for _ in range(3):
        desk.issue("A")
    first = desk.call()
    assert first is not None
    desk.hold()
    second = desk.call()
    assert second is not None
    assert second.number == "A-002"
    with pytest.raises(ClerkError, match="mới gọi 1 lần"):
        desk.absent()
    desk.recall()
    desk.recall()
    assert desk.absent().state == q.ABSENT
    back = desk.call(first.key)
    assert back is not None
    assert (back.number, back.state) == ("A-001", q.CALLED)
    desk.back()
    assert [one.number for one in desk.seen().waiting] == ["A-001", "A-003"]
    with pytest.raises(ClerkError, match="chưa gọi số nào"):
        desk.recall()


def test_who_did_not_come_is_absent_by_the_next_call(office: World) -> None:
    desk = office.desks[2].queue
    desk.issue("A")
    desk.issue("A")
    desk.call()
    desk.recall()
    desk.recall()
    following = desk.call(came=False)
    assert following is not None
    assert following.number == "A-002"
    assert [one.number for one in desk.seen().absent] == ["A-001"]


def test_what_cannot_be_done_changes_nothing(office: World) -> None:
    two, three = office.desks[2].queue, office.desks[3].queue
    given = two.issue("A")
    two.call()
    with pytest.raises(ClerkError, match="A-001 đang ở quầy 2"):
        three.call(given.ticket.key)
    with pytest.raises(ClerkError, match="không có hàng Q"):
        two.issue("Q")
    with pytest.raises(ClerkError, match="không có hàng Q"):
        two.transfer(row="Q")
    two.done()
    with pytest.raises(ClerkError, match="A-001 đã xong"):
        three.call(given.ticket.key)
    assert [one.state for one in office.tickets(1)] == [q.SERVED]


def test_the_order_of_numbers_does_not_hang_on_a_clock_that_is_set_back(office: World) -> None:
    office.desks[2].queue.issue("A")
    office.desks[1].clock.on(-60)
    office.desks[2].queue.issue("A")
    assert [one.number for one in office.desks[1].queue.refresh().waiting] == ["A-001", "A-002"]


@pytest.mark.parametrize(("hour", "minute", "number"), [(7, 10, "A-002"), (23, 59, "A-002")])
def test_the_day_is_the_laws_day_whatever_the_day_in_greenwich(
    office: World, hour: int, minute: int, number: str
) -> None:
    for desk in office.desks.values():
        desk.clock.at = desk.clock.at.replace(hour=6, minute=50)  # the day before in UTC
    office.desks[2].queue.issue("A")
    for desk in office.desks.values():
        desk.clock.at = desk.clock.at.replace(hour=hour, minute=minute)
    assert office.desks[2].queue.issue("A").ticket.number == number


def test_after_midnight_numbers_begin_again_and_yesterdays_wait_no_more(office: World) -> None:
    office.desks[2].queue.issue("A")
    for desk in office.desks.values():
        desk.clock.at += timedelta(days=1)
    assert office.desks[2].queue.issue("A").ticket.number == "A-001"
    assert len(office.desks[2].queue.refresh().waiting) == 1


def test_a_ticket_that_a_desk_a_day_behind_gave_alone_comes_to_the_relays_day(
    office: World,
) -> None:
    desk = office.desks[2]
    desk.clock.at -= timedelta(days=1)
    desk.line.faults = [NOT_SENT, NOT_SENT]
    assert desk.queue.issue("A").ticket.number == "N-001"
    office.wait(LOOK_AGAIN_SECONDS)
    seen = desk.queue.refresh()
    assert [one.number for one in seen.waiting] == ["N-001"]
    assert [one.label for one in office.tickets(1)] == ["N-001"]
    assert desk.store.of_day(desk.clock.now().date()) == []


def test_once_the_relay_is_away_no_key_waits_for_it(office: World) -> None:
    office.relay_gone()
    desk = office.desks[2]
    desk.queue.issue("A")
    desk.line.faults = []
    office.relay_at(1)
    assert desk.queue.issue("A").ticket.number == "N-002", "not asked so soon again"
    office.wait(LOOK_AGAIN_SECONDS)
    assert desk.queue.issue("A").ticket.number == "A-001"
    assert desk.labels() == ["A-001", "N-001", "N-002"]


def test_rows_are_the_relays(office: World) -> None:
    assert [row.letter for row in office.desks[2].queue.rows()] == ["A", "B", "C"]
    assert [row.title for row in office.desks[2].queue.refresh().rows][1] == "Đất đai"


def test_a_paper_is_queued_with_the_number_and_again_marked(office: World) -> None:
    desk = office.desks[2].queue
    given = desk.issue("A", paper="")
    assert given.job is not None
    assert given.ticket.paper == "waiting"
    assert desk.print_again(given.ticket.key) == given.job, "it is on its way"
    assert desk.issue("A").job is None
    elsewhere = office.desks[3].queue
    elsewhere.refresh()
    job = elsewhere.print_again(given.ticket.key)
    jobs = office.desks[3].store.jobs(office.desks[3].clock.now().date())
    assert jobs[given.ticket.key] == Job(job, "waiting", copy=1)

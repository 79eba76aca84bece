"""What every store of tickets must do; a store's own test file subclasses `TicketSuite`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain import queue as q
from app.domain.queue import Hand, Move, Ticket
from app.services.queue_ports import Paper, TicketStore

DAY = date(2026, 11, 27)
PAPER = Paper("so-cho", {"number": "A-001"}, "Số A-001", "80mm", None)


def ticket(number: int, *, day: date = DAY, letter: str = "A", **more: object) -> Ticket:
    name = f"{letter}{number}{day}".encode().hex().ljust(32, "0")[:32]
    made = Ticket(
        id=name, day=day, letter=letter, number=number, row="A", origin="1", priority="",
        place=1000 + number, op=name, moves=(Move(q.ISSUE, 60 * number, 1),),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def called(one: Ticket, desk: int, minutes: int) -> Ticket:
    at = one.issued_at + 60 * minutes
    return q.called(one, Hand(desk, at, f"c{one.number}"), one.place + 5000)


def kept(store: TicketStore, *tickets: Ticket) -> None:
    with store.transaction() as writes:
        for one in tickets:
            writes.put(one)


class TicketSuite:
    """Its subclass has the fixtures `store` and `open_again` (the store as another reader)."""

    def test_what_was_put_is_there_as_it_was(
        self, store: TicketStore, open_again: Callable[[], TicketStore]
    ) -> None:
        one = called(ticket(1, priority=q.ELDERLY, front=True), 3, 5)
        kept(store, one, ticket(2))
        assert {found.id: found for found in open_again().of_day(DAY)} == {
            one.id: one,
            ticket(2).id: ticket(2),
        }
        assert store.of_day(DAY + timedelta(1)) == []

    def test_an_error_undoes_all_of_it(self, store: TicketStore) -> None:
        def broken() -> None:
            with store.transaction() as writes:
                writes.put(ticket(1))
                writes.keep_answer("op", DAY, "")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            broken()
        assert store.of_day(DAY) == []
        with store.transaction() as writes:
            assert writes.answer("op") is None

    def test_who_knows_a_version_is_told_what_came_after(self, store: TicketStore) -> None:
        assert store.changed_since(DAY, 0) == (0, [])
        kept(store, ticket(1), ticket(2))
        version, first = store.changed_since(DAY, 0)
        assert {one.number for one in first} == {1, 2}
        assert store.changed_since(DAY, version) == (version, [])
        kept(store, called(ticket(1), 2, 1))
        later, changed = store.changed_since(DAY, version)
        assert later > version
        assert [one.state for one in changed] == [q.CALLED]

    def test_open_ones_are_those_that_wait_are_called_or_held(self, store: TicketStore) -> None:
        kept(store, *(ticket(n, state=state) for n, state in enumerate(q.STATES, 1)))
        assert {one.state for one in store.open_of(DAY)} == set(q.OPEN)

    def test_numbers_letters_and_places(self, store: TicketStore) -> None:
        kept(store, ticket(7), ticket(3), ticket(9, letter="A3", origin="3"))
        with store.transaction() as writes:
            assert [writes.highest(DAY, letter) for letter in ("A", "A3", "B")] == [7, 9, 0]
            assert writes.last_place(DAY) == 1009
            writes.put(ticket(3, called=2000))
            assert writes.last_place(DAY) == 2000
            assert (writes.last_place(DAY + timedelta(1)), writes.highest(DAY, "B")) == (0, 0)
        assert store.origins(DAY) == {"A": {"1"}, "A3": {"3"}}

    def test_a_ticket_by_its_id_and_by_what_touched_it(self, store: TicketStore) -> None:
        one = called(ticket(1), 2, 1)
        kept(store, one, ticket(2))
        with store.transaction() as writes:
            assert writes.ticket(DAY, one.id) == one
            assert writes.touched_by(DAY, "c1") == one
            assert writes.ticket(DAY, "nobody") is None
            assert writes.touched_by(DAY, one.id) is None

    def test_of_two_states_the_one_that_holds_is_kept(self, store: TicketStore) -> None:
        kept(store, called(ticket(1), 2, 1), ticket(2))
        with store.transaction() as writes:
            assert writes.merge([ticket(1), called(ticket(2), 3, 1), ticket(3)]) == 2
        states = {one.number: one.state for one in store.of_day(DAY)}
        assert states == {1: q.CALLED, 2: q.CALLED, 3: q.WAITING}
        version, _ = store.changed_since(DAY, 0)
        with store.transaction() as writes:
            assert writes.merge(store.of_day(DAY)) == 0
        assert store.changed_since(DAY, version) == (version, [])

    def test_answers_and_notes(self, store: TicketStore) -> None:
        with store.transaction() as writes:
            writes.keep_answer("a", DAY, "ticket")
            writes.keep_answer("b", DAY, "")
            writes.keep_note("rows", "A")
        with store.transaction() as writes:
            assert [writes.answer(op) for op in "abc"] == ["ticket", "", None]
            assert (writes.note("rows"), writes.note("other")) == ("A", "")

    def test_what_a_machine_gave_alone_until_a_relay_has_it(self, store: TicketStore) -> None:
        own = ticket(1, letter="M")
        shared = q.shared(ticket(2, letter="M"), Hand(1, 9, "op"), 5)
        kept(store, own, shared, ticket(3), ticket(4, letter="N", origin="2"))
        assert store.unshared(DAY, "1") == [own]

    def test_a_paper_is_known_by_its_ticket(self, store: TicketStore) -> None:
        kept(store, ticket(1))
        with store.transaction() as writes:
            job = writes.enqueue(ticket(1), PAPER)
        found = store.jobs(DAY)[ticket(1).id]
        assert (found.id, found.state, found.copy) == (job, "waiting", 0)
        with store.transaction() as writes:
            assert writes.wait_again(job), "it is on its way"
            again = writes.enqueue(ticket(1), replace(PAPER, copy=1))
        found = store.jobs(DAY)[ticket(1).id]
        assert (found.id, found.copy) == (again, 1)

    def test_a_day_is_forgotten_but_for_its_counts(self, store: TicketStore) -> None:
        later = DAY + timedelta(1)
        crowd = [called(ticket(n, state=q.WAITING), 2, n) for n in (1, 2, 6)]
        crowd[0] = q.served(crowd[0], Hand(2, 0, "s"))
        crowd[1] = q.missed(crowd[1], Hand(2, 0, "m"), 1)
        kept(store, *crowd, ticket(7), q.cancelled(ticket(8), Hand(1, 0, "x")))
        kept(store, ticket(1, day=later))
        with store.transaction() as writes:
            writes.keep_answer("old", DAY, "")
            writes.keep_answer("new", later, "")
        before = store.counts(DAY)
        with store.transaction() as writes:
            assert writes.forget(later, later) == 5
            assert writes.answer("old") is None
            assert writes.answer("new") == ""
            assert writes.forget(later, later) == 0
        assert store.of_day(DAY) == []
        assert len(store.of_day(later)) == 1
        assert store.counts(DAY) == before
        of_nobody, of_desk_two = before
        told = (of_desk_two.desk, of_desk_two.issued, of_desk_two.served, of_desk_two.absent)
        assert told == (2, 3, 1, 1)
        assert (of_desk_two.median, of_desk_two.longest) == (2, 6)
        assert (of_nobody.desk, of_nobody.issued, of_nobody.cancelled) == (0, 2, 1)
        assert of_nobody.longest is None

    def test_another_day_may_take_a_ticket(self, store: TicketStore) -> None:
        kept(store, ticket(1))
        with store.transaction() as writes:
            writes.drop(DAY, ticket(1).id)
        assert store.of_day(DAY) == []

"""Any day of an office: numbers, calls, lost answers, killed desks, relays that go, come and move.

What a visitor holds is called once, no two hold the same number, and in the end every machine knows
the same day.
"""

from collections import Counter
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from app.domain import queue as q
from app.services.queue_desk import LOOK_AGAIN_SECONDS
from tests.queue.world import GOOD, NOT_ANSWERED, NOT_SENT, World

DESKS = 3
FAULTS = ((), (NOT_ANSWERED,), (NOT_SENT,), (GOOD, NOT_ANSWERED), (NOT_ANSWERED,) * 2,
          (GOOD, NOT_ANSWERED, NOT_ANSWERED), (NOT_SENT,) * 6)  # fmt: skip
ISSUE, CALL, RESTART, RELAY_HERE, RELAY_GONE, WAIT, OLDER = (
    "issue", "call", "restart", "relay here", "relay gone", "wait", "older copy",
)  # fmt: skip
Deed = tuple[str, int, tuple[str, ...], bool]
deeds: st.SearchStrategy[list[Deed]] = st.lists(
    st.tuples(
        st.sampled_from([ISSUE] * 5 + [CALL] * 4 + [RESTART, RELAY_HERE, RELAY_GONE, WAIT, OLDER]),
        st.integers(1, DESKS),
        st.sampled_from(FAULTS),
        st.booleans(),
    ),
    max_size=60,
)


@dataclass
class Office:
    """What visitors hold and what was said aloud."""

    world: World = field(default_factory=lambda: World(DESKS))
    given: list[str] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    copies: int = 0

    def do(self, deed: Deed) -> None:
        what, number, faults, first = deed
        world, desk = self.world, self.world.desks[number]
        desk.line.faults = list(faults)
        if what == ISSUE:
            given = desk.queue.issue("AB"[number % 2], q.ELDERLY if first else "")
            self.given.append(given.ticket.number)
        elif what == CALL:
            called = desk.queue.call()
            self.called += [] if called is None else [called.number]
        elif what == RESTART:
            world.restart(number)
        elif what == RELAY_HERE:
            world.relay_at(number)
        elif what == OLDER:
            self.set_back(number)
        elif what == RELAY_GONE:
            world.relay_gone()
        else:
            world.wait(LOOK_AGAIN_SECONDS)
        desk.line.faults = []
        self.news()

    def set_back(self, number: int) -> None:
        """Its machine broke: another one, of the same desk, is made of its copy of just before."""
        self.copies += 1
        desk = self.world.desks[number]
        desk.origin = f"{number}{'abcdefghijklmnopqrstuvwxyz'[self.copies % 26]}{self.copies}"
        self.world.restart(number)
        self.world.relay_at(number)

    def news(self) -> None:
        """Within milliseconds every desk that is joined has heard."""
        for desk in self.world.desks.values():
            desk.queue.refresh()

    def close(self) -> None:
        """All are joined again, and whoever waits is called."""
        if self.world.relay is None:
            self.world.relay_at(1)
        self.world.wait(120)
        for _ in range(3):
            self.news()
        while len(self.called) < 1000:
            out = [desk.queue.call() for desk in self.world.desks.values()]
            self.called += [one.number for one in out if one is not None]
            if not any(out):
                break
        for _ in range(2):
            self.news()


@given(deeds)
def test_each_number_is_held_by_one_and_called_once(day: list[Deed]) -> None:
    office = Office()
    office.world.relay_at(1)
    for deed in day:
        office.do(deed)
    office.close()
    given, called = Counter(office.given), Counter(office.called)
    assert set(given.values()) <= {1}
    assert {number: called[number] for number in given} == given
    nobodys = {number: times for number, times in called.items() if number not in given}
    assert set(nobodys.values()) <= {1}, "a number that nobody holds, called before it was undone"
    known = [{one.id: one for one in office.world.tickets(number)} for number in office.world.desks]
    assert known[0] == known[1] == known[2]
    assert {one.state for one in known[0].values()} <= {q.SERVED, q.CANCELLED}

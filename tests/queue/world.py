"""An office in one process: desks, a relay that may go, lines that lose what they carry."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from app.domain.queue import Row, Ticket
from app.domain.queue_rules import Rules
from app.domain.times import VN
from app.services.lan import Caller, Declined, NoRelay
from app.services.queue_desk import OfficeQueue, Place
from app.services.queue_paper import TicketPaper
from app.services.queue_ports import Machine
from app.services.queue_relay import TicketRelay
from tests.queue.memory import MemoryTickets

ROWS = (Row("A", "Chứng thực · Hộ tịch"), Row("B", "Đất đai"), Row("C", "Việc khác"))
RULES = Rules(ROWS, priority_run=2, absent_after=3)
MORNING = datetime(2026, 11, 27, 7, 30, tzinfo=VN)
GOOD, NOT_SENT, NOT_ANSWERED, DECLINED = "good", "not sent", "not answered", "declined"


@dataclass
class Hands:
    """A clock that somebody turns."""

    at: datetime = MORNING

    def now(self) -> datetime:
        return self.at

    def on(self, minutes: float) -> None:
        self.at += timedelta(minutes=minutes)


@dataclass
class Line:
    """To whichever relay stands; `faults` are what becomes of the next calls."""

    world: "World"
    desk: int
    up: bool = True
    faults: list[str] = field(default_factory=list)

    def call(self, path: str, payload: bytes) -> bytes:
        relay = self.world.relay
        fault = self.faults.pop(0) if self.faults else GOOD
        if relay is None or not self.up or fault == NOT_SENT:
            raise NoRelay("Chưa thấy máy nối.")
        if fault == DECLINED:
            raise Declined("Ổ đĩa của máy nối đã đầy.")
        assert path == "tickets"
        answer = relay(Caller(f"dev{self.desk}", self.desk), payload)
        if fault == NOT_ANSWERED:
            raise NoRelay("Đường nối vừa đứt.")
        return answer


@dataclass
class Desk:
    number: int
    store: MemoryTickets
    clock: Hands
    line: Line
    queue: OfficeQueue
    origin: str

    def labels(self, state: str = "") -> list[str]:
        day = self.clock.now().date()
        return sorted(one.label for one in self.store.of_day(day) if state in ("", one.state))


class World:
    """Desks from 1; the relay is made by `relay_at`."""

    def __init__(self, desks: int = 3) -> None:
        self.seconds = 0.0
        self.relay: TicketRelay | None = None
        self.told: list[str] = []
        self.desks = {number: self._desk(number) for number in range(1, desks + 1)}

    def _desk(self, number: int) -> Desk:
        store, clock, line = MemoryTickets(), Hands(), Line(self, number)
        return Desk(number, store, clock, line, self.queue(number, store, clock, line), str(number))

    def queue(
        self, number: int, store: MemoryTickets, clock: Hands, line: Line | None, origin: str = ""
    ) -> OfficeQueue:
        me = Machine(number, origin or str(number))
        place = Place(me, clock, lambda: self.seconds, self.rules, TicketPaper())
        return OfficeQueue(store, place, line)

    def relay_at(self, number: int, store: MemoryTickets | None = None, origin: str = "") -> None:
        """The relay begins at this desk (a life of its own), over its tickets or a copy of them."""
        desk = self.desks[number]
        me = Machine(number, origin or desk.origin)
        self.relay = TicketRelay(store or desk.store, desk.clock, me, self.rules, self.told.append)

    def rules(self, _: date) -> Rules:
        """The office's, every day."""
        return RULES

    def relay_gone(self) -> None:
        self.relay = None

    def restart(self, number: int) -> None:
        """The desk's program was killed; what was committed is there."""
        desk = self.desks[number]
        queue = self.queue(number, desk.store, desk.clock, desk.line, desk.origin)
        self.desks[number] = replace(desk, queue=queue)

    def wait(self, seconds: float) -> None:
        self.seconds += seconds
        for desk in self.desks.values():
            desk.clock.on(seconds / 60)

    def tickets(self, number: int) -> list[Ticket]:
        desk = self.desks[number]
        return desk.store.of_day(desk.clock.now().date())

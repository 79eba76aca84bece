"""The desk's way to the office's queue, over a connection of its own on the queue's thread.

Where no relay is set the first desk gives the office's letters by itself (A-001), every other one
its own: no two print the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from time import monotonic

from app.bootstrap.door import Door
from app.domain.queue_files import rules_on
from app.domain.queue_rules import Rules
from app.services.lan import Caller, LanLine
from app.services.queue_desk import OfficeQueue, Place
from app.services.queue_paper import TicketPaper
from app.services.queue_ports import Machine
from app.services.queue_relay import TicketRelay, WithinLine, writes_alone
from app.settings import Settings
from app.storage.connection import Connection, open_database
from app.storage.tickets import Tickets


@dataclass(slots=True)
class OwnQueue:
    """All of it runs on the queue's thread. `line` leads to the relay, None while there is none."""

    door: Door
    settings: Callable[[], Settings]
    line: Callable[[], LanLine | None]
    printed: Callable[[], None]
    _connection: Connection | None = None
    _made: OfficeQueue | None = field(default=None, repr=False)
    _made_for: tuple[object, ...] = ()

    def __call__(self) -> OfficeQueue:
        """The queue under the settings of now."""
        settings, line = self.settings(), self.line()
        wanted = (settings.lan, settings.queue_rows, settings.ticket_paper, settings.ticket_printer)
        if self._made is None or self._made_for != (*wanted, line):
            self._made = self._make(settings, line)
            self._made_for = (*wanted, line)
        return self._made

    def close(self) -> None:
        """Let the file go."""
        self._made = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _make(self, settings: Settings, line: LanLine | None) -> OfficeQueue:
        opened = self.door.now_open()
        if self._connection is None:
            self._connection = open_database(opened.paths.database, opened.key)
        clock, standing = opened.desk.clock, self.door.now_frozen().standing_now
        me = Machine(standing.desk, f"{standing.desk}{standing.letter}")
        store = Tickets(self._connection, clock.now)

        def rules(day: date) -> Rules:
            return rules_on(day, settings.queue_rows)

        paper = TicketPaper(settings.ticket_paper or "80mm", settings.ticket_printer or None)
        place = Place(me, clock, monotonic, rules, paper, self.printed)
        if line is None and writes_alone(me.desk, settings.lan):
            caller = Caller(standing.device or "", me.desk)
            line = WithinLine(TicketRelay(store, clock, me, rules), caller)
        return OfficeQueue(store, place, line)

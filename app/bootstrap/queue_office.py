"""The waiting rows of an opened profile: the desk's queue, the relay's handler, the meeting.

None of it needs a window: `motcua queue`, `motcua relay` and the window's rooms use it.
"""

from collections.abc import Callable
from datetime import date
from time import monotonic

from app.bootstrap.opening import OpenDesk
from app.domain.queue_files import rules_on
from app.domain.queue_rules import Rules
from app.services.lan import LanLine, Meeting, Told
from app.services.queue_desk import OfficeQueue, Place
from app.services.queue_follow import read_followed
from app.services.queue_line import RelaySide
from app.services.queue_messages import TOPIC
from app.services.queue_paper import TicketPaper
from app.services.queue_ports import Machine, TicketStore
from app.services.queue_relay import Tell, TicketRelay
from app.settings import Settings, read_settings
from app.storage.tickets import Tickets


def store_of(opened: OpenDesk) -> TicketStore:
    """Its tickets, over its own connection."""
    return Tickets(opened.connection, opened.desk.clock.now)


def machine_of(opened: OpenDesk) -> Machine:
    """Which desk and installation it is."""
    standing = opened.standing
    return Machine(standing.desk, f"{standing.desk}{standing.letter}")


def rules_of(settings: Callable[[], Settings]) -> Callable[[date], Rules]:
    """The office's rows and rules by day, as this machine's settings have them by then."""
    return lambda day: rules_on(day, settings().queue_rows)


def queue_of(
    opened: OpenDesk, line: LanLine | None, printed: Callable[[], None] = lambda: None
) -> OfficeQueue:
    """The desk's queue; `printed` is told when a paper waits."""
    settings, clock = opened.settings, opened.desk.clock
    paper = TicketPaper(settings.ticket_paper or "80mm", settings.ticket_printer or None)
    place = Place(machine_of(opened), clock, monotonic, rules_of(lambda: settings), paper, printed)
    return OfficeQueue(store_of(opened), place, line)


def handler_of(opened: OpenDesk, tell: Tell = lambda _: None) -> TicketRelay:
    """The relay's side, for the one thread that `opened` belongs to."""
    rules = rules_of(lambda: read_settings(opened.folder))  # a relay goes on for days
    return TicketRelay(store_of(opened), opened.desk.clock, machine_of(opened), rules, tell)


def meeting_of(opened: OpenDesk) -> Meeting:
    """A desk's side: what others gave and called comes here, what was moved alone goes there."""
    store = store_of(opened)
    side = RelaySide(store, machine_of(opened), opened.desk.clock)

    def meet(line: LanLine) -> Told:
        brings = read_followed(store).alone
        return Told(came=side.look(line), went=brings)

    return Meeting(TOPIC, lambda: read_followed(store).alone, meet)

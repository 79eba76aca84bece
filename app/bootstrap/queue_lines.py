"""The way of a command to the relay of its office, for the waiting rows."""

from dataclasses import dataclass, field
from threading import Event

from app.bootstrap.lan_office import KNOWN, Ears, LanOffice, OpenOwn, Revoked, identity
from app.bootstrap.opening import OpenDesk
from app.bootstrap.queue_office import handler_of
from app.domain.errors import Trouble
from app.lan.desk import ORDERS
from app.lan.known import read_known
from app.lan.line import NetLine
from app.lan.member import Member
from app.lan.state import LOOKING, State
from app.services.lan import Address, Caller, LanLine, NoRelay, Unanswered, read_address
from app.services.queue_relay import WithinLine, writes_alone
from app.settings import RELAY
from app.storage.secrets import get_mark

EVERYWHERE, HERE = "0.0.0.0", "127.0.0.1"  # noqa: S104 - compared, not listened at
FIRST_SECONDS = 6.0  # a relay that is there is found in less


@dataclass(slots=True)
class FirstLine:
    """To the first of several places that answers, and to it until it does not any more."""

    lines: list[LanLine]
    _good: LanLine | None = field(default=None, repr=False)

    def call(self, path: str, payload: bytes) -> bytes:
        """As LanLine."""
        absent: Unanswered | None = None
        for line in [self._good] if self._good is not None else self.lines:
            try:
                answer = line.call(path, payload)
            except Unanswered as gone:
                self._good, absent = None, absent or gone
            else:
                self._good = line
                return answer
        raise absent or NoRelay("")


@dataclass(slots=True)
class OneLine:
    """A line for one command: `line` None where this machine is joined to nobody. Close it."""

    line: LanLine | None = None
    _nets: tuple[NetLine, ...] = ()
    _revoked: Revoked | None = None

    def close(self) -> None:
        """Let connections and file go."""
        for net in self._nets:
            net.close()
        if self._revoked is not None:
            self._revoked.close()


def one_line(opened: OpenDesk) -> OneLine:
    """To the relay that the settings name, or that was met before under other addresses."""
    standing, lan = opened.standing, opened.settings.lan
    within: list[LanLine] = []
    if writes_alone(standing.desk, lan):
        caller = Caller(standing.device or "", standing.desk)
        within.append(WithinLine(handler_of(opened), caller))
    try:
        own, trust = identity(opened)
    except Trouble:  # no relay would believe it
        return OneLine(FirstLine(within) if within else None)
    revoked = Revoked(opened)
    nets = tuple(NetLine(place, Member(own, trust, revoked), ORDERS) for place in _places(opened))
    lines = [*nets, *within]
    return OneLine(FirstLine(lines) if lines else None, nets, revoked)


def _places(opened: OpenDesk) -> list[Address]:
    if not opened.settings.lan:
        return []
    if opened.settings.lan == RELAY:
        at = read_address(opened.settings.lan_listen)
        return [Address(HERE if at.host == EVERYWHERE else at.host, at.port)]
    known = read_known(get_mark(opened.connection, KNOWN))
    return [read_address(opened.settings.lan), *known.addresses]


@dataclass(slots=True)
class LastingLine:
    """As the window has it: the relay is found, and found again where another took its place."""

    line: LanLine
    _office: LanOffice

    def close(self) -> None:
        """Let connections and threads go."""
        self._office.close()


def lasting_line(opened: OpenDesk, open_own: OpenOwn) -> OneLine | LastingLine:
    """For a program that goes on; `open_own` opens the profile on the thread that calls it."""
    if opened.settings.lan in ("", RELAY) or opened.standing.device is None:
        return one_line(opened)
    found = Event()

    def told(state: State) -> None:
        if state.kind != LOOKING or state.next_try is not None:  # it is there, or it is not
            found.set()

    office = LanOffice(opened, open_own, opened.settings.lan, Ears(told, lambda *_: None))
    office.start()
    found.wait(FIRST_SECONDS)
    return LastingLine(office.desk, office)

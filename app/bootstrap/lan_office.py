"""One unlocked profile on its office's network: as the relay, as a desk, or both.

Everything here runs without a window: `motcua relay`, `motcua lan` and the window's room use it.
"""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from app.bootstrap import lan_topics
from app.bootstrap.opening import DEVICE_CERTIFICATE, DEVICE_KEY, ROOT, OpenDesk
from app.domain.errors import Trouble
from app.lan.board import Board
from app.lan.desk import LanDesk
from app.lan.known import Known, Welcome, read_known
from app.lan.member import Member
from app.lan.relay import Office, Relay
from app.lan.state import State, Way
from app.services.lan import Address, Caller, Handler, Meeting, Told, read_address
from app.settings import RELAY
from app.storage import downstream
from app.storage.connection import Connection, open_database, transaction
from app.storage.secrets import get_mark, get_secret, put_mark
from app.wire.lan import Identity, Trust
from app.wire.signing import DeviceCertificate

KNOWN = "lan_known"
ALONE = (
    "Máy này đứng riêng, chưa ghi danh với tỉnh nên không chứng minh được mình với quầy khác. "
    "Hồ sơ vẫn an toàn ở đây. Hãy ghi danh với tỉnh (Quản trị) rồi nối."
)
OpenOwn = Callable[[], OpenDesk]


class Revoked:
    """Which devices were revoked, asked from any thread over a reading connection of its own."""

    def __init__(self, opened: OpenDesk) -> None:
        """Read at the first question."""
        self._file, self._key, self._commune = (
            opened.paths.database, opened.key, opened.standing.commune,
        )  # fmt: skip
        self._reading: Connection | None = None
        self._known: tuple[object, frozenset[str]] = (None, frozenset())
        self._lock = threading.Lock()

    def __call__(self, device: str) -> bool:
        """Whether this one was."""
        with self._lock:
            if self._reading is None:
                self._reading = open_database(self._file, self._key, readonly=True)
            newest = downstream.cursor(self._reading, self._commune)
            if self._known[0] != newest:
                self._known = (newest, downstream.revoked(self._reading))
            return device in self._known[1]

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            if self._reading is not None:
                self._reading.close()
                self._reading = None


def identity(opened: OpenDesk) -> tuple[Identity, Trust]:
    """Who a machine is in its office; Trouble where no province has made it a desk."""
    certificate = get_secret(opened.connection, DEVICE_CERTIFICATE)
    private, root = (get_secret(opened.connection, name) for name in (DEVICE_KEY, ROOT))
    standing = opened.standing
    if standing.device is None or certificate is None or private is None or root is None:
        raise Trouble(ALONE)
    own = Identity(DeviceCertificate.from_bytes(certificate), private)
    return own, Trust(root, standing.commune, standing.training)


@dataclass(slots=True)
class OwnStore:
    """What the meeting thread has of the database."""

    opened: OpenDesk
    meetings: list[Meeting]

    def known(self) -> Known:
        """What is kept."""
        return read_known(get_mark(self.opened.connection, KNOWN))

    def remember(self, known: Known) -> None:
        """Keep it."""
        with transaction(self.opened.connection) as connection:
            put_mark(connection, KNOWN, known.to_text())

    def close(self) -> None:
        """Let the file go."""
        self.opened.close()


@dataclass(frozen=True, slots=True)
class Ears:
    """Who hears what happens; all are called on threads of the line."""

    told: Callable[[State], None]
    came: Callable[[str, Told], None]


class LanOffice:
    """`desk` meets; `relay` is there where this machine is the relay."""

    def __init__(self, opened: OpenDesk, open_own: OpenOwn, given: str, ears: Ears) -> None:
        """`open_own` opens the profile once more, on the thread that calls it."""
        own, trust = identity(opened)
        self._revoked = Revoked(opened)
        self._member = Member(own, trust, self._revoked)
        self._open_own = open_own
        self._hosts = given == RELAY
        self._term = _chosen(opened, hosts=self._hosts)
        self._answers = ThreadPoolExecutor(1, "lan answers")
        self._answering: OpenDesk | None = None
        self._places: tuple[Address, ...] = ()
        self.relay = self._new_relay() if self._hosts else None
        address = None if self._hosts else read_address(given)
        way = Way(address, self.relay, ears.told, ears.came)
        self.desk = LanDesk(self._member, way, self._open_store)

    @property
    def own(self) -> Identity:
        """Who this machine is."""
        return self._member.own

    def listen(self, at: Address, names: tuple[str, ...] = ()) -> Address:
        """Begin to be the relay; `names` are further ones that it is reached by. Trouble."""
        if self.relay is None:
            raise LookupError("no relay")
        here = Address(at.host, self.relay.listen(at.host, at.port))
        self._places = tuple(Address(name, here.port) for name in names or (at.host,))
        return here

    def start(self) -> None:
        """Begin to be a desk."""
        self.desk.start()

    def close(self) -> None:
        """End both, and wait for what is being answered."""
        self.desk.close()
        if self.relay is not None:
            self.relay.close()
        if self._answering is not None:
            self._answers.submit(self._answering.close)
        self._answers.shutdown(wait=True)
        self._revoked.close()

    # --- inside ----------------------------------------------------------------------------------

    def _new_relay(self) -> Relay:
        """Its handlers take turns on one thread with one connection."""
        board = Board()
        made = self._answers.submit(self._made_handlers, board).result()
        turns = {path: partial(self._in_turn, handler) for path, handler in made.items()}
        return Relay(Office(self._member, self._welcome), turns, board)

    def _made_handlers(self, board: Board) -> Mapping[str, Handler]:
        self._answering = self._open_own()
        return lan_topics.handlers(self._answering, board)

    def _in_turn(self, handler: Handler, caller: Caller, payload: bytes) -> bytes:
        return self._answers.submit(handler, caller, payload).result()

    def _welcome(self) -> dict[str, object]:
        desk = self._member.own.certificate.desk
        return Welcome("", desk, self._term, self._places, self.desk.better).values()

    def _open_store(self) -> OwnStore:
        own = self._open_own()
        return OwnStore(own, lan_topics.meetings(own))


def _chosen(opened: OpenDesk, *, hosts: bool) -> int:
    """The term of this relay, kept over starts; 0 where it is none (any more)."""
    before = read_known(get_mark(opened.connection, KNOWN))
    known = before.chosen() if hosts else before.given_up()
    if known != before:
        with transaction(opened.connection) as connection:
            put_mark(connection, KNOWN, known.to_text())
    return known.own

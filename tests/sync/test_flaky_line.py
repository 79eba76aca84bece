"""A line that is cut again and again: what arrived is not sent again; real sockets, real server.

A proxy between both counts what goes up and cuts it. The figure is what went up beyond what one
exchange over a good line takes: bytes sent twice, questions, heads of HTTP.
"""

import random
import select
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from app.services.exchange import Outcome, Peer
from app.sync.exchange import Exchange
from app.sync.transport import MOST_CONNECTIONS, HttpLine
from app.wire import chain
from province.database import open_ledger
from province.keys import read_server_key
from tests.province.desks import Desk
from tests.province.servers import Home, found_home
from tests.province.test_serving import enrolled
from tests.sync.fakes import PEER, MemoryChain

MOST = 0.05  # of the bytes, again
NEVER = 1 << 40


@dataclass
class Proxy:
    """Forwards to a port; `budget` says after how many bytes up a connection goes silent."""

    to: int
    budget: Callable[[], int] = lambda: NEVER
    up: int = 0
    cuts: int = 0
    deaf: int = 0  # so many answers are lost
    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    silent: list[socket.socket] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                with near, suppress(OSError):
                    self._carry(near)

    def _carry(self, near: socket.socket) -> None:
        """One desk, one connection at a time: until either end closes it, or it is cut."""
        far = socket.create_connection(("127.0.0.1", self.to))
        left = self.budget()
        while True:
            ready, _, _ = select.select([near, far], [], [])
            if far in ready:
                piece = far.recv(65_536)
                if self.deaf:
                    self.deaf, self.cuts = self.deaf - 1, self.cuts + 1
                    far.close()
                    return
                near.sendall(piece)
            else:
                piece = near.recv(min(65_536, left))
                far.sendall(piece)
                self.up += len(piece)
                left -= len(piece)
            if not piece:
                far.close()
                return
            if not left:
                self.cuts += 1
                self.silent.append(far)  # the server hears nothing of it, as behind a radio
                return


@contextmanager
def proxy(port: int) -> Iterator[Proxy]:
    made = Proxy(port)
    thread = threading.Thread(target=made.serve)
    thread.start()
    try:
        yield made
    finally:
        with suppress(OSError):
            made.listener.shutdown(socket.SHUT_RDWR)
        made.listener.close()
        thread.join()
        for one in made.silent:
            one.close()


@dataclass
class Chain(MemoryChain):
    """The journal of a desk that the province has enrolled."""

    first: bytes = b""
    sent: list[bytes] = field(default_factory=list)

    def keep_part(self, digest: str, packed: bytes) -> None:
        MemoryChain.keep_part(self, digest, packed)
        self.sent.append(packed)

    def hashes(self) -> list[bytes]:
        return [self.first, *chain.run(self.first, self.bodies)]


def peer_of(home: Home, desk: Desk) -> Peer:
    ledger = open_ledger(home.db)
    root = bytes.fromhex(ledger.settings.get("root") or "")
    ledger.close()
    certificate = read_server_key(home.folder).certificate.to_text()
    return replace(
        PEER, device=desk.name, device_private=desk.private, root=root,
        server_certificate=certificate,
    )  # fmt: skip


def week(desk: Desk, count: int, seed: int) -> Desk:
    """Dossiers with notes that no stock of words makes small."""
    dice = random.Random(seed)
    for number in range(count):
        name = "".join(chr(dice.randrange(97, 123)) for _ in range(90))
        desk.receive(number, note=name)
    return desk


def meet(store: Chain, peer: Peer, address: str, connections: int = MOST_CONNECTIONS) -> Outcome:
    line = HttpLine(address)
    line.connections = MOST_CONNECTIONS - connections
    moment = threading.Event()  # never set: between two tries a server has read what came

    def pause(_seconds: float) -> None:
        moment.wait(0.1)

    outcome = Exchange(store, peer, line, "0.1.0", lambda: 1_763_870_000_000, pause).run()
    line.close()
    return outcome


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return found_home(tmp_path)


@pytest.mark.parametrize(
    ("every", "visits"),
    [(20_000, (8,)), (8_000, (8,)), (5_000, (8,)), (8_000, (2, 8))],
    ids=["20 kB", "8 kB", "5 kB", "8 kB, in two exchanges"],
)
def test_a_line_that_is_cut_every_so_many_bytes_costs_few_of_them_again(
    home: Home, every: int, visits: tuple[int, ...]
) -> None:
    good, bad = week(enrolled(home, 1), 400, 1), week(enrolled(home, 2), 400, 1)
    with home.serving() as server, proxy(server.port) as line:
        store = Chain(bodies=good.bodies, first=good.root)
        outcome = meet(store, peer_of(home, good), line.address)
        assert (outcome.state, outcome.requests, outcome.stored) == ("complete", 1, 401)
        usual, line.up = line.up, 0
        line.budget = lambda: every
        store, peer = Chain(bodies=bad.bodies, first=bad.root), peer_of(home, bad)
        outcomes = [meet(store, peer, line.address, most) for most in visits]
        assert (outcomes[-1].state, store.stored, store.parts) == ("complete", 401, {})
        assert [one.state == "complete" for one in outcomes].count(True) == 1
        more = line.up / usual - 1
    tell(f"cut every {every} bytes", line, more)
    assert line.cuts >= 1
    assert more <= MOST


def tell(what: str, line: Proxy, more: float) -> None:
    sys.stdout.write(f"{what}: {line.cuts} cuts, {100 * more:.1f} % more bytes up\n")


def test_an_answer_that_is_cut_is_asked_for_again_and_nothing_else(home: Home) -> None:
    desk = week(enrolled(home, 1), 400, 1)
    with home.serving() as server, proxy(server.port) as line:
        store, peer = Chain(bodies=desk.bodies, first=desk.root), peer_of(home, desk)
        line.deaf = 1
        outcome = meet(store, peer, line.address)
        assert (outcome.state, outcome.stored, line.cuts) == ("complete", 401, 1)
    assert line.up < 1.05 * max(map(len, store.sent))


def test_one_connection_of_a_hundred_cut_costs_less_than_that(home: Home) -> None:
    dice = random.Random(7)
    desk = week(enrolled(home, 1), 100, 3)
    store, peer = Chain(first=desk.root), peer_of(home, desk)
    with home.serving() as server, proxy(server.port) as line:
        usual = cut = 0
        for body in desk.bodies:
            store.bodies.append(body)
            before = line.up
            cut_here = dice.random() < 0.01 or len(store.bodies) == 50
            budgets = iter([dice.randrange(100, 700)] if cut_here else [])
            line.budget = lambda left=budgets: next(left, NEVER)  # type: ignore[misc]
            assert meet(store, peer, line.address).state == "complete"
            cut += line.up - before
            usual += 0 if cut_here else line.up - before
        usual += round(usual / (len(desk.bodies) - line.cuts)) * line.cuts
    tell("one connection of a hundred", line, cut / usual - 1)
    assert line.cuts >= 1
    assert cut / usual - 1 <= MOST

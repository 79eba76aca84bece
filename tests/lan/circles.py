"""Desks of an office that trade words, each with the real line between them."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.lan.board import Board
from app.lan.desk import LanDesk
from app.lan.known import Known, Welcome, read_known
from app.lan.relay import Office, Relay
from app.lan.state import State, Way
from app.services.lan import Address, Caller, Handler, LanLine, Meeting, Told
from app.wire.lan import Identity
from tests.lan.offices import desk, member

TOPIC, SECONDS = "words", 20.0


class Words:
    """What one machine holds of the topic; it stays when its program ends."""

    def __init__(self) -> None:
        self._held, self._lock = set[str](), threading.Lock()

    def held(self) -> set[str]:
        with self._lock:
            return set(self._held)

    def add(self, more: set[str]) -> set[str]:
        """Those that were new."""
        with self._lock:
            new = more - self._held
            self._held |= new
            return new


@dataclass
class Kept:
    """The store of the meeting thread."""

    folder: Path
    words: Words
    meetings: list[Meeting] = field(init=False)
    faults: list[Exception] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.meetings = [Meeting(TOPIC, lambda: len(self.words.held()), self.meet)]

    def meet(self, line: LanLine) -> Told:
        if self.faults:
            raise self.faults.pop()
        mine = self.words.held()
        theirs = set(json.loads(line.call(TOPIC, json.dumps(sorted(mine)).encode())))
        return Told(came=len(self.words.add(theirs)), went=len(mine - theirs))

    def known(self) -> Known:
        file = self.folder / "known.json"
        return read_known(file.read_text() if file.exists() else None)

    def remember(self, known: Known) -> None:
        (self.folder / "known.json").write_text(known.to_text())

    def close(self) -> None:
        """Files are closed already."""


class Machine:
    """One PC of the office: its words stay when its program ends."""

    def __init__(self, folder: Path, own: Identity, look_seconds: float = 0.5) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.own, self.words = own, Words()
        self.kept = Kept(folder, self.words)
        self.look_seconds = look_seconds
        self._changed = threading.Condition()
        self.handlers: Mapping[str, Handler] = {}  # beside that of the words
        self.relay: Relay | None = None
        self.line: LanDesk | None = None
        self.port = 0

    def save(self, word: str) -> None:
        """As a clerk's F9 does."""
        self.words.add({word})
        with self._changed:
            self._changed.notify_all()
        if self.line is not None:
            self.line.kick()

    def host(self, port: int = 0, term: int | None = None, board: Board | None = None) -> Address:
        """Be the relay; `term` as an older choice would have it."""
        known = self.kept.known()
        self.kept.remember(
            known.chosen() if term is None else Known(known.addresses, max(term, known.term), term)
        )
        handlers = {TOPIC: self._answer, **self.handlers}
        self.relay = Relay(Office(member(self.own), welcome=self._welcome), handlers, board)
        self.port = self.relay.listen("127.0.0.1", port)
        return Address("127.0.0.1", self.port)

    def start(self, given: Address | None = None) -> None:
        """Open the program."""
        way = Way(given, self.relay, self._told, self._came, self.look_seconds)
        self.line = LanDesk(member(self.own), way, lambda: self.kept)
        self.line.start()

    def stop(self) -> None:
        """Close it."""
        if self.line is not None:
            self.line.close()
        if self.relay is not None:
            self.relay.close()
        self.line = self.relay = None

    def until(self, holds: Callable[["Machine"], bool]) -> None:
        """Wait for it, woken by whatever happens here."""
        with self._changed:
            assert self._changed.wait_for(lambda: holds(self), SECONDS), self._now()

    def has(self, *words: str) -> None:
        """Wait until it holds these."""
        self.until(lambda machine: set(words) <= machine.words.held())

    def _now(self) -> str:
        return f"{self.words.held()} {self.line.state if self.line else None}"

    def _welcome(self) -> dict[str, object]:
        better = self.line.better if self.line is not None else None
        places = (Address("127.0.0.1", self.port),)
        desk_number = self.own.certificate.desk
        return Welcome("", desk_number, self.kept.known().own, places, better).values()

    def _answer(self, _caller: Caller, payload: bytes) -> bytes:
        if self.words.add(set(json.loads(payload))) and self.relay is not None:
            self.relay.board.tell(TOPIC)
            with self._changed:
                self._changed.notify_all()
        return json.dumps(sorted(self.words.held())).encode()

    def _told(self, _state: State) -> None:
        threading.Thread(target=self._wake).start()  # it is told under a lock of the line

    def _came(self, _topic: str, _told: Told) -> None:
        self._wake()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()


@contextmanager
def machines(folder: Path, *numbers: int) -> Iterator[list[Machine]]:
    """So many PCs, ended with the block."""
    with ExitStack() as stack:
        made = [Machine(folder / f"{place}", desk(number)) for place, number in enumerate(numbers)]
        for one in made:
            stack.callback(one.stop)
        yield made

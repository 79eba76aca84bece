"""Desks of one office on their own network: the product's traders, without sockets."""

from dataclasses import dataclass, field
from functools import cache

from app.services.journals import JOURNALS, Member, Met
from app.services.lan import Caller, NoRelay
from app.storage import peers
from app.storage.office import SqliteOffice
from app.sync.office import DeskJournals, RelayJournals, Trader
from app.wire.signing import certify_device
from tests.simulation.machine import ROOT, ROOT_PRIVATE, Machine, key


@dataclass
class Bell:
    """Counts how often desks were woken."""

    rung: list[str] = field(default_factory=list)

    def tell(self, topic: str) -> None:
        """As the relay's program does."""
        self.rung.append(topic)


@dataclass
class Cable:
    """A line to a relay's program, which may be cut after some calls."""

    relay: Machine
    caller: Caller
    bell: Bell = field(default_factory=Bell)
    calls_left: int | None = None
    answer_lost: bool = False

    def call(self, path: str, payload: bytes) -> bytes:
        """One call; NoRelay where the cable is cut before it, or before its answer."""
        assert path == JOURNALS
        if self.calls_left == 0 and not self.answer_lost:
            raise NoRelay("Không thấy máy chuyển.")
        answer = RelayJournals(trader(self.relay), self.bell).answer(self.caller, payload)
        if self.calls_left == 0:
            raise NoRelay("Không thấy máy chuyển.")
        if self.calls_left is not None:
            self.calls_left -= 1
        return answer


def certificate(machine: Machine) -> bytes:
    """As its enrolment brought it."""
    standing = machine.journal().standing()
    assert standing.device
    return _certified(standing.device, machine.commune, standing.desk)


@cache
def _certified(device: str, commune: str, desk: int) -> bytes:
    return certify_device(
        ROOT_PRIVATE,
        device=device,
        commune=commune,
        desk=desk,
        training=True,
        key=key(device)[1],
    ).to_bytes()


def trader(machine: Machine) -> Trader:
    """The product's, on this machine's disk."""
    peer, own, chain = machine.peer, certificate(machine), machine.chain()
    member = Member(
        peer.device, peer.installation, peer.device_private, own, ROOT, True, machine.commune
    )
    store = SqliteOffice(machine.disk, chain, own, True, machine.clock.now)
    return Trader(store, chain, member, "0.0.0")


def is_shut_out(machine: Machine, by: Machine) -> bool:
    """Whether one of them knows that the province has revoked the other."""
    return machine.device in peers.revoked(by.disk.execute)


def meet(machine: Machine, relay: Machine, calls: int | None = None) -> Met:
    """A desk meets its office through a relay."""
    caller = Caller(machine.peer.device, machine.journal().standing().desk)
    return DeskJournals(trader(machine)).meet(Cable(relay, caller, calls_left=calls))


def meet_all(machines: list[Machine], relay: Machine, rounds: int = 3) -> None:
    """Everybody meets through one relay until all have heard all."""
    for _ in range(rounds):
        for machine in machines:
            meet(machine, relay)

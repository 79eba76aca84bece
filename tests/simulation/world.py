"""Machines of a commune or two and their province: all there is, and what must always hold."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from app.domain.times import VN
from app.services.exchange import Outcome
from tests.simulation import office as offices
from tests.simulation import province as provinces
from tests.simulation.line import Limbo, SimLine, Weather
from tests.simulation.machine import (
    OFFICE,
    OTHER,
    PROVINCE,
    Clock,
    Enrolment,
    Machine,
    WorldClock,
    install,
    standing_alone,
)
from tests.simulation.power import DeskDisk, LedgerDisk
from tests.simulation.province import Province

MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=VN)
MOST_MACHINES = 6
VISITS = 6  # transactions of an exchange before which another process may come
ROLLED_BACK, UNDECLARED = "province rolled back", "and the operator did not say so"
SMALL = 900  # bytes of the largest request that a mean proxy lets through


@dataclass(frozen=True, slots=True)
class Print:
    """A number on paper: of which dossier, by which device (None: it stood alone)."""

    dossier: bytes
    device: str | None


@dataclass(slots=True)
class World:
    """Everything. `wrong` gathers what was seen to go against an invariant on the way."""

    clock: WorldClock
    province: Province
    badness: float
    numbering: str
    machines: list[Machine] = field(default_factory=list)
    images: list[tuple[Machine, DeskDisk]] = field(default_factory=list)
    backups: list[LedgerDisk] = field(default_factory=list)
    limbo: Limbo = field(default_factory=Limbo)
    sticks: list[bytes] = field(default_factory=list)
    answers: list[tuple[str, bytes]] = field(default_factory=list)
    revoked: set[str] = field(default_factory=set)
    issued: dict[str, list[Print]] = field(default_factory=dict)
    enrolled: list[Enrolment] = field(default_factory=list)
    files: dict[bytes, Enrolment] = field(default_factory=dict)
    desks: int = 0
    communes: tuple[str, ...] = (OFFICE.commune,)
    reassigned: list[tuple[bytes, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    happened: Counter[str] = field(default_factory=Counter)

    def line(self, dice: Random, badness: float | None = None) -> SimLine:
        """A line as the weather is."""
        weather = Weather(dice, self.badness if badness is None else badness)
        if weather.badness and dice.random() < 0.2:
            weather.most_bytes = SMALL
        return SimLine(self.province, weather, self.limbo, self._answered)

    def exchange(self, machine: Machine, dice: Random, badness: float | None = None) -> Outcome:
        """One exchange of a machine; it knows of all that the province had where that completed.

        In the world's own weather another process may be at work on the same disk meanwhile.
        """
        if badness is None and dice.random() < 0.4:
            visitor = Random(dice.random())
            machine.disk.visitors = [lambda: self._visit(machine, visitor)]
            machine.disk.visitors += [lambda: None] * dice.randrange(VISITS)
        outcome = machine.exchange(self.line(dice, badness))
        machine.disk.visitors.clear()
        if outcome.state == "complete":
            machine.met = self.province.stored()
        return outcome

    def meet(self, machine: Machine, relay: Machine, calls: int | None = None) -> None:
        """A desk meets its office; none that either of them knows to be shut out."""
        if offices.is_shut_out(machine, relay) or offices.is_shut_out(relay, machine):
            return
        self.happened["desks met"] += 1
        before = machine.hashes() | machine.heard()
        offices.meet(machine, relay, calls)
        self.happened["events heard from neighbours"] += len(
            (machine.hashes() | machine.heard()) - before
        )

    def _visit(self, machine: Machine, dice: Random) -> None:
        self.happened["another process on the file"] += 1
        if dice.random() < 0.5:
            self.write(machine, dice)
        else:
            machine.exchange(self.line(dice))

    def enrol(
        self, desk: int | None = None, commune: str = OFFICE.commune, *, inherits: bool = False
    ) -> Enrolment:
        """The file for one more PC, at a new desk where none is named.

        ClerkError where the office's code has no block of numbers left: nothing has changed.
        """
        name = f"{PROVINCE}-{len(self.enrolled) + 1:04d}"
        enrolment = self.province.enrol(
            name, desk or self.desks + 1, self.numbering, commune, inherits=inherits
        )
        self.desks += desk is None
        self.enrolled.append(enrolment)
        return enrolment

    def found(self, enrolment: Enrolment) -> Machine:
        """A new PC that was enrolled."""
        fact = enrolment.installed("first", enrolment.device.encode().ljust(16, b"."))
        machine = install(f"{enrolment.device}/0", Clock(self.clock), fact, enrolment)
        machine.others = tuple(one for one in self.communes if one != enrolment.commune)
        self.machines.append(machine)
        return machine

    def found_alone(self, label: str, desk: int) -> Machine:
        """A new PC without a province."""
        machine = install(label, Clock(self.clock), standing_alone(label, desk), None)
        self.machines.append(machine)
        return machine

    def write(self, machine: Machine, dice: Random) -> None:
        """A clerk's minute, and what must hold of the number that it printed."""
        self.clock.pass_by(dice.randrange(20, 600))
        code = machine.write(dice)
        if code is None:
            return
        device, (_, identity) = machine.device, machine.chain().head()
        before = self.issued.setdefault(code, [])
        if device is not None:
            self._compare(machine, device, code, [one for one in before if one.device])
        before.append(Print(identity, device))

    def _compare(self, machine: Machine, device: str, code: str, before: list[Print]) -> None:
        """Numbers that stood alone were nobody's to keep apart."""
        if machine.met.intersection(one.dossier for one in before):
            self.wrong.append(f"I15: {machine.name} printed {code}, which the province had")
        if any(one.device != device for one in before) and not self.happened[UNDECLARED]:
            self.wrong.append(f"I15: {machine.name} printed {code}, another device's")

    def _answered(self, _raw: bytes) -> None:
        if self.province.disk.in_transaction:
            self.wrong.append("I3: an answer left before its COMMIT")


def found_world(badness: float, desks: int, numbering: str = "own", communes: int = 1) -> World:
    """A Monday morning: enrolled desks that nobody used yet; the second commune has one."""
    clock = WorldClock(MONDAY)
    world = World(clock, provinces.found(clock), badness, numbering)
    if communes > 1:
        world.communes = (OFFICE.commune, OTHER)
    for _ in range(desks):
        world.found(world.enrol())
    for commune in world.communes[1:]:
        world.found(world.enrol(commune=commune))
    return world

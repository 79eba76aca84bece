"""A commune's machines, their province and all that happens to them, one action after another.

An action takes the world and dice of its own, so that a schedule can lose some of its actions (to
shrink it) and the others still do the same. An action that makes no sense at its time does nothing.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from app.domain.times import VN
from app.services.exchange import Outcome, Peer
from app.wire.envelope import claims
from province.ingest import Unreadable
from tests.simulation import province as provinces
from tests.simulation.line import Limbo, SimLine, Weather
from tests.simulation.machine import OFFICE, Clock, Machine, WorldClock, install
from tests.simulation.power import DeskDisk, LedgerDisk, PowerCut
from tests.simulation.province import CERTIFICATE, ROOT, Province, key

MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=VN)
MOST_MACHINES = 6
FUSES = 14  # writing statements in a save, about


@dataclass(slots=True)
class World:
    """Everything. `wrong` gathers what was seen to go against an invariant on the way."""

    clock: WorldClock
    province: Province
    badness: float
    machines: list[Machine] = field(default_factory=list)
    images: list[tuple[Machine, DeskDisk]] = field(default_factory=list)
    backups: list[LedgerDisk] = field(default_factory=list)
    limbo: Limbo = field(default_factory=Limbo)
    sticks: list[bytes] = field(default_factory=list)
    answers: list[tuple[str, bytes]] = field(default_factory=list)
    revoked: set[str] = field(default_factory=set)
    issued: dict[str, list[bytes]] = field(default_factory=dict)
    enrolled: list[tuple[str, bytes, int]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    happened: Counter[str] = field(default_factory=Counter)

    def line(self, dice: Random, badness: float | None = None) -> SimLine:
        """A line as the weather is."""
        weather = Weather(dice, self.badness if badness is None else badness)
        return SimLine(self.province, weather, self.limbo, self._answered)

    def exchange(self, machine: Machine, dice: Random, badness: float | None = None) -> Outcome:
        """One exchange of a machine; it knows of all that the province had where that completed."""
        outcome = machine.exchange(self.line(dice, badness))
        if outcome.state == "complete":
            machine.met = self.province.stored()
        return outcome

    def enrol(self, desk: int) -> Machine:
        """One more PC."""
        number = len(self.enrolled) + 1
        name = f"{provinces.PROVINCE}-{number:04d}"
        private, public = key(name)
        self.province.enrol(name, public, desk)
        self.enrolled.append((name, public, desk))
        peer = Peer(
            device=name,
            installation="",
            device_private=private,
            server="http://127.0.0.1:1",
            root=ROOT,
            server_certificate=CERTIFICATE.to_text(),
            training=True,
            commune=OFFICE.commune,
        )
        salt = bytes([number]) * 16
        machine = install(peer, public, salt, Clock(self.clock), desk)
        self.machines.append(machine)
        return machine

    def write(self, machine: Machine, dice: Random) -> None:
        """A clerk's minute, and what must hold of the number that it printed."""
        self.clock.pass_by(dice.randrange(20, 600))
        code = machine.write(dice)
        if code is None:
            return
        (_, identity) = machine.chain().head()
        before = self.issued.setdefault(code, [])
        if machine.met.intersection(before):
            self.wrong.append(f"I15: {machine.name} printed {code}, which the province had")
        before.append(identity)

    def _answered(self, _raw: bytes) -> None:
        if self.province.disk.in_transaction:
            self.wrong.append("I3: an answer left before its COMMIT")


Action = Callable[[World, Random], None]


def found_world(badness: float, desks: int) -> World:
    """A Monday morning: enrolled desks that nobody used yet."""
    clock = WorldClock(MONDAY)
    world = World(clock, provinces.found(clock), badness)
    for desk in range(1, desks + 1):
        world.enrol(desk)
    return world


def one_of(world: World, dice: Random) -> Machine:
    """Any PC that runs."""
    return dice.choice(world.machines)


def write(world: World, dice: Random) -> None:
    """Somebody works for a while."""
    machine = one_of(world, dice)
    for _ in range(dice.randrange(1, 5)):
        world.write(machine, dice)


def write_and_die(world: World, dice: Random) -> None:
    """The power goes during a save."""
    machine = one_of(world, dice)
    before = machine.hashes()
    machine.disk.fuse.left = dice.randrange(FUSES)
    try:
        world.write(machine, dice)
    except PowerCut:
        world.happened["power cut at a desk"] += 1
        if not before <= machine.hashes():
            world.wrong.append("a committed event is gone after a power cut")
    machine.reboot()


def exchange(world: World, dice: Random) -> None:
    """The line comes back."""
    world.exchange(one_of(world, dice), dice)


def exchange_and_die(world: World, dice: Random) -> None:
    """The desk loses power in the middle of an exchange."""
    machine = one_of(world, dice)
    machine.disk.fuse.left = dice.randrange(3 * FUSES)
    try:
        world.exchange(machine, dice)
    except PowerCut:
        world.happened["power cut at a desk"] += 1
    machine.reboot()


def judge(world: World, _dice: Random) -> None:
    """The province's worker has a turn."""
    world.province.judge()


def judge_and_die(world: World, dice: Random) -> None:
    """It is killed at work."""
    world.province.disk.fuse.left = dice.randrange(120)
    try:
        world.province.judge()
    except PowerCut:
        world.happened["power cut at the province"] += 1
    world.province.reboot()


def take_image(world: World, dice: Random) -> None:
    """Somebody copies a disk."""
    machine = one_of(world, dice)
    world.images.append((machine, machine.image()))
    del world.images[:-4]


def restore(world: World, dice: Random) -> None:
    """A PC is set back to an older copy of its disk."""
    if world.images:
        machine, image = dice.choice(world.images)
        if machine in world.machines:
            machine.put_in(image)
            world.happened["machine restored"] += 1


def clone(world: World, dice: Random) -> None:
    """A copy of a disk starts in another PC."""
    if not world.images or len(world.machines) >= MOST_MACHINES:
        return
    machine, image = dice.choice(world.images)
    copy = Machine(f"{machine.name}'", machine.peer, Clock(world.clock), image)
    copy.put_in(image)
    world.machines.append(copy)
    world.happened["machine cloned"] += 1


def destroy(world: World, dice: Random) -> None:
    """Fire, flood or a child with tea."""
    if len(world.machines) > 1:
        world.machines.remove(one_of(world, dice))


def replace(world: World, _dice: Random) -> None:
    """A new PC under a new enrolment."""
    if len(world.machines) < MOST_MACHINES:
        world.enrol(len(world.enrolled) + 1)


def back_up_province(world: World, _dice: Random) -> None:
    """The night's backup."""
    world.backups.append(world.province.image())
    del world.backups[:-3]


def roll_back_province(world: World, dice: Random) -> None:
    """Restored from a backup; nobody says so. Machines enrolled since are enrolled again."""
    if not world.backups:
        return
    world.province.put_in(dice.choice(world.backups))
    world.happened["province rolled back"] += 1
    known = {device.name for device in world.province.ledger().devices.all()}
    for name, public, desk in world.enrolled:
        if name not in known:
            world.province.enrol(name, public, desk)
    for name in world.revoked:
        world.province.revoke(name)


def carry_late(world: World, dice: Random) -> None:
    """An old copy arrives, out of order, perhaps for the second time."""
    if world.limbo.envelopes:
        _import(world, dice.choice(world.limbo.envelopes))


def write_stick(world: World, dice: Random) -> None:
    """All that is unsent goes on a stick."""
    world.sticks += one_of(world, dice).stick()
    del world.sticks[:-6]


def carry_stick(world: World, dice: Random) -> None:
    """A stick arrives: whole, half or broken; it stays in the drawer for another time."""
    if world.sticks:
        raw = dice.choice(world.sticks)
        if dice.random() < 0.2:
            raw = raw[: dice.randrange(len(raw))]
        with suppress(Unreadable):
            answer = world.province.take(raw)
            world.answers.append((claims(raw).device, answer))
            del world.answers[:-6]


def bring_back_stick(world: World, dice: Random) -> None:
    """An answer comes back, late, twice or never, to the machine or to a copy of it."""
    if not world.answers:
        return
    device, answer = dice.choice(world.answers)
    for machine in world.machines:
        if machine.peer.device == device and dice.random() < 0.5:
            machine.read_stick(answer)


def _import(world: World, raw: bytes) -> None:
    world.happened["late, doubled or half"] += 1
    with suppress(Unreadable):
        world.province.take(raw)


def announce(world: World, dice: Random) -> None:
    """The province tells the office something, now and then what only a newer desk knows."""
    if dice.random() < 0.3:
        world.province.announce_raw(b'[97,1,1700000000000,"x",%d]' % dice.randrange(1000))
    else:
        world.province.announce(f"Trung tâm số {dice.randrange(1000)}")


def write_bad(world: World, dice: Random) -> None:
    """A record that no judge can accept, or that a newer program wrote."""
    machine = one_of(world, dice)
    machine.write_raw(
        dice.choice(
            (
                b'[61,1,1763870000000,"nhi",null,null,"m\xe1\xbb\x9bi"]',
                b"",
                b"\x00\xff\x00",
                b"[20]",
                b'{"not":"an array"}',
                b'["\n"]',
                b"[" * 2000,
                b'[37,1,1763870000000,"nhi",null,999999,"xa"]',
            )
        )
    )


def turn_clock(world: World, dice: Random) -> None:
    """A battery dies, or somebody sets the date."""
    machine = one_of(world, dice)
    machine.clock.off = timedelta(days=dice.choice((0, 0, -2500, 365, -1)), hours=dice.randrange(5))


def revoke(world: World, dice: Random) -> None:
    """A lost machine is shut out; all its copies with it."""
    names = {machine.peer.device for machine in world.machines}
    if len(names - world.revoked) > 1:
        name = dice.choice(sorted(names - world.revoked))
        world.revoked.add(name)
        world.province.revoke(name)


def wait(world: World, dice: Random) -> None:
    """A night, or a month."""
    world.clock.pass_by(3600 * dice.choice((12, 24 * 30)))


ACTIONS: dict[str, tuple[int, Action]] = {
    "write": (30, write),
    "write_and_die": (6, write_and_die),
    "exchange": (22, exchange),
    "exchange_and_die": (6, exchange_and_die),
    "judge": (8, judge),
    "judge_and_die": (3, judge_and_die),
    "take_image": (7, take_image),
    "restore": (5, restore),
    "clone": (4, clone),
    "destroy": (1, destroy),
    "replace": (1, replace),
    "back_up_province": (4, back_up_province),
    "roll_back_province": (3, roll_back_province),
    "carry_late": (4, carry_late),
    "write_stick": (3, write_stick),
    "carry_stick": (4, carry_stick),
    "bring_back_stick": (4, bring_back_stick),
    "announce": (4, announce),
    "write_bad": (2, write_bad),
    "turn_clock": (2, turn_clock),
    "revoke": (1, revoke),
    "wait": (2, wait),
}

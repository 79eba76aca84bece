"""What can happen, one action after another.

An action takes the world and dice of its own, so that a schedule can lose some of its actions (to
shrink it) and the others still do the same. An action that makes no sense at its time does nothing.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from random import Random

from app.domain.errors import ClerkError
from app.services.lan import NoRelay
from app.wire.envelope import claims
from province.ingest import Unreadable
from tests.simulation.machine import OFFICE, Clock, Enrolment, Machine
from tests.simulation.power import PowerCut
from tests.simulation.world import MOST_MACHINES, ROLLED_BACK, UNDECLARED, World

FUSES = 14  # writing statements in a save, about
Action = Callable[[World, Random], object]


def one_of(world: World, dice: Random) -> Machine:
    """Any PC that runs."""
    return dice.choice(world.machines)


def enrolled_one(world: World, dice: Random) -> Machine | None:
    """Any PC that runs and has a province."""
    known = [machine for machine in world.machines if machine.device]
    return dice.choice(known) if known else None


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
    machine = enrolled_one(world, dice)
    if machine:
        world.exchange(machine, dice)


def exchange_and_die(world: World, dice: Random) -> None:
    """The desk loses power in the middle of an exchange."""
    machine = enrolled_one(world, dice)
    if not machine:
        return
    machine.disk.fuse.left = dice.randrange(3 * FUSES)
    try:
        world.exchange(machine, dice)
    except PowerCut:
        world.happened["power cut at a desk"] += 1
    machine.reboot()


def judge(world: World, _dice: Random) -> None:
    """The province's worker has a turn."""
    world.province.judge()


def judge_again(world: World, _dice: Random) -> None:
    """The operator has all looked at once more that is not accepted."""
    world.province.judge_again()


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
    """A copy of a disk, an old or a new one, starts in another PC."""
    if len(world.machines) >= MOST_MACHINES:
        return
    if not world.images or dice.random() < 0.3:
        take_image(world, dice)
    machine, image = dice.choice(world.images)
    copy = Machine(f"{machine.name}'", Clock(world.clock), image, machine.commune, machine.others)
    copy.put_in(image)
    world.machines.append(copy)
    world.happened["machine cloned"] += 1


def destroy(world: World, dice: Random) -> None:
    """Fire, flood or a child with tea."""
    if len(world.machines) > 1:
        world.machines.remove(one_of(world, dice))


def replace(world: World, dice: Random) -> None:
    """A new PC under a new enrolment: for a new desk, or for that of a machine that was revoked.

    Such a one mostly gets that machine's chain back from the province.
    """
    if len(world.machines) < MOST_MACHINES:
        commune = dice.choice(world.communes) if world.communes[1:] else world.communes[0]
        desk = _free_desk(world, dice, commune)
        enrolment = _enrolled(world, desk, commune, inherits=dice.random() < 0.8)
        if enrolment is not None:
            world.happened["chain inherited"] += bool(enrolment.chain)
            world.found(enrolment)


def _enrolled(
    world: World, desk: int | None, commune: str, *, inherits: bool = False
) -> Enrolment | None:
    """None where the office's code has no block of numbers left, which changes nothing."""
    try:
        return world.enrol(desk, commune, inherits=inherits)
    except ClerkError:
        world.happened["no block of numbers left"] += 1
        return None


def _free_desk(world: World, dice: Random, commune: str = OFFICE.commune) -> int | None:
    enrolled = [one for one in world.enrolled if one.commune == commune]
    held = {one.desk for one in enrolled if one.device not in world.revoked}
    free = sorted({one.desk for one in enrolled} - held)
    return dice.choice(free) if free and dice.random() < 0.7 else None


def stand_alone(world: World, dice: Random) -> None:
    """Somebody sets up a PC without waiting for the province, under a desk number of his own."""
    if len(world.machines) < MOST_MACHINES:
        world.found_alone(f"alone-{dice.randrange(1 << 30)}", dice.randrange(1, 3))


def join(world: World, dice: Random) -> None:
    """It joins; a copy of it may take in the same file once more."""
    alone = [machine for machine in world.machines if not machine.device]
    if not alone:
        return
    machine = dice.choice(alone)
    root = machine.chain().identity_at(0)
    if root not in world.files or dice.random() < 0.5:
        enrolment = _enrolled(world, _free_desk(world, dice), OFFICE.commune)
        if enrolment is None:
            return
        world.files[root] = enrolment
    machine.join(world.files[root], dice.randbytes(16))


def back_up_province(world: World, _dice: Random) -> None:
    """The night's backup."""
    world.backups.append(world.province.image())
    del world.backups[:-3]


def roll_back_province(world: World, dice: Random) -> None:
    """Restored from a backup; nobody says so. Machines enrolled since are enrolled again."""
    if not world.backups:
        return
    world.province.put_in(dice.choice(world.backups))
    world.happened[ROLLED_BACK] += 1
    known = {device.name for device in world.province.ledger().devices.all()}
    for one in world.enrolled:
        if one.device not in known:
            world.province.remember(one)
    for name in world.revoked:
        world.province.revoke(name)
    for dossier, to in world.reassigned:  # an operator has his papers, too
        world.province.assign(dossier, to)
    if dice.random() < 0.7:
        world.province.declare_set_back()
    else:
        world.happened[UNDECLARED] += 1


def carry_late(world: World, dice: Random) -> None:
    """An old copy arrives, out of order, perhaps for the second time."""
    if world.limbo.envelopes:
        _import(world, dice.choice(world.limbo.envelopes))


def write_stick(world: World, dice: Random) -> None:
    """All that is unsent goes on a stick."""
    machine = enrolled_one(world, dice)
    world.sticks += machine.stick() if machine else []
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
        if machine.device == device and dice.random() < 0.5:
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


def resolve(world: World, dice: Random, machine: Machine | None = None) -> str | None:
    """A clerk decides about what the province marked, or asks; which answer, where there is one."""
    answer = (machine or one_of(world, dice)).resolve(dice)
    if answer is not None:
        world.happened[f"answered: {answer}"] += 1
    return answer


def answer_question(world: World, dice: Random) -> None:
    """Somebody at the province answers a desk."""
    if world.province.answer(dice):
        world.happened["answered by the province"] += 1


def meet_office(world: World, dice: Random) -> None:
    """Desks meet through a relay, which may be another one each time, and may die."""
    neighbours = [machine for machine in world.machines if machine.device]
    if not neighbours:
        return
    relay = dice.choice(neighbours)
    neighbours = [one for one in neighbours if one.commune == relay.commune]
    for machine in dice.sample(neighbours, dice.randint(1, len(neighbours))):
        calls = None if dice.random() < 0.7 else dice.randrange(3)
        with suppress(NoRelay):
            world.meet(machine, relay, calls)


def meet_and_die(world: World, dice: Random) -> None:
    """The power goes at one of both ends."""
    neighbours = [machine for machine in world.machines if machine.device]
    if len(neighbours) < 2:
        return
    machine, relay = dice.sample(neighbours, 2)
    if machine.commune != relay.commune:
        return
    dead = dice.choice((machine, relay))
    dead.disk.fuse.left = dice.randrange(4 * FUSES)
    try:
        world.meet(machine, relay)
    except PowerCut:
        world.happened["power cut at a desk"] += 1
    for one in (machine, relay):
        one.reboot()


def reassign(world: World, dice: Random) -> None:
    """The province gives a dossier to another office; the old one mostly has unsent facts of it."""
    rows = sorted(world.province.ledger().dossiers.all(), key=lambda row: row.hash)
    if not (rows and world.communes[1:]):
        return
    row = dice.choice(rows)
    to = dice.choice([one for one in world.communes if one != row.deciding_office])
    for machine in world.machines:
        if machine.commune != to and dice.random() < 0.8:
            world.happened["unsent while it was given away"] += machine.act(row.hash, dice)
    if world.province.assign(row.hash, to):
        world.reassigned.append((row.hash, to))
        world.happened["given to another office"] += 1


def turn_clock(world: World, dice: Random) -> None:
    """A battery dies, or somebody sets the date."""
    machine = one_of(world, dice)
    machine.clock.off = timedelta(days=dice.choice((0, 0, -2500, 365, -1)), hours=dice.randrange(5))


def revoke(world: World, dice: Random) -> None:
    """A lost machine is shut out; all its copies with it."""
    names = {machine.device for machine in world.machines if machine.device}
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
    "judge_again": (1, judge_again),
    "take_image": (6, take_image),
    "restore": (5, restore),
    "clone": (6, clone),
    "destroy": (1, destroy),
    "replace": (2, replace),
    "stand_alone": (2, stand_alone),
    "join": (4, join),
    "back_up_province": (4, back_up_province),
    "roll_back_province": (3, roll_back_province),
    "carry_late": (4, carry_late),
    "write_stick": (3, write_stick),
    "carry_stick": (4, carry_stick),
    "bring_back_stick": (4, bring_back_stick),
    "announce": (4, announce),
    "write_bad": (2, write_bad),
    "resolve": (8, resolve),
    "answer_question": (3, answer_question),
    "turn_clock": (2, turn_clock),
    "revoke": (2, revoke),
    "wait": (2, wait),
    "meet_office": (10, meet_office),
    "meet_and_die": (3, meet_and_die),
    "reassign": (5, reassign),
}

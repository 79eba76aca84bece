"""Two PCs with one disk, and their province: what the simulator has, driven by hand."""

from dataclasses import dataclass
from random import Random

from app.domain import events as e
from app.domain.dossier import Dossier
from app.services.desk import Desk
from app.services.resolving import resolve
from app.storage import folding, matters
from app.storage.catalogues import HeldCatalogues
from app.storage.matters import Sides
from tests.simulation.machine import Clock, Machine, reception
from tests.simulation.world import World, found_world

DICE = Random(1)


@dataclass
class Pair:
    """A desk with one dossier and a copy of its disk in another PC, both in touch."""

    world: World
    one: Machine
    other: Machine

    @classmethod
    def found(cls) -> "Pair":
        """The dossier is on both disks."""
        world = found_world(0.0, 1)
        one = world.machines[0]
        record(one, reception("MC-03158-1-261123-0001", one.clock.now(), DICE))
        other = Machine("copy", Clock(world.clock), one.image())
        world.machines.append(other)
        return cls(world, one, other)

    def meet(self, rounds: int = 3) -> None:
        """Everybody exchanges and the province judges, until all know all."""
        for _ in range(rounds):
            for machine in self.world.machines:
                assert self.world.exchange(machine, Random(2), 0.0).state == "complete"
            self.world.province.judge()

    @property
    def both(self) -> tuple[Machine, Machine]:
        """The two PCs."""
        return self.one, self.other

    @property
    def outcomes(self) -> set[tuple[object, ...]]:
        """What each holder makes of the dossier, the province too; one where they agree."""
        here = {told(dossier(machine)) for machine in self.both}
        (row,) = self.world.province.ledger().dossiers.all()
        return here | {(row.status, row.state, row.owner_name, row.due_at, bool(row.void))}


def told(of: Dossier) -> tuple[object, ...]:
    """What a projection of the province tells of it."""
    due = None if of.due_at is None else int(of.due_at.timestamp())
    return (of.status, of.state, of.owner.name, due, of.void)


def record(machine: Machine, fact: e.Fact) -> None:
    """A clerk records a fact of the one dossier, or opens it."""
    journal = machine.journal()
    machine.clock.world.pass_by(60)
    with journal.transaction():
        opened = [row[0] for row in machine.disk.execute("SELECT id FROM dossier")]
        number = opened[0] if opened else None
        journal.append(fact, at=machine.clock.now(), dossier_id=number)
    machine.opened = True


def dossier(machine: Machine) -> Dossier:
    """The one dossier as this PC has it."""
    (number,) = machine.disk.execute("SELECT id FROM dossier").fetchone()
    return folding.load(machine.disk.execute, number)


def open_matters(machine: Machine) -> tuple[Sides, ...]:
    """What its clerk is asked."""
    return matters.read(machine.disk)


def answer(machine: Machine, choice: str, place: int = 0) -> None:
    """Its clerk decides about a matter."""
    desk = Desk(machine.journal(), machine.clock, HeldCatalogues(machine.disk), "nhi")
    resolve(desk, open_matters(machine)[place].matter, choice)
    machine.opened = True

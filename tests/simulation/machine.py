"""A desk's PC: the product's journal, chain store and exchange over a disk in memory."""

import json
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from random import Random

from app.domain import events as e
from app.domain.parts import FeeLine
from app.domain.person import Person
from app.domain.place import Office
from app.domain.times import to_seconds
from app.services.desk import Desk
from app.services.exchange import Outcome, Peer
from app.services.number import next_code
from app.services.resolving import choices, resolve
from app.storage import inherited, matters, projections, schema
from app.storage.catalogues import HeldCatalogues
from app.storage.chain_store import SqliteChain
from app.storage.connection import transaction
from app.storage.journal import Journal, Session
from app.storage.migrations import migrate
from app.storage.secrets import put_mark
from app.storage.supplies import SqliteSupplies
from app.sync.engine import Engine
from app.sync.exchange import Exchange, Line
from app.sync.supply import Supplier, with_supplies
from app.wire import chain
from app.wire.errors import WireError
from app.wire.signing import certify_server, public_key
from province.blocks import LEASED
from province.grants import Grant
from tests.simulation.power import DeskDisk, desk_disk, reboot

OFFICE = Office(
    commune="03158", name="Trung tâm thử", parent="UBND xã", place="Bản Thử", hours="hành chính"
)
OTHER = "03176"  # the commune beside it
NEXT_WEEK = 1_795_998_600  # Monday 30/11/2026, 7:30
PROVINCE, AGENCY = "11", "H18.40"
_blank: list[DeskDisk] = []


@cache
def key(label: str) -> tuple[bytes, bytes]:
    """A pair of keys that is the same in every run."""
    private = sha256(f"simulation {label}".encode()).digest()
    return private, public_key(private)


ROOT_PRIVATE, ROOT = key("root")
SERVER_PRIVATE, SERVER = key("server")
CERTIFICATE = certify_server(
    ROOT_PRIVATE, province=PROVINCE, training=True, key=SERVER, last_day=date(2090, 1, 1)
)


@dataclass(slots=True)
class Clock:
    """The machine's own idea of the time: the world's, and how far it is off."""

    world: "WorldClock"
    off: timedelta = timedelta()

    def now(self) -> datetime:
        """As the desk reads it."""
        return self.world.at + self.off


@dataclass(slots=True)
class WorldClock:
    """Moves only where the schedule says so."""

    at: datetime

    def pass_by(self, seconds: float) -> None:
        """Time goes on."""
        self.at += timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the province's file brings to a machine."""

    device: str
    desk: int
    letter: str
    numbering: str
    blocks: tuple[Grant, ...]
    chain: tuple[bytes, ...] = ()  # of the revoked machine whose place it takes
    commune: str = OFFICE.commune

    def installed(self, cause: str, salt: bytes) -> e.Installed:
        """The event that says so."""
        return e.Installed(
            cause=cause,
            public_key=key(self.device)[1].hex(),
            salt=salt.hex(),
            training=1,
            commune=self.commune,
            desk=self.desk,
            letter=self.letter,
            numbering=self.numbering,
            device=self.device,
            agency_code=AGENCY if self.numbering == LEASED else None,
        )


@dataclass(slots=True)
class Machine:
    """One PC. `met` is what the province had when it last completed an exchange with this disk.

    `others` are communes whose offices may decide what is received here.
    """

    name: str
    clock: Clock
    disk: DeskDisk
    commune: str = OFFICE.commune
    others: tuple[str, ...] = ()
    met: set[bytes] = field(default_factory=set)
    opened: bool = field(default=False, init=False)

    @property
    def device(self) -> str | None:
        """As which the province knows it; None for a desk that stands alone."""
        return self.journal().standing().device

    @property
    def peer(self) -> Peer:
        """Whom it exchanges with, and as whom."""
        standing = self.journal().standing()
        assert standing.device
        return Peer(
            device=standing.device,
            installation=standing.installation,
            device_private=key(standing.device)[0],
            server="http://127.0.0.1:1",
            root=ROOT,
            server_certificate=CERTIFICATE.to_text(),
            training=True,
            commune=self.commune,
        )

    def journal(self) -> Journal:
        """The product's store of it, as a process opens it."""
        return Journal(self.disk, self.clock, Session("nhi", self.opened), OFFICE)

    def chain(self) -> SqliteChain:
        """The exchange's view."""
        return SqliteChain(self.disk, self.commune, self.clock.now)

    def image(self) -> DeskDisk:
        """A copy of the disk as it is."""
        return desk_disk(self.disk)

    def put_in(self, image: DeskDisk) -> None:
        """Another disk, or an older state of this one."""
        self.disk = desk_disk(image)
        self.met, self.opened = set(), False

    def reboot(self) -> None:
        """After a power cut: memory is gone, the disk is as it was committed."""
        reboot(self.disk)
        self.opened = False

    def write(self, dice: Random) -> str | None:
        """What a clerk does in a minute: a reception, or a step of a dossier; its new code."""
        journal = self.journal()
        dossiers = [row[0] for row in self.disk.execute("SELECT id FROM dossier ORDER BY id")]
        code = None
        with journal.transaction():
            now = self.clock.now()
            if not dossiers or dice.random() < 0.5:
                code = next_code(journal, journal.standing(), now.date())
                journal.append(self._reception(code, now, dice), at=now)
            else:
                fact = step(dice, self.others)
                journal.append(fact, at=now, dossier_id=dice.choice(dossiers))
        self.opened = True
        return code

    def _reception(self, code: str, now: datetime, dice: Random) -> e.Received:
        fact = replace(reception(code, now, dice), office=self.commune)
        if not self.others or dice.random() < 0.5:
            return fact
        back = dice.choice((None, *self.others))
        return replace(fact, deciding_office=dice.choice(self.others), return_office=back)

    def act(self, dossier: bytes, dice: Random) -> bool:
        """A step of one dossier, by its identity; whether it is here."""
        journal = self.journal()
        found = journal.with_code(dossier.hex())
        if found:
            with journal.transaction():
                fact, now = step(dice, self.others), self.clock.now()
                journal.append(fact, at=now, dossier_id=found[0].id)
            self.opened = True
        return bool(found)

    def resolve(self, dice: Random) -> str | None:
        """A clerk answers something that the province marked; which answer."""
        found = matters.read(self.disk)
        if not found:
            return None
        matter = dice.choice(found).matter
        answer = dice.choice(choices(matter))
        journal = self.journal()
        desk = Desk(journal, self.clock, HeldCatalogues(self.disk), "nhi")
        resolve(desk, matter, answer)
        self.opened = True
        return answer

    def join(self, enrolment: Enrolment, salt: bytes) -> None:
        """A desk that stood alone takes in the province's file."""
        journal = self.journal()
        with journal.transaction():
            journal.append(enrolment.installed("enrolled", salt), at=self.clock.now())
            _keep(self.disk, enrolment)
        self.opened = True

    def write_raw(self, body: bytes) -> None:
        """What no desk of ours writes: a newer program's event, or a broken one."""
        with transaction(self.disk):
            (last_id, previous) = self.disk.execute(
                "SELECT id, hash FROM event ORDER BY id DESC LIMIT 1"
            ).fetchone()
            self.disk.execute(
                "INSERT INTO event VALUES(?,?,?,?)",
                (last_id + 1, 0, body, chain.link(previous, body)),
            )

    def exchange(self, line: Line) -> Outcome:
        """One exchange as the window starts it."""
        pause = self.clock.world.pass_by
        own = Exchange(self.chain(), self.peer, line, "0.0.0", self.millis, pause)
        return with_supplies(own.run, lambda: self._supplier(line))

    def _supplier(self, line: Line) -> Supplier:
        supplies = SqliteSupplies(self.disk, self.peer.device, self.clock.now)
        return Supplier(supplies, CERTIFICATE, line.post, lambda: line.left)

    def stick(self) -> list[bytes]:
        """Envelopes of all that is believed unsent, for a stick."""
        engine = Engine(self.chain(), self.peer, "0.0.0", most_events=7)
        return [raw for raw, _, _ in engine.carry(self.millis())]

    def read_stick(self, answer: bytes) -> None:
        """The province's answer to one of them; an answer to another copy's is refused."""
        engine = Engine(self.chain(), self.peer, "0.0.0")
        with suppress(WireError):
            engine.take_carried(answer, self.millis())

    def millis(self) -> int:
        """By its own clock."""
        return int(self.clock.now().timestamp() * 1000)

    def hashes(self) -> set[bytes]:
        """Identities of every event on the disk."""
        return {bytes(row[0]) for row in self.disk.execute("SELECT hash FROM event")}

    def heard(self) -> set[bytes]:
        """Identities of other desks' events that came over the office's network."""
        return {bytes(row[0]) for row in self.disk.execute("SELECT hash FROM peer_event")}

    def unsent(self) -> int:
        """Events that the province is not believed to have."""
        chain_store = self.chain()
        return chain_store.head()[0] - chain_store.stored_depth()


def reception(code: str, now: datetime, dice: Random) -> e.Received:
    """Invented people, plain facts."""
    return e.Received(
        code=code,
        procedure="2.000815",
        catalogue="thử",
        office=OFFICE.commune,
        owner=Person(dice.choice(("Đặng Văn Đức", "Lò Thị Pâng", "Sùng A Dơ"))),
        due_at=to_seconds(now + timedelta(hours=8)),
        fees=(FeeLine("chứng thực", 2000, 2, 4000),),
    )


def step(dice: Random, others: tuple[str, ...] = ()) -> e.Fact:
    """Any step of a dossier's life, allowed by the table or not."""
    elsewhere = (e.Corrected("deciding_office", None, other, "nhầm nơi") for other in others)
    return dice.choice(
        (
            *elsewhere,
            e.Noted("đã gọi"),
            e.HandedOver("phuc"),
            e.TakenOver(),
            e.Suspended("chờ"),
            e.Resumed(),
            e.Withdrawn("dân rút"),
            e.Voided("nhầm"),
            e.Finished(),
            e.GivenBack(),
            e.Extended(NEXT_WEEK + 3600 * dice.randrange(99), "mưa"),
            e.Corrected("owner.name", None, dice.choice(("Lò Thị Pâng", "Vàng A Dế")), "sai"),
            e.CodePaired("tỉnh", f"H18-{dice.randrange(4)}"),
        )
    )


def install(name: str, clock: Clock, fact: e.Installed, enrolment: Enrolment | None) -> Machine:
    """A new PC with its first installation."""
    machine = Machine(name, clock, desk_disk(_empty()), fact.commune)
    journal = machine.journal()
    public, salt = bytes.fromhex(fact.public_key), bytes.fromhex(fact.salt)
    with journal.transaction():
        if enrolment is not None and enrolment.chain:
            inherited.take_over(machine.disk, enrolment.chain, fact, clock.now())
        else:
            journal.begin(fact, chain.root(public, salt, training=True))
        if enrolment is not None:
            _keep(machine.disk, enrolment)
    return machine


def standing_alone(label: str, desk: int) -> e.Installed:
    """The first event of a desk without a province."""
    public = key(label)[1]
    return e.Installed("first", public.hex(), public.hex()[:32], 1, OFFICE.commune, desk, "", "own")


def _keep(disk: DeskDisk, enrolment: Enrolment) -> None:
    blocks = [
        {"agency_code": one.agency_code, "block": one.block,
         "first_day": one.first_day, "last_day": one.last_day, "letter": one.letter}
        for one in enrolment.blocks
    ]  # fmt: skip
    put_mark(disk, "blocks", json.dumps(blocks))
    projections.grant_enrolled(disk.execute)


def _empty() -> DeskDisk:
    if not _blank:
        made = desk_disk()
        migrate(made)
        with transaction(made):
            projections.create(made.execute)
            put_mark(made, "projection_version", str(schema.PROJECTION_VERSION))
        _blank.append(made)
    return _blank[0]

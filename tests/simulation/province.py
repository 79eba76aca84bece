"""The province: the product's ledger, ingest and judge over a disk in memory."""

from dataclasses import dataclass, replace
from random import Random

from app.domain import answers
from app.domain import downstream as down
from app.domain.errors import ClerkError
from app.domain.times import to_millis
from app.wire.chain_parts import unpack_chain
from app.wire.signing import certify_device
from province import blocks
from province.answering import answer, open_questions
from province.assigning import assign
from province.branches import first_letter
from province.down import send_down
from province.enrolment import revoke
from province.ingest import ingest
from province.inheritance import chain_for
from province.judge import judge, judge_again
from province.keys import ServerKey
from province.ledger import Device
from province.skipping import Distance, skip
from province.sqlite import SqliteLedger
from province.sqlite_schema import ALL
from tests.simulation.machine import (
    AGENCY,
    CERTIFICATE,
    OFFICE,
    PROVINCE,
    ROOT,
    ROOT_PRIVATE,
    SERVER_PRIVATE,
    Enrolment,
    WorldClock,
    key,
)
from tests.simulation.power import LedgerDisk, ledger_disk, reboot

BLOCKS = 2
_blank: list[LedgerDisk] = []


@dataclass(slots=True)
class Province:
    """A server that may lose its power, its disk or its memory of the last days."""

    clock: WorldClock
    disk: LedgerDisk
    key: ServerKey

    def ledger(self) -> SqliteLedger:
        """As a request opens it."""
        return SqliteLedger(self.disk, PROVINCE)

    def take(self, raw: bytes) -> bytes:
        """One envelope; Unreadable, PowerCut, or an answer."""
        return ingest(raw, self.ledger(), self.key, lambda: self.clock.at)

    def judge(self) -> None:
        """All that waits."""
        judge(self.ledger(), self.clock.at)

    def judge_again(self) -> None:
        """After a repair."""
        judge_again(self.ledger(), self.clock.at)

    def enrol(
        self, name: str, desk: int, numbering: str, commune: str, *, inherits: bool = False
    ) -> Enrolment:
        """A new machine's file; where it `inherits`, with the chain of the one before it."""
        ledger = self.ledger()
        with ledger.transaction():
            letter = first_letter(ledger, commune, desk)
            known = Enrolment(name, desk, letter, numbering, (), commune=commune)
            device = self._know(ledger, known)
            held = []
            if numbering == blocks.LEASED:
                held = blocks.grant(ledger, device, BLOCKS, self.clock.at.date())
            inherited = unpack_chain(chain_for(ledger, device)) if inherits else []
        return replace(known, letter=device.letter, blocks=tuple(held), chain=tuple(inherited))

    def remember(self, enrolment: Enrolment) -> None:
        """The office's papers: a machine and its blocks that the ledger has lost."""
        ledger = self.ledger()
        with ledger.transaction():
            self._know(ledger, enrolment)
            for one in enrolment.blocks:
                ledger.grants.add(one)

    def _know(self, ledger: SqliteLedger, enrolment: Enrolment) -> Device:
        """A new machine's key."""
        name, desk = enrolment.device, enrolment.desk
        certificate = certify_device(
            ROOT_PRIVATE,
            device=name,
            commune=enrolment.commune,
            desk=desk,
            training=True,
            key=key(name)[1],
        )
        device = Device(
            name=name,
            commune=enrolment.commune,
            desk=desk,
            certificate=certificate.to_bytes(),
            numbering=enrolment.numbering,
            enrolled_ms=to_millis(self.clock.at),
            agency_code=AGENCY if enrolment.numbering == blocks.LEASED else None,
            letter=enrolment.letter,
        )
        ledger.devices.add(device)
        return device

    def assign(self, dossier: bytes, to: str) -> bool:
        """Another office is to decide it; whether that could be."""
        self.judge()
        try:
            assign(self.ledger(), dossier.hex(), to, "đúng địa bàn", None, self.clock.at)
        except ClerkError:
            return False
        return True

    def answer(self, dice: Random) -> bool:
        """One question that waits, either way; whether there was one."""
        ledger = self.ledger()
        waiting = open_questions(ledger)
        if waiting:
            name = dice.choice(waiting).stored.hash.hex()
            answer(
                ledger,
                name,
                dice.choice((answers.MINE, answers.PROVINCE)),
                "Đã xem.",
                self.clock.at,
            )
        return bool(waiting)

    def announce(self, words: str) -> None:
        """Something for the office."""
        fact = down.OfficeChanged(OFFICE.commune, words, OFFICE.parent, OFFICE.place, OFFICE.hours)
        ledger = self.ledger()
        with ledger.transaction():
            send_down(ledger, OFFICE.commune, fact, self.clock.at)

    def announce_raw(self, body: bytes) -> None:
        """What only a newer desk understands."""
        ledger = self.ledger()
        with ledger.transaction():
            ledger.down.append(OFFICE.commune, body)

    def revoke(self, name: str) -> None:
        """The machine sends no more."""
        revoke(self.ledger(), name, "mất máy", self.clock.at)

    def declare_set_back(self) -> None:
        """The operator knows that it is an older copy."""
        skip(self.ledger(), Distance(blocks=30), self.clock.at)

    def image(self) -> LedgerDisk:
        """Last night's backup."""
        return ledger_disk(self.disk)

    def put_in(self, image: LedgerDisk) -> None:
        """The backup instead of what there was."""
        self.disk = ledger_disk(image)

    def reboot(self) -> None:
        """After a power cut."""
        reboot(self.disk)

    def stored(self) -> set[bytes]:
        """Identities of every event it has."""
        return {bytes(row[0]) for row in self.disk.execute("SELECT hash FROM event")}


def found(clock: WorldClock) -> Province:
    """A province as `init` leaves it."""
    return Province(clock, ledger_disk(_empty()), ServerKey(SERVER_PRIVATE, CERTIFICATE))


def _empty() -> LedgerDisk:
    if not _blank:
        made = ledger_disk()
        for statement in ALL.split(";\n"):
            made.execute(statement)
        settings = SqliteLedger(made, PROVINCE).settings
        for name, value in (
            ("province", PROVINCE),
            ("root", ROOT.hex()),
            ("training", "1"),
            ("incarnation", "a"),
        ):
            settings.put(name, value)
        _blank.append(made)
    return _blank[0]

"""The province: the product's ledger, ingest and judge over a disk in memory."""

from dataclasses import dataclass

from app.domain import downstream as down
from app.domain.times import to_millis
from app.wire.signing import certify_device
from province import blocks
from province.branches import first_letter
from province.down import send_down
from province.ingest import ingest
from province.judge import judge, judge_again
from province.keys import ServerKey
from province.ledger import Device
from province.sqlite import SqliteLedger
from province.sqlite_schema import BRANCHES, DERIVED, TABLES
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

    def enrol(self, name: str, desk: int, numbering: str) -> Enrolment:
        """A new machine's file."""
        ledger = self.ledger()
        with ledger.transaction():
            letter = first_letter(ledger, OFFICE.commune, desk)
            device = self._know(ledger, Enrolment(name, desk, letter, numbering, ()))
            held = []
            if numbering == blocks.LEASED:
                held = blocks.grant(ledger, device, BLOCKS, self.clock.at.date())
        return Enrolment(name, desk, device.letter, numbering, tuple(held))

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
            commune=OFFICE.commune,
            desk=desk,
            training=True,
            key=key(name)[1],
        )
        device = Device(
            name=name,
            commune=OFFICE.commune,
            desk=desk,
            certificate=certificate.to_bytes(),
            numbering=enrolment.numbering,
            enrolled_ms=to_millis(self.clock.at),
            agency_code=AGENCY if enrolment.numbering == blocks.LEASED else None,
            letter=enrolment.letter,
        )
        ledger.devices.add(device)
        return device

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
        ledger = self.ledger()
        with ledger.transaction():
            ledger.devices.revoke(name, to_millis(self.clock.at), "mất máy")

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
        for statement in (TABLES + BRANCHES + DERIVED).split(";\n"):
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

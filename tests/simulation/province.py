"""The province: the product's ledger, ingest and judge over a disk in memory."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from app.domain import downstream as down
from app.domain.times import to_millis
from app.wire.signing import certify_device, certify_server, public_key
from province.down import send_down
from province.ingest import ingest
from province.judge import judge
from province.keys import ServerKey
from province.ledger import Device
from province.sqlite import SqliteLedger
from province.sqlite_schema import BRANCHES, DERIVED, TABLES
from tests.simulation.machine import OFFICE, WorldClock
from tests.simulation.power import LedgerDisk, ledger_disk, reboot

PROVINCE = "11"
_blank: list[LedgerDisk] = []


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

    def enrol(self, name: str, public: bytes, desk: int) -> None:
        """A new machine's key."""
        certificate = certify_device(
            ROOT_PRIVATE, device=name, commune=OFFICE.commune, desk=desk, training=True, key=public
        )
        ledger = self.ledger()
        with ledger.transaction():
            ledger.devices.add(
                Device(
                    name=name,
                    commune=OFFICE.commune,
                    desk=desk,
                    certificate=certificate.to_bytes(),
                    numbering="own",
                    enrolled_ms=to_millis(self.clock.at),
                )
            )

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

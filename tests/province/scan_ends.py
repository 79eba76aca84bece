"""A machine that brings scans, and how it asks: headers of tus over a real server."""

import hashlib
import os
from base64 import b64encode
from dataclasses import dataclass

from app.wire.scans import SealedScan, Ticket, seal_scan
from app.wire.signing import new_key
from province.database import open_ledger
from province.keys import read_server_key
from tests.province.desks import SIN_THAU, add_device, make_keys
from tests.province.servers import Home, Process, Reply

PATH = "/sync/1/scans"
TUS = {"Tus-Resumable": "1.0.0"}
STREAM = {"Content-Type": "application/offset+octet-stream"}


def some_scan(size: int = 100_000) -> SealedScan:
    """A scan that nobody else has."""
    return seal_scan(os.urandom(size), os.urandom(32))


@dataclass(frozen=True)
class Machine:
    """An enrolled machine."""

    name: str
    private: bytes
    server_public: bytes

    def ticket(self, scan: SealedScan) -> Ticket:
        """What it says of a scan that it brings."""
        return Ticket(self.name, scan.digest, len(scan.raw))

    def headers(self, scan: SealedScan, **more: str) -> dict[str, str]:
        """Of each request; underlines stand for strokes."""
        given = {name.replace("_", "-"): value for name, value in more.items()}
        return {**TUS, "Authorization": self.ticket(scan).signed(self.private), **given}

    def create(self, server: Process, scan: SealedScan) -> Reply:
        """Begin."""
        headers = self.headers(scan, Upload_Length=str(len(scan.raw)))
        return server.ask("POST", PATH, b"", headers)

    def head(self, server: Process, scan: SealedScan) -> Reply:
        """How far it is."""
        return server.ask("HEAD", f"{PATH}/{scan.digest}", headers=self.headers(scan))

    def offset(self, server: Process, scan: SealedScan) -> int:
        """The same as a number."""
        reply = self.head(server, scan)
        assert reply.status == 200
        return int(reply.headers["upload-offset"])

    def patch(
        self, server: Process, scan: SealedScan, offset: int, body: bytes, **more: str
    ) -> Reply:
        """The next bytes."""
        headers = self.headers(scan, Upload_Offset=str(offset), **more) | STREAM
        return server.ask("PATCH", f"{PATH}/{scan.digest}", body, headers)

    def delete(self, server: Process, scan: SealedScan) -> Reply:
        """Give it up."""
        return server.ask("DELETE", f"{PATH}/{scan.digest}", headers=self.headers(scan))


def sum_of(body: bytes, algorithm: str = "sha1") -> str:
    """As Upload-Checksum wants it."""
    return f"{algorithm} {b64encode(hashlib.new(algorithm, body).digest()).decode()}"


def machine(home: Home, commune: str = SIN_THAU) -> Machine:
    """A new one, enrolled without its file."""
    private, public = new_key()
    ledger = open_ledger(home.db)
    name = add_device(ledger, make_keys(), public, commune=commune)
    ledger.close()
    return Machine(name, private, read_server_key(home.folder).certificate.public_key)


def stored_files(home: Home) -> dict[str, bytes]:
    """What lies in the folder of scans, by name."""
    folder = home.folder / "scans"
    return {file.name: file.read_bytes() for file in folder.glob("*/*/*")}

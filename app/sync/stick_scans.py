"""Scans by stick: what fits of those that wait, and the receipts that come back for them.

Behind the records, and never instead of them. What lies on a stick is not sent: only a receipt of
the province makes it so, the same as over the line, and where the line was quicker it says nothing
new. A stick that never comes back changes nothing; the next one carries the same scans again.
"""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.errors import Trouble
from app.services.exchange import Peer
from app.services.scans import CarriedQueue, WaitingScan
from app.wire import scan_stick as wire
from app.wire.errors import UnknownKind, WireError
from app.wire.signing import ServerCertificate
from app.wire.stick import files_in, write_whole

RESERVE = 64 << 20  # bytes left free: for the answers, and for whatever else lies on the stick
CLUSTER = 64 << 10  # what a stick rounds a file up to, at most
LIST_NAME = "motcua-anh-{device}" + wire.LIST_ENDING


def free_bytes(folder: Path) -> int:
    """What the disk of a folder that is there has free."""
    return shutil.disk_usage(folder).free


@dataclass(frozen=True, slots=True)
class ScansCarried:
    """How many lie on the stick now, their bytes, how many do not; `broken`: it took no more."""

    written: int = 0
    size: int = 0
    left: int = 0
    broken: bool = False


@dataclass(frozen=True, slots=True)
class ScansConfirmed:
    """How many the province confirmed that it was not known to have; files that told nothing."""

    sent: int = 0
    broken: int = 0
    newer: int = 0


@dataclass(slots=True)
class ScanStick:
    """One folder on a stick, for the scans of one desk."""

    queue: CarriedQueue
    peer: Peer
    folder: Path
    now: Callable[[], datetime]
    free: Callable[[Path], int] = free_bytes

    def write(self) -> ScansCarried:
        """All that waits and fits, who waits longest first; what is no more needed goes.

        The list of them is there before the first: what a pulled stick lacks is then told there.
        """
        waiting = self.queue.waiting(wire.MOST_LISTED)
        try:
            self._forget_others({scan.digest for scan in waiting})
            chosen = self._fitting(waiting)
            self._write_list(chosen)
        except (OSError, Trouble):
            return ScansCarried(left=len(waiting), broken=True)
        written, broken = self._write_scans(chosen)
        self.queue.mark_carried([scan.digest for scan in written], self.now())
        size = sum(scan.size for scan in written)
        return ScansCarried(len(written), size, len(waiting) - len(written), broken)

    def read(self) -> ScansConfirmed:
        """Every receipt for this desk that holds: not one from before the province lost scans."""
        certificate = ServerCertificate.from_text(self.peer.server_certificate)
        since, sent, broken, newer = self.queue.asked_again_ms(), 0, 0, 0
        for file in files_in(self.folder, wire.RECEIPTS_ENDING):
            try:
                raw = file.read_bytes()
                if wire.receipts_for(raw) != self.peer.device:
                    continue
                receipts = wire.open_receipts(raw, certificate.public_key)
                digests = receipts.confirmed(certificate.public_key)
            except UnknownKind:
                newer += 1
            except (WireError, OSError):
                broken += 1
            else:
                if receipts.time_ms >= since:
                    sent += sum(self.queue.mark_sent(one, self.now()) for one in digests)
        return ScansConfirmed(sent, broken, newer)

    # --- inside -----------------------------------------------------------------------------------

    @property
    def _own(self) -> Path:
        return wire.scans_folder(self.folder, self.peer.device)

    def _forget_others(self, wanted: set[str]) -> None:
        """What the province has by now, and halves of an earlier time."""
        for file in self._own.iterdir() if self._own.is_dir() else ():
            if file.suffix != wire.SCAN_ENDING or file.stem not in wanted:
                file.unlink()

    def _fitting(self, waiting: Sequence[WaitingScan]) -> list[WaitingScan]:
        """What lies there already costs no room; one that is too big holds no smaller one up."""
        self.folder.mkdir(parents=True, exist_ok=True)
        free = self.free(self.folder) - RESERVE
        chosen = []
        for scan in waiting:
            needed = 0 if self._file(scan).exists() else scan.size + CLUSTER
            if needed <= free:
                free -= needed
                chosen.append(scan)
        return chosen

    def _write_list(self, scans: Sequence[WaitingScan]) -> None:
        name = LIST_NAME.format(device=self.peer.device)
        if not scans:
            (self.folder / name).unlink(missing_ok=True)
            return
        named = wire.ScanList(self.peer.device, tuple((one.digest, one.size) for one in scans))
        write_whole(self.folder, name, named.signed(self.peer.device_private))

    def _write_scans(self, chosen: Sequence[WaitingScan]) -> tuple[list[WaitingScan], bool]:
        """Those that lie there whole now; True where the stick took no more."""
        written, broken = [], False
        for scan in chosen:
            raw = self.queue.sealed(scan.digest)
            if raw is None:  # not to be read here any more, which is told at its dossier
                continue
            try:
                if not self._holds(scan):
                    write_whole(self._own, wire.scan_name(scan.digest), raw)
            except Trouble:
                broken = True
                break
            written.append(scan)
        if len(written) < len(chosen):
            with suppress(OSError, Trouble):  # the list then names some that are told as missing
                self._write_list(written)
        return written, broken

    def _holds(self, scan: WaitingScan) -> bool:
        try:
            return hashlib.sha256(self._file(scan).read_bytes()).hexdigest() == scan.digest
        except OSError:
            return False

    def _file(self, scan: WaitingScan) -> Path:
        return self._own / wire.scan_name(scan.digest)

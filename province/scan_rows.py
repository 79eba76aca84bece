"""What the ledger knows of scans: how much of each lies on the disk for certain."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Upload:
    """A sealed scan that a device brings. `offset` bytes of it are flushed to the disk.

    `stored_ms` is when all of it was here and its hash was right; None till then. `copied_ms` is
    when it lay in the copy at another place, too.
    """

    commune: str
    digest: str
    size: int
    device: str
    offset: int
    touched_ms: int
    stored_ms: int | None = None
    copied_ms: int | None = None


class Scans(Protocol):
    """The scans of all offices; `(commune, digest)` names one."""

    def begin(self, upload: Upload) -> None:
        """It is on its way; one that is known stays as it is."""

    def find(self, commune: str, digest: str) -> Upload | None:
        """The one of this name."""

    def move(self, upload: Upload, offset: int, at_ms: int) -> bool:
        """So much is flushed now; False where it has moved meanwhile, and nothing is written."""

    def finish(self, upload: Upload, at_ms: int) -> None:
        """All of it is here."""

    def copied(self, upload: Upload, at_ms: int) -> None:
        """It lies in the copy at another place, unless it has moved here meanwhile."""

    def drop(self, upload: Upload) -> None:
        """Forget it."""

    def unfinished(self, device: str) -> int:
        """How many this device has begun and not brought whole."""

    def wanted(self, device: str, limit: int) -> list[str]:
        """Digests of those."""

    def untouched(self, before_ms: int, limit: int) -> list[Upload]:
        """Unfinished ones that nobody has gone on with since."""

    def stored(self, after: tuple[str, str], limit: int) -> list[Upload]:
        """Those that are here, by office and digest, behind one of them."""

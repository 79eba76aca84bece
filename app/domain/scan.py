"""The fact that a scan belongs to a dossier, and a scan as the dossier holds it.

The scan itself travels beside the journal, sealed: the same bytes lie on the desk's disk, go over
the line and lie at the province. Who has the journal can open it, nobody else.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from app.domain.events import Fact, kind

SCANNED = "scan"  # its word in a dossier's history
DRAWN = re.compile(r"chu-ky-\d{8}-\d{6}\.png")  # no scanner's program calls a file so
PICTURED = re.compile(r"su-co-\d{8}-\d{6}\.jpg")


@kind(42)
@dataclass(frozen=True, slots=True)
class ScanAdded(Fact):
    """A scan came to the dossier.

    `digest` (hex) is the SHA-256 of the sealed file of `size` bytes, `key` (hex) what opens it;
    `name` is what the scanner's program called the file.
    """

    digest: str
    key: str
    size: int
    pages: int = 1
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan of a dossier, without what opens it."""

    digest: str
    size: int
    pages: int
    name: str | None


def drawn_name(at: datetime) -> str:
    """What a signature on the screen is called."""
    return f"chu-ky-{at:%Y%m%d-%H%M%S}.png"


def is_drawn(name: str | None) -> bool:
    """Whether it is called as a signature on the screen, by this program."""
    return DRAWN.fullmatch(name or "") is not None


def picture_name(at: datetime) -> str:
    """What a picture of an incident is called."""
    return f"su-co-{at:%Y%m%d-%H%M%S}.jpg"


def is_passing(name: str | None) -> bool:
    """Whether this program made it for what is being saved: it waits for nothing else."""
    return is_drawn(name) or PICTURED.fullmatch(name or "") is not None


def with_scan(scans: tuple[Scan, ...], fact: ScanAdded) -> tuple[Scan, ...]:
    """The same sheet is of a dossier once, however often it was said."""
    if any(known.digest == fact.digest for known in scans):
        return scans
    return (*scans, Scan(fact.digest, fact.size, fact.pages, fact.name))

"""The scans that a dossier's facts name, each with the commune that scanned it."""

from collections.abc import Iterator

from app.domain.scan import ScanAdded
from app.wire.errors import WireError
from app.wire.event import decode
from province import places
from province.ledger import Ledger


def scan_facts(ledger: Ledger, home: str, dossier: bytes) -> Iterator[tuple[str, ScanAdded]]:
    """Each scan once, in the order it came."""
    seen = set[str]()
    for event in places.parts(ledger, home, dossier):
        try:
            fact = decode(event.body).fact
        except WireError:
            continue
        if isinstance(fact, ScanAdded) and fact.digest not in seen:
            seen.add(fact.digest)
            yield event.commune, fact

"""What the province writes into the journal of an office."""

from datetime import datetime

from app.domain.events import Event, Fact
from app.wire.event import encode
from province.ledger import Ledger


def send_down(ledger: Ledger, commune: str, fact: Fact, now: datetime) -> int:
    """Append the fact to the office's journal; its position."""
    actor = f"province:{ledger.province}"
    event = Event(now, now.replace(microsecond=0), actor, None, None, fact)
    return ledger.down.append(commune, encode(event))

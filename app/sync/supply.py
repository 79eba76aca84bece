"""Any holder supplies: what neighbours signed and the province may lack goes up after own records.

The province looks at the signature alone, so it does not matter who brings an envelope. Bounded,
and whatever goes wrong here changes nothing about how the desk's own exchange ended.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.services.exchange import COMPLETE, Outcome
from app.services.journals import Supplied, Supplies
from app.sync.transport import Denied, LineError, Older, TooBig
from app.wire import answer as wire
from app.wire.errors import WireError
from app.wire.signing import ServerCertificate

MOST, MOST_BYTES = 20, 1 << 20
NOT_THIS = (Denied, TooBig, Older)  # nothing is wrong with the line
LEAST_SECONDS = 10.0  # of patience that must be left for another one


@dataclass(slots=True)
class Supplier:
    """One turn after an exchange that went through."""

    supplies: Supplies
    certificate: ServerCertificate
    post: Callable[[bytes], bytes]
    left: Callable[[], float]

    def run(self) -> int:
        """Offer what waits; how many the province took."""
        taken = 0
        skipped: set[str] = set()
        for one in self.supplies.waiting(MOST, MOST_BYTES):
            if one.device in skipped:
                continue
            if self.left() < LEAST_SECONDS:
                break
            try:
                raw = self.post(one.raw)
                result = wire.open_answer(raw, self.certificate.public_key, one.head).result
            except NOT_THIS:
                self.supplies.put_off(one)
                skipped.add(one.device)
                continue
            except (LineError, WireError):
                break
            if not self._heard(one, result):
                skipped.add(one.device)
            taken += result == wire.STORED
        return taken

    def _heard(self, one: Supplied, result: str) -> bool:
        """Keep the answer; whether to go on with this device."""
        if result == wire.STORED:
            self.supplies.stored(one)
        elif result != wire.UNKNOWN_PARENT:
            self.supplies.refused(one)
        elif not self.supplies.lost(one):
            self.supplies.put_off(one)
        return result != wire.UNKNOWN_PARENT


def with_supplies(records: Callable[[], Outcome], supplier: Callable[[], Supplier]) -> Outcome:
    """The desk's own exchange, and where that went through its neighbours' after it."""
    outcome = records()
    if outcome.state == COMPLETE:
        supplier().run()
    return outcome

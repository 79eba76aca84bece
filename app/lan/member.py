"""One machine as a desk of its office, on the office's own network."""

from collections.abc import Callable
from dataclasses import dataclass

from app.wire import lan as wire


@dataclass(frozen=True, slots=True)
class Member:
    """Who it is, whom it trusts, and whether a device was revoked by now, as far as it knows."""

    own: wire.Identity
    trust: wire.Trust
    ends: Callable[[str], bool]

    def check(self, proved: wire.Proved) -> None:
        """Stranger where the device was revoked."""
        if self.ends(proved.certificate.device):
            raise wire.Stranger(wire.REVOKED)

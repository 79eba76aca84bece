"""Desks of an invented office, and a relay of it on loopback."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from app.lan.frames import Limits
from app.lan.line import NetLine
from app.lan.member import Member
from app.lan.relay import Office, Relay
from app.services.lan import Address, Caller, Handler
from app.wire.lan import Identity, Trust
from app.wire.signing import certify_device, new_key

ROOT, ROOT_KEY = new_key()
COMMUNE = "03158"
TRUST = Trust(ROOT_KEY, COMMUNE, training=True)
QUICK = Limits(proof_seconds=0.5, stall_seconds=2.0, wait_seconds=2.0)


def desk(
    number: int, *, root: bytes = ROOT, commune: str = COMMUNE, training: bool = True
) -> Identity:
    """A machine of the office, with the key that its certificate names."""
    private, public = new_key()
    device = f"{commune}-{number}"
    made = certify_device(
        root, device=device, commune=commune, desk=number, training=training, key=public
    )
    return Identity(made, private)


def echo(caller: Caller, payload: bytes) -> bytes:
    """Says who asked, and what."""
    return f"{caller.device}/{caller.desk}:".encode() + payload


def member(own: Identity, trust: Trust = TRUST) -> Member:
    """It as a desk that knows of no revoked one."""
    return Member(own, trust, nobody)


def nobody(_device: str) -> bool:
    """No device was revoked."""
    return False


@dataclass(frozen=True)
class Standing:
    """A relay that listens."""

    relay: Relay
    own: Identity
    port: int

    def line(self, own: Identity, *, key: str = "", trust: Trust = TRUST) -> NetLine:
        """A desk's line to it."""
        return NetLine(Address("127.0.0.1", self.port, key), member(own, trust), QUICK)


@contextmanager
def standing(
    own: Identity | None = None,
    *,
    limits: Limits = QUICK,
    ends: Callable[[str], bool] = nobody,
    handlers: Mapping[str, Handler] | None = None,
    port: int = 0,
) -> Iterator[Standing]:
    """A relay until the block ends."""
    own = own or desk(1)
    relay = Relay(Office(Member(own, TRUST, ends), limits=limits), handlers or {"echo": echo})
    try:
        yield Standing(relay, own, relay.listen("127.0.0.1", port))
    finally:
        relay.close()

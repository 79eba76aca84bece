"""The line between a desk and the province, and everything that goes wrong on it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from app.sync.transport import Denied, LineError, NoLine, TooBig, Wait
from province.ingest import UnknownDevice, Unreadable
from tests.simulation.power import PowerCut
from tests.simulation.province import Province

PORTAL = b"<html>Xin dang nhap Wi-Fi</html>"


@dataclass(slots=True)
class Limbo:
    """Envelopes that somebody still has: a proxy's queue, a stick in a drawer."""

    envelopes: list[bytes] = field(default_factory=list)


@dataclass(slots=True)
class Weather:
    """How bad it is; `dice` decides what happens to each request, 0 is a perfect line."""

    dice: Random
    badness: float = 0.0
    most_bytes: int = 1 << 30


@dataclass(slots=True)
class SimLine:
    """Implements the exchange's Line port over function calls."""

    province: Province
    weather: Weather
    limbo: Limbo
    answered: Callable[[bytes], None] = lambda _raw: None
    bytes_up: int = 0
    bytes_down: int = 0
    requests: int = 0
    left: float = 40.0
    reached: int = 0

    def post(self, envelope: bytes) -> bytes:
        """One request through the weather."""
        self.requests += 1
        self.bytes_up += len(envelope)
        if len(envelope) > self.weather.most_bytes:
            raise TooBig("413")
        dice = self.weather.dice
        fault = dice.choice(FAULTS) if dice.random() < self.weather.badness else SimLine._carried
        raw = fault(self, envelope)
        self.bytes_down += len(raw)
        return raw

    def resume(self, envelope: bytes) -> bytes:
        """As from the start."""
        return self.post(envelope)

    def fetch(self, digest: str, offset: int) -> Iterator[bytes]:
        """No catalogue is published here."""
        raise AssertionError((digest, offset))

    def _carried(self, envelope: bytes) -> bytes:
        try:
            raw = self.province.take(envelope)
        except UnknownDevice as error:
            raise Denied("403") from error
        except Unreadable as error:
            raise LineError("400") from error
        except PowerCut:
            self.province.reboot()
            raise LineError("cut") from None
        self.answered(raw)
        return raw

    def _never_sent(self, _envelope: bytes) -> bytes:
        raise NoLine("lost")

    def _answer_lost(self, envelope: bytes) -> bytes:
        self._carried(envelope)
        raise LineError("cut")

    def _doubled(self, envelope: bytes) -> bytes:
        self._carried(envelope)
        return self._carried(envelope)

    def _copy_kept(self, envelope: bytes) -> bytes:
        self.limbo.envelopes.append(envelope)
        return self._carried(envelope)

    def _only_delayed(self, envelope: bytes) -> bytes:
        self.limbo.envelopes.append(envelope)
        raise LineError("stalled")

    def _damaged_up(self, envelope: bytes) -> bytes:
        return self._carried(self._flipped(envelope))

    def _damaged_down(self, envelope: bytes) -> bytes:
        return self._flipped(self._carried(envelope))

    def _cut_up(self, envelope: bytes) -> bytes:
        return self._carried(envelope[: self.weather.dice.randrange(len(envelope))])

    def _cut_down(self, envelope: bytes) -> bytes:
        raw = self._carried(envelope)
        return raw[: self.weather.dice.randrange(len(raw))]

    def _portal(self, _envelope: bytes) -> bytes:
        return PORTAL

    def _busy(self, _envelope: bytes) -> bytes:
        raise Wait(2.0)

    def _server_dies(self, envelope: bytes) -> bytes:
        self.province.disk.fuse.left = self.weather.dice.randrange(30)
        try:
            return self._carried(envelope)
        finally:
            self.province.reboot()

    def _older_answer(self, envelope: bytes) -> bytes:
        """Another envelope's answer comes back instead: a proxy that caches."""
        if not self.limbo.envelopes:
            return PORTAL
        self._carried(envelope)
        return self._carried(self.weather.dice.choice(self.limbo.envelopes))

    def _flipped(self, raw: bytes) -> bytes:
        place = self.weather.dice.randrange(len(raw))
        return (
            raw[:place]
            + bytes([raw[place] ^ 1 << self.weather.dice.randrange(8)])
            + raw[place + 1 :]
        )


FAULTS: tuple[Callable[[SimLine, bytes], bytes], ...] = (
    SimLine._never_sent,
    SimLine._answer_lost,
    SimLine._doubled,
    SimLine._copy_kept,
    SimLine._only_delayed,
    SimLine._damaged_up,
    SimLine._damaged_down,
    SimLine._cut_up,
    SimLine._cut_down,
    SimLine._portal,
    SimLine._busy,
    SimLine._server_dies,
    SimLine._older_answer,
)

"""A line that somebody watches: it tells how far it is, and ends where he asks it to."""

from collections.abc import Iterator

from requests import Request, Response

from app.services.exchange_watch import Watch
from app.sync.transport import HttpLine, Spent

HALTED = "halted"


class WatchedLine(HttpLine):
    """What was sent and not answered is sent again by the next exchange, as after any cut."""

    def __init__(self, address: str, watch: Watch) -> None:
        """To an address, seen by `watch`."""
        super().__init__(address)
        self.watch = watch

    def post(self, envelope: bytes) -> bytes:
        """As the base class, and how much it is."""
        self.watch.whole = max(self.watch.whole, self.bytes_up + len(envelope))
        return super().post(envelope)

    def _send(self, request: Request) -> Response:
        self._look()
        return super()._send(request)

    def _pieces(self, response: Response) -> Iterator[bytes]:
        for piece in super()._pieces(response):
            self._look()
            yield piece

    def _took(self, size: int, before: int) -> None:
        super()._took(size, before)
        self._look()

    def _look(self) -> None:
        self.watch.up, self.watch.down = self.bytes_up, self.bytes_down
        if self.watch.halted:
            raise Spent(HALTED)

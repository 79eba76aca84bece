"""A thin line on loopback: so many bits a second each way, a delay, a share of connections cut."""

import asyncio
import random
import threading
from dataclasses import dataclass, field

PIECE = 512
MOST_BEFORE_CUT = 60_000  # bytes both ways: no connection that is cut lives longer


@dataclass
class ThinLine:
    """Carries TCP to `target`; counts what passes. `round_trip` is in seconds.

    A connection begins one round trip late, as a handshake takes that. `cut` is the share of
    connections that break, each after a random number of bytes; `cut_after`, if not None, breaks
    the first connection after so many bytes.
    """

    bits: int
    round_trip: float
    cut: float = 0.0
    cut_after: int | None = None
    seed: int = 1
    target: int = 0
    up: int = field(default=0, init=False)
    down: int = field(default=0, init=False)
    connections: int = field(default=0, init=False)
    cuts: int = field(default=0, init=False)

    def start(self, target: int) -> int:
        """Listen on a free port of this machine in a thread of its own; the port."""
        self.target, self._dice = target, random.Random(self.seed)
        ready: list[int] = []
        known = threading.Event()

        def run() -> None:
            asyncio.run(self._listen(ready, known))

        threading.Thread(target=run, daemon=True, name="thin line").start()
        known.wait()
        return ready[0]

    async def _listen(self, ready: list[int], known: threading.Event) -> None:
        server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        ready.append(server.sockets[0].getsockname()[1])
        known.set()
        async with server:
            await server.serve_forever()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        life = self._life()
        await asyncio.sleep(self.round_trip)
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        both = [
            asyncio.create_task(self._pump(reader, far_writer, "up", life)),
            asyncio.create_task(self._pump(far_reader, writer, "down", life)),
        ]
        await asyncio.wait(both, return_when=asyncio.FIRST_EXCEPTION)
        for one in both:
            one.cancel()
        for end in (writer, far_writer):
            end.transport.abort()

    def _life(self) -> list[float]:
        """How many bytes the connection still bears, shared by both ways."""
        if self.cut_after is not None:
            after, self.cut_after = self.cut_after, None
            return [after]
        return [self._dice.randrange(MOST_BEFORE_CUT) if self._dice.random() < self.cut else 1e18]

    async def _pump(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        way: str,
        life: list[float],
    ) -> None:
        loop = asyncio.get_running_loop()
        on_its_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        arriving = asyncio.create_task(self._arrive(on_its_way, writer))
        free = loop.time()
        try:
            while piece := await reader.read(PIECE):
                free = max(free, loop.time()) + len(piece) * 8 / self.bits
                await asyncio.sleep(free - loop.time())
                life[0] -= len(piece)
                if life[0] < 0:
                    self.cuts += 1
                    raise ConnectionResetError
                setattr(self, way, getattr(self, way) + len(piece))
                on_its_way.put_nowait((loop.time() + self.round_trip / 2, piece))
            on_its_way.put_nowait((loop.time() + self.round_trip / 2, b""))
            await arriving
        finally:
            arriving.cancel()

    @staticmethod
    async def _arrive(
        on_its_way: "asyncio.Queue[tuple[float, bytes]]", writer: asyncio.StreamWriter
    ) -> None:
        loop = asyncio.get_running_loop()
        while True:
            moment, piece = await on_its_way.get()
            await asyncio.sleep(moment - loop.time())
            if not piece:
                writer.write_eof()
                return
            writer.write(piece)
            await writer.drain()

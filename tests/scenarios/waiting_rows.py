"""`motcua queue run -` as a process: a desk that goes on, and what it was answered."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from tests.scenarios.desks import NOW, PIN, Desk, Line


@dataclass
class QueueProcess:
    """One desk's program; `took` are the seconds of each act by its name."""

    desk: Desk
    process: subprocess.Popen[str]
    took: list[tuple[str, float]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def say(self, do: str, **more: object) -> Line:
        """One act and its answer."""
        with self.lock:
            assert self.process.stdin is not None
            assert self.process.stdout is not None
            begun = perf_counter()
            self.process.stdin.write(json.dumps({"do": do, **more}) + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
            assert answer, f"desk ended with {self.process.wait(20)}"
            self.took.append((do, perf_counter() - begun))
            return dict(json.loads(answer))

    def kill(self) -> None:
        """As a power cut does."""
        self.process.kill()
        self.process.wait(20)


def set_relay(desk: Desk, where: str) -> None:
    """Name the relay in the machine's settings (`relay`: this one is it)."""
    (desk.profile / "settings.toml").write_text(f'lan = "{where}"\n', "utf-8")


@contextmanager
def queueing(desk: Desk) -> Iterator[QueueProcess]:
    """A desk until the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "--profile", str(desk.profile), "queue", "run", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "MOTCUA_NOW": NOW, "MOTCUA_PIN": PIN},
    )
    try:
        yield QueueProcess(desk, process)
    finally:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        try:
            process.wait(20)
        finally:
            process.kill()
            process.wait(20)
            process.stdout.close()

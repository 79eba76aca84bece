"""A busy counter in the real window: eight hours of it for growth, twenty citizens on a slow PC.

The clerk is a script with real key events in a process of its own. The slow PC is that process
stopped for three quarters of the time (10 ms on, 30 ms off) with every sync of SQLite taking 30 ms
longer; so all it does takes four times as long, painting too.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.bootstrap import founding
from app.bootstrap.window import Program
from app.devices.clock import SystemClock
from app.settings import Settings, write_settings
from app.storage.keys import Cost
from bench import slow_disk
from bench.people import line
from tests.ui.keyboard import Keyboard

PIN = "246810"
DAY, WARM, SLOW_DAY = 700, 200, 20
HOURS = 8
ON_S, OFF_S, SYNC_S = 0.010, 0.030, 0.030
TICK_MS = 5
WAIT_S = 60
PAGE = os.sysconf("SC_PAGE_SIZE")


class OneByOne(Keyboard):
    """Keys as a keyboard and a scanner send them: each an event of its own."""

    def press(self, key: str, text: str = "", after_ms: int = 100) -> None:
        """The window's thread turns once after each key."""
        super().press(key, text, after_ms)
        QApplication.processEvents()


@dataclass
class Counter:
    """The open window, its clerk, and what was measured."""

    qt: QApplication
    program: Program
    keys: Keyboard = field(default_factory=OneByOne)
    saved_ms: list[float] = field(default_factory=list)
    blocked_ms: list[float] = field(default_factory=list)
    turn_ms: list[float] = field(default_factory=list)
    heap: dict[int, int] = field(default_factory=dict)
    last: float = 0.0
    last_cpu: float = 0.0

    def unlock(self) -> None:
        """The lock page to the home page."""
        self.keys.type(PIN)
        self.until(lambda: self.program.window.name in ("today", "reception"))

    def watch(self) -> None:
        """How long the window's thread cannot hear a key, and its CPU: the gaps between ticks."""
        self.last, self.last_cpu = time.perf_counter(), time.thread_time()
        timer = QTimer(self.program.window, interval=TICK_MS)
        timer.timeout.connect(self._tick)
        timer.start()

    def day(self, citizens: int) -> None:
        """One citizen after another; now and then a search, the lists, the other clerk."""
        dice = random.Random(17)
        for number in range(1, citizens + 1):
            self.citizen(line(dice, number)["owner"])
            if number % 7 == 0:
                self._look_for(dice.choice(("dang", "lo van", "po")))
            if number % 50 == 0:
                self.keys.press("F12")
                self.unlock()
            if number in (WARM, citizens):
                self.heap[number] = _resident()
            self._later(timedelta(hours=HOURS) / citizens)

    def citizen(self, owner: dict[str, Any]) -> None:
        """Scan, the digit, F9; measured from the scanner's first key to the stored dossier."""
        page = self.rooms.reception
        day = "".join(reversed(owner["born_on"].split("-")))
        text = f"{owner['id']}||{owner['name']}|{day}|Nam|{owner['address']}|12052021"
        start = time.perf_counter()
        self.keys.press("Ctrl+B", "\x02", 5)
        self.keys.type(text + "\n", 5)
        self.until(lambda: page.owner.person.id == owner["id"])
        self.keys.press("1", "1")
        before = self.count()
        self.keys.press("F9")
        self.until(lambda: page.owner.person.blank and self.count() > before)
        self.saved_ms.append((time.perf_counter() - start) * 1000)

    def count(self) -> int:
        """Dossiers stored."""
        return int(
            self.rooms.door.now_open()
            .connection.execute("SELECT count(*) FROM dossier")
            .fetchone()[0]
        )

    @property
    def rooms(self) -> Any:
        """The pages behind the lock."""
        return self.program.rooms

    def until(self, holds: Callable[[], bool]) -> None:
        """Let the window live until this holds and is painted: a clerk acts on what he sees."""
        end = time.monotonic() + WAIT_S
        while not holds():
            self.qt.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if time.monotonic() > end:
                raise TimeoutError("the window does not answer")
        self.qt.processEvents()

    def _look_for(self, text: str) -> None:
        self.keys.press("F3")
        self.keys.type(text + "\n")
        self.until(lambda: self.program.window.name in ("find", "dossier"))  # the only hit opens
        self.keys.press("F2")
        self.until(lambda: self.program.window.name == "reception")

    def _later(self, step: timedelta) -> None:
        clock = self.rooms.door.now_open().desk.clock
        if isinstance(clock, SystemClock):
            clock.offset += step

    def _tick(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        self.blocked_ms.append((now - self.last) * 1000 - TICK_MS)
        self.turn_ms.append((cpu - self.last_cpu) * 1000)
        self.last, self.last_cpu = now, cpu


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


def serve(profile: str, citizens: int, *, slow: bool) -> None:
    """The clerk's process: print what was measured as one JSON line."""
    if slow:
        slow_disk.slow_syncs(SYNC_S)
    qt = QApplication([])
    program = Program(qt, profile)
    program.start()
    program.window.resize(1366, 768)
    counter = Counter(qt, program)
    counter.until(program.window.isActiveWindow)
    counter.unlock()
    counter.watch()
    counter.day(citizens)
    found = {
        "saved_ms": counter.saved_ms,
        "blocked_ms": counter.blocked_ms,
        "turn_ms": counter.turn_ms,
        "heap": counter.heap,
        "dossiers": counter.count(),
        "syncs": slow_disk.syncs,
    }
    print(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)


def measure(citizens: int, *, slow: bool) -> dict[str, Any]:
    """Run that process over a new desk; a slow one is stopped three quarters of the time."""
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
        profile = Path(folder, "desk")
        founding.found_standalone(
            str(profile), commune="03158", desk=1, pin=PIN, training=True, cost=Cost(8, 1)
        ).opened.close()
        write_settings(profile, Settings(printer=f"folder:{folder}/paper"))
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.counter", str(profile), str(citizens), str(int(slow))],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            text=True,
        )
        while slow and process.poll() is None:
            time.sleep(ON_S)
            process.send_signal(signal.SIGSTOP)
            time.sleep(OFF_S)
            process.send_signal(signal.SIGCONT)
        out, _ = process.communicate()
    found: dict[str, Any] = json.loads(out)
    assert found["dossiers"] == citizens
    return found


def percentile(values: list[float], share: float) -> float:
    """The value under which this share lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def main() -> None:
    """Print growth over a day, and what a slow PC makes of a visit."""
    day = measure(DAY, slow=False)
    grown = day["heap"][str(DAY)] / day["heap"][str(WARM)]
    first, last = median(day["saved_ms"][:100]), median(day["saved_ms"][-100:])
    print(
        f"busy counter, {DAY} dossiers in {HOURS} hours of the desk's clock: memory after all / "
        f"after {WARM}: {grown:.3f}; the last hundred saves / the first: {last / first:.2f}; "
        f"scan to saved {median(day['saved_ms']):.0f} ms"
    )
    slow = measure(SLOW_DAY, slow=True)
    print(
        f"slow PC (a quarter of a core, {SYNC_S * 1000:.0f} ms a sync, {slow['syncs']} syncs): "
        f"scan to saved {median(slow['saved_ms']):.0f} ms, worst {max(slow['saved_ms']):.0f} "
        f"(at most 1000); a key waits at most {max(slow['blocked_ms']):.0f} ms (at most 200), for "
        f"{max(slow['turn_ms']):.0f} ms of CPU in one turn of the window's thread (at most 50)"
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        serve(sys.argv[1], int(sys.argv[2]), slow=sys.argv[3] == "1")
    else:
        main()

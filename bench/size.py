"""A desk with a million dossiers: what a clerk waits for, and what the window takes.

95th percentiles over many warm tries; `cold` means a new connection after the file left the page
cache as far as one may (its pages are dropped by advice). Memory compares a window over a million
with one over a thousand, each in a process of its own.
"""

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from app.bootstrap import opening
from app.bootstrap.dossier_view import view
from app.bootstrap.frozen import Frozen
from app.bootstrap.opening import OpenDesk
from app.bootstrap.today_desk import TodayBridge
from app.storage import counts, worklist
from app.storage.chain_store import STORED
from app.storage.connection import transaction
from app.storage.own_chain import DEPTH_MASK
from app.storage.secrets import put_mark
from bench import large
from bench.people import FAMILIES, GIVEN, MIDDLES

MILLION, THOUSAND = 1_000_000, 1_000
TRIES = 300
WEEK = 1_000  # events
OUT = Path(__file__).resolve().parents[1] / "out" / "bench"
WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.bootstrap.window import Program
app = QApplication(sys.argv[:1])
program = Program(app, sys.argv[1])
program.start()
page = program.lock_page
who, pin = page.user.user, sys.argv[2]
program.run(lambda: program._unlock(who, pin), lambda _: program._on_opened(who))
def look():
    for kind in ("work", "late", "work"):
        program.rooms.today.choose(kind)
    program.rooms.scanning.take("lo van")
QTimer.singleShot(4_000, look)
def told():
    for line in open("/proc/self/status"):
        if line.startswith("VmHWM"):
            print(int(line.split()[1]) // 1024)
    sys.stdout.flush()
    import os
    os._exit(0)
QTimer.singleShot(9_000, told)
app.exec()
"""
KEYS = """
import sys
from pathlib import Path
from bench.key_to_list import run
run(Path(sys.argv[1]))
"""


def main() -> None:
    """Print the table."""
    OUT.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    opened = large.opened_desk(OUT, MILLION)
    print(f"desk of {MILLION:,} dossiers ready in {time.perf_counter() - start:.0f} s")
    _queries(opened)
    opened.close()
    _keys()
    _cold()
    _memory()


def _queries(opened: OpenDesk) -> None:
    dice = random.Random(5)
    at = _bridge(opened).moments()
    connection, journal = opened.connection, opened.journal
    texts = [_typed(dice) for _ in range(TRIES)]
    ids = [row[0] for row in connection.execute("SELECT id FROM dossier WHERE id%4999=7")]
    _show("name prefix of 2+ letters, newest 50", 5, 2, [_ms(journal.find, t, 50) for t in texts])
    pages = [_ms(worklist.page, connection, "work", at, 50) for _ in range(TRIES)]
    _show("due list page", 1, 0.2, pages)
    _show("counts of Hôm nay", 1, 0.2, [_ms(worklist.count, connection, at) for _ in range(TRIES)])
    _show("status bar, a week unsent", 1, 0.2, _status(opened), exact=False)
    dossiers = [journal.dossier(dice.choice(ids)) for _ in range(TRIES)]
    opening_ms = [_ms(lambda one=one: view(opened, journal.dossier(one.id))) for one in dossiers]
    _show("opening Hồ sơ", 10, 3, opening_ms)


def _status(opened: OpenDesk) -> list[float]:
    """As at an enrolled desk: the province has all but the last thousand events."""
    connection = opened.connection
    (newest,) = connection.execute("SELECT max(id) FROM event").fetchone()
    with transaction(connection):
        put_mark(connection, STORED, str((newest & DEPTH_MASK) - WEEK))
    return [_ms(counts.unsent, connection) for _ in range(50)]


def _bridge(opened: OpenDesk) -> TodayBridge:
    frozen = Frozen(opened.standing, opened.catalogues.covering(large.NOW.date()))
    return TodayBridge(lambda: opened, lambda: frozen, lambda *_: None)


def _typed(dice: random.Random) -> str:
    """One to three words as a clerk types them, the last one begun."""
    words = [dice.choice(FAMILIES), dice.choice(MIDDLES), dice.choice(GIVEN)]
    some = words[: dice.randrange(1, 4)]
    some[-1] = some[-1][: max(2, dice.randrange(2, 5))]
    return " ".join(some)


def _ms(call: Callable[..., object], *arguments: object) -> float:
    start = time.perf_counter()
    call(*arguments)
    return (time.perf_counter() - start) * 1000


def _show(what: str, most: float, aim: float, times: list[float], *, exact: bool = True) -> None:
    times = sorted(times)
    aimed = f", aim {aim:g}" if aim else ""
    limits = f" (at most {most:g}{aimed})" if exact else ""
    late = times[int(len(times) * 0.95)]
    print(f"{what}: p95 {late:.2f} ms, median {statistics.median(times):.2f} ms{limits}")


def _keys() -> None:
    """At 2,000 dossiers, what ux promises, and at a million."""
    for dossiers in (2 * THOUSAND, MILLION):
        large.opened_desk(OUT, dossiers).close()
        done = _python(KEYS, dossiers)
        times = [float(one) for one in done.split("\n")[-1].split()]
        _show(f"key press to painted list, {dossiers:,} dossiers", 50, 0, times)


def _python(code: str, dossiers: int) -> str:
    """What a process of its own says about a desk."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(OUT / f"desk-{dossiers}"), large.PIN],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def _cold() -> None:
    file = OUT / f"desk-{MILLION}" / "data" / "motcua.db"
    times = []
    for text in ("lo", "va", "gi thi"):
        handle = os.open(file, os.O_RDONLY)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)
        opened = opening.open_desk(str(file.parents[1]), None, large.PIN)
        times.append(_ms(opened.journal.find, text, 50))
        opened.close()
    print(f"name prefix, cold: {max(times):.0f} ms at worst (at most 50)")


def _memory() -> None:
    used = {}
    for dossiers in (THOUSAND, MILLION):
        large.opened_desk(OUT, dossiers).close()
        used[dossiers] = int(_python(WINDOW, dossiers).split()[-1])
    ratio = used[MILLION] / used[THOUSAND]
    print(
        f"window's memory: {used[MILLION]} MB over a million, {used[THOUSAND]} MB over a thousand, "
        f"ratio {ratio:.2f} (at most 1.5)"
    )


if __name__ == "__main__":
    main()

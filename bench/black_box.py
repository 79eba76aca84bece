"""The black box: from a save's COMMIT to the synced segment on another disk, and what a save pays.

The real window, offscreen, over a profile on one disk and a box on another (`/dev/shm`, or the
folder named as the first word). Saves come at random moments of the second in which the box looks.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from app.bootstrap.window import Program
from app.devices.disks import disk_of
from app.services import reception
from app.settings import Settings, write_settings
from app.storage.black_box import ENDING, FOLDER
from app.storage.journal import LAST
from bench import large

SAVES, MOST_SECONDS, MOST_RATIO = 60, 2.0, 1.3
CLAIM = {
    "procedure": "2.000815",
    "owner": {"name": "Đặng Văn Đức", "no_id_reason": "quên ở nhà"},
    "pages": 6,
    "copies": 2,
}


class Window:
    """An unlocked window whose loop is turned here."""

    def __init__(self, qt: QApplication, profile: Path) -> None:
        """Unlock and wait for the first page."""
        self._qt, self.program = qt, Program(qt, str(profile))
        self.program.start()
        self.program.lock_page.pin.setText(large.PIN)
        self.until(lambda: bool(self.program.window.name))
        assert self.program.rooms is not None
        self.opened = self.program.rooms.door.now_open()

    def until(self, holds: Callable[[], bool]) -> None:
        """Turn the loop until it holds."""
        while not holds():
            self._qt.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 2)

    def rest(self, seconds: float) -> None:
        """The clerk thinks."""
        end = time.perf_counter() + seconds
        self.until(lambda: time.perf_counter() > end)

    def save(self) -> tuple[int, float]:
        """One dossier on the work thread; the place of its newest event, milliseconds."""

        def work() -> tuple[int, float]:
            start = time.perf_counter()
            reception.receive(self.opened.desk, CLAIM)
            took = (time.perf_counter() - start) * 1000
            return int(self.opened.connection.execute(LAST).fetchone()[0]), took

        coming = self.program.work.submit(work)
        self.until(coming.done)
        return coming.result()


def run(profile: Path, box: Path) -> None:
    """Print the seconds to the box and the ratio of saves with and without it."""
    dice = random.Random(29)
    opened = large.opened_desk(profile, 1)
    profile = opened.folder
    opened.close()
    qt = QApplication([])
    write_settings(profile, replace(Settings(), backup_folder=str(box)))
    window = Window(qt, profile)
    window.until(lambda: any(box.glob("*.mcb")))  # its first copy
    window.save()
    waits, boxed, alone = [], [], []
    pulled = box.with_name(f"{box.name}-pulled")
    for _ in range(SAVES):
        window.rest(dice.random())
        place, took = window.save()
        start = time.perf_counter()
        window.until(lambda wanted=place: _newest(box) >= wanted)  # type: ignore[misc]
        waits.append(time.perf_counter() - start)
        boxed.append(took)
        box.rename(pulled)  # the stick is out: the box has nothing to do
        window.rest(dice.random())
        alone.append(window.save()[1])
        pulled.rename(box)
    _tell(waits, boxed, alone)
    sys.stdout.flush()
    os._exit(0)


def _newest(box: Path) -> int:
    found = (box / FOLDER).glob(f"*/*{ENDING}")
    return max((int(file.name.partition("-")[0]) for file in found), default=0)


def _tell(waits: list[float], boxed: list[float], alone: list[float]) -> None:
    waits = sorted(waits)
    slow = waits[round(0.95 * (len(waits) - 1))]
    ratio = statistics.median(boxed) / statistics.median(alone)
    print(
        f"black box, {len(waits)} saves: in the box after {statistics.median(waits):.2f} s "
        f"(median), {slow:.2f} s (p95), {waits[-1]:.2f} s (longest; at most {MOST_SECONDS} s); "
        f"a save with it / without {ratio:.2f} (at most {MOST_RATIO})"
    )


def main() -> None:
    """On two disks, else say why not."""
    with tempfile.TemporaryDirectory() as data:
        place = Path(sys.argv[1]) if sys.argv[1:] else Path("/dev/shm")  # noqa: S108 - another disk
        if not place.is_dir() or disk_of(place) == disk_of(Path(data)):
            print("black box: no second disk here; name a folder on one")
            return
        with tempfile.TemporaryDirectory(dir=place) as box:
            run(Path(data), Path(box))


if __name__ == "__main__":
    main()

"""Process start to a painted window, against a bare PySide6 window in the same interpreter.

Both run offscreen in a fresh process each time, in turns; ours opens the lock page of a real
profile.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.bootstrap import founding
from app.storage.keys import Cost

ROUNDS = 9
BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1366, 768)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""
OURS = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.bootstrap.window import Program
app = QApplication(sys.argv[:1])
program = Program(app, sys.argv[1])
program.start()
QTimer.singleShot(0, app.quit)
app.exec()
import os
os._exit(0)
"""


def main() -> None:
    """Print the ratio of the medians."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-bench-"))
    try:
        founding.found_standalone(
            str(folder), commune="03158", desk=1, pin="246810", training=True, cost=Cost(8, 1)
        ).opened.close()
        _run(OURS, folder)
        bare, ours = [], []
        for _ in range(ROUNDS):
            bare.append(_run(BARE, folder))
            ours.append(_run(OURS, folder))
    finally:
        shutil.rmtree(folder)
    floor, mine = (statistics.median(wall for wall, _ in runs) for runs in (bare, ours))
    idle, busy = (statistics.median(cpu for _, cpu in runs) for runs in (bare, ours))
    print(
        f"start to window: {mine:.0f} ms, bare PySide6 window: {floor:.0f} ms, "
        f"ratio {mine / floor:.2f} (at most 1.6, aim 1.25); CPU {busy / idle:.2f}"
    )


def _run(code: str, folder: Path) -> tuple[float, float]:
    """Milliseconds from start to end, and of CPU."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start, cpu = time.perf_counter(), _cpu_of_children()
    subprocess.run([sys.executable, "-c", code, str(folder)], env=environment, check=True)
    return (time.perf_counter() - start) * 1000, (_cpu_of_children() - cpu) * 1000


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()

"""Fuzz what reads bytes of others: `python -m tests.fuzz SECONDS [TARGET ...]`, `make fuzz`.

The seconds are shared by the targets. What was found is left in out/fuzz, with a corpus that the
next run goes on from.
"""

import subprocess
import sys
from pathlib import Path

from tests.fuzz.targets import TARGETS

FOLDER = Path("out/fuzz")
RUNS = "stat::number_of_executed_units:"


def main() -> None:
    """Run the targets one after another; status 1 where one of them was not refused cleanly."""
    seconds, names = int(sys.argv[1]), sys.argv[2:] or list(TARGETS)
    bad = [name for name in names if not fuzzed(name, max(1, seconds // len(names)), FOLDER)]
    sys.exit(1 if bad else 0)


def fuzzed(name: str, seconds: int, folder: Path) -> bool:
    """Whether nothing was found in so many seconds; says what was done."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.run", name, str(seconds), str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    said = done.stdout.decode("utf-8", "replace")
    runs = said.partition(RUNS)[2].split()
    sys.stdout.write(
        f"{name}: {runs[0] if runs else 'no'} runs, {'clean' if not done.returncode else said}\n"
    )
    return done.returncode == 0


if __name__ == "__main__":
    main()

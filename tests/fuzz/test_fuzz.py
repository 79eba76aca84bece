"""A minute of fuzzing over all that reads bytes of others (`make fuzz` for more)."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.__main__ import fuzzed
from tests.fuzz.targets import TARGETS, seeds

SECONDS = 4
needs_fuzzer = pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None, reason="atheris is not to be had for this system"
)
IN_A_LARGE_PROCESS = """
import sys
from pathlib import Path
from tests.fuzz.__main__ import fuzzed
held = bytearray(b"x") * (800 << 20)  # more than a target may use
sys.exit(0 if fuzzed("queue", 1, Path(sys.argv[1])) else 1)
"""


@pytest.mark.parametrize("name", TARGETS)
def test_good_bytes_reach_the_end_of_their_target(name: str) -> None:
    """Else a fuzzer would knock at a closed door."""
    assert TARGETS[name](seeds()[name][0]) is None  # nothing of it was refused


@needs_fuzzer
@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes_are_read_or_refused_in_bounded_memory(name: str, tmp_path: Path) -> None:
    assert fuzzed(name, SECONDS, tmp_path)


@needs_fuzzer
def test_a_large_process_may_ask_for_it(tmp_path: Path) -> None:
    """What the asking process holds is not counted as the target's."""
    command = [sys.executable, "-c", IN_A_LARGE_PROCESS, str(tmp_path)]
    assert subprocess.run(command, check=False).returncode == 0


def test_a_target_that_breaks_is_told(tmp_path: Path) -> None:
    assert not fuzzed("no such target", 1, tmp_path)

"""A minute of fuzzing over all that reads bytes of others (`make fuzz` for more)."""

import importlib.util
from pathlib import Path

import pytest

from tests.fuzz.__main__ import fuzzed
from tests.fuzz.targets import TARGETS, seeds

SECONDS = 4


@pytest.mark.parametrize("name", TARGETS)
def test_good_bytes_reach_the_end_of_their_target(name: str) -> None:
    """Else a fuzzer would knock at a closed door."""
    assert TARGETS[name](seeds()[name][0]) is None  # nothing of it was refused


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes_are_read_or_refused_in_bounded_memory(name: str, tmp_path: Path) -> None:
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris is not to be had for this system")
    assert fuzzed(name, SECONDS, tmp_path)


def test_a_target_that_breaks_is_told(tmp_path: Path) -> None:
    assert not fuzzed("no such target", 1, tmp_path)

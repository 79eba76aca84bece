"""The page of faults names tests that are there."""

import re

import pytest

from tests.architecture.tree import ROOT

PAGE = (ROOT / "docs" / "faults.md").read_text("utf-8")
ROWS = re.findall(r"^\| ([0-9I][^|]*?) \| ([^|]*) \| ([^|]*) \|$", PAGE, re.MULTILINE)
FILE = re.compile(r"`([a-z_]+/[a-z_0-9]+\.py)`((?: [a-z0-9_]+(?:,(?= [a-z0-9]+_))?)*)")


def named(cell: str) -> list[tuple[str, str]]:
    """Files, each with the tests that are named behind it."""
    found = []
    for file, words in FILE.findall(cell):
        tests = [word.strip(",") for word in words.split() if "_" in word]
        found += [(file, one) for one in tests] or [(file, "")]
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_names_tests_that_are_there(row: tuple[str, str, str]) -> None:
    tests = named(row[2])
    assert tests or row[2].startswith("simulated")
    for file, test in tests:
        place = ROOT / file if file.startswith("bench/") else ROOT / "tests" / file
        assert place.is_file(), file
        assert not test or f"def test_{test}(" in place.read_text("utf-8"), f"{file}: {test}"


def test_every_fault_and_invariant_has_its_row() -> None:
    faults: set[int] = set()
    for number, _, _ in ROWS:
        for part in re.findall(r"\d+(?:-\d+)?", number if number[0] != "I" else ""):
            first, _, last = part.partition("-")
            faults |= set(range(int(first), int(last or first) + 1))
    assert faults >= set(range(1, 58))
    assert {number for number, _, _ in ROWS if number[0] == "I"} == {
        f"I{one}" for one in range(1, 18)
    }

"""A short run of `make kills`: whoever dies under load, both sides agree in the end."""

from pathlib import Path

from tests.scenarios.kills import run


def test_both_sides_agree_whoever_was_killed(tmp_path: Path) -> None:
    found = run(tmp_path, 15, 7)
    assert found["dossiers"]
    assert found["province"]

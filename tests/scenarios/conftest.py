"""A training desk, founded once a worker and copied for each test."""

import shutil
from pathlib import Path

import pytest

from tests.scenarios.desks import OK, Desk


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Stand-alone at Sín Thầu; nobody writes to it."""
    desk = Desk(tmp_path_factory.mktemp("founded") / "profile")
    done = desk.run("init", "--standalone", "--commune", "03158", "--training")
    assert done.status == OK, done.err
    return desk


@pytest.fixture
def desk(founded: Desk, tmp_path: Path) -> Desk:
    """A desk of one's own."""
    return Desk(Path(shutil.copytree(founded.profile, tmp_path / "profile")))

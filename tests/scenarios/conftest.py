"""A training desk, founded once a worker and copied for each test."""

import shutil
from pathlib import Path

import pytest

from app.bootstrap import founding
from app.storage.keys import Cost
from tests.scenarios.desks import NOW, PIN, Desk

CHEAP = Cost(8, 1)  # every command unlocks: half of a process would be the cost of guessing a PIN


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Stand-alone at Sín Thầu; nobody writes to it."""
    desk = Desk(tmp_path_factory.mktemp("founded") / "profile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOTCUA_NOW", NOW)
        founding.found_standalone(
            str(desk.profile), commune="03158", desk=1, pin=PIN, training=True, cost=CHEAP
        ).opened.close()
    return desk


@pytest.fixture
def desk(founded: Desk, tmp_path: Path) -> Desk:
    """A desk of one's own."""
    return Desk(Path(shutil.copytree(founded.profile, tmp_path / "profile")))

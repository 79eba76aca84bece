"""A founded desk that prints, for each test of the queue."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.printing.desks import PrintingDesk, found


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that every test copies."""
    return found(tmp_path_factory.mktemp("founded") / "desk")


@pytest.fixture
def desk(founded: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[PrintingDesk]:
    """A copy of it, closed at the end."""
    desk = PrintingDesk(qtbot, founded, tmp_path / "desk")
    yield desk
    desk.close()

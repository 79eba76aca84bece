"""A centre that a test founds and opens."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.centres.centre import Centre


@pytest.fixture
def at(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Centre]]:
    """The centre of a commune; its window is closed in the end."""
    made: list[Centre] = []

    def build(commune: str) -> Centre:
        folder = tmp_path / commune
        folder.mkdir()
        made.append(Centre(qtbot, monkeypatch, folder, commune))
        return made[-1]

    yield build
    for one in made:
        one.close()

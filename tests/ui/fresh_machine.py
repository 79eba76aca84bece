"""An empty machine with its owner's home folder, and the window of the first run over it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.first_run import FirstRun
from app.bootstrap.front import Front
from app.bootstrap.window import Program
from app.storage.keys import Cost
from app.ui.setup.page import FirstRunPage
from tests.ui.programs import Clerk, qt_application, until

CHEAP = Cost(8, 1)
PIN = "246810"
CARD = (
    "011090000007|040512345|Đặng Văn Đức|01011990|Nam|Bản Tả Kố Khừ, Sín Thầu, Điện Biên|12052021"
)


class FreshDesk:
    """An empty machine, its owner's home folder, and the window over it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._bot, self.keys = qtbot, Clerk()
        self.profile, self.home = folder / "profile", folder / "home"
        (self.home / "Documents").mkdir(parents=True)
        self.front = Front(qt_application(), str(self.profile), CHEAP)

    def open(self) -> None:
        self.front.open()
        shown = self.front.first_run or self.front.program
        assert shown is not None
        shown.window.activateWindow()
        self.until(lambda: shown.window.isActiveWindow() and shown.window.ready)

    def until(self, holds: Callable[[], bool]) -> None:
        until(self._bot, holds)

    @property
    def first(self) -> FirstRun:
        assert self.front.first_run is not None
        return self.front.first_run

    @property
    def page(self) -> FirstRunPage:
        return self.first.page

    @property
    def program(self) -> Program:
        assert self.front.program is not None
        return self.front.program

    def at(self, step: str) -> None:
        """Wait for a step of the set-up."""
        self.until(lambda: self.page.name == step)

    def marks(self) -> dict[str, str]:
        """What the list of steps says of each."""
        steps = self.page.list
        rows = [steps.row_at(place) for place in range(steps.count)]
        return {row.head: row.state[1] if row.state else "" for row in rows}

    def choose_commune(self) -> None:
        self.keys.type("sin thau dien")
        panel: Any = self.page.panels["office"]
        self.until(lambda: bool(panel.commune._found) and panel.commune._found[0].name == "03158")
        self.keys.press("Return", "\r")
        self.keys.press("1", "1")
        self.keys.press("F9")

    def set_pin(self) -> None:
        self.keys.type(f"{PIN}\n{PIN}\n")

    def unlock(self) -> None:
        """With the new PIN."""
        self.until(lambda: self.front.program is not None)
        window = self.program.window
        window.activateWindow()
        self.until(lambda: window.isActiveWindow() and window.ready)
        self.keys.type(PIN)
        self.until(lambda: window.name == "today")

    def first_dossier(self) -> str:
        """Unlock with the new PIN, scan, one digit, F9; the code of the dossier that was stored."""
        self.unlock()
        rooms = self.program.rooms
        assert rooms is not None
        self.keys.scan(CARD)
        self.until(lambda: rooms.reception.owner.person.name == "Đặng Văn Đức")
        opened = rooms.door.now_open()

        def codes() -> list[str]:
            rows = opened.connection.execute("SELECT code FROM dossier ORDER BY id").fetchall()
            return [row[0] for row in rows]

        before = codes()
        self.keys.press("1", "1")
        self.keys.press("F9")
        self.until(lambda: len(codes()) > len(before))
        return codes()[-1]

    def close(self) -> None:
        for one in (self.front.first_run, self.front.program):
            if one is not None:
                one.window.close()
                one.window.deleteLater()
        qt_application().setQuitOnLastWindowClosed(True)
        QApplication.processEvents()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FreshDesk]:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("XDG_CONFIG_HOME", "XDG_DOCUMENTS_DIR"):
        monkeypatch.delenv(name, raising=False)
    made = FreshDesk(qtbot, tmp_path)
    yield made
    made.close()

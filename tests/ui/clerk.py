"""A clerk at the whole window: real keys over a real encrypted profile."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import founding, staff
from app.bootstrap.enrolling import take_enrolment
from app.bootstrap.rooms import Rooms
from app.bootstrap.window import Program
from app.domain.dossier import Dossier
from app.services.people import check_user
from app.services.steps import the_one
from app.settings import Settings, write_settings
from app.storage.keys import Cost
from app.ui.saving_run import TOPIC
from tests.province.servers import Home
from tests.ui.keyboard import Keyboard

CHEAP = Cost(8, 1)
PIN, NHI_PIN = "246810", "135791"
CARD = (
    "011090000007|040512345|Đặng Văn Đức|01011990|Nam|Bản Tả Kố Khừ, Sín Thầu, Điện Biên|12052021"
)
NEXT = "011190004217||Pờ Mỳ Xuyến|14031990|Nữ|Bản Tá Miếu, Sín Thầu, Điện Biên|25052021"
WAIT_MS = 60_000


class Clerk:
    """Presses keys where the focus is and counts them; a scan counts nothing."""

    def __init__(self) -> None:
        self._keyboard, self.presses = Keyboard(), 0

    def press(self, key: str, text: str = "") -> None:
        self.presses += 1
        self._keyboard.press(key, text)

    def type(self, text: str) -> None:
        """Letters one by one; a line feed is Enter."""
        for letter in text:
            if letter == "\n":
                self.press("Return", "\r")
            elif letter.isascii() and letter.isalnum():
                self.press(letter.upper(), letter)
            else:
                self.press("", letter)

    def scan(self, text: str, gap_ms: int = 5) -> None:
        """As the scanner is set up: Ctrl+B before, Enter behind."""
        self.scan_begins(text, gap_ms)
        self.scan_goes_on("", gap_ms)

    def scan_begins(self, text: str, gap_ms: int = 5) -> None:
        """The prefix and the first letters."""
        self._keyboard.press("Ctrl+B", "\x02", gap_ms)
        self._keyboard.type(text, gap_ms)

    def scan_goes_on(self, text: str, gap_ms: int = 5) -> None:
        """The other letters and the suffix."""
        self._keyboard.type(text + "\n", gap_ms)


def qt_application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def start(qtbot: QtBot, profile: Path | str | None) -> Program:
    """The window, shown and active, locked; its keys are heard."""
    made = Program(qt_application(), None if profile is None else str(profile))
    qtbot.addWidget(made.window)
    made.start()
    made.window.activateWindow()
    until(qtbot, made.window.isActiveWindow)
    until(qtbot, lambda: made.window.ready)
    return made


def enrolled(home: Home, folder: Path, *more: str, commune: str = "03158") -> Path:
    """A desk's profile in `folder`, enrolled at a province by a file and its code; it prints there.

    `more` goes to the province's `enrol`.
    """
    profile, file, code = (folder / name for name in ("desk", "desk.motcua", "desk.code"))
    home.json(
        "enrol", "--commune", commune, "--desk", "1", "--out", str(file), "--code-out", str(code),
        *more,
    )  # fmt: skip
    take_enrolment(str(profile), file, PIN, code=code.read_text(), cost=CHEAP)
    write_settings(profile, Settings(printer=f"folder:{folder / 'paper'}"))
    return profile


def unlocked(program: Program, qtbot: QtBot) -> Clerk:
    """The clerk's PIN opened the window; no key counts yet."""
    keyboard = Clerk()
    keyboard.type(PIN)
    until(qtbot, lambda: program.window.name == "today")
    keyboard.presses = 0
    return keyboard


def scan_person(program: Program, keys: Clerk, qtbot: QtBot, card: str = CARD) -> None:
    """A card, and its person stands at reception; what is pressed from now on counts."""
    keys.scan(card)
    program.work.submit(lambda: None).result(WAIT_MS / 1000)  # what is made of it is known by then
    QApplication.processEvents()
    name = card.split("|")[2]
    until(qtbot, lambda: rooms(program).reception.owner.person.name == name)
    keys.presses = 0


def saved(program: Program, qtbot: QtBot, count: int) -> list[Dossier]:
    """So many dossiers are stored, and reception is ready for the next person."""
    page = rooms(program).reception
    until(qtbot, lambda: len(codes(program)) == count and page.owner.person.blank)
    journal = rooms(program).door.now_open().journal
    return [the_one(journal, code).dossier for code in codes(program)]


def nhi_sits_down(program: Program, keys: Clerk, qtbot: QtBot, fields: str | None = None) -> None:
    """A receiving clerk (of some fields) is added, and takes the machine over with her code."""
    opened = rooms(program).door.now_open()
    new = check_user("nhi", "Lò Thị Nhi", "reception", fields)
    code = program.work.submit(lambda: staff.add(opened, new)).result(20)
    keys.press("F12")
    keys.press("Down")
    keys.type(f"{code}\n{NHI_PIN}\n{NHI_PIN}\n")
    until(qtbot, lambda: program.window.name != "")


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.setenv("MOTCUA_NOW", "2026-11-20T10:42:00+07:00")
    profile = tmp_path / "desk"
    founded = founding.found_standalone(
        str(profile), commune="03158", desk=1, pin=PIN, training=True, cost=CHEAP
    )
    founded.opened.close()
    write_settings(profile, Settings(printer=f"folder:{tmp_path / 'paper'}"))
    made = start(qtbot, profile)
    yield made
    made.window.close()


@pytest.fixture
def keys(program: Program, qtbot: QtBot) -> Clerk:
    return unlocked(program, qtbot)


def rooms(program: Program) -> Rooms:
    assert program.rooms is not None
    return program.rooms


def codes(program: Program) -> list[str]:
    rows = rooms(program).door.now_open().connection.execute("SELECT code FROM dossier ORDER BY id")
    return [row[0] for row in rows.fetchall()]


def answered(program: Program) -> bool:
    """Whether a sentence is told; that something is still being stored is no answer."""
    told = program.messages.current
    return told is not None and told.name != TOPIC


def until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    qtbot.waitUntil(holds, timeout=WAIT_MS)

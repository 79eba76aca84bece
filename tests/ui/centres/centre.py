"""A centre: its profile on disk, its window, and whoever sits at it, day after day."""

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.bootstrap import founding, opening, staff
from app.bootstrap.opening import OpenDesk
from app.bootstrap.window import Program
from app.domain.dossier import Dossier
from app.domain.place import CENTRE
from app.domain.times import parse_moment
from app.services import reception
from app.services.people import check_user
from app.services.steps import steps_together, the_one
from app.settings import Settings, write_settings
from app.storage import print_jobs
from tests.printing.reading import codes as qr_codes
from tests.printing.reading import flat
from tests.scenarios.desks import Desk
from tests.ui.clerk import CHEAP, PIN, Clerk, codes, rooms, saved, scan_person, start

SECONDS = 120  # at most, for a bulk that is stored or a machine that does much else
AT_ONCE = 50
Line = Mapping[str, Any]


def parts(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Some at a time: a commit costs more than a dossier."""
    return [lines[place : place + AT_ONCE] for place in range(0, len(lines), AT_ONCE)]


@dataclass
class Centre:
    """One desk of a commune; `pins` of those who were hired and have set their own."""

    qtbot: QtBot
    patch: pytest.MonkeyPatch
    folder: Path
    commune: str
    keys: Clerk = field(default_factory=Clerk)
    pins: dict[str, str] = field(default_factory=lambda: {"giamdoc": PIN})
    _program: Program | None = None

    @property
    def profile(self) -> Path:
        """Where it lies."""
        return self.folder / "desk"

    @property
    def program(self) -> Program:
        """Its window, which is open."""
        assert self._program is not None
        return self._program

    @property
    def outside(self) -> Desk:
        """The same profile as processes beside the window see it."""
        return Desk(self.profile)

    @property
    def opened(self) -> OpenDesk:
        """The database that the window holds."""
        return rooms(self.program).door.now_open()

    # --- days ----------------------------------------------------------------------------------

    def found(self, now: str, *, kind: str = CENTRE, **settings: object) -> None:
        """A desk without a province."""
        self.patch.setenv("MOTCUA_NOW", now)
        founding.found_standalone(
            str(self.profile), commune=self.commune, desk=1, pin=PIN, training=True, cost=CHEAP,
            office_kind=kind,
        ).opened.close()  # fmt: skip
        self.set_up(**settings)

    def set_up(self, **settings: object) -> None:
        """It prints into a folder, and whatever else is set there."""
        usual = {"printer": f"folder:{self.folder / 'paper'}"} | settings
        write_settings(self.profile, Settings(**usual))  # type: ignore[arg-type]

    def open(self, now: str) -> Clerk:
        """The director's PIN in the morning; a desk that was away for days asks what day it is."""
        self.patch.setenv("MOTCUA_NOW", now)
        self._program = start(self.qtbot, self.profile)
        if len(self.pins) > 1:  # another one may have worked here last
            self.keys.press("Esc")
            self.keys.press("1", "1")
        self.keys.type(PIN)
        self.wait(lambda: self.program.window.name in ("today", "clock", "reception"))
        if self.program.window.name == "clock":
            self.keys.press("Return", "\r")
        self.wait(lambda: self.program.window.name in ("today", "reception"))
        self.keys.presses = 0
        return self.keys

    def close(self) -> None:
        """Home in the evening."""
        if self._program is not None:
            self._program.window.close()
            self._program = None

    def power_cut(self) -> None:
        """What lies on the disk now is all that is left; the window says no goodbye to it."""
        left = self.folder / "left"
        shutil.copytree(self.profile, left)
        self.close()
        shutil.rmtree(self.profile)
        left.rename(self.profile)
        for lock in self.profile.rglob("*.lock"):
            lock.unlink()  # a machine that starts anew runs none of its old processes

    def wait(self, holds: Any) -> None:
        """Until it is so."""
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=SECONDS * 1000)

    # --- people --------------------------------------------------------------------------------

    def hire(self, user: str, name: str, roles: str, fields: str | None = None) -> None:
        """Somebody more, before the window is opened; the PIN is set as cheaply as a test may."""
        opened = opening.open_desk(str(self.profile), None, PIN)
        try:
            code = staff.add(opened, check_user(user, name, roles, fields), CHEAP)
        finally:
            opened.close()
        pin = self.pins[user] = f"{135790 + len(self.pins)}"
        now = parse_moment(os.environ["MOTCUA_NOW"])
        staff.set_pin(str(self.profile), user, code, pin, now, CHEAP)

    def sits_down(self, user: str) -> None:
        """F12, the place in the list, six digits."""
        program = self.program
        known = [one.id for one in self.opened.journal.users() if not one.ended]
        digit = str(known.index(user) + 1)
        self.keys.press("F12")
        self.keys.press("Esc")
        self.keys.press(digit, digit)
        self.keys.type(self.pins[user])
        self.wait(lambda: bool(program.window.name) and rooms(program).door.last_user == user)
        self.wait(lambda: program.window.name in ("today", "reception"))
        self.keys.presses = 0

    # --- work ----------------------------------------------------------------------------------

    def scan(self, card: str) -> None:
        """A card, and its person stands at reception."""
        scan_person(self.program, self.keys, self.qtbot, card)

    def saved(self, count: int) -> list[Dossier]:
        """All dossiers, so many."""
        return saved(self.program, self.qtbot, count)

    def goes_to(self, *presses: str, page: str) -> None:
        """Keys that lead to a page."""
        for one in presses:
            self.keys.press(one)
        self.wait(lambda: self.program.window.name == page)

    def gives_back(self, *codes: str, paid: bool = False) -> None:
        """Each slip is scanned, wherever the clerk is; paid now or not; F4."""
        basket = rooms(self.program).giveback.basket
        for count, code in enumerate(codes, 1):
            self.keys.scan(qr_codes(self.pdf(code), 300)[0])
            self.wait(lambda count=count: len(basket) == count)
        if paid:
            self.keys.press("Ctrl+T")
        self.keys.press("F4")
        self.wait(lambda: not len(basket))

    def field(self, name: str) -> QLineEdit:
        """A field of reception by its path."""
        found = rooms(self.program).reception.findChild(QLineEdit, name)
        assert found is not None, name
        return found

    def bulk(self, lines: Sequence[Line]) -> list[str]:
        """Dossiers of weeks before, typed in by others; their codes."""
        desk = self.opened.desk

        def receive() -> list[str]:
            found = [reception.receive_all(desk, some) for some in parts(lines)]
            return [one.code for receipts in found for one in receipts]

        return self.program.work.submit(receive).result(SECONDS)

    def steps(self, *lines: Line) -> None:
        """Steps that nobody types here."""
        desk = self.opened.desk

        def take() -> None:
            for some in parts(lines):
                steps_together(desk, some)

        self.program.work.submit(take).result(SECONDS)

    def dossier(self, code: str) -> Dossier:
        """As it stands now."""
        return the_one(self.opened.journal, code).dossier

    @property
    def codes(self) -> list[str]:
        """Of all dossiers of the desk."""
        return codes(self.program)

    # --- paper ---------------------------------------------------------------------------------

    def pdf(self, name: str) -> bytes:
        """What came out of the printer under that title; all of it has been printed."""
        file = self.folder / "paper" / f"{name}.pdf"
        self.wait(file.exists)
        self.wait(lambda: not print_jobs.unfinished(self.opened.connection))
        return file.read_bytes()

    def paper(self, name: str) -> str:
        """Its text in one line."""
        return flat(self.pdf(name))

"""The whole window over a real encrypted profile: founded cheaply, started, driven by keys."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.bootstrap import founding
from app.bootstrap.window import Program
from app.settings import Settings, write_settings
from tests.ui.clerk import CHEAP, PIN, Clerk, qt_application, start, until

__all__ = ["Clerk", "alone", "qt_application", "start", "until"]


def alone(qtbot: QtBot, folder: Path) -> Program:
    """A real desk of its own, no practice, and its director at the home page."""
    profile = folder / "real"
    founding.found_standalone(
        str(profile), commune="03158", desk=1, pin=PIN, training=False, cost=CHEAP
    ).opened.close()
    write_settings(profile, Settings(printer=f"folder:{folder / 'paper'}"))
    made = start(qtbot, profile)
    Clerk().type(PIN)
    until(qtbot, lambda: made.window.name == "today")
    return made

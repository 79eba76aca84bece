"""Papers of an opened desk: slips from the journal, the recovery sheet of a stand-alone one."""

from pathlib import Path

from app.bootstrap.opening import OpenDesk
from app.services.ports import Stored


def write_recovery_sheet(opened: OpenDesk, text: str, file: Path) -> None:
    """tmp"""
    file.write_text(text)


def print_slip(opened: OpenDesk, stored: Stored, out: Path, paper: str) -> None:
    """tmp"""

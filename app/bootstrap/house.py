"""What the rooms behind the lock need of the program that they belong to."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QApplication

from app.settings import Settings
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.tasks import Run, Tasks


class House(Protocol):
    """The program: its window, threads, messages and settings."""

    qt: QApplication
    profile: str | None
    folder: Path
    settings: Settings
    work: ThreadPoolExecutor
    messages: Messages
    tasks: Tasks
    run: Run
    window: MainWindow
    reopen: Callable[[], None] | None

    def now(self) -> datetime:
        """The desk's time."""

    def mark_training(self) -> None:
        """Put the yellow frame around the window."""

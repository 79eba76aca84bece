"""What is made beside the desk, made at once, over the desk itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from app.bootstrap.opening import OpenDesk
from tests.ui.samples import run_now

T = TypeVar("T")


@dataclass
class AtOnce:
    """An `Aside` without a thread: each act sees and writes the same desk."""

    desk: OpenDesk
    run = staticmethod(run_now)

    def opened(self) -> OpenDesk:
        """The desk."""
        return self.desk

    def at_desk(self, act: Callable[[OpenDesk], T]) -> T:
        """Done."""
        return act(self.desk)

"""A gate in a long piece of work: the test opens it once it has seen what goes on beside."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from tests.ui.clerk import rooms, until

WAIT_S = 30


class Gate:
    """Stands in a piece of work until the test opens it."""

    def __init__(self) -> None:
        self.reached, self.opens = threading.Event(), threading.Event()
        self.thread, self.times = "", 0

    def before(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """The work, done once the gate is open."""

        def late(*given: Any, **named: Any) -> Any:
            self.thread = threading.current_thread().name
            self.times += 1
            self.reached.set()
            assert self.opens.wait(WAIT_S)
            return work(*given, **named)

        return late


@pytest.fixture
def gate() -> Iterator[Gate]:
    """Open in the end, so that a failed test ends."""
    made = Gate()
    yield made
    made.opens.set()


def all_read_aside(program: Program, qtbot: QtBot) -> None:
    """What was asked for by now is made."""
    done: list[bool] = []
    rooms(program).reading.run(lambda: True, done.append)
    until(qtbot, lambda: bool(done))

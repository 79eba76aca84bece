"""Work off the UI thread: one object, one signal, results and errors back on the UI thread.

A job runs on an executor that the composition root owns. What it raises is sorted in one place:
ClerkError and Trouble go to the one who asked (else to the channel), everything else is a bug.
"""

from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from app.domain.errors import MotCuaError
from app.ui.caret import caret_stays

T = TypeVar("T")


class Run(Protocol):
    """How a page has something done: it never knows on which thread."""

    def __call__(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[MotCuaError], None] | None = None,
    ) -> None:
        """Do `work` elsewhere; call `done` with its result or `failed`, on the UI thread."""


class RunOnce(Protocol):
    """The same, where a second press is none."""

    def __call__(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[MotCuaError], None] | None = None,
        once: Hashable = None,
    ) -> None:
        """While a job with this `once` of the same person is not done, no other is begun."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    future: Future[Any]
    done: Callable[[Any], None]
    failed: Callable[[MotCuaError], None] | None
    broken: Callable[[], None] | None
    owner: QObject | None


class Tasks(QObject):
    """Long-lived; lives on the UI thread, where its slot runs."""

    _finished = Signal(object)

    def __init__(
        self,
        on_trouble: Callable[[MotCuaError], None],
        on_bug: Callable[[BaseException], None],
    ) -> None:
        """`on_trouble` hears what nobody else takes, `on_bug` opens the crash window."""
        super().__init__()
        self._on_trouble, self._on_bug, self._closed = on_trouble, on_bug, False
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    def close(self) -> None:
        """The window is gone: what comes back from now on is followed by nothing."""
        self._closed = True

    def runner(self, executor: Executor, owner: QObject | None = None) -> Run:
        """A `Run` for a page; when `owner` is gone, its results are dropped."""
        return partial(self.run, executor, owner)

    def run(  # noqa: PLR0913 - where, whose, what, and three ways to end
        self,
        executor: Executor,
        owner: QObject | None,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[MotCuaError], None] | None = None,
        broken: Callable[[], None] | None = None,
    ) -> None:
        """Start `work` on the executor and return at once.

        `broken` is called before a bug of it is told, so that nobody waits for its end for ever.
        """
        if self._closed:
            return
        future = executor.submit(work)
        future.add_done_callback(
            lambda ready: self._finished.emit(_Outcome(ready, done, failed, broken, owner))
        )

    def _on_finished(self, outcome: _Outcome) -> None:
        if self._closed or (outcome.owner and not shiboken6.isValid(outcome.owner)):
            return
        try:
            error = outcome.future.exception()
        except CancelledError:
            return
        if error is None:
            with caret_stays():
                outcome.done(outcome.future.result())
        elif isinstance(error, MotCuaError):
            with caret_stays():
                (outcome.failed or self._on_trouble)(error)
        else:
            if outcome.broken is not None:
                outcome.broken()
            self._on_bug(error)

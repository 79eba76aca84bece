"""Asking off the UI thread while the question changes: one at a time, the newest counts."""

from collections.abc import Callable
from typing import Generic, TypeVar

from app.domain.errors import MotCuaError
from app.ui.tasks import Run

Q = TypeVar("Q")
A = TypeVar("A")


class Latest(Generic[Q, A]):
    """What is asked while an answer is awaited waits, and only the newest of it.

    An answer to anything but the newest question is dropped.
    """

    def __init__(
        self,
        run: Run,
        answer: Callable[[Q], A],
        show: Callable[[A], None],
        failed: Callable[[MotCuaError], None],
    ) -> None:
        """`answer` runs through `run`; `show` and `failed` hear of the newest question only."""
        self._run, self._answer, self._show, self._failed = run, answer, show, failed
        self._asked = self._answered = 0
        self._waits: list[Q] = []
        self._working = False

    @property
    def pending(self) -> bool:
        """Whether an answer is still to come."""
        return self._answered != self._asked

    def ask(self, question: Q) -> None:
        """Ask this as soon as the answer under way is there."""
        self._asked += 1
        self._waits = [question]
        if not self._working:
            self._start()

    def forget(self) -> None:
        """Whatever was asked is of no interest any more."""
        self._asked += 1
        self._answered, self._waits = self._asked, []

    def _start(self) -> None:
        question, asked = self._waits.pop(), self._asked
        self._working = True
        self._run(
            lambda: self._work(question),
            lambda answer: self._done(asked, answer),
            lambda error: self._refused(asked, error),
        )

    def _work(self, question: Q) -> A:
        try:
            return self._answer(question)
        finally:
            self._working = False  # also where a fault ends it: the next question must be heard

    def _done(self, asked: int, answer: A) -> None:
        if self._waits and not self._working:
            self._start()
        elif asked == self._asked != self._answered:
            self._answered = asked
            self._show(answer)

    def _refused(self, asked: int, error: MotCuaError) -> None:
        if self._waits and not self._working:
            self._start()
        elif asked == self._asked != self._answered:
            self._answered = asked
            self._failed(error)

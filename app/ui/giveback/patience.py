"""F4 pressed while a scan is still being read waits for it, so that nothing is left behind."""

from collections.abc import Callable


class Patience:
    """Counts what is on its way; `act` is done late where it was asked for too early."""

    def __init__(self, act: Callable[[], None]) -> None:
        """Nothing is on its way."""
        self._act, self._expected, self._asked = act, 0, False

    def expect(self) -> None:
        """Something is being read."""
        self._expected += 1

    def answered(self, *, well: bool) -> None:
        """It was read; what was asked meanwhile is done now, unless nothing came of it."""
        self._expected -= 1
        self._asked = self._asked and well
        if not self._expected and self._asked:
            self._asked = False
            self._act()

    def must_wait(self) -> bool:
        """Whether something is on its way; the act is remembered then."""
        self._asked = bool(self._expected)
        return self._asked

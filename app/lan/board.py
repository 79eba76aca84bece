"""The relay's board of news: how often each topic changed since this relay began."""

import secrets
import threading
from collections.abc import Callable, Mapping


class Board:
    """`tell` from any thread; whoever waits and has not seen it wakes up.

    `run` names this relay's life: counts of another life mean nothing here.
    """

    def __init__(self) -> None:
        """Nothing is new yet."""
        self.run = secrets.token_hex(8)
        self._counts: dict[str, int] = {}
        self._changed = threading.Condition()
        self._closed = False

    def tell(self, topic: str) -> None:
        """Something of this topic is new."""
        with self._changed:
            self._counts[topic] = self._counts.get(topic, 0) + 1
            self._changed.notify_all()

    def counts(self) -> dict[str, int]:
        """As it stands."""
        with self._changed:
            return dict(self._counts)

    def wait(
        self,
        run: str,
        seen: Mapping[str, object],
        seconds: float,
        over: Callable[[], bool] = lambda: False,
    ) -> dict[str, int]:
        """The counts, as soon as they differ from what was seen, or after so many seconds.

        Who sets what `over` asks calls `wake` then.
        """
        with self._changed:
            self._changed.wait_for(
                lambda: self._closed or over() or run != self.run or self._counts != seen, seconds
            )
            return dict(self._counts)

    def wake(self) -> None:
        """Whoever waits looks whether it is over."""
        with self._changed:
            self._changed.notify_all()

    def close(self) -> None:
        """Nobody waits any longer."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

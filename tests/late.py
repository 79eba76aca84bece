"""MOTCUA_LATE=150: a busy machine on demand, work off the window's thread comes so much late.

A test that presses on before the answer it needs is there passes on a quiet machine and fails on a
busy one. Each job of the program's threads begins 0 to so many milliseconds later here, drawn from
the job's own number, and the window hears its keys later, so that such a test fails at once.
"""

import os
import random
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from typing import Any

VARIABLE = "MOTCUA_LATE"


def begin() -> None:
    """From now on, in this process; without the variable nothing is late."""
    most_ms = int(os.environ.get(VARIABLE) or 0)
    if not most_ms:
        return
    from app.bootstrap import window

    window.READY_AFTER_MS += most_ms
    submit, numbers = ThreadPoolExecutor.submit, count()

    def late(
        pool: ThreadPoolExecutor, work: Callable[..., Any], *more: Any, **named: Any
    ) -> Future[Any]:
        wait_s = random.Random(next(numbers)).uniform(0, most_ms / 1000)

        def begun() -> Any:
            threading.Event().wait(wait_s)
            return work(*more, **named)

        return submit(pool, begun)

    ThreadPoolExecutor.submit = late  # type: ignore[assignment,method-assign]

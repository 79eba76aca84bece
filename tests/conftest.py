"""What holds for every test: no screen, no way out of this machine, repeatable inventions."""

import gc
import os
import sys
from typing import Any

from hypothesis import HealthCheck, settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt
for name in ("MOTCUA_PIN", "MOTCUA_USER", "MOTCUA_NOW", "MOTCUA_KEYS_PASSPHRASE"):
    os.environ.pop(name, None)  # a test says itself who opens the machine, and when

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else each of a thousand processes compiles anew

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci",
    max_examples=300,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost", "", "0.0.0.0", "::"})  # noqa: S104 - compared
REACHING = frozenset({"socket.connect", "socket.sendto"})


def _stay_here(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse to reach another machine; a socket file of this one has a plain name."""
    if event in REACHING:
        address = arguments[1]
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise RuntimeError(f"A test reached for {address[0]}: tests stay on this machine.")


sys.addaudithook(_stay_here)


gc.disable()


def pytest_runtest_logfinish() -> None:
    """Cycles are collected between tests, on the main thread.

    Python collects in whichever thread allocates, and a widget that a worker thread (ours, or that
    of pytest-xdist) destroys ends the process: the reason is app.ui.collecting's, too.
    """
    gc.collect(1)

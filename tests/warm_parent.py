"""`python -m tests.warm_parent MODULE`: forks a child for each command that is asked for.

It has imported the program and does nothing else: no thread, no open file, nothing drawn at random.
A child takes on the arguments, the environment, the folder and the three streams that it was given,
runs the module as `python -m` does and ends as every interpreter ends.
"""

import atexit
import gc
import json
import os
import pkgutil
import runpy
import socket
import sys
import time
from contextlib import suppress
from importlib import import_module
from typing import Any

DESK = "app.cli app.commands app.printing app.sync"
LATE = "argon2.low_level openpyxl PIL.Image sqlite_utils zxingcpp zoneinfo _strptime"
IMPORTED = dict.fromkeys(("province", "tests.province.dying"), "province.cli")
MOST_BYTES = 1 << 20


def serve(module: str) -> None:
    """Until nobody asks any more; in a child, its command."""
    asked: list[int] = []
    atexit.register(_leave, asked)  # before any other, so it is called after all of them
    _warm(module)
    with socket.socket(fileno=os.dup(0)) as line:
        words, environment, folder = _work(line)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = [module, *words]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if isinstance(end.code, int):
            asked.append(end.code)
        raise


def _warm(module: str) -> None:
    for name in IMPORTED.get(module, f"{DESK} {LATE}").split():
        found = import_module(name)
        if name.startswith("app"):
            for one in pkgutil.iter_modules(getattr(found, "__path__", ())):
                import_module(f"{name}.{one.name}")
    gc.collect()
    gc.freeze()  # a child neither looks through nor copies what was there before it


def _work(line: socket.socket) -> Any:
    """What to do, in a child only; the parent stays inside."""
    while True:
        work, ends, _, _ = socket.recv_fds(line, MOST_BYTES, 4)
        if not work:
            sys.exit()
        if os.fork() == 0:
            _keep(ends)
            return json.loads(work)
        for end in ends:
            os.close(end)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _keep(ends: list[int]) -> None:
    """Fork the child, wait and tell how it ended; returns in the child only, on its own streams."""
    far = socket.socket(fileno=ends.pop())
    child = os.fork()
    if child:
        os.setpgid(child, child)
        far.send(str(child).encode())
        _, status = os.waitpid(child, 0)
        far.send(str(os.waitstatus_to_exitcode(status)).encode())
        os._exit(0)
    far.close()
    for number, end in enumerate(ends):
        os.dup2(end, number)
        os.close(end)


def _leave(asked: list[int]) -> None:
    """Leave out what is last: to take down, one by one, what the parent had imported."""
    if asked:
        with suppress(OSError):  # then the interpreter says so, in its own way
            sys.stdout.flush()
            sys.stderr.flush()
            gc.collect()
            os._exit(asked[0] & 0xFF)


if __name__ == "__main__":
    serve(sys.argv[1])

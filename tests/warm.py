"""Commands as processes of their own, without each importing the whole program first.

A warmed parent (`tests.warm_parent`) forks a child for each. A fresh process is started instead
where the environment says MOTCUA_FRESH=1, where a variable differs that is read before Python runs
its first line, and where there is no Linux.
"""

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from functools import cache
from itertools import cycle
from pathlib import Path

FRESH = "MOTCUA_FRESH"
AT_START = ("PYTHON", "LD_", "LC_", "LANG", "MALLOC_", "GLIBC_", "OPENSSL_")
AS_IT_WAS = dict(os.environ)
ROOT = Path(__file__).parents[1]
PARENTS = 2  # each has hashes of its own: sets do not stand in one order in every process
Environment = dict[str, str]
Done = subprocess.CompletedProcess[bytes]


def run(
    module: str, words: list[str], typed: bytes, environment: Environment, seconds: float
) -> Done:
    """`python -m module words…` with bytes on its standard input."""
    if may_fork(environment):
        return next(_parents(module)).run(words, typed, environment, seconds)
    command = [sys.executable, "-m", module, *words]
    return subprocess.run(
        command, input=typed, env=environment, capture_output=True, check=False, timeout=seconds
    )


def may_fork(environment: Environment) -> bool:
    """Whether a child of a warmed parent is what a fresh process would be."""
    if sys.platform != "linux" or environment.get(FRESH):
        return False
    return _at_start(environment) == _at_start(AS_IT_WAS)


def _at_start(environment: Environment) -> Environment:
    return {name: told for name, told in environment.items() if name.startswith(AT_START)}


@cache
def _parents(module: str) -> "cycle[Parent]":
    return cycle([Parent(module) for _ in range(PARENTS)])


class Parent:
    """The side of a warmed parent that asks."""

    def __init__(self, module: str) -> None:
        self.line, far = socket.socketpair(type=socket.SOCK_SEQPACKET)
        with far:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.warm_parent", module],
                cwd=ROOT,
                env=AS_IT_WAS,
                stdin=far.fileno(),
                stdout=far.fileno(),
                stderr=subprocess.PIPE,
            )
        atexit.register(self.end)

    def end(self) -> str:
        """Nothing more is asked; what the parent complained of."""
        self.line.close()
        return self.process.communicate()[1].decode()

    def run(self, words: list[str], typed: bytes, environment: Environment, seconds: float) -> Done:
        """One child, waited for."""
        with ExitStack() as held:
            given, out, err = (held.enter_context(tempfile.TemporaryFile()) for _ in range(3))
            given.write(typed)
            given.seek(0)
            near, far = map(held.enter_context, socket.socketpair(type=socket.SOCK_SEQPACKET))
            work = json.dumps([words, environment, str(Path.cwd())]).encode()
            ends = [end.fileno() for end in (given, out, err, far)]
            socket.send_fds(self.line, [work], ends)
            far.close()
            near.settimeout(seconds)
            status = self._awaited(near, words, seconds)
            out.seek(0)
            err.seek(0)
            return Done(words, status, out.read(), err.read())

    def _awaited(self, near: socket.socket, words: list[str], seconds: float) -> int:
        """The status in which the child ended; its group is killed where that takes too long."""
        child = int(near.recv(32) or self._broken())
        try:
            return int(near.recv(32) or self._broken())
        except BaseException as fault:
            os.killpg(child, signal.SIGKILL)
            near.recv(32)
            if isinstance(fault, TimeoutError):
                raise subprocess.TimeoutExpired(words, seconds) from fault
            raise

    def _broken(self) -> int:
        raise RuntimeError(f"The warmed parent is gone: {self.end()}")

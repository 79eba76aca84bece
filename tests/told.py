"""`python -m tests.told WORD`: a program that tells all of its process, or ends in some way."""

import atexit
import os
import random
import signal
import subprocess
import sys
import threading
import time
import uuid
import warnings
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from sqlcipher3 import dbapi2

from app.wire.signing import new_key
from tests.warm import FRESH


def itself() -> None:
    """All that a program can see of the process that it runs in."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    for told in (
        (__name__, sys.argv[1:], Path(sys.argv[0]).name, Path.cwd()),
        [sha256(repr(sorted({**os.environ, FRESH: ""}.items())).encode()).hexdigest()],
        sys.stdin.buffer.read(),
        [(one.encoding, one.errors, one.line_buffering, one.isatty()) for one in streams],
        [os.umask(0o077), time.tzname, sys.flags],
        [one for one in warnings.filters if one[2].__module__ == "builtins"],
        [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGPIPE, signal.SIGCHLD)],
        [threading.enumerate()[1:], signal.pthread_sigmask(signal.SIG_BLOCK, ())],
        sorted(os.listdir("/proc/self/fd")),  # noqa: PTH208 - the names, one of them this look
    ):
        print(*told)  # noqa: T201 - it is a program for a terminal
    sys.stderr.write("một câu\n")
    atexit.register(sys.stdout.write, "tạm biệt\n")


def drawn() -> None:
    """Whatever is drawn at random, from each source that the programs have."""
    rows = dbapi2.connect(":memory:").execute("SELECT hex(randomblob(16))")
    keys = [part.hex() for part in new_key()]
    print(random.random(), uuid.uuid4(), os.urandom(8).hex(), *rows.fetchone(), *keys)  # noqa: T201


def killed() -> None:
    """By itself, in the middle of a line."""
    sys.stdout.write("nửa")
    os.kill(os.getpid(), signal.SIGKILL)


def hanging() -> None:
    """With a child that hangs too; both would write at the end."""
    command = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as child:
        Path(sys.argv[2]).write_text(f"{os.getpid()} {child.pid}")
        threading.Event().wait()


def failing() -> None:
    """As a fault in a program does."""
    raise LookupError(sys.argv[2])


def refusing() -> None:
    """With a sentence in the place of a status."""
    sys.exit("không được")


WAYS: dict[str, Callable[[], None]] = {
    one.__name__: one for one in (itself, drawn, killed, hanging, failing, refusing)
}

if __name__ == "__main__":
    WAYS[sys.argv[1]]()
    sys.exit(7)

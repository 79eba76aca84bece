"""A file of the clerk's, written so that it is whole or not there."""

import os
from contextlib import suppress
from pathlib import Path


def write_whole(out: Path, made: bytes) -> None:
    """Write it; OSError, with what stood there before and no half file, where that cannot be.

    What is no file (a device, a pipe) takes it as it is.
    """
    if out.exists() and not out.is_file():
        out.write_bytes(made)
        return
    new = out.with_name(f"{out.name}.new")
    try:
        with new.open("wb") as file:
            file.write(made)
            file.flush()
            os.fsync(file.fileno())  # a full stick says so only now
        new.replace(out)
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise

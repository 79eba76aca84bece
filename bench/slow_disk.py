"""Makes SQLite's sync slower in this process: what a worn disk or a cheap stick does to COMMIT.

Files that SQLite opens from then on get method tables whose xSync waits first. The offsets are
those of `sqlite3_vfs` and `sqlite3_io_methods` in sqlite3.h, which SQLite never changes.
"""

import ctypes
import time
from typing import Any

from sqlcipher3 import _sqlite3

_POINTER = ctypes.sizeof(ctypes.c_void_p)
_VFS_OPEN = 8 + 4 * _POINTER
_METHODS_SYNC, _METHODS_SIZE = 5 * _POINTER, 19 * _POINTER
_OPEN = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_kept: list[Any] = []  # what C holds pointers to
syncs = 0


def slow_syncs(seconds: float) -> None:
    """Every later sync of a database or its WAL takes this much longer."""
    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = ctypes.c_void_p
    slot = ctypes.c_void_p.from_address(library.sqlite3_vfs_find(None) + _VFS_OPEN)
    really_open = _OPEN(slot.value or 0)

    def open_slowly(vfs: int, name: int, file: int, flags: int, out: int) -> int:
        status = int(really_open(vfs, name, file, flags, out))
        methods = ctypes.c_void_p.from_address(file)
        if methods.value:
            methods.value = _with_slow_sync(methods.value, seconds)
        return status

    callback = _OPEN(open_slowly)
    _kept.append(callback)
    slot.value = ctypes.cast(callback, ctypes.c_void_p).value


def _with_slow_sync(methods: int, seconds: float) -> int:
    """A copy of a method table; tables are constant, so one a file is little and enough."""
    copy = ctypes.create_string_buffer(ctypes.string_at(methods, _METHODS_SIZE), _METHODS_SIZE)
    slot = ctypes.c_void_p.from_buffer(copy, _METHODS_SYNC)
    really_sync = _SYNC(slot.value or 0)

    def sync_slowly(file: int, flags: int) -> int:
        global syncs  # noqa: PLW0603 - the count of this process
        syncs += 1
        time.sleep(seconds)
        return int(really_sync(file, flags))

    callback = _SYNC(sync_slowly)
    slot.value = ctypes.cast(callback, ctypes.c_void_p).value
    _kept.extend((copy, callback))
    return ctypes.addressof(copy)

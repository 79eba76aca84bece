"""A file is whole or not there: on a disk that takes only its beginning, too."""

import os
import resource
import threading
from pathlib import Path

import pytest

from app.devices.whole_file import write_whole

ROOM, MADE, OLD = 4_096, bytes(range(256)) * 400, b"last month's"


def written_with_little_room(out: Path) -> None:
    """The system takes the first bytes and refuses the others."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_whole(out, MADE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_takes_only_the_beginning_is_left_without_half_a_file(tmp_path: Path) -> None:
    written_with_little_room(tmp_path / "so.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_what_stood_there_before_stays_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "so.xlsx"
    out.write_bytes(OLD)
    written_with_little_room(out)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("so.xlsx", OLD)]
    write_whole(out, MADE)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("so.xlsx", MADE)]


def test_what_is_no_file_takes_it_as_it_is(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, MADE)
    reader.join()
    assert read == [MADE]
    assert pipe.is_fifo()

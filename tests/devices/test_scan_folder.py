"""The watched folder: whole files only, oldest first, strange ones in peace."""

import os
from pathlib import Path

from app.devices.scan_folder import STILL_LOOKS, ScanFolderWatch


def put(folder: Path, name: str, at: int, content: bytes = b"x") -> Path:
    file = folder / name
    file.write_bytes(content)
    os.utime(file, (at, at))
    return file


def test_a_file_is_ready_once_it_stood_still_from_one_look_to_the_next(tmp_path: Path) -> None:
    watch = ScanFolderWatch()
    young, old = put(tmp_path, "a.jpg", 20), put(tmp_path, "b.jpg", 10)
    assert watch.ready(tmp_path) == []
    assert watch.ready(tmp_path) == [old, young]
    put(tmp_path, "b.jpg", 11, b"xy")
    assert watch.ready(tmp_path) == [young]
    assert watch.ready(tmp_path) == [old, young]
    old.unlink()
    assert watch.ready(tmp_path) == [young]


def test_hidden_unfinished_and_empty_files_and_folders_are_none(tmp_path: Path) -> None:
    watch = ScanFolderWatch()
    for name in (".a.jpg", "~a.jpg", "a.jpg.part", "a.TMP"):
        put(tmp_path, name, 1)
    put(tmp_path, "empty.jpg", 1, b"")
    (tmp_path / "folder").mkdir()
    watch.ready(tmp_path)
    assert watch.ready(tmp_path) == []


def test_a_folder_that_is_away_has_nothing(tmp_path: Path) -> None:
    watch = ScanFolderWatch()
    assert watch.ready(tmp_path / "none") == []
    file = put(tmp_path, "a.jpg", 1)
    assert watch.ready(file) == []


def test_what_cannot_be_read_is_told_once_and_tried_again_when_it_changes(tmp_path: Path) -> None:
    watch, file = ScanFolderWatch(), put(tmp_path, "a.jpg", 1)
    watch.ready(tmp_path)
    told = 0
    for _ in range(STILL_LOOKS + 3):
        if watch.ready(tmp_path):
            told += watch.unread(file)
    assert told == 1
    assert watch.ready(tmp_path) == []
    put(tmp_path, "a.jpg", 2, b"xy")
    watch.ready(tmp_path)
    assert watch.ready(tmp_path) == [file]


def test_what_is_stored_and_cannot_be_removed_is_not_taken_in_again(tmp_path: Path) -> None:
    watch, file = ScanFolderWatch(), put(tmp_path, "a.jpg", 1)
    watch.ready(tmp_path)
    assert watch.ready(tmp_path) == [file]
    watch.taken(file)
    assert watch.ready(tmp_path) == []

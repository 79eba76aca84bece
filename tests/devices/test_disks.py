"""Where copies may lie: another disk, writable."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QStorageInfo

from app.devices import disks
from app.devices.disks import (
    FOLDER,
    Disk,
    check_folder,
    disk_of,
    gigabytes,
    is_removable,
    other_disks,
)
from app.domain.errors import ClerkError


def apart(place: Path) -> int:
    """A stick and the data, told apart by name."""
    return 1 if "stick" in place.parts else 0


def test_what_desktops_mount_is_a_stick_and_the_disk_of_the_program_is_none(
    tmp_path: Path,
) -> None:
    assert is_removable(Path("/media/nhi/KINGSTON"))
    assert is_removable(Path("/run/media/nhi/KINGSTON"))
    assert not is_removable(tmp_path)
    assert not is_removable(Path("/nowhere/at/all"))


def test_sticks_are_other_disks_that_can_be_carried_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [
        Disk(Path("/media/nhi/KINGSTON") / FOLDER, "KINGSTON", 5),
        Disk(tmp_path / FOLDER, "second disk", 5),
    ]
    monkeypatch.setattr(disks, "other_disks", lambda _data: found)
    assert disks.sticks(tmp_path) == [Disk(Path("/media/nhi/KINGSTON"), "KINGSTON", 5)]


def test_a_folder_on_another_disk_is_made_and_tried(tmp_path: Path) -> None:
    folder = tmp_path / "stick" / "copies"
    free = check_folder(str(folder), tmp_path / "data", apart)
    assert free > 0
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("typed", ["", "copies", "./stick"])
def test_a_place_is_named_in_full(tmp_path: Path, typed: str) -> None:
    with pytest.raises(ClerkError, match="đường dẫn đầy đủ"):
        check_folder(typed, tmp_path, apart)


def test_the_disk_of_the_data_is_no_place_for_copies(tmp_path: Path) -> None:
    wanted = tmp_path / "copies"
    with pytest.raises(ClerkError, match="cùng ổ đĩa"):
        check_folder(str(wanted), tmp_path / "data")
    assert not wanted.exists()


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    taken = tmp_path / "stick"
    taken.write_text("a file, no folder")
    with pytest.raises(ClerkError, match="Không ghi được"):
        check_folder(str(taken / "copies"), tmp_path / "data", apart)


def test_what_is_not_there_yet_lies_on_its_parent_s_disk(tmp_path: Path) -> None:
    assert disk_of(tmp_path / "a" / "b") == disk_of(tmp_path)


def test_the_data_s_own_disk_is_never_offered(tmp_path: Path) -> None:
    for disk in other_disks(tmp_path):
        assert disk_of(disk.folder) != disk_of(tmp_path)
        assert disk.folder.name == FOLDER


def test_sizes_are_said_with_a_comma() -> None:
    assert gigabytes(12_345_678_901) == "11,5 GB"


@dataclass
class Volume:
    """As QStorageInfo tells of one."""

    root: str
    kind: bytes
    read_only: bool

    def __getattr__(self, name: str) -> Any:
        told = {
            "rootPath": self.root,
            "fileSystemType": QByteArray(self.kind),
            "isValid": True,
            "isReady": True,
            "isReadOnly": self.read_only,
            "displayName": Path(self.root).name,
            "bytesAvailable": 5,
        }
        return lambda: told[name]


def test_a_locked_stick_is_told_from_none_and_a_disc_is_no_locked_stick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    volumes = [
        Volume("/media/nhi/LEXAR", b"vfat", read_only=True),
        Volume("/media/nhi/CDROM", b"iso9660", read_only=True),
        Volume("/media/nhi/GOOD", b"vfat", read_only=False),
    ]
    monkeypatch.setattr(QStorageInfo, "mountedVolumes", lambda: volumes)
    monkeypatch.setattr(disks, "disk_of", lambda place: int("media" in place.parts))
    assert disks.locked_sticks(tmp_path) == ["LEXAR"]
    assert [one.name for one in disks.sticks(tmp_path)] == ["GOOD"]

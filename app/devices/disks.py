"""Disks and sticks beside the one with the data, and whether a folder can hold copies."""

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import ClerkError

if TYPE_CHECKING:
    from PySide6.QtCore import QStorageInfo

UNREAL = frozenset({b"tmpfs", b"devtmpfs", b"overlay", b"squashfs", b"proc", b"sysfs", b"efivarfs"})
DISCS = frozenset({b"iso9660", b"udf", b"CDFS", b"UDF"})  # never to be written: no fault of theirs
FOLDER = "MotCua-sao-luu"
PROBE = ".motcua-thu-ghi"
GIGABYTE = 1 << 30
WINDOWS_REMOVABLE = 2
MOUNTED_BY_DESKTOPS = (Path("/media"), Path("/run/media"))


@dataclass(frozen=True, slots=True)
class Disk:
    """A volume that is not the data's: where copies would lie on it, its name, free bytes."""

    folder: Path
    name: str
    free: int


def other_disks(data: Path) -> list[Disk]:
    """What is plugged in beside the disk with the data; may take seconds."""
    from PySide6.QtCore import QStorageInfo

    return _volumes(QStorageInfo.mountedVolumes(), disk_of(data), locked=False)


def sticks(data: Path) -> list[Disk]:
    """What can be carried away: of the other disks those that the system calls removable.

    On Linux by the kernel's word or the place where desktops mount sticks; on Windows by the type
    of the drive (not tried there). `folder` is the stick's root.
    """
    found = [Disk(disk.folder.parent, disk.name, disk.free) for disk in other_disks(data)]
    return [disk for disk in found if is_removable(disk.folder)]


def locked_sticks(data: Path) -> list[str]:
    """Names of sticks that are plugged in and take nothing: the small switch, or a fault."""
    from PySide6.QtCore import QStorageInfo

    found = _volumes(QStorageInfo.mountedVolumes(), disk_of(data), locked=True)
    return [disk.name for disk in found if is_removable(disk.folder.parent)]


def _volumes(volumes: "list[QStorageInfo]", own: int, *, locked: bool) -> list[Disk]:
    found = []
    for volume in volumes:
        root, kind = Path(volume.rootPath()), volume.fileSystemType().data()
        usable = volume.isValid() and volume.isReady() and volume.isReadOnly() == locked
        if usable and kind not in UNREAL | (DISCS if locked else set()) and disk_of(root) != own:
            name = volume.displayName() or str(root)
            found.append(Disk(root / FOLDER, name, volume.bytesAvailable()))
    return found


def is_removable(root: Path) -> bool:
    """Whether the volume mounted there is a stick."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(str(root)) == WINDOWS_REMOVABLE)
    if any(root.is_relative_to(place) for place in MOUNTED_BY_DESKTOPS):
        return True
    number = disk_of(root)
    block = Path(f"/sys/dev/block/{os.major(number)}:{os.minor(number)}") if number >= 0 else None
    return block is not None and any(_says_removable(one) for one in (block, block / ".."))


def _says_removable(block: Path) -> bool:
    """A whole disk has the word itself, a part of one the disk above it."""
    with suppress(OSError):
        return (block / "removable").read_text(encoding="ascii").strip() == "1"
    return False


def disk_of(place: Path) -> int:
    """A number that is the same for two places on one disk; -1 where nothing is there."""
    for folder in (place, *place.parents):
        with suppress(OSError):
            return folder.stat().st_dev
    return -1


def check_folder(folder: str, data: Path, disk: Callable[[Path], int] = disk_of) -> int:
    """Bytes free in a folder that can hold copies; it is made where it is not there.

    ClerkError: not named in full, on the disk of the data, or not to be written.
    """
    place = Path(folder)
    if not folder or not place.is_absolute():
        raise ClerkError(
            "Hãy chọn một ổ ở trên, hoặc gõ đường dẫn đầy đủ của thư mục. Chưa đổi gì.", "folder"
        )
    if disk(place) == disk(data):
        raise ClerkError(
            "Nơi này cùng ổ đĩa với dữ liệu: ổ hỏng là mất cả hai. Chưa đổi gì. "
            "Hãy chọn USB hoặc ổ đĩa khác.",
            "folder",
        )
    try:
        place.mkdir(parents=True, exist_ok=True)
        _try_writing(place / PROBE)
        return shutil.disk_usage(place).free
    except OSError as error:
        raise ClerkError(
            "Không ghi được vào nơi này (đầy, chỉ đọc, hoặc đã rút ra). Chưa đổi gì. "
            "Hãy xem lại hoặc chọn nơi khác.",
            "folder",
        ) from error


def gigabytes(size: int) -> str:
    """A size as people read it."""
    return f"{size / GIGABYTE:.1f} GB".replace(".", ",")


def _try_writing(file: Path) -> None:
    try:
        file.write_bytes(b"motcua")
    finally:
        file.unlink(missing_ok=True)


def usual_folders() -> list[Path]:
    """Where people keep files: documents, downloads, the desktop; the first is there to write."""
    from PySide6.QtCore import QStandardPaths

    place = QStandardPaths.StandardLocation
    wanted = (place.DocumentsLocation, place.DownloadLocation, place.DesktopLocation)
    named = [Path(QStandardPaths.writableLocation(one)) for one in wanted]
    return [folder for folder in named if folder.is_dir()] or [Path.home()]

"""Files on a stick: names that do not collide, and writing that is whole or did not happen."""

import os
from pathlib import Path

from app.domain.errors import Trouble

ENDING = ".mcu"
UP_NAME, DOWN_NAME = "motcua-len", "motcua-xuong"
PLUG = "Hãy cắm lại USB (còn chỗ, không khoá ghi) rồi làm lại. Dữ liệu trên máy này vẫn an toàn."


def file_name(kind: str, device: str, head: bytes) -> str:
    """The same for the same content, so that a stick never fills with copies."""
    return f"{kind}-{device}-{head.hex()[:12]}{ENDING}"


def files_in(folder: Path, ending: str = ENDING) -> list[Path]:
    """The files of sticks, by name; Trouble where the folder cannot be read."""
    try:
        return sorted(file for file in folder.iterdir() if file.suffix == ending)
    except OSError as error:
        raise Trouble(f"Không đọc được {folder}. {PLUG}") from error


def write_whole(folder: Path, name: str, content: bytes) -> None:
    """There whole or not at all, also where the stick is pulled; Trouble where it cannot be."""
    part = folder / f"{name}.part"
    try:
        _make(folder)
        with part.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.replace(folder / name)
        _sync(folder)
    except OSError as error:
        raise Trouble(f"Không ghi được vào {folder}. {PLUG}") from error


def _make(folder: Path) -> None:
    if folder.is_dir():
        return
    _make(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync(folder.parent)


def _sync(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

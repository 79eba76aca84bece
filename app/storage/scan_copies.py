"""Scans beside copies: sealed as they are, under the hash of their bytes, each written once."""

import hashlib
from pathlib import Path

from app.domain.errors import Trouble
from app.storage.profile import PRIVATE_FOLDER, write_private

FOLDER = "motcua-anh-quet"
NOT_WRITTEN = (
    "Bản sao đã ghi, nhưng ảnh quét chưa chép đủ vào {place} (đầy hoặc đã rút ra). Dữ liệu trên "
    "máy vẫn an toàn. Hãy cắm lại hoặc chọn nơi khác rồi sao lưu lại."
)


def save(scans: Path, folder: Path) -> int:
    """Copy what is not beside the copies yet; how many scans lie there then."""
    to = folder / FOLDER
    try:
        return sum(_copied(file, to / file.parent.name / file.name) for file in _all(scans))
    except (OSError, Trouble) as error:
        raise Trouble(NOT_WRITTEN.format(place=folder)) from error


def bring(folder: Path, scans: Path, digests: set[str]) -> int:
    """Take those that a restored desk names and does not have; how many came."""
    found = [file for file in _all(folder / FOLDER) if file.name in digests]
    try:
        return sum(_copied(file, scans / file.parent.name / file.name) for file in found)
    except OSError:
        return 0  # the desk stands without; a page that wants one says that it is not here


def _all(scans: Path) -> list[Path]:
    return sorted(scans.glob("*/*")) if scans.is_dir() else []


def _copied(file: Path, to: Path) -> bool:
    """Whether it lies there whole afterwards: what is damaged here is not handed on."""
    if to.exists() and to.stat().st_size == file.stat().st_size:
        return True
    raw = file.read_bytes()
    if hashlib.sha256(raw).hexdigest() != file.name:
        return False
    to.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    write_private(to, raw)
    return True

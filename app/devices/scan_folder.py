"""The folder where the scanner's own program puts its files: which of them are whole by now."""

from dataclasses import dataclass, field
from pathlib import Path

from app.domain.errors import ClerkError

Stamp = tuple[int, int]
STILL_LOOKS = 5  # so often a file that cannot be read is looked at before it is called none
HIDDEN = (".", "~")
UNFINISHED = (".part", ".tmp", ".crdownload")


@dataclass(slots=True)
class ScanFolderWatch:
    """Looks; nothing is opened. A file is ready once it stood unchanged from one look to the next.

    What no look could read, or what is stored and could not be removed, is left alone until it
    changes.
    """

    _seen: dict[Path, Stamp] = field(default_factory=dict, init=False)
    _tries: dict[Path, int] = field(default_factory=dict, init=False)

    def ready(self, folder: Path) -> list[Path]:
        """Files to take in now, the oldest first; none where the folder is not there."""
        before, self._seen = self._seen, _stamps(folder)
        self._tries = {
            file: tries
            for file, tries in self._tries.items()
            if self._seen.get(file) == before.get(file)
        }
        still = [
            (stamp[1], file)
            for file, stamp in self._seen.items()
            if before.get(file) == stamp and self._tries.get(file, 0) < STILL_LOOKS
        ]
        return [file for _, file in sorted(still)]

    def unread(self, file: Path) -> bool:
        """It could not be read at this look; True once that is to be told."""
        self._tries[file] = self._tries.get(file, 0) + 1
        return self._tries[file] == STILL_LOOKS

    def taken(self, file: Path) -> None:
        """It is stored: where it cannot be removed it is not taken in again."""
        self._tries[file] = STILL_LOOKS


def check_scan_folder(typed: str, data: Path) -> str:
    """What is there, in a sentence; ClerkError for a folder that must not be emptied."""
    if not typed:
        return "Không nhận bản quét từ thư mục nào."
    folder = Path(typed)
    try:
        if not folder.is_absolute() or not folder.is_dir():
            raise ClerkError("Không thấy thư mục này. Hãy tạo nó, rồi ghi đường dẫn đầy đủ.")
        whole = folder.resolve()
        if whole in (Path.home().resolve(), whole.parent) or data.resolve().is_relative_to(whole):
            raise ClerkError(
                "Thư mục này chứa cả tệp khác của máy. Hãy tạo một thư mục riêng cho bản quét."
            )
        many = len(_stamps(folder))
    except OSError as error:
        raise ClerkError(
            "Không mở được thư mục này. Hãy xem lại quyền, hoặc đường mạng."
        ) from error
    there = f" Đang có {many} tệp, sẽ nhận vào máy rồi xoá khỏi đó." if many else ""
    return f"Đang nhận từ: {folder}.{there}"


def _stamps(folder: Path) -> dict[Path, Stamp]:
    found: dict[Path, Stamp] = {}
    try:
        for file in folder.iterdir():
            if file.name.startswith(HIDDEN) or file.suffix.lower() in UNFINISHED:
                continue
            about = file.stat()
            if file.is_file() and about.st_size:
                found[file] = (about.st_size, about.st_mtime_ns)
    except OSError:  # a network drive that is away, or a file that went meanwhile: the next look
        return found
    return found

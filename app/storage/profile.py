"""Where a desk's things lie: data in one folder, the machine secret in another, never together.

With `--profile DIR`: `DIR/data` and `DIR/machine.key`. A copied data folder stays shut elsewhere.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import Trouble

SECRET_BYTES = 32
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


@dataclass(frozen=True, slots=True)
class ProfilePaths:
    """`data` is what backups and thieves copy; `machine_key` what they do not."""

    data: Path
    machine_key: Path

    @property
    def database(self) -> Path:
        """The encrypted file."""
        return self.data / "motcua.db"

    @property
    def founding(self) -> Path:
        """A database whose key is not kept yet: nobody's, until `keys` exists."""
        return self.data / "founding.db"

    def set_aside(self, moment: str) -> Path:
        """Where a restore puts what it found; nobody removes it but people."""
        return self.data / f"cu-{moment}"

    @property
    def keys(self) -> Path:
        """The wrapped database key."""
        return self.data / "keys.json"

    @property
    def pending(self) -> Path:
        """Private keys of an enrolment request, sealed to this machine."""
        return self.data / "request.json"

    @property
    def root(self) -> Path:
        """The province's public root, for checking slips without a PIN."""
        return self.data / "root.pub"

    @property
    def temporary(self) -> Path:
        """Print files and the like: private, emptied after use."""
        return self.data / "tmp"

    @property
    def scans(self) -> Path:
        """Sealed scans, by the hash of their bytes."""
        return self.data / "scans"

    @property
    def window_lock(self) -> Path:
        """Held by the one window of this profile."""
        return self.data / "window.lock"


def paths_in(folder: Path) -> ProfilePaths:
    """The layout of `--profile DIR`."""
    return ProfilePaths(folder / "data", folder / "machine.key")


def make_folders(paths: ProfilePaths) -> None:
    """Private folders; Trouble where the place cannot be written."""
    try:
        for folder in (paths.data, paths.temporary, paths.machine_key.parent):
            folder.mkdir(parents=True, exist_ok=True)
        for folder in (paths.data, paths.temporary):
            folder.chmod(PRIVATE_FOLDER)
    except OSError as error:
        raise Trouble(
            f"Không tạo được thư mục {paths.data}. Chưa ghi gì. "
            "Hãy chọn thư mục khác hoặc xin quyền."
        ) from error


def empty_temporary(paths: ProfilePaths) -> None:
    """Whatever a crash left behind goes."""
    shutil.rmtree(paths.temporary, ignore_errors=True)
    make_folders(paths)


def clear_founding(paths: ProfilePaths) -> None:
    """Whatever a founding that was broken off left behind goes: nobody has its key."""
    try:
        for file in paths.data.glob(f"{paths.founding.name}*"):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise Trouble(
            f"Không xoá được tệp dở dang trong {paths.data}. Chưa lập gì. "
            "Hãy kiểm tra ổ đĩa và quyền của thư mục rồi làm lại."
        ) from error


def finish_founding(paths: ProfilePaths) -> None:
    """Once the key is kept the database gets its name; nothing to do on all later days."""
    if paths.founding.exists() and not paths.database.exists():
        try:
            _move(paths.founding, paths.database)
        except OSError as error:
            raise Trouble(
                f"Không đổi được tên tệp trong {paths.data}. Bàn tiếp nhận đã lập và vẫn nguyên. "
                "Hãy kiểm tra ổ đĩa và quyền của thư mục rồi mở lại."
            ) from error


def set_aside(paths: ProfilePaths, moment: str, *, keys_too: bool) -> Path | None:
    """Move a database that is no use away, with its keys; where to, None where there was nothing.

    The keys go first: broken off, what is left is a place that `restore` takes.
    """
    last = (paths.keys,) if keys_too else ()
    found = [*last, *sorted(paths.data.glob(f"{paths.database.name}*"))]
    found = [file for file in found if file.exists()]
    if not found:
        return None
    to = paths.set_aside(moment)
    try:
        to.mkdir(exist_ok=True)
        for file in found:
            file.replace(to / file.name)
        sync_folder(to)
        sync_folder(paths.data)
    except OSError as error:
        raise Trouble(
            f"Không chuyển được dữ liệu cũ vào {to}. Dữ liệu cũ vẫn nguyên, chưa khôi phục. "
            "Hãy kiểm tra ổ đĩa và quyền của thư mục rồi làm lại."
        ) from error
    return to


def machine_secret(paths: ProfilePaths, *, create: bool = False) -> bytes | None:
    """The machine's secret; None where it has none for this profile."""
    if paths.machine_key.exists():
        raw = read_private(paths.machine_key)
        return raw if len(raw) == SECRET_BYTES else None
    if not create:
        return None
    import secrets

    secret = secrets.token_bytes(SECRET_BYTES)
    write_private(paths.machine_key, secret)
    return secret


def read_private(file: Path) -> bytes:
    """A small private file; Trouble where it may not be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise Trouble(
            f"Không đọc được tệp {file.name}. Dữ liệu vẫn nguyên. "
            "Hãy kiểm tra ổ đĩa và quyền của thư mục rồi mở lại."
        ) from error


def write_private(file: Path, content: bytes) -> None:
    """Write a small private file so that after a power cut it is the old one or the new one."""
    new = file.with_name(file.name + ".new")
    try:
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        _move(new, file)
    except OSError as error:
        _forget(new)
        raise Trouble(
            f"Không ghi được tệp {file.name} (ổ đĩa đầy hoặc chỉ đọc). Tệp cũ vẫn nguyên. "
            "Hãy kiểm tra ổ đĩa rồi làm lại."
        ) from error


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """One process at a time: the others wait. `file` is empty and stays there."""
    try:
        handle = os.open(file, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
    except OSError as error:
        raise Trouble(
            f"Không ghi được vào thư mục {file.parent}. Dữ liệu vẫn nguyên. "
            "Hãy kiểm tra ổ đĩa và quyền của thư mục rồi làm lại."
        ) from error
    try:
        _hold(handle)
        yield
    finally:
        os.close(handle)  # lets go


def _hold(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)


def _move(file: Path, to: Path) -> None:
    """Durable when it returns."""
    file.replace(to)
    sync_folder(to.parent)


def _forget(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """What was made, renamed or removed in it is durable."""
    if os.name == "nt":
        return  # a folder cannot be opened there; the rename itself is durable
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

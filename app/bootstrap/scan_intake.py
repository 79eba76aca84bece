"""A scanned file on its way into the desk: made small, sealed, durable; only then taken away."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from app.bootstrap.lent_scans import lent
from app.bootstrap.opening import OpenDesk
from app.devices.scan_image import NotAScan, SmallScan, shrink, suffix_of
from app.domain.errors import Trouble
from app.domain.scan import Scan
from app.domain.vietnamese import nfc
from app.services import scans as services
from app.services.ports import Stored
from app.storage import scans

MOST_FILE = 256 << 20  # as a scanner's program may leave it


def take_in(opened: OpenDesk, file: Path) -> str:
    """Keep the scan in the file, which stays; its digest.

    NotAScan where it is none, Trouble where the disk does not take it.
    """
    return keep(opened, read_small(file), file.name)


def read_small(file: Path, made: Callable[[bytes], SmallScan] = shrink) -> SmallScan:
    """The scan in the file, made small; NotAScan where it is none. Nothing is stored."""
    try:
        if file.stat().st_size > MOST_FILE:
            raise NotAScan("Tệp này lớn hơn 256 MB. Hãy quét lại ở 200 dpi, hoặc chọn ảnh nhỏ hơn.")
        content = file.read_bytes()
    except OSError as error:
        raise NotAScan("Tệp này không mở được.") from error
    return made(content)


def keep(opened: OpenDesk, small: SmallScan, name: str) -> str:
    """Durable when it returns its digest; Trouble where the disk does not take it."""
    now, pages = opened.desk.clock.now(), small.pages
    return opened.scans().take_in(small.content, name=nfc(name)[:100], pages=pages, now=now)


def attach_files(
    opened: OpenDesk, stored: Stored, files: Sequence[Path], *, take: bool
) -> services.ScanCount:
    """Give all of the files to the dossier; where `take`, each goes once it is stored."""
    digests = []
    for file in files:
        try:
            digests.append(take_in(opened, file))
        except NotAScan as error:
            raise Trouble(f"{file.name}: {error.message} Chưa gắn tệp nào.") from error
    after = services.attach(opened.desk, stored.id, digests)
    if take:
        for file in files:
            remove(file)
    return scans.count_of(opened.connection, [one.digest for one in after.dossier.scans])


def remove(file: Path) -> None:
    """What is stored need not lie open beside it; where it cannot go now, it is known again."""
    with suppress(OSError):
        file.unlink(missing_ok=True)


def write_out(opened: OpenDesk, stored: Stored, folder: Path) -> list[Path]:
    """The dossier's scans as files that any program shows; what lies elsewhere is fetched."""
    found = (_content(opened, stored, scan) for scan in stored.dossier.scans)
    return write_files(folder, str(stored.dossier.code), found)


def write_files(folder: Path, code: str, contents: Iterable[bytes]) -> list[Path]:
    """Each as a file that is called after the code; Trouble where the disk does not take it."""
    written = []
    for place, content in enumerate(contents, 1):
        file = folder / f"{code}-{place}{suffix_of(content)}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        except OSError as error:
            raise Trouble(
                f"Không ghi được vào {folder}. Bản quét vẫn an toàn trên máy. "
                "Hãy kiểm tra ổ đĩa và quyền của thư mục."
            ) from error
        written.append(file)
    return written


def _content(opened: OpenDesk, stored: Stored, scan: Scan) -> bytes:
    try:
        return opened.scans().read(scan.digest)
    except Trouble:
        return lent(opened, stored, scan)

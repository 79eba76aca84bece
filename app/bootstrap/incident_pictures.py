"""Pictures of incidents: made anew and small, sealed, stored with what is told; read again."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from app.bootstrap import scan_intake
from app.bootstrap.opening import OpenDesk
from app.devices.scan_image import NotAScan, SmallScan, shrink_photo
from app.domain.errors import ClerkError
from app.domain.incidents import Incident
from app.domain.scan import picture_name

T = TypeVar("T")


def store_with(opened: OpenDesk, files: Sequence[Path], store: Callable[[Sequence[str]], T]) -> T:
    """What `store` answers, which is given the pictures' names in the journal; the files stay.

    ClerkError where one is no picture, Trouble where the disk does not take it: nothing is stored.
    """
    small = [_read(file) for file in files]
    name, kept = picture_name(opened.desk.clock.now()), list[str]()
    try:
        for one in small:
            kept.append(scan_intake.keep(opened, one, name))
        return store(kept)
    finally:
        for digest in kept:
            opened.scans().drop(digest)  # but for what belongs to an incident now


def write_out(opened: OpenDesk, incident: Incident, folder: Path) -> list[Path]:
    """Its pictures as files; Trouble where one does not lie here."""
    found = (opened.scans().read(one.digest) for one in incident.pictures)
    return scan_intake.write_files(folder, incident.document, found)


def _read(file: Path) -> SmallScan:
    try:
        return scan_intake.read_small(file, shrink_photo)
    except NotAScan as error:
        raise ClerkError(f"{file.name}: {error.message} Chưa lưu gì.", "pictures") from error

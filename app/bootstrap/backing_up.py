"""`motcua backup`: a copy of an open desk, made beside its work and tried out, and its scans."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.bootstrap.opening import OpenDesk
from app.devices.disks import disk_of
from app.domain.errors import Trouble
from app.domain.times import iso, parse_moment
from app.storage import backups, keys, scan_copies
from app.storage.black_box import BlackBox
from app.storage.connection import Connection, transaction
from app.storage.journal import LAST
from app.storage.profile import alone
from app.storage.secrets import get_mark, put_mark
from app.wire.backup import Label

LAST_BACKUP = "last_backup"
KEPT = 20


@dataclass(frozen=True, slots=True)
class Saved:
    """Answer of `backup`; `same_disk`: the copy lies beside the data and dies with it."""

    file: str
    made_at: str
    size: int
    events: int
    dossiers: int
    scans: int
    same_disk: bool


def back_up(opened: OpenDesk, folder: Path) -> Saved:
    """Copy, try out, and say so; Trouble where there is no good copy, with nothing half left."""
    now, paths = opened.desk.clock.now(), opened.paths
    folder = folder.absolute()
    with alone(paths.data / "backup.lock"):
        before = backups.held_in(folder, opened.connection)
        copy = backups.write(paths.database, opened.key, folder, _label(opened))
        scans = scan_copies.save(paths.scans, folder)
    label = copy.label
    with transaction(opened.connection):
        put_mark(opened.connection, LAST_BACKUP, f"{iso(now)} {label.head}")
    # those of the last copy but one stay for now
    BlackBox(folder, opened.key).forget(opened.connection, before)
    return Saved(
        str(copy.file),
        label.made_at,
        copy.file.stat().st_size,
        label.events,
        label.dossiers,
        scans,
        disk_of(folder) == disk_of(paths.data),
    )


def leave(opened: OpenDesk) -> None:
    """What a command saved goes into the black box, where its disk is there; the desk is closed.

    All that the command did is stored and answered by then: no stick holds it up or fails it.
    """
    place = Path(opened.settings.backup_folder)
    try:
        if not opened.settings.backup_folder or not place.is_dir():
            return
        if disk_of(place) != disk_of(opened.paths.data):
            copied = backups.held_in(place, opened.connection)
            with suppress(Trouble):  # full or pulled: the window or the next command catches up
                BlackBox(place, opened.key).catch_up(opened.connection, copied)
    finally:
        opened.close()


def last(connection: Connection) -> tuple[datetime, bool] | None:
    """When the newest copy was made, and whether it still holds all; None where none was."""
    told = get_mark(connection, LAST_BACKUP)
    if told is None:
        return None
    moment, head = told.split()[:2]
    return parse_moment(moment), head == connection.execute(LAST).fetchone()[1].hex()


def is_fresh(connection: Connection, folder: Path) -> bool:
    """Whether a copy in this folder holds all that the desk does; one elsewhere does not count."""
    newest = int(connection.execute(LAST).fetchone()[0])
    return backups.held_in(folder, connection) == newest


def copies_words(
    connection: Connection, now: datetime, boxed_at: datetime | None = None
) -> tuple[bool, str]:
    """What the status bar says of the second copy, and whether it is as it should be.

    `boxed_at`: when the black box got the newest event.
    """
    if boxed_at is not None:
        return True, f"Bản sao {boxed_at:%H:%M}"
    found = last(connection)
    if found is None:
        return False, "CHỈ CÓ MỘT BẢN"
    moment, whole = found
    days = (now.date() - moment.date()).days
    if days and not whole:
        return False, f"CHỈ CÓ MỘT BẢN ({days} ngày)"
    return True, f"Bản sao {moment:%d/%m}" if days else f"Bản sao {moment:%H:%M}"


def thin(opened: OpenDesk, folder: Path) -> None:
    """Of the copies that this desk makes by itself the newest stay; call it after a good one."""
    backups.thin(folder.absolute(), _label(opened), KEPT)


def _label(opened: OpenDesk) -> Label:
    standing = opened.standing
    return Label(
        made_at=iso(opened.desk.clock.now()),
        commune=standing.commune,
        desk=standing.desk,
        letter=standing.letter,
        device=standing.device,
        training=standing.training,
        events=0,
        dossiers=0,
        head="",
        size=0,
        digest="",
        wrap=keys.recovery_wrap(opened.paths).hex(),
    )

"""Opening a profile: paths, key, database, clock - and the desk that comes of it."""

import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import app
from app.bootstrap.place import profile_folder, profile_paths
from app.devices.clock import SystemClock, training_clock
from app.devices.machine import this_machine
from app.domain.errors import PhraseWanted, Trouble
from app.domain.events import KINDS, ClockConfirmed
from app.domain.place import PASSPHRASE, Office
from app.services.desk import Desk
from app.services.exchange import Outcome, Peer
from app.services.exchange_watch import Watch
from app.services.ports import Standing
from app.services.scans import told_of_scans
from app.services.status import Status
from app.settings import Settings, read_settings
from app.storage import (
    awakening,
    counts,
    downstream,
    exchange_log,
    keys,
    projections,
    rebuilding,
    scans,
    schema,
)
from app.storage.catalogues import HeldCatalogues
from app.storage.chain_store import CERTIFICATE, SqliteChain
from app.storage.connection import Connection, open_database, transaction
from app.storage.journal import Journal, Session
from app.storage.migrations import migrate
from app.storage.problems import too_new
from app.storage.profile import ProfilePaths, finish_founding, read_private, write_private
from app.storage.scans import ScanFolder
from app.storage.secrets import get_mark, get_secret, put_mark
from app.storage.supplies import SqliteSupplies
from app.wire.signing import ServerCertificate

if TYPE_CHECKING:
    from app.sync.scans import ScanSender
    from app.sync.supply import Supplier
    from app.sync.transport import HttpLine

PROJECTION = "projection_version"
READABLE = "readable"  # which program, of which kinds, has read what the province said
TRAINING, OFFICE, SERVER, BLOCKS = "training", "office", "server", "blocks"
RECOVERY = "recovery"
DEVICE_KEY, DEVICE_CERTIFICATE, ROOT, RELEASE = (
    "device_key",
    "device_certificate",
    "root",
    "release",
)


@dataclass(slots=True)
class OpenDesk:
    """One unlocked profile. `key` opens its database; close it when done."""

    folder: Path
    paths: ProfilePaths
    key: bytes
    connection: Connection
    journal: Journal
    catalogues: HeldCatalogues
    settings: Settings
    desk: Desk

    @property
    def standing(self) -> Standing:
        """What this desk is."""
        return self.journal.standing()

    def chain(self) -> SqliteChain:
        """The exchange's view of the store."""
        return SqliteChain(self.connection, self.standing.commune, self.desk.clock.now)

    def scans(self) -> ScanFolder:
        """Sealed scans beside the database."""
        return ScanFolder(self.connection, self.paths.scans, self.key)

    def peer(self) -> Peer | None:
        """Whom to exchange with; None stand-alone."""
        standing = self.standing
        certificate = get_mark(self.connection, CERTIFICATE)
        root = get_secret(self.connection, ROOT)
        private = get_secret(self.connection, DEVICE_KEY)
        if standing.device is None or certificate is None or root is None or private is None:
            return None
        return Peer(
            device=standing.device,
            installation=standing.installation,
            device_private=private,
            server=get_mark(self.connection, SERVER),
            root=root,
            server_certificate=certificate,
            training=standing.training,
            commune=standing.commune,
        )

    def status(self) -> Status:
        """Counted now."""
        standing = self.standing
        counted, totals = counts.unsent(self.connection), counts.totals(self.connection)
        return Status(
            device=standing.device,
            installation=standing.installation,
            dossiers=totals.dossiers,
            events=totals.events,
            unsent_dossiers=counted.dossiers,
            unsent_events=counted.events,
            oldest_unsent_at=counted.oldest_at,
            needs_attention=counted.needs_attention,
            last_contact_at=counted.last_contact_at,
            catalogue_version=self.catalogues.newest_label(),
            app_version=app.VERSION,
            training=standing.training,
        )

    def close(self) -> None:
        """Let the file go."""
        self.connection.close()


def open_desk(profile: str | None, user: str | None, pin: str) -> OpenDesk:
    """Unlock for one user (default: the first); Trouble for everything that stands in the way."""
    opened = open_with_key(profile, *unlock(profile, user, pin))
    try:
        require_phrase(opened.standing.office, opened.desk.user, pin)
    except Trouble:
        opened.close()
        raise
    return opened


def unlock(profile: str | None, user: str | None, pin: str) -> tuple[str, bytes]:
    """Who opens (default: the first user), and the key of the database; Trouble for a wrong PIN."""
    paths = profile_paths(profile)
    known = keys.users(paths)
    who = user or (known[0] if known else "")
    return who, keys.open_key(paths, who, pin, SystemClock().now())


def open_with_key(profile: str | None, user: str, key: bytes) -> OpenDesk:
    """Open a profile whose database key is known."""
    paths = profile_paths(profile)
    finish_founding(paths)
    connection = open_database(paths.database, key)
    try:
        migrate(connection)
        refold(connection)
        machine = this_machine()
        awakening.notice(connection, machine.system, machine.parts)
        with suppress(
            Trouble
        ):  # a full disk is no reason to stay shut; the next time makes it good
            settle(connection, paths, key)
    except Trouble:
        connection.close()
        raise
    clock = training_clock() if get_mark(connection, TRAINING) == "1" else SystemClock()
    catalogues = HeldCatalogues(connection)
    journal = Journal(connection, clock, Session(user), default_office(connection))
    clock.restore(journal.clock_offset(), journal.last_recorded_at())
    check_user(journal, user)
    folder = profile_folder(profile)
    desk = Desk(journal, clock, catalogues, user)
    return OpenDesk(
        folder, paths, key, connection, journal, catalogues, read_settings(folder), desk
    )


def open_to_read(opened: OpenDesk) -> OpenDesk:
    """The same desk over another connection, that reads alone: for a thread beside it."""
    connection = open_database(opened.paths.database, opened.key, readonly=True)
    desk, journal = opened.desk, opened.journal
    catalogues = replace(opened.catalogues, connection=connection)
    reading = Journal(connection, journal.clock, Session(desk.user), journal.office)
    return replace(
        opened,
        connection=connection,
        journal=reading,
        catalogues=catalogues,
        desk=Desk(reading, desk.clock, catalogues, desk.user),
    )


def create_database(paths: ProfilePaths, key: bytes, *, training: bool) -> Connection:
    """A new encrypted file with its tables, under the name that it bears until its key is kept."""
    connection = open_database(paths.founding, key, create=True)
    migrate(connection)
    with transaction(connection):
        projections.create(connection.execute)
        put_mark(connection, PROJECTION, str(schema.PROJECTION_VERSION))
        put_mark(connection, TRAINING, "1" if training else "0")
    return connection


def settle(connection: Connection, paths: ProfilePaths, key: bytes) -> None:
    """Make good beside the database what an enrolment says inside it; mostly it is so already.

    The province's root lies there in the clear, so that `motcua scan` can check slips without a
    PIN, and its recovery key takes the place of a printed sheet's.
    """
    root, recovery = get_secret(connection, ROOT), get_mark(connection, RECOVERY)
    if root is None or recovery is None:
        return
    if not paths.root.exists() or read_private(paths.root) != root:
        write_private(paths.root, root)
    if keys.recovery_public(paths) != recovery:
        keys.replace_recovery(paths, key, bytes.fromhex(recovery))


def default_office(connection: Connection) -> Office:
    """The office as it was when the desk was set up; what came down since rules over it."""
    return Office(**json.loads(get_mark(connection, OFFICE) or "{}"))


def refold(connection: Connection) -> None:
    """An older program folded the journals its own way; a newer one's are left alone."""
    folded = int(get_mark(connection, PROJECTION) or 0)
    if folded > schema.PROJECTION_VERSION:
        raise too_new()
    if folded < schema.PROJECTION_VERSION:
        with transaction(connection):
            rebuilding.rebuild(connection)
            put_mark(connection, PROJECTION, str(schema.PROJECTION_VERSION))
    _learn(connection)


def _learn(connection: Connection) -> None:
    """A newer program reads what the province said to an older one, too."""
    readable = f"{app.VERSION} {sorted(KINDS)}"
    if get_mark(connection, READABLE) != readable:
        with transaction(connection):
            downstream.learn(connection)
            put_mark(connection, READABLE, readable)


def check_user(journal: Journal, user: str) -> None:
    """Trouble where the user's right has ended, on this machine or by what came down."""
    if any(one.id == user and not one.ended for one in journal.users()):
        return
    raise Trouble(f"“{user[:32]}” đã thôi làm việc ở đây. Hãy mở bằng tên của mình.")


def require_phrase(office: Office, user: str, secret: str) -> None:
    """PhraseWanted where the office opens by pass-phrases and this opened by a PIN."""
    if wants_phrase(office, secret):
        raise PhraseWanted(
            "Cơ quan yêu cầu mở máy bằng cụm mật khẩu, không bằng mã PIN. Dữ liệu vẫn nguyên. Hãy "
            "mở cửa sổ Một Cửa bằng mã PIN ấy, máy sẽ mời đặt cụm mật khẩu; hoặc chạy motcua user "
            f"pin {user} --new-file F."
        )


def check_new(office: Office, secret: str) -> None:
    """PhraseWanted where the office opens by pass-phrases and the new secret is none."""
    if wants_phrase(office, secret):
        raise PhraseWanted(
            "Cơ quan yêu cầu cụm mật khẩu: từ 10 ký tự trở lên, không chỉ gồm chữ số. Chưa đặt gì. "
            "Hãy chọn một câu chỉ mình nhớ."
        )


def wants_phrase(office: Office, secret: str) -> bool:
    """Whether the office's policy does not take this secret at a start."""
    return office.unlock == PASSPHRASE and not keys.is_phrase(secret)


def confirm_clock(opened: OpenDesk) -> None:
    """The time as this desk has it now was said to be right: kept as an event, with its offset."""
    clock = opened.desk.clock
    offset = int(clock.offset.total_seconds()) if isinstance(clock, SystemClock) else 0
    with opened.journal.transaction() as writes:
        writes.append(ClockConfirmed(offset), at=clock.now())


def exchange(opened: OpenDesk, watch: Watch | None = None) -> Outcome:
    """One exchange over the line, for `motcua exchange` and the window; kept in the log.

    Once `watch` is halted it ends, and no further piece of a scan is sent.
    """
    start = time.perf_counter()
    exchanged = _exchanged(opened, watch or Watch(time.monotonic))
    outcome = told_of_scans(exchanged, scans.unsent(opened.connection))
    millis = round((time.perf_counter() - start) * 1000)
    exchange_log.record(opened.connection, opened.desk.clock.now(), outcome, millis)
    return outcome


def _exchanged(opened: OpenDesk, watch: Watch) -> Outcome:
    from app.domain.times import to_millis
    from app.services.exchange import REFUSED
    from app.sync.exchange import Exchange
    from app.sync.scans import with_scans
    from app.sync.supply import with_supplies
    from app.sync.watched import WatchedLine

    peer, chain = opened.peer(), opened.chain()
    if peer is None:
        return Outcome(REFUSED, 0, 0, 0, 0, 0, 0, STANDALONE)
    if peer.server is None:
        return Outcome(REFUSED, 0, 0, chain.stored_depth(), 0, 0, 0, BY_STICK)
    line = WatchedLine(peer.server, watch)

    def records() -> Outcome:
        now_ms = lambda: to_millis(opened.desk.clock.now())  # noqa: E731 - a port of one line
        own = Exchange(chain, peer, line, app.VERSION, now_ms=now_ms, pause=_pause).run
        return with_supplies(own, lambda: _supplier(opened, line))

    try:
        budget = opened.settings.scan_megabytes * 1_000_000
        return with_scans(
            records, lambda: _scan_sender(opened, line, lambda: watch.halted), line, budget
        )
    finally:
        line.close()


def _supplier(opened: OpenDesk, line: "HttpLine") -> "Supplier":
    """Neighbours' envelopes go to the province that has just answered."""
    from app.sync.supply import Supplier

    peer = opened.peer()
    if peer is None:
        raise LookupError("peer")
    return Supplier(
        supplies=SqliteSupplies(opened.connection, peer.device, opened.desk.clock.now),
        certificate=ServerCertificate.from_text(peer.server_certificate),
        post=line.post,
        left=lambda: line.left,
    )


def _scan_sender(opened: OpenDesk, line: "HttpLine", leaving: Callable[[], bool]) -> "ScanSender":
    """Scans go to the province that has just answered, under the certificate it has by now."""
    from app.sync.scans import ScanSender

    peer, chain = opened.peer(), opened.chain()
    if peer is None:
        raise LookupError("peer")
    return ScanSender(
        queue=opened.scans(),
        peer=peer,
        line=line,
        certificate=ServerCertificate.from_text(peer.server_certificate),
        budget=0,
        records_wait=lambda: chain.head()[0] > chain.stored_depth(),
        now=opened.desk.clock.now,
        seconds=time.monotonic,
        pause=_pause,
        leaving=leaving,
    )


def _pause(seconds: float) -> None:
    threading.Event().wait(seconds)


def today(opened: OpenDesk) -> date:
    """The day at the desk."""
    return opened.desk.clock.now().date()


STANDALONE = "Máy này đứng riêng, chưa ghi danh với tỉnh nào. Hồ sơ vẫn an toàn trên máy này."
BY_STICK = (
    "Máy này ghi danh không có địa chỉ máy chủ: cắm USB rồi nhấn U ở trang Gửi – nhận. "
    "Hồ sơ vẫn an toàn trên máy này."
)

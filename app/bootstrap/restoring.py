"""`motcua restore`: a copy becomes this machine's desk, as a new installation.

Filled under another name like a new desk (app.bootstrap.new_desk), checked there, and only then put
in place. What was found here is moved into a folder of its own, never written over, and what of it
follows the copy goes behind it; a desk that works is refused. No number is printed under the letter
of the machine that the copy is of: the installation is opened here, or where a province may still
bring what the copy lacks it is owed (app.storage.installations), and whoever writes first opens it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.bootstrap import enrolling, opening, wall
from app.bootstrap.founding import read_recovery_text
from app.bootstrap.new_desk import STANDS, put_signing_key
from app.bootstrap.opening import OpenDesk
from app.bootstrap.place import profile_paths
from app.devices.clock import SystemClock, training_clock
from app.domain.errors import ClerkError, Trouble
from app.services.people import MANAGERS
from app.storage import (
    awakening,
    backups,
    installations,
    key_book,
    keys,
    left_here,
    print_jobs,
    scan_copies,
    short_pins,
)
from app.storage.black_box import BlackBox
from app.storage.connection import Connection, fold_in, integrity, open_database, transaction
from app.storage.journal import Journal, Session
from app.storage.keys import Cost
from app.storage.migrations import migrate
from app.storage.own_chain import verify_chain
from app.storage.problems import TOO_NEW, BadFile
from app.storage.profile import (
    ProfilePaths,
    clear_founding,
    finish_founding,
    make_folders,
    paths_in,
    set_aside,
)
from app.storage.secrets import get_mark
from app.wire import backup as wire
from app.wire import seal
from app.wire.backup import Label
from app.wire.errors import UnknownKind, WireError

NEEDS_KEY = (
    "Khoá của máy này không mở được bản sao ấy. Chưa đổi gì. Hãy ghi --recovery với tệp chứa chuỗi "
    "trên phiếu khôi phục, hoặc với trả lời của tỉnh (motcua restore --request)."
)
OTHER_SHEET = (
    "Phiếu khôi phục này không phải của bản sao ấy. Chưa đổi gì. Hãy lấy phiếu có hiệu lực lúc bản "
    "sao được ghi; nếu máy đã ghi danh, hãy xin tỉnh mở bản sao."
)
NOT_ASKED = (
    "Trả lời này của tỉnh không dành cho máy này. Chưa đổi gì. Hãy chạy motcua restore --request ở "
    "chính máy này, gửi tệp cho tỉnh và lấy trả lời mới."
)
NEWER_ANSWER = (
    "Trả lời này do chương trình mới hơn của tỉnh ghi. Chưa đổi gì. Hãy cập nhật chương trình rồi "
    "khôi phục lại."
)
NO_ANSWER = "Không đọc được tệp {file}. Chưa đổi gì. Hãy xem lại đường dẫn."
NOBODY = "Không có người dùng “{user}” đang làm việc trong bản sao ấy. Chưa đổi gì."


@dataclass(frozen=True, slots=True)
class Restored:
    """Answer of `restore`. `kept`: where what was found here lies; None: the place was empty."""

    device: str | None
    commune: str
    desk: int
    letter: str
    user: str
    events: int
    dossiers: int
    scans: int
    made_at: str | None
    kept: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """Something to restore from: a copy, or a data folder that came from another machine."""

    file: Path
    wrap: bytes
    made_at: str | None
    bring: Callable[[Path], None]


def ask(profile: str | None, file: Path) -> str:
    """Write this machine's request to open a copy; its check word."""
    return enrolling.write_request(profile, file)


def restore(  # noqa: PLR0913 - what, who, by which key
    profile: str | None,
    file: Path,
    pin: str,
    *,
    user: str | None = None,
    answer: str | None = None,
    cost: Cost | None = None,
) -> Restored:
    """Bring a copy back; Trouble, with all as it was, where a desk works here or it cannot be."""
    paths = profile_paths(profile)
    source = find(file)
    own = _own_key(paths, user, pin, needed=answer is None)
    if own is not None and works(paths, own):
        raise Trouble(STANDS)
    key, public = _key_of(paths, source, answer, own)
    keys.check_pin(pin)
    make_folders(paths)
    with key_book.held(paths):
        clear_founding(paths)
        source.bring(paths.founding)
        who, public = _renewed(paths, key, source, user or "", public)
        now = SystemClock().now()
        kept = set_aside(paths, f"{now:%Y%m%d-%H%M%S}", keys_too=key != own)
        if key != own:
            keys.create_keys(paths, key, who, pin, public, cost or Cost())
        finish_founding(paths)
    keys.drop_pending(paths)
    opened = opening.open_with_key(profile, who, key)
    try:
        return _settled(opened, source, pin, kept, cost or Cost())
    finally:
        opened.close()


def find(file: Path) -> Source:
    """A copy, or the data folder (or database in it) of another machine; Trouble for neither."""
    folder = file if file.is_dir() else file.parent
    if file.is_dir() and not (folder / backups.DATABASE).exists():
        folder = file / "data"
    if file.is_dir() or file.name == backups.DATABASE:
        there = ProfilePaths(folder, paths_in(folder.parent).machine_key)
        wrap = keys.recovery_wrap(there)
        return Source(file, wrap, None, lambda to: backups.bring_folder(folder, to))
    copy = backups.find(file)
    return Source(
        file, copy.label.recovery_wrap, copy.label.made_at, lambda to: backups.bring(copy, to)
    )


def read_answer(file: Path) -> str:
    """A sheet's words or the province's answer out of a file; Trouble where it cannot be read."""
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble(NO_ANSWER.format(file=file)) from error


def check(profile: str | None, file: Path, answer: str) -> Label:
    """Whose copy it is; Trouble unless the answer opens it. Nothing is stored."""
    source = find(file)
    key, _ = _key_of(profile_paths(profile), source, answer, None)
    copy = backups.find(file)
    if not backups.opens(copy, key):
        raise Trouble(backups.BAD_OR_OTHER.format(file=file))
    return copy.label


def works(paths: ProfilePaths, key: bytes) -> bool:
    """Whether the desk that stands here can be worked at; Trouble where a newer program's does."""
    finish_founding(paths)
    try:
        connection = open_database(paths.database, key, readonly=True)
    except BadFile as fault:
        if fault.message == TOO_NEW:
            raise
        return False
    try:
        return integrity(connection) == verify_chain(connection.execute) == "ok"
    except (BadFile, LookupError, WireError):
        return False
    finally:
        connection.close()


# --- inside -------------------------------------------------------------------------------------


def _own_key(paths: ProfilePaths, user: str | None, pin: str, *, needed: bool) -> bytes | None:
    """What this machine's own book opens; None where it has none, or it came from elsewhere.

    A desk whose PIN is not known may work: it is refused as a wrong PIN. Where its database is gone
    and another key is given, nobody is asked.
    """
    if not keys.exists(paths) or not keys.is_here(paths):
        return None
    if not needed and not paths.database.exists() and not paths.founding.exists():
        return None
    known = keys.users(paths)
    who = user or (known[0] if known else "")
    return keys.open_key(paths, who, pin, SystemClock().now())


def _key_of(
    paths: ProfilePaths, source: Source, answer: str | None, own: bytes | None
) -> tuple[bytes, bytes | None]:
    """The copy's key, and whom its further copies are wrapped to; None: the database says that."""
    if answer is None:
        if own is None:
            raise Trouble(NEEDS_KEY)
        return own, None
    try:
        if wire.is_answer(answer):
            return wire.take_over(answer, _pending_key(paths)), None
        private = read_recovery_text(answer)
        return wire.unwrap(private, source.wrap), seal.public_of(private)
    except ClerkError as fault:
        raise Trouble(fault.message) from fault
    except UnknownKind as error:
        raise Trouble(NEWER_ANSWER) from error
    except WireError as error:
        raise Trouble(NOT_ASKED if wire.is_answer(answer) else OTHER_SHEET) from error


def _pending_key(paths: ProfilePaths) -> bytes:
    pending = keys.load_pending(paths)
    if pending is None:
        raise Trouble(NOT_ASKED)
    return bytes.fromhex(pending["seal_private"])


def _renewed(
    paths: ProfilePaths, key: bytes, source: Source, user: str, public: bytes | None
) -> tuple[str, bytes]:
    """Check what was brought and make it this machine's; who opens it, and the recovery key."""
    connection = _opened(paths, key, source)
    try:
        backups.require_whole(connection, source.file)
        migrate(connection)
        opening.refold(connection)
        BlackBox(source.file.parent, key).set_on(connection)
        left_here.set_on(connection, paths.database, key)
        clock = training_clock() if get_mark(connection, opening.TRAINING) == "1" else SystemClock()
        journal = Journal(connection, clock, Session(user), opening.default_office(connection))
        who = _opener(journal, user)
        with transaction(connection):
            print_jobs.doubt_all(connection, clock.now())
            short_pins.drop_all(connection)
            awakening.forget(connection)  # whoever opens it next is its machine
            letter = installations.own_letter(connection)
            installations.owe(connection, letter, installations.RESTORED)
        told = get_mark(connection, opening.RECOVERY)
        fold_in(connection)
    finally:
        connection.close()
    return who, bytes.fromhex(told) if told is not None else public or b""


def _opened(paths: ProfilePaths, key: bytes, source: Source) -> Connection:
    try:
        return open_database(paths.founding, key)
    except BadFile as fault:
        if fault.message == TOO_NEW:
            raise
        raise Trouble(backups.BAD_OR_OTHER.format(file=source.file)) from fault


def _opener(journal: Journal, user: str) -> str:
    """Whose PIN opens the desk from now on: the named one, else the first who may let in others."""
    working = [one for one in journal.users() if not one.ended]
    if user:
        named = [one.id for one in working if one.id == user]
    else:
        named = [one.id for one in working if MANAGERS & set(one.roles)]
    if not named:
        raise Trouble(NOBODY.format(user=user[:32] or "Giám đốc"))
    return named[0]


def _settled(opened: OpenDesk, source: Source, pin: str, kept: Path | None, cost: Cost) -> Restored:
    """Open the installation where nobody can bring more, and tell what came back."""
    who, standing = opened.desk.user, opened.standing
    if standing.device is None:
        with opened.journal.transaction():
            put_signing_key(opened.journal, who, pin, cost)
    letter = installations.owed_letter(opened.connection) or opened.standing.letter
    wall.write(opened, who)
    named = {row[0] for row in opened.connection.execute("SELECT digest FROM scan")}
    scans = scan_copies.bring(source.file.parent, opened.paths.scans, named)
    status = opened.status()
    return Restored(
        standing.device,
        standing.commune,
        standing.desk,
        letter,
        who,
        status.events,
        status.dossiers,
        scans,
        source.made_at,
        None if kept is None else str(kept),
    )

"""How a machine becomes a desk: alone, or by the province's file; the one may join later."""

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from app.bootstrap import opening, wall
from app.bootstrap.enrolment_file import check, open_file, read_file
from app.bootstrap.opening import OpenDesk, create_database, open_with_key
from app.bootstrap.place import profile_paths
from app.devices.clock import SystemClock, training_clock
from app.domain import events as e
from app.domain.builtin import load_builtin
from app.domain.errors import ClerkError, Trouble
from app.domain.place import Office
from app.domain.vietnamese import fold
from app.services import people
from app.services.people import FIRST_USER
from app.storage import catalogues, keys, projections
from app.storage.chain_store import CERTIFICATE
from app.storage.connection import transaction
from app.storage.journal import Journal, Session
from app.storage.keys import Cost
from app.storage.profile import ProfilePaths, make_folders, write_private
from app.storage.secrets import get_mark, put_mark, put_secret
from app.wire import chain, seal, signing
from app.wire import enrolment as wire

ENROLLED_BY = "enrolment_digest"


@dataclass(frozen=True, slots=True)
class Founded:
    """A new stand-alone desk and the recovery key that must be printed and removed."""

    opened: OpenDesk
    recovery_text: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Answer of `enrol`."""

    device: str
    commune: str
    desk: int
    user: str


def found_standalone(  # noqa: PLR0913 - the parts of a new desk
    profile: str | None,
    *,
    commune: str,
    desk: int,
    pin: str,
    training: bool,
    cost: Cost | None = None,
) -> Founded:
    """Set up a desk without a province; Trouble where there is one already."""
    paths = profile_paths(profile)
    _must_be_new(paths)
    if not 1 <= desk <= 99:  # noqa: PLR2004 - said beside it
        raise ClerkError("Số quầy từ 1 đến 99.", "desk")
    office = office_of(commune)
    keys.check_pin(pin)
    make_folders(paths)
    recovery_private, recovery_public = seal.new_seal_key()
    device_private, device_public = signing.new_key()
    certificate = signing.certify_device(
        device_private, device="", commune=commune, desk=desk, training=training, key=device_public
    )
    key = keys.create_keys(paths, FIRST_USER, pin, recovery_public, cost or Cost())
    installed = _installed(device_public, commune, desk, training=training)
    _create(paths, key, installed, office, {
        opening.DEVICE_KEY: device_private,
        opening.DEVICE_CERTIFICATE: certificate.to_bytes(),
    })  # fmt: skip
    opened = open_with_key(profile, FIRST_USER, key)
    keep_signing_key(opened, FIRST_USER, pin, cost or Cost())
    wall.write(opened, FIRST_USER)  # the first one to unlock
    return Founded(opened, recovery_text(recovery_private))


def write_request(profile: str | None, file: Path) -> str:
    """Write this machine's request; its check word. The same request again until it is answered."""
    paths = profile_paths(profile)
    make_folders(paths)
    pending = keys.load_pending(paths) or _new_pending(paths)
    request = wire.Request(
        bytes.fromhex(pending["seal_public"]), bytes.fromhex(pending["device_public"])
    )
    try:
        file.write_text(
            wire.pack_request(request, bytes.fromhex(pending["device_private"])), "utf-8"
        )
    except OSError as error:
        raise Trouble(f"Không ghi được tệp {file}. Hãy chọn nơi khác.") from error
    return request.check_word


def take_enrolment(
    profile: str | None, file: Path, pin: str, *, code: str | None = None, cost: Cost | None = None
) -> Enrolled:
    """Take in the province's file; the same file again changes nothing."""
    paths = profile_paths(profile)
    text = read_file(file)
    digest = hashlib.sha256(text.encode()).hexdigest()
    if keys.exists(paths):
        opened = opening.open_desk(profile, None, pin)
        try:
            return _join(opened, paths, text, digest, code)
        finally:
            opened.close()
    keys.check_pin(pin)
    make_folders(paths)
    enrolment, private = open_file(paths, text, code)
    return _found(profile, paths, enrolment, private, digest, pin, cost or Cost())


def join(opened: OpenDesk, file: Path, code: str | None) -> Enrolled:
    """A stand-alone desk that is open joins by the province's file; its dossiers stay."""
    people.require_manager(opened.desk)
    text = read_file(file)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return _join(opened, opened.paths, text, digest, code)


def office_of(commune: str) -> Office:
    """The office of a commune as the built-in units name it; ClerkError for an unknown code."""
    office = load_builtin().office(commune)
    if office is None:
        raise ClerkError(f"Không có xã nào mang mã “{commune[:20]}”. Mã xã có 5 chữ số.", "commune")
    return office


def keep_signing_key(opened: OpenDesk, user: str, pin: str, cost: Cost) -> None:
    """Give a clerk the key that signs his sessions, sealed by his PIN."""
    private, public = signing.new_key()
    people.keep_key(opened.desk, user, public.hex())
    with transaction(opened.connection):
        put_secret(opened.connection, f"clerk/{user}", keys.seal_own(pin, private, cost))


def recovery_text(private: bytes) -> str:
    """The recovery key in groups of four letters and digits, with a check group at the end."""
    check = hashlib.sha256(b"motcua/sheet/1" + private).digest()[:2]
    digits = (private + check).hex().upper()
    return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))


def read_recovery_text(text: str) -> bytes:
    """The key again; ClerkError where a group was mistyped."""
    digits = "".join(letter for letter in fold(text) if letter in "0123456789abcdef")
    raw = bytes.fromhex(digits) if len(digits) == 68 else b""  # noqa: PLR2004 - said beside it
    private, check = raw[:32], raw[32:]
    if not raw or hashlib.sha256(b"motcua/sheet/1" + private).digest()[:2] != check:
        raise ClerkError(
            "Chuỗi khôi phục gõ chưa đúng. Hãy xem lại từng nhóm bốn ký tự.", "recovery"
        )
    return private


# --- inside -------------------------------------------------------------------------------------


def _must_be_new(paths: ProfilePaths) -> None:
    if keys.exists(paths) or paths.database.exists():
        raise Trouble(
            "Thư mục này đã có một bàn tiếp nhận. Không ghi đè gì. Hãy chọn thư mục khác."
        )


def _installed(
    public: bytes,
    commune: str,
    desk: int,
    *,
    training: bool,
    cause: str = "first",
    **more: str | None,
) -> e.Installed:
    salt = secrets.token_hex(chain.SALT_BYTES)
    return e.Installed(
        cause=cause,
        public_key=public.hex(),
        salt=salt,
        training=int(training),
        commune=commune,
        desk=desk,
        letter="",
        numbering=more.get("numbering") or "own",
        device=more.get("device"),
        agency_code=more.get("agency_code"),
    )


def _create(
    paths: ProfilePaths,
    key: bytes,
    installed: e.Installed,
    office: Office,
    private: dict[str, bytes],
) -> None:
    """The first transaction of a desk: installation, first user, keys."""
    connection = create_database(paths, key, training=bool(installed.training))
    clock = training_clock() if installed.training else SystemClock()
    journal = Journal(connection, clock, Session(FIRST_USER), office)
    root = chain.root(
        bytes.fromhex(installed.public_key),
        bytes.fromhex(installed.salt),
        training=bool(installed.training),
    )
    with journal.transaction():
        for name, value in private.items():
            put_secret(connection, name, value)
        put_mark(connection, opening.OFFICE, json.dumps(asdict(office), ensure_ascii=False))
        journal.begin(installed, root)
        journal.append(people.first_user(), at=clock.now())
    connection.close()


def _new_pending(paths: ProfilePaths) -> dict[str, str]:
    seal_private, seal_public = seal.new_seal_key()
    device_private, device_public = signing.new_key()
    pending = {
        "seal_private": seal_private.hex(),
        "seal_public": seal_public.hex(),
        "device_private": device_private.hex(),
        "device_public": device_public.hex(),
    }
    keys.save_pending(paths, pending)
    return pending


def _private_of(enrolment: wire.Enrolment, private: bytes) -> dict[str, bytes]:
    return {
        opening.DEVICE_KEY: private,
        opening.DEVICE_CERTIFICATE: bytes.fromhex(enrolment.device_certificate),
        opening.ROOT: bytes.fromhex(enrolment.root),
        opening.RELEASE: bytes.fromhex(enrolment.release),
    }


def _found(  # noqa: PLR0913 - all that a new desk is made of
    profile: str | None,
    paths: ProfilePaths,
    enrolment: wire.Enrolment,
    private: bytes,
    digest: str,
    pin: str,
    cost: Cost,
) -> Enrolled:
    check(enrolment, private, training_clock().now().date())
    key = keys.create_keys(paths, FIRST_USER, pin, bytes.fromhex(enrolment.recovery), cost)
    installed = _installed(
        signing.public_key(private),
        enrolment.commune,
        enrolment.desk,
        training=enrolment.training,
        numbering=enrolment.numbering,
        device=enrolment.device,
        agency_code=enrolment.agency_code,
    )
    office = Office(**enrolment.office)
    _create(paths, key, installed, office, _private_of(enrolment, private))
    opened = open_with_key(profile, FIRST_USER, key)
    try:
        with transaction(opened.connection):
            _keep(opened, enrolment, digest)
        keep_signing_key(opened, FIRST_USER, pin, cost)
        wall.write(opened, FIRST_USER)
    finally:
        opened.close()
    keys.drop_pending(paths)
    return Enrolled(enrolment.device, enrolment.commune, enrolment.desk, FIRST_USER)


def _join(
    opened: OpenDesk, paths: ProfilePaths, text: str, digest: str, code: str | None
) -> Enrolled:
    """A desk that stands already: the same file again, or a stand-alone one that joins."""
    standing = opened.standing
    if get_mark(opened.connection, ENROLLED_BY) == digest:
        return Enrolled(standing.device or "", standing.commune, standing.desk, FIRST_USER)
    if standing.device is not None:
        raise Trouble(
            f"Máy này đã ghi danh (máy {standing.device}). Tệp này là của tỉnh khác hoặc cho lần "
            "ghi danh khác, nên không dùng. Hồ sơ không đổi."
        )
    enrolment, private = open_file(paths, text, code)
    check(enrolment, private, opening.today(opened))
    _same_place(enrolment, standing.commune, training=standing.training)
    installed = _installed(
        signing.public_key(private),
        enrolment.commune,
        enrolment.desk,
        training=enrolment.training,
        cause="enrolled",
        numbering=enrolment.numbering,
        device=enrolment.device,
        agency_code=enrolment.agency_code,
    )
    with opened.journal.transaction() as writes:
        writes.append(installed, at=opened.desk.clock.now())
        for name, value in _private_of(enrolment, private).items():
            put_secret(opened.connection, name, value)
        office = json.dumps(enrolment.office, ensure_ascii=False)
        put_mark(opened.connection, opening.OFFICE, office)
        _keep(opened, enrolment, digest)
    keys.replace_recovery(paths, opened.key, bytes.fromhex(enrolment.recovery))
    wall.write(opened)
    keys.drop_pending(paths)
    return Enrolled(enrolment.device, enrolment.commune, enrolment.desk, FIRST_USER)


def _same_place(enrolment: wire.Enrolment, commune: str, *, training: bool) -> None:
    if enrolment.training != training:
        raise Trouble(
            "Máy luyện tập không ghi danh được với tỉnh thật, và ngược lại. Hồ sơ không đổi."
        )
    if enrolment.commune != commune:
        raise Trouble(
            f"Tệp ghi danh là của xã {enrolment.commune}, máy này là của xã {commune}. "
            "Hồ sơ không đổi. Hãy xin tỉnh đúng tệp."
        )


def _keep(opened: OpenDesk, enrolment: wire.Enrolment, digest: str) -> None:
    """What the enrolment says beside the journal, inside a transaction."""
    connection = opened.connection
    put_mark(connection, ENROLLED_BY, digest)
    # In the clear, so that `motcua scan` can check slips without a PIN.
    write_private(opened.paths.root, bytes.fromhex(enrolment.root))
    put_mark(connection, CERTIFICATE, enrolment.server_certificate)
    if enrolment.server is not None:
        put_mark(connection, opening.SERVER, enrolment.server)
    put_mark(connection, opening.BLOCKS, json.dumps([asdict(one) for one in enrolment.blocks]))
    projections.grant_enrolled(connection.execute)
    if enrolment.catalogue is not None:
        catalogues.keep(
            connection,
            label=enrolment.catalogue_label or "",
            starts_on=enrolment.catalogue_starts_on,
            text=enrolment.catalogue,
        )

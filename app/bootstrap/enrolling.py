"""A machine becomes one of the province's desks by its file: a new one, or one that stood alone.

Everything the file brings is stored in one transaction. What lies beside the database follows from
it and is made good whenever the desk is opened, so the same file again always ends the same.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from app.bootstrap import opening, wall
from app.bootstrap.enrolment_file import DAMAGED, chain_of, check, open_file, read_file
from app.bootstrap.new_desk import NewDesk, installed_event, make, place_for_one
from app.bootstrap.opening import OpenDesk, open_with_key, settle
from app.bootstrap.place import profile_paths
from app.devices.clock import training_clock
from app.domain import events as e
from app.domain.errors import Trouble
from app.domain.place import Office
from app.services import people
from app.services.people import FIRST_USER
from app.storage import catalogues, keys, projections
from app.storage.chain_store import CERTIFICATE
from app.storage.connection import Connection
from app.storage.keys import Cost
from app.storage.profile import ProfilePaths, make_folders
from app.storage.secrets import get_mark, put_mark, put_secret
from app.wire import enrolment as wire
from app.wire import seal, signing
from app.wire.errors import WireError

ENROLLED_BY = "enrolment_digest"


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Answer of `enrol`."""

    device: str
    commune: str
    desk: int
    user: str
    dossiers: int = 0  # of the machine whose place it takes


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
    if keys.exists(paths):
        opened = opening.open_desk(profile, None, pin)
        try:
            return _join(opened, text, code)
        finally:
            opened.close()
    keys.check_pin(pin)
    enrolment, private = open_file(paths, text, code)
    check(enrolment, private, training_clock().now().date())
    opening.check_new(Office(**enrolment.office), pin)
    new = _enrolled(enrolment, private, text, pin, cost or Cost())
    with place_for_one(paths):
        try:
            who, key = make(paths, new)
        except WireError as error:  # the chain that it brings along
            raise Trouble(DAMAGED) from error
    opened = open_with_key(profile, who, key)
    try:
        wall.write(opened, who)
        dossiers = opened.status().dossiers
    finally:
        opened.close()
    keys.drop_pending(paths)
    return Enrolled(enrolment.device, enrolment.commune, enrolment.desk, who, dossiers)


def join(opened: OpenDesk, file: Path, code: str | None) -> Enrolled:
    """A stand-alone desk that is open joins by the province's file; its dossiers stay."""
    people.require_manager(opened.desk)
    return _join(opened, read_file(file), code)


# --- inside -------------------------------------------------------------------------------------


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


def _enrolled(
    enrolment: wire.Enrolment, private: bytes, text: str, pin: str, cost: Cost
) -> NewDesk:
    return NewDesk(
        _installed(enrolment, private, "first"),
        Office(**enrolment.office),
        _private_of(enrolment, private),
        bytes.fromhex(enrolment.recovery),
        pin,
        cost,
        lambda connection: _keep(connection, enrolment, text),
        chain_of(enrolment),
    )


def _join(opened: OpenDesk, text: str, code: str | None) -> Enrolled:
    """A desk that stands already: the same file again, or a stand-alone one that joins."""
    if get_mark(opened.connection, ENROLLED_BY) != _digest(text):
        _take_in(opened, text, code)
    settle(opened.connection, opened.paths, opened.key)
    wall.write(opened)
    keys.drop_pending(opened.paths)
    standing = opened.standing
    return Enrolled(standing.device or "", standing.commune, standing.desk, FIRST_USER)


def _take_in(opened: OpenDesk, text: str, code: str | None) -> None:
    standing = opened.standing
    if standing.device is not None:
        raise Trouble(
            f"Máy này đã ghi danh (máy {standing.device}). Tệp này là của tỉnh khác hoặc cho lần "
            "ghi danh khác, nên không dùng. Hồ sơ không đổi."
        )
    enrolment, private = open_file(opened.paths, text, code)
    check(enrolment, private, opening.today(opened))
    _same_place(enrolment, standing.commune, training=standing.training)
    with opened.journal.transaction() as writes:
        installed = _installed(enrolment, private, "enrolled")
        writes.append(installed, at=opened.desk.clock.now())
        for name, value in _private_of(enrolment, private).items():
            put_secret(opened.connection, name, value)
        office = json.dumps(enrolment.office, ensure_ascii=False)
        put_mark(opened.connection, opening.OFFICE, office)
        _keep(opened.connection, enrolment, text)


def _installed(enrolment: wire.Enrolment, private: bytes, cause: str) -> e.Installed:
    return installed_event(
        signing.public_key(private),
        enrolment.commune,
        enrolment.desk,
        training=enrolment.training,
        cause=cause,
        numbering=enrolment.numbering,
        device=enrolment.device,
        agency_code=enrolment.agency_code,
        letter=enrolment.letter,
    )


def _private_of(enrolment: wire.Enrolment, private: bytes) -> dict[str, bytes]:
    return {
        opening.DEVICE_KEY: private,
        opening.DEVICE_CERTIFICATE: bytes.fromhex(enrolment.device_certificate),
        opening.ROOT: bytes.fromhex(enrolment.root),
        opening.RELEASE: bytes.fromhex(enrolment.release),
    }


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


def _keep(connection: Connection, enrolment: wire.Enrolment, text: str) -> None:
    """What the enrolment says beside the journal, inside a transaction."""
    put_mark(connection, ENROLLED_BY, _digest(text))
    put_mark(connection, CERTIFICATE, enrolment.server_certificate)
    put_mark(connection, opening.RECOVERY, enrolment.recovery)
    if enrolment.server is not None:
        put_mark(connection, opening.SERVER, enrolment.server)
    blocks = [asdict(one) | {"letter": enrolment.letter} for one in enrolment.blocks]
    put_mark(connection, opening.BLOCKS, json.dumps(blocks))
    projections.grant_enrolled(connection.execute)
    if enrolment.catalogue is not None:
        catalogues.keep(
            connection,
            label=enrolment.catalogue_label or "",
            starts_on=enrolment.catalogue_starts_on,
            text=enrolment.catalogue,
        )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

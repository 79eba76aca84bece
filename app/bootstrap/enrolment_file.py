"""The province's file, read on the machine that asked for it; each fault in a sentence."""

from datetime import date
from pathlib import Path

from app.domain.errors import Trouble
from app.storage import keys
from app.storage.profile import ProfilePaths
from app.wire import enrolment as wire
from app.wire import signing
from app.wire.chain_parts import unpack_chain
from app.wire.errors import UnknownKind, WireError

DAMAGED = (
    "Tệp ghi danh bị cắt, bị sửa, hoặc không phải tệp ghi danh. Chưa thay đổi gì trên máy này. "
    "Hãy xin tỉnh gửi lại tệp."
)
OTHER_MACHINE = (
    "Tệp ghi danh này được niêm cho máy khác. Chưa thay đổi gì trên máy này. "
    "Hãy ghi yêu cầu ở chính máy này và gửi cho tỉnh."
)
WRONG_CODE = (
    "Mã đi kèm không mở được tệp ghi danh: gõ nhầm mã, hoặc tệp đã bị sửa. Chưa thay đổi gì. "
    "Hãy gọi tỉnh hỏi lại mã."
)


def read_file(file: Path) -> str:
    """The file's text."""
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble(f"Không đọc được tệp ghi danh {file}. Hãy xem lại đường dẫn.") from error


def open_file(paths: ProfilePaths, text: str, code: str | None) -> tuple[wire.Enrolment, bytes]:
    """The content and the device key that goes with it."""
    try:
        sealed = wire.read_enrolment(text)
    except UnknownKind as error:
        raise Trouble(
            "Đây không phải tệp ghi danh, hoặc do bản chương trình mới hơn làm. Chưa thay đổi gì. "
            "Hãy xem lại tệp, hoặc cập nhật chương trình."
        ) from error
    except WireError as error:
        raise Trouble(DAMAGED) from error
    if sealed.by == wire.BY_CODE:
        return _open_by_code(sealed, code)
    return _open_by_request(paths, sealed)


def preview(paths: ProfilePaths, text: str, code: str, today: date) -> wire.Enrolment | None:
    """What the file would make of this machine; None: it wants the code that goes with it.

    Trouble where it is damaged, expired, or made for another machine. Nothing is stored.
    """
    try:
        wants_code = wire.read_enrolment(text).by == wire.BY_CODE and not code
    except WireError:
        wants_code = False  # said in words below
    if wants_code:
        return None
    enrolment, private = open_file(paths, text, code or None)
    check(enrolment, private, today)
    return enrolment


def _open_by_code(sealed: wire.SealedEnrolment, code: str | None) -> tuple[wire.Enrolment, bytes]:
    if code is None:
        raise Trouble(
            "Tệp ghi danh này cần mã 10 ký tự tỉnh đọc riêng cho xã. Chưa thay đổi gì. "
            "Hãy chạy lại với --code-file."
        )
    try:
        enrolment = wire.open_enrolment(sealed, code=code)
    except WireError as error:
        raise Trouble(WRONG_CODE) from error
    return enrolment, bytes.fromhex(enrolment.device_private or "")


def _open_by_request(
    paths: ProfilePaths, sealed: wire.SealedEnrolment
) -> tuple[wire.Enrolment, bytes]:
    pending = keys.load_pending(paths)
    if pending is None or not sealed.is_for(bytes.fromhex(pending["seal_public"])):
        raise Trouble(OTHER_MACHINE)
    try:
        enrolment = wire.open_enrolment(sealed, seal_private=bytes.fromhex(pending["seal_private"]))
    except WireError as error:
        raise Trouble(DAMAGED) from error
    return enrolment, bytes.fromhex(pending["device_private"])


def chain_of(enrolment: wire.Enrolment) -> list[bytes]:
    """The lines of the machine whose place this one takes; none for a new desk."""
    try:
        return unpack_chain(enrolment.chain)
    except WireError as error:
        raise Trouble(DAMAGED) from error


def check(enrolment: wire.Enrolment, private: bytes, now: date) -> None:
    """Trouble where it has expired, was altered, or belongs to another key."""
    if now > date.fromisoformat(enrolment.expires_on):
        raise Trouble(
            f"Tệp ghi danh đã hết hạn ngày {date.fromisoformat(enrolment.expires_on):%d/%m/%Y}. "
            "Chưa thay đổi gì. Hãy xin tỉnh tệp mới."
        )
    try:
        root = bytes.fromhex(enrolment.root)
        raw = bytes.fromhex(enrolment.device_certificate)
        certificate = signing.DeviceCertificate.from_bytes(raw)
        certificate.verify(root)
        signing.ServerCertificate.from_text(enrolment.server_certificate).verify(root)
        fits = certificate.public_key == signing.public_key(private)
    except WireError as error:
        raise Trouble(DAMAGED) from error
    if not fits:
        raise Trouble(OTHER_MACHINE)

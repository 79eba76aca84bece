"""Making a machine a desk of this province: its certificate, the four keys, and its file."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from app.domain.downstream import DeviceRevoked
from app.domain.errors import ClerkError
from app.domain.times import VN, to_millis
from app.wire.enrolment import (
    BlockLine,
    Enrolment,
    Request,
    open_request,
    pack_enrolment,
)
from app.wire.errors import WireError
from app.wire.seal import new_code
from app.wire.signing import (
    DeviceCertificate,
    ServerCertificate,
    certify_device,
    new_key,
)
from province import blocks
from province.branches import first_letter
from province.down import send_down
from province.inheritance import chain_for
from province.ledger import Device, Ledger
from province.settings import is_training
from province.skipping import named_up_to

EXPIRES_DAYS = 30
NUMBERINGS = ("own", "leased")
MOST_DESK = 99
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One machine to enrol. `request` is the request file's text."""

    commune: str
    desk: int
    request: str | None = None
    server: str | None = None
    blocks: int = 4
    numbering: str = "own"
    agency_code: str | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """What goes into every enrolment besides the machine: the office and the catalogue in force."""

    office: dict[str, Any]
    agency_code: str | None
    catalogue: str | None
    label: str | None
    starts_on: str | None


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The machine's file, and what the administrator tells or checks by another way.

    `events` of the machine that had the desk before go along.
    """

    text: str
    device: Device
    code: str | None
    check_word: str | None
    events: int = 0


def enrol(  # noqa: PLR0913 - the ledger, two keys and three facts
    ledger: Ledger,
    order: Order,
    material: Material,
    *,
    root_private: bytes,
    certificate: ServerCertificate,
    now: datetime,
) -> Enrolled:
    """Enrol one machine; ClerkError with the field for what cannot be."""
    _check(order)
    request = None if order.request is None else _request(order.request)
    private, public = (None, request.device_key) if request else new_key()
    with ledger.transaction():
        device = _device(ledger, order, material, public=public, root_private=root_private, now=now)
        held = _blocks(ledger, device, order.blocks, now)
    inherited = chain_for(ledger, device) if request else ()
    code = None if request else new_code()
    enrolment = _enrolment(
        ledger,
        device,
        order,
        material,
        held=held,
        certificate=certificate,
        private=private,
        now=now,
    )
    enrolment = replace(enrolment, chain=inherited)
    text = pack_enrolment(
        enrolment, root_private, seal_key=request.seal_key if request else None, code=code
    )
    events = sum(count for count, _ in inherited)
    return Enrolled(text, device, code, request.check_word if request else None, events)


def revoke(ledger: Ledger, name: str, reason: str, now: datetime) -> Device:
    """End a machine; ClerkError where there is none of this name. Again: nothing changes."""
    with ledger.transaction():
        device = ledger.devices.find(name)
        if device is None:
            raise ClerkError(f"Không có máy {name[:20]} trong danh sách của tỉnh.", "device")
        if device.revoked_ms is None:
            ledger.devices.revoke(name, to_millis(now), reason)
            send_down(ledger, device.commune, DeviceRevoked(name, reason), now)
    return device


def _check(order: Order) -> None:
    if not 1 <= order.desk <= MOST_DESK:
        raise ClerkError(f"Số quầy từ 1 đến {MOST_DESK}. Bạn đã nhập {order.desk}.", "desk")
    if order.numbering not in NUMBERINGS:
        raise ClerkError("Cách đánh số là own hoặc leased.", "numbering")
    if order.blocks < 1 or order.blocks > len(blocks.BLOCKS):
        raise ClerkError(f"Số khối từ 1 đến {len(blocks.BLOCKS)}.", "blocks")
    if order.server is not None:
        _check_server(order.server)


def _check_server(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and parts.hostname in LOOPBACK:
        return
    raise ClerkError(
        "Địa chỉ máy chủ phải bắt đầu bằng https://. Chỉ máy chủ trên chính máy này mới dùng http://.",
        "server",
    )


def _request(text: str) -> Request:
    try:
        return open_request(text)
    except WireError as error:
        raise ClerkError(
            "Tệp yêu cầu ghi danh bị hỏng hoặc không phải của Một Cửa. Hãy chép lại từ máy xã.",
            "request",
        ) from error


def _device(  # noqa: PLR0913 - a device's parts
    ledger: Ledger,
    order: Order,
    material: Material,
    *,
    public: bytes,
    root_private: bytes,
    now: datetime,
) -> Device:
    """The row of this machine: the one it has already, else a new one."""
    same = _with_key(ledger, order, public)
    if same is not None:
        return same
    _check_desk_is_free(ledger, order)
    agency_code = order.agency_code or material.agency_code
    if order.numbering == blocks.LEASED and not agency_code:
        raise ClerkError(
            "Đánh số leased cần mã cơ quan của xã. Hãy thêm cột agency_code vào offices.csv "
            "hoặc dùng --agency-code.",
            "agency_code",
        )
    name = f"{ledger.province}-{named_up_to(ledger) + 1:04d}"
    certificate = certify_device(
        root_private,
        device=name,
        commune=order.commune,
        desk=order.desk,
        training=is_training(ledger.settings),
        key=public,
    )
    device = Device(
        name=name,
        commune=order.commune,
        desk=order.desk,
        certificate=certificate.to_bytes(),
        numbering=order.numbering,
        enrolled_ms=to_millis(now),
        agency_code=agency_code if order.numbering == blocks.LEASED else None,
        letter=first_letter(ledger, order.commune, order.desk),
    )
    ledger.devices.add(device)
    return device


def _with_key(ledger: Ledger, order: Order, public: bytes) -> Device | None:
    for device in ledger.devices.all():
        if DeviceCertificate.from_bytes(device.certificate).public_key != public:
            continue
        if device.revoked_ms is not None:
            raise ClerkError(f"Máy này là {device.name}, đã bị thu hồi.", "request")
        if (device.commune, device.desk) != (order.commune, order.desk):
            raise ClerkError(
                f"Máy này đã được ghi danh là {device.name}, quầy {device.desk} của "
                f"{device.commune}. Hãy kiểm tra xã và số quầy.",
                "request",
            )
        return device
    return None


def _check_desk_is_free(ledger: Ledger, order: Order) -> None:
    """Two machines under one desk would print one number twice, each without a line.

    Also where the first never made contact: it may have been at work for weeks.
    """
    for device in ledger.devices.all():
        same = (device.commune, device.desk) == (order.commune, order.desk)
        if same and device.revoked_ms is None:
            raise ClerkError(_taken(device), "desk")


def _taken(device: Device) -> str:
    desk = f"Quầy {device.desk} của {device.commune}"
    if device.contact is not None:
        return (
            f"{desk} đang do máy {device.name} dùng. Hãy chọn số quầy khác, hoặc thu hồi máy ấy "
            f"trước: revoke {device.name}."
        )
    return (
        f"{desk} đã có tệp ghi danh cho máy {device.name}, máy ấy chưa liên lạc lần nào. Hai máy "
        "cùng một quầy sẽ in trùng số phiếu, nên chưa làm tệp mới. Nếu tệp ấy đã được dùng ở một "
        "máy: hãy chọn số quầy khác. Nếu tệp đã mất, hết hạn hoặc máy đã hỏng: thu hồi trước "
        f"(revoke {device.name}) rồi chạy lại."
    )


def _blocks(ledger: Ledger, device: Device, count: int, now: datetime) -> list[BlockLine]:
    if device.numbering != blocks.LEASED:
        return []
    today = now.astimezone(VN).date()
    held = [
        one
        for one in ledger.grants.of_device(device.name)
        if one.letter == device.letter and one.last_day >= str(today)
    ]
    granted = held or blocks.grant(ledger, device, count, today)
    return [BlockLine(one.agency_code, one.block, one.first_day, one.last_day) for one in granted]


def _enrolment(  # noqa: PLR0913 - everything that an enrolment brings
    ledger: Ledger,
    device: Device,
    order: Order,
    material: Material,
    *,
    held: list[BlockLine],
    certificate: ServerCertificate,
    private: bytes | None,
    now: datetime,
) -> Enrolment:
    made_on = now.astimezone(VN).date()
    return Enrolment(
        province=ledger.province,
        device=device.name,
        commune=device.commune,
        desk=device.desk,
        letter=device.letter,
        numbering=device.numbering,
        training=is_training(ledger.settings),
        root=ledger.settings.get("root") or "",
        recovery=ledger.settings.get("recovery") or "",
        release=ledger.settings.get("release") or "",
        server_certificate=certificate.to_text(),
        device_certificate=device.certificate.hex(),
        made_on=made_on.isoformat(),
        expires_on=(made_on + timedelta(days=EXPIRES_DAYS)).isoformat(),
        office=material.office,
        agency_code=device.agency_code,
        server=order.server,
        device_private=None if private is None else private.hex(),
        blocks=tuple(held),
        catalogue_label=material.label,
        catalogue_starts_on=material.starts_on,
        catalogue=material.catalogue,
    )

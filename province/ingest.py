"""An envelope in, the signed answer out: the same function behind HTTP and the stick.

Stored durably before the answer exists; judged by nobody here. What may not be stored at all (a
second machine under one enrolment, a revoked one, a training chain at a real province) is kept
apart with its reason.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.errors import MotCuaError
from app.domain.events import Installed
from app.domain.times import to_millis
from app.wire.answer import (
    REFUSED,
    STORED,
    UNKNOWN_PARENT,
    Answer,
    VerdictLine,
    pack_answer,
)
from app.wire.dictionary import number_of
from app.wire.envelope import Envelope, FindWords, claims, open_envelope, root_opening
from app.wire.errors import UnknownKind, WireError
from app.wire.event import kind_of
from app.wire.packing import unpack
from app.wire.signing import DeviceCertificate
from province import blocks, branches
from province.aside import Tripped
from province.branches import Branch
from province.keys import ServerKey
from province.ledger import Contact, Delivery, Device, Ledger, Place, StoredEvent
from province.offsite import covered
from province.renewal import RENEWED
from province.skipping import learn_blocks
from province.tripping import tried

SET_BACK = "set_back/"
NEWER = (
    "Máy gửi dùng chương trình mới hơn máy chủ của tỉnh nên gói gửi chưa đọc được (gói không "
    "hỏng). Hãy cập nhật chương trình của tỉnh rồi nhận lại; hồ sơ vẫn còn ở máy gửi."
)
MOST_DOWN, MOST_DOWN_BYTES = 200, 1 << 20


class Unreadable(MotCuaError):
    """No envelope of a machine we know: nothing was stored, and the answer is unsigned."""


class UnknownDevice(Unreadable):
    """Well formed, from a machine that this province did not enrol."""


class Newer(Unreadable):
    """A newer program than this one wrote it: nothing is wrong with it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an envelope may not be stored: for the ledger and for the clerk."""

    reason: str
    message: str


REVOKED = Refusal(
    "revoked",
    "Máy này đã bị tỉnh thu hồi nên không gửi được. Hồ sơ trên máy vẫn còn; "
    "hãy gọi quản trị viên của tỉnh.",
)
SECOND_MACHINE = Refusal(
    "second_machine",
    "Tệp ghi danh này đã được dùng trên một máy khác. Hồ sơ trên máy này vẫn còn và bản gửi đã "
    "được tỉnh giữ riêng; hãy gọi quản trị viên của tỉnh để xin tệp ghi danh mới.",
)
OTHER_MARK = Refusal(
    "training_mark",
    "Dữ liệu luyện tập và dữ liệu thật không được trộn lẫn. Chưa có gì được ghi vào sổ của tỉnh; "
    "hãy ghi danh máy này với đúng tỉnh.",
)


def ingest(
    raw: bytes,
    ledger: Ledger,
    key: ServerKey,
    now: Callable[[], datetime],
    *,
    carried: bool = False,
) -> bytes:
    """Verify, store, answer. Raises Unreadable with a sentence where there is nothing to sign.

    `carried`: on a stick, perhaps for weeks, so its clock says nothing.
    """
    device, envelope = opened(raw, ledger)
    moment = now()
    with ledger.transaction():
        known = ledger.devices.find(device.name) or device  # as it is now that we are alone
        answer = _take(raw, ledger, known, envelope, moment)
        if answer.result != REFUSED and not envelope.header.by_anybody:
            _meet(ledger, known, envelope, moment, carried=carried)
        if ledger.settings.get(RENEWED):
            answer = replace(answer, server_certificate=key.certificate.to_text())
    return pack_answer(answer, key.private, envelope.header.version)


def opened(raw: bytes, ledger: Ledger) -> tuple[Device, Envelope]:
    """Whose it is, and what he signed; Unreadable where that cannot be known."""
    try:
        device = ledger.devices.find(claims(raw).device)
        if device is None:
            raise UnknownDevice("Tỉnh này chưa ghi danh máy gửi. Chưa có gì được ghi.")
        certificate = DeviceCertificate.from_bytes(device.certificate)
        return device, open_envelope(raw, certificate.public_key, _words_of(ledger))
    except UnknownKind as error:
        raise Newer(NEWER) from error
    except WireError as error:
        raise Unreadable(
            "Gói gửi bị hỏng trên đường hoặc không do máy đã ghi danh ký. Chưa có gì được ghi; "
            "hãy gửi lại."
        ) from error


def _words_of(ledger: Ledger) -> FindWords:
    """The text of a published catalogue by the number that an envelope names it by."""

    def find(number: int) -> bytes | None:
        named = (one for one in ledger.catalogues.all() if number_of(one.digest) == number)
        version = next(named, None)
        packed = None if version is None else ledger.catalogues.packed(version.digest)
        return None if packed is None else unpack(packed)

    return find


def _take(raw: bytes, ledger: Ledger, device: Device, envelope: Envelope, now: datetime) -> Answer:
    refusal, place = _standing(ledger, device, envelope)
    delivery = delivery_of(raw, device, envelope, place, to_millis(now))
    if refusal is not None:
        ledger.journal.refuse(delivery, refusal.reason)
        return _refused(ledger, envelope, now, refusal.message)
    if _knows_more(ledger, device, envelope, place):
        ledger.settings.put(f"{SET_BACK}{device.name}", str(to_millis(now)))
    if place is None:
        return _probed(ledger, device, envelope, now)
    one = Tripped(device.commune, envelope.head, device.name, "", delivery.received_ms)
    if delivery.events:
        first = branches.first_new(ledger, delivery)
        ledger.journal.store(delivery)
        branches.note(ledger, device, delivery, first)
        if device.numbering == blocks.LEASED:
            tried(ledger, one, lambda: _learn_blocks(ledger, device, delivery, now), None)
    if envelope.header.by_anybody:  # its machine is not there to open an installation
        return _stored(ledger, device, envelope, Branch(), now)
    branch = tried(ledger, one, lambda: branches.branch_of(ledger, device, envelope.head), Branch())
    if device.numbering == blocks.LEASED and branch.standing is None:
        tried(ledger, one, lambda: _renew_blocks(ledger, device, envelope, now), None)
    return _stored(ledger, device, envelope, branch, now)


def _learn_blocks(ledger: Ledger, device: Device, delivery: Delivery, now: datetime) -> None:
    letter = branches.letter_at(ledger, device, delivery.events[-1].hash)
    learn_blocks(ledger, device, letter, delivery.events, now)


def _renew_blocks(ledger: Ledger, device: Device, envelope: Envelope, now: datetime) -> None:
    blocks.renew(ledger, device, branches.letter_at(ledger, device, envelope.head), now)


def delivery_of(
    raw: bytes, device: Device, envelope: Envelope, place: Place | None, received_ms: int
) -> Delivery:
    """What is stored of it; no events where it has no place."""
    events = [] if place is None else _events(device, envelope, place)
    identity = _identity(device, envelope)
    return Delivery(identity, device.commune, device.name, raw, received_ms, events)


def standing_of(ledger: Ledger, device: Device, envelope: Envelope) -> Place | None:
    """Where its parent stands, whoever sent it: known, or the root of a first installation."""
    place = _known(ledger, device, envelope)
    opening = root_opening(envelope)
    if place is None and opening is not None and bool(opening.training) == _is_training(device):
        place = Place(envelope.header.parent, 0)
    return place


def _known(ledger: Ledger, device: Device, envelope: Envelope) -> Place | None:
    parent = envelope.header.parent
    place = ledger.journal.place(device.commune, parent)
    if place is None and ledger.devices.of_root(device.commune, parent) is not None:
        return Place(parent, 0)
    return place


def _identity(device: Device, envelope: Envelope) -> bytes:
    """Of whom, from where, to where: a refused machine tries again with another clock only."""
    return hashlib.sha256(device.name.encode() + envelope.header.parent + envelope.head).digest()


def _standing(
    ledger: Ledger, device: Device, envelope: Envelope
) -> tuple[Refusal | None, Place | None]:
    """Whether the envelope may be stored, and where its parent stands (None: unknown)."""
    if device.revoked_ms is not None:
        return REVOKED, None
    place = _known(ledger, device, envelope)
    if place is not None:
        return None, place
    return _first_contact(ledger, device, envelope)


def _first_contact(
    ledger: Ledger, device: Device, envelope: Envelope
) -> tuple[Refusal | None, Place | None]:
    """An unknown parent: the root of a first installation, or nothing that we can place."""
    parent, opening = envelope.header.parent, root_opening(envelope)
    if opening is None:
        return None, None
    if bool(opening.training) != _is_training(device):
        return OTHER_MARK, None
    if device.root is not None:
        return SECOND_MACHINE, None
    ledger.devices.bind(device.name, parent)
    return None, Place(parent, 0)


def _is_training(device: Device) -> bool:
    return DeviceCertificate.from_bytes(device.certificate).training


def _events(device: Device, envelope: Envelope, place: Place) -> list[StoredEvent]:
    found: list[StoredEvent] = []
    parent = envelope.header.parent
    for event, body in zip(envelope.hashes, envelope.bodies, strict=True):
        kind, depth = kind_of(body), place.depth + 1
        place = Place(place.root, depth, depth if kind == Installed.number else place.opened)
        found.append(StoredEvent(event, parent, place, device.name, kind, body))
        parent = event
    return found


def _meet(
    ledger: Ledger, device: Device, envelope: Envelope, now: datetime, *, carried: bool
) -> None:
    header, at_ms = envelope.header, to_millis(now)
    limit = 1 << 62
    clock_ms = max(-limit, min(limit, header.clock_ms - at_ms))
    if carried:
        clock_ms = 0 if device.contact is None else device.contact.clock_ms
    cursor = max(0, min(limit, header.cursor))
    ledger.devices.met(device.name, Contact(at_ms, header.app_version[:40], cursor, clock_ms))


def _knows_more(ledger: Ledger, device: Device, envelope: Envelope, place: Place | None) -> bool:
    """Whether it holds what this ledger once said: then the ledger has been set back."""
    header = envelope.header
    upward = place is None and bool(header.asks) and not envelope.bodies
    return upward or not _is_held(ledger, device.commune, header.cursor, header.cursor_hash)


def _probed(ledger: Ledger, device: Device, envelope: Envelope, now: datetime) -> Answer:
    """The parent is unknown: name the newest of the hashes asked about that is stored."""
    answer = _answer(ledger, device, envelope, now)
    for asked in envelope.header.asks:
        place = ledger.journal.place(device.commune, asked)
        if place is not None:
            return replace(answer, result=UNKNOWN_PARENT, stored=asked, count=place.depth)
    return replace(answer, result=UNKNOWN_PARENT)


def _stored(
    ledger: Ledger, device: Device, envelope: Envelope, branch: Branch, now: datetime
) -> Answer:
    place = ledger.journal.place(device.commune, envelope.head)
    depth = 0 if place is None else place.depth
    verdicts = ledger.verdicts.among(device.commune, envelope.hashes)
    return replace(
        _answer(ledger, device, envelope, now),
        result=STORED,
        stored=envelope.head if depth else None,
        count=depth,
        offsite=covered(ledger, device, envelope.head),
        verdicts=tuple(VerdictLine(one.event, one.code, one.sentence) for one in verdicts),
        standing=branch.standing,
        letter=branch.letter,
        ahead=branch.ahead,
        ahead_last=branch.ahead_last,
    )


def _refused(ledger: Ledger, envelope: Envelope, now: datetime, message: str) -> Answer:
    return Answer(
        head=envelope.head,
        result=REFUSED,
        stored=None,
        count=0,
        time_ms=to_millis(now),
        incarnation=incarnation(ledger),
        message=message,
    )


def _answer(ledger: Ledger, device: Device, envelope: Envelope, now: datetime) -> Answer:
    """What every answer to a welcome device brings: the time, and what comes down to its office."""
    start, bodies = _down(ledger, device.commune, envelope)
    return replace(
        _refused(ledger, envelope, now, ""),
        message=None,
        down_from=start,
        down=bodies,
        down_last=ledger.down.last(device.commune),
    )


def _down(ledger: Ledger, commune: str, envelope: Envelope) -> tuple[int, tuple[bytes, ...]]:
    """What follows on the newest that the sender holds of this journal; a bounded number.

    Where he holds another one from somewhere on, nothing: he asks for a common place.
    """
    start = _common(ledger, commune, envelope)
    if start is None:
        return 0, ()
    bodies: list[bytes] = []
    size = 0
    for body in ledger.down.after(commune, start, MOST_DOWN):
        size += len(body)
        if bodies and size > MOST_DOWN_BYTES:
            break
        bodies.append(body)
    return start, tuple(bodies)


def _common(ledger: Ledger, commune: str, envelope: Envelope) -> int | None:
    """His cursor, or the newest place that he asks about and that is the same here."""
    header = envelope.header
    if _is_held(ledger, commune, header.cursor, header.cursor_hash):
        return max(0, header.cursor)
    places = (ledger.down.position_of(commune, asked) for asked in header.asks)
    return next((place for place in places if place is not None), None)


def _is_held(ledger: Ledger, commune: str, cursor: int, identity: bytes) -> bool:
    return cursor <= 0 or ledger.down.position_of(commune, identity) == cursor


def incarnation(ledger: Ledger) -> str:
    """The random name that this ledger got when it was made."""
    return ledger.settings.get("incarnation") or ""

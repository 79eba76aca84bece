"""What is claimed of a new dossier: a line of `motcua receive` or the page, read and clean.

Nothing here needs a catalogue, a clock or a store, but for `today`: what a single value may be.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.errors import ClerkError
from app.domain.identity import clean_id, guess_id_kind, parse_born_on
from app.domain.parts import FeeReceipt, ForeignCode, PaperLine
from app.domain.person import (
    ID_KINDS,
    OWNER_KINDS,
    SEXES,
    SUBJECT_ROLES,
    Person,
    Representative,
    Subject,
    Submitter,
)
from app.domain.times import parse_moment, read_clock_and_day, read_day, read_past_day
from app.services.codes import clean_code
from app.services.fields import NAME, NOTE, Fields, clean_text, printable

NAME_WORDS = {"citizen": "họ tên", "household": "tên hộ kinh doanh"}
CHANNELS = ("counter", "online", "post")
RETURN_WAYS = ("counter", "post", "online")
PAYMENTS = ("cash", "transfer")
ISO = re.compile(r"\d{4}-\d\d-\d\d")
MOST_COUNT, MOST_PAGES = 1_000_000, 10_000
MOST_DETAIL = 10**18
PAPER_NAME = 8000  # published lists run several papers together

PERSON_KEYS = frozenset(
    "kind name id id_kind no_id_reason born_on sex nationality phone email address commune "
    "old_commune representative".split()
)
REPRESENTATIVE_KEYS = frozenset({"name", "id", "id_kind", "position"})
SUBMITTER_KEYS = frozenset("name id id_kind relation authority born_on sex phone address".split())
SUBJECT_KEYS = frozenset("role name born_on sex id id_kind nationality address note".split())
PAPER_KEYS = frozenset("name originals certified copies pages certify scans".split())
FEE_KEYS = frozenset({"exemption", "paid", "fee_receipt"})
RECEIPT_KEYS = frozenset({"form", "symbol", "serial"})
CODE_KEYS = frozenset({"system", "code"})
CLAIM_KEYS = frozenset(
    "key procedure case channel received_at entered_late owner submitter subjects details sets "
    "papers fee deciding_office return_office return_by external_code appointment note by pages "
    "copies without slip".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One dossier as claimed. `received_at` None means now; `slip`: written on paper first.

    `procedure` may be the code of linked procedures, `without` those of them that are not taken.
    """

    procedure: str
    owner: Person
    key: str | None = None
    case: str | None = None
    channel: str = "counter"
    received_at: datetime | None = None
    entered_late: bool = False
    submitter: Submitter | None = None
    subjects: tuple[Subject, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    sets: int = 1
    papers: tuple[PaperLine, ...] = ()
    pages: int | None = None
    copies: int | None = None
    exemption: str | None = None
    paid: str | None = None
    fee_receipt: FeeReceipt | None = None
    deciding_office: str | None = None
    return_office: str | None = None
    return_by: str = "counter"
    external_code: ForeignCode | None = None
    appointment: str | None = None
    note: str | None = None
    by: str | None = None
    without: tuple[str, ...] = ()
    slip: str | None = None


def read_claim(values: Mapping[str, Any], today: date) -> Claim:
    """Read one dossier line; the first fault as ClerkError with its path."""
    line = Fields.of(values, "", CLAIM_KEYS)
    procedure = line.needed("procedure", "mã thủ tục")
    owner = line.inner("owner", PERSON_KEYS)
    if owner is None:
        raise ClerkError("Thiếu chủ hồ sơ. Hãy nhập họ tên chủ hồ sơ.", "owner")
    fee = line.inner("fee", FEE_KEYS) or Fields({}, "fee")
    slip = line.text("slip", 40)
    return Claim(
        key=read_key(line),
        procedure=procedure,
        case=line.text("case"),
        channel=line.one_of("channel", CHANNELS) or "counter",
        received_at=_received_at(line, today),
        entered_late=line.flag("entered_late") or slip is not None,
        slip=slip,
        owner=read_person(owner, today),
        submitter=_submitter(line.inner("submitter", SUBMITTER_KEYS), today),
        subjects=tuple(_subject(one, today) for one in line.items("subjects", SUBJECT_KEYS)),
        details=_details(line),
        sets=line.whole("sets", 1, 99) or 1,
        papers=tuple(_paper(one) for one in line.items("papers", PAPER_KEYS)),
        pages=line.whole("pages", 1, MOST_PAGES),
        copies=line.whole("copies", 1, MOST_COUNT),
        exemption=fee.text("exemption"),
        paid=fee.one_of("paid", PAYMENTS),
        fee_receipt=read_receipt(fee),
        deciding_office=line.text("deciding_office"),
        return_office=line.text("return_office"),
        return_by=line.one_of("return_by", RETURN_WAYS) or "counter",
        external_code=_external(line.inner("external_code", CODE_KEYS)),
        appointment=read_coming_day(line, "appointment", today),
        note=line.text("note", NOTE),
        by=line.text("by", NAME),
        without=line.texts("without"),
    )


def read_key(line: Fields) -> str | None:
    """What the sender calls the line, so that it is received once however often it is sent."""
    return line.text("key", 200)


def read_person(part: Fields, today: date) -> Person:
    """An owner, with a cleaned number and birth date."""
    number, id_kind = read_id(part)
    kind = part.one_of("kind", OWNER_KINDS) or "citizen"
    return Person(
        name=part.needed("name", NAME_WORDS.get(kind, "tên đơn vị"), NAME),
        kind=kind,
        id=number,
        id_kind=id_kind,
        no_id_reason=part.text("no_id_reason"),
        born_on=read_born_on(part, today),
        sex=part.one_of("sex", SEXES),
        nationality=part.text("nationality"),
        phone=read_phone(part),
        email=part.text("email"),
        address=part.text("address"),
        commune=read_commune(part, "commune"),
        old_commune=part.text("old_commune"),
        representative=_representative(part.inner("representative", REPRESENTATIVE_KEYS)),
    )


def read_id(part: Fields) -> tuple[str | None, str | None]:
    """The number in its normal form and its kind, guessed from the shape where left out."""
    number, id_kind = part.text("id", 100), part.one_of("id_kind", ID_KINDS)
    if number is None:
        return None, id_kind if id_kind == "none" else None
    id_kind = id_kind or guess_id_kind(number) or "cccd"
    if id_kind == "none":
        raise ClerkError("Đã ghi “chưa có giấy tờ” thì để trống số.", part.at("id"))
    try:
        return clean_id(number, id_kind), id_kind
    except ClerkError as fault:
        raise ClerkError(fault.message, part.at("id")) from fault


def read_born_on(part: Fields, today: date) -> str | None:
    """A whole birth date or a year alone."""
    typed = part.text("born_on", 40)
    if typed is None:
        return None
    try:
        return parse_born_on(typed, today=today)
    except ClerkError as fault:
        raise ClerkError(fault.message, part.at("born_on")) from fault


def read_moment(line: Fields, name: str) -> datetime | None:
    """An ISO 8601 moment, whole seconds."""
    typed = line.text(name, 60)
    if typed is None:
        return None
    try:
        moment = parse_moment(typed).replace(microsecond=0)
    except (ValueError, OverflowError) as error:
        raise ClerkError(
            f"Thời điểm “{printable(typed)}” không có. Ví dụ: 2026-11-20T09:00:00+07:00.",
            line.at(name),
        ) from error
    if not 1990 <= moment.year <= 2100:  # noqa: PLR2004 - said beside it
        raise ClerkError(
            f"Năm {moment.year} không hợp lý cho hồ sơ. Hãy xem lại ngày giờ.", line.at(name)
        )
    return moment


def _received_at(line: Fields, today: date) -> datetime | None:
    """Of what was written on paper first people may say it as it stands there, and must."""
    slip, typed = line.text("slip"), line.text("received_at", 60)
    if slip is not None and typed is None:
        raise ClerkError(
            "Thiếu giờ nhận ghi trên phiếu giấy: ngày hẹn tính từ giờ ấy. Hãy gõ giờ, ví dụ 815.",
            "received_at",
        )
    on_paper = slip is not None or line.flag("entered_late")
    said = read_clock_and_day(typed, today) if typed and on_paper else None
    if said is not None or slip is None or ISO.match(typed or ""):
        return said or read_moment(line, "received_at")
    raise ClerkError(
        f"Giờ nhận “{printable(typed or '')}” không có. Ví dụ: 815, 8h15, hoặc 815 {today:%d/%m}.",
        "received_at",
    )


def read_receipt(part: Fields) -> FeeReceipt | None:
    """The biên lai: form, symbol and serial, all three."""
    inner = part.inner("fee_receipt", RECEIPT_KEYS)
    if inner is None:
        return None
    return FeeReceipt(
        form=inner.needed("form", "mẫu số biên lai", 40),
        symbol=inner.needed("symbol", "ký hiệu biên lai", 40),
        serial=inner.needed("serial", "số biên lai", 40),
    )


def _submitter(part: Fields | None, today: date) -> Submitter | None:
    if part is None:
        return None
    number, id_kind = read_id(part)
    return Submitter(
        name=part.needed("name", "họ tên người nộp", NAME),
        id=number,
        id_kind=id_kind,
        relation=part.text("relation"),
        authority=part.text("authority"),
        born_on=read_born_on(part, today),
        sex=part.one_of("sex", SEXES),
        phone=read_phone(part),
        address=part.text("address"),
    )


def _representative(part: Fields | None) -> Representative | None:
    if part is None:
        return None
    number, id_kind = read_id(part)
    return Representative(
        name=part.needed("name", "họ tên người đại diện", NAME),
        id=number,
        id_kind=id_kind,
        position=part.text("position"),
    )


def _subject(part: Fields, today: date) -> Subject:
    number, id_kind = read_id(part)
    role = part.one_of("role", SUBJECT_ROLES)
    if role is None:
        raise ClerkError("Thiếu vai trò của người này (child, spouse, deceased…).", part.at("role"))
    return Subject(
        role=role,
        name=part.needed("name", "họ tên", NAME),
        born_on=read_born_on(part, today),
        sex=part.one_of("sex", SEXES),
        id=number,
        id_kind=id_kind,
        nationality=part.text("nationality"),
        address=part.text("address"),
        note=part.text("note"),
    )


def _paper(part: Fields) -> PaperLine:
    return PaperLine(
        name=part.needed("name", "tên giấy tờ", PAPER_NAME),
        originals=part.whole("originals", 0, MOST_COUNT) or 0,
        certified=part.whole("certified", 0, MOST_COUNT) or 0,
        copies=part.whole("copies", 0, MOST_COUNT) or 0,
        pages=part.whole("pages", 1, MOST_PAGES),
        certify=part.whole("certify", 0, MOST_COUNT),
        scans=part.texts("scans"),
    )


def _details(line: Fields) -> tuple[tuple[str, str], ...]:
    value = line.values.get("details")
    if value is None:
        return ()
    if not isinstance(value, Mapping):
        raise ClerkError("details phải là một nhóm trường trong ngoặc nhọn.", "details")
    found = {str(key): read_detail(str(key), text) for key, text in value.items()}
    return tuple(sorted((key, text) for key, text in found.items() if text is not None))


def read_detail(key: str, value: Any) -> str | None:
    """A text or whole number; what the field may hold, the procedure says."""
    if type(value) is int and abs(value) < MOST_DETAIL:
        return str(value)
    return clean_text(value, f"details.{printable(key)}", NOTE)


def _external(part: Fields | None) -> ForeignCode | None:
    if part is None:
        return None
    system = part.needed("system", "tên hệ thống", 100)
    return ForeignCode(system, clean_code(part, "code"))


def read_phone(part: Fields) -> str | None:
    """A telephone number, digits alone."""
    typed = part.text("phone", 60)
    if typed is None:
        return None
    digits = "".join(letter for letter in typed if letter not in " .-()")
    plain = digits.removeprefix("+")
    if not (plain.isascii() and plain.isdigit()) or not 8 <= len(plain) <= 15:  # noqa: PLR2004 - said beside it
        raise ClerkError("Số điện thoại chỉ gồm chữ số, ví dụ 0912345678.", part.at("phone"))
    return digits


def read_commune(part: Fields, name: str) -> str | None:
    """The five digits of a commune."""
    code = part.text(name, 20)
    if code is not None and not (len(code) == 5 and code.isascii() and code.isdigit()):  # noqa: PLR2004 - said beside it
        raise ClerkError("Mã xã có 5 chữ số, ví dụ 03158.", part.at(name))
    return code


def read_coming_day(line: Fields, name: str, today: date) -> str | None:
    """A day agreed upon, as people type it."""
    day = _read_day(line, name, today, read_day, "Ngày")
    return None if day is None else day.isoformat()


def read_signing_day(line: Fields, name: str, today: date) -> str | None:
    """The day on a result, as people type it; ClerkError for one that is still to come."""
    day = _read_day(line, name, today, read_past_day, "Ngày ký")
    if day is not None and day > today:
        raise ClerkError(
            f"Ngày ký {day:%d/%m/%Y} ở sau ngày có kết quả {today:%d/%m/%Y}. Hồ sơ không đổi. "
            "Hãy xem lại ngày.",
            line.at(name),
        )
    return None if day is None else day.isoformat()


def _read_day(
    line: Fields,
    name: str,
    today: date,
    read: Callable[[str, date], date | None],
    called: str,
) -> date | None:
    typed = line.text(name, 40)
    if typed is None:
        return None
    day = read(typed, today)
    if day is None:
        raise ClerkError(
            f"{called} “{printable(typed)}” không có. Ví dụ: {today:%d/%m/%Y}.", line.at(name)
        )
    return day

"""The new value of a field of a stored dossier, held to the rules of reception, and its fee."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.domain import fee
from app.domain.catalogue import Catalogue
from app.domain.correction import put, value_at
from app.domain.dossier import Dossier
from app.domain.errors import ClerkError
from app.domain.events import Corrected, Fact
from app.domain.identity import CCCD, CMND, guess_id_kind
from app.domain.parts import FeeLine
from app.domain.person import ID_KINDS, OWNER_KINDS, SEXES, SUBJECT_ROLES
from app.services import details, offices, terms
from app.services.claim import (
    CHANNELS,
    MOST_COUNT,
    MOST_PAGES,
    PAPER_NAME,
    PAYMENTS,
    RETURN_WAYS,
    read_born_on,
    read_coming_day,
    read_commune,
    read_detail,
    read_id,
    read_phone,
)
from app.services.exemption import ground_of
from app.services.fields import NAME, NOTE, Fields

Value = str | int | None
CHARGED = re.compile(
    r"pages|copies|fee\.exemption|papers\.\d+\.(originals|certified|copies|pages|certify)"
)  # what a fee is counted from
Reader = Callable[[Fields, str, date], Value]


def correction(dossier: Dossier, catalogue: Catalogue, line: Fields, today: date) -> Corrected:
    """The fact that a step line asks for, with the fee as the dossier's own catalogue counts it."""
    path = line.needed("field", "tên trường cần sửa", 100)
    old = value_at(dossier, path)
    new = new_value(dossier, catalogue, path, line.values.get("value"), today)
    fees = _fees(put(dossier, path, new), catalogue, path)
    return Corrected(path, old, new, line.needed("reason", "lý do", NOTE), fees)


def kind_of_number(dossier: Dossier, fact: Fact) -> Corrected | None:
    """What a number is, as reception tells it by its shape, where one came and nobody has said.

    A number that is taken out takes its kind along, else the next one were held to it. A correction
    of its own: what one of a number means was hashed long ago.
    """
    if not isinstance(fact, Corrected) or not fact.field.endswith(".id"):
        return None
    if fact.field.startswith("details."):
        return None
    path, said = f"{fact.field}_kind", _id_kind(dossier, fact.field, fact.new)
    if fact.new is None:
        gone = fact.old is not None and said is not None
        return Corrected(path, said, None, fact.reason) if gone else None
    if said is not None:
        return None
    kind = guess_id_kind(str(fact.new)) or CCCD
    return Corrected(path, value_at(dossier, path), kind, fact.reason)


def _fees(after: Dossier, catalogue: Catalogue, path: str) -> tuple[FeeLine, ...] | None:
    """The lines, empty for an unknown amount; None where the correction leaves them as they are."""
    procedure = catalogue.procedure(after.procedure)
    if procedure is None or not CHARGED.fullmatch(path):
        return None
    try:
        lines = fee.fee_lines(procedure, after.papers, after.pages, after.copies, after.exemption)
    except ClerkError as fault:
        raise ClerkError(fault.message, "value") from fault
    if lines is None and after.fee_by_taker:
        return None  # no rule says more than the taker did
    return None if lines == after.fees else lines or ()


def new_value(dossier: Dossier, catalogue: Catalogue, path: str, value: Any, today: date) -> Value:
    """What will stand there; ClerkError, at `value`, where reception would refuse it."""
    try:
        new = _read(dossier, catalogue, path, value, today)
    except ClerkError as fault:
        raise ClerkError(fault.message, "value") from fault
    if path == "appointment" and new is not None:
        _check_agreed(date.fromisoformat(str(new)), dossier.received_at.date())
    return new


def _read(dossier: Dossier, catalogue: Catalogue, path: str, value: Any, today: date) -> Value:
    procedure = catalogue.procedure(dossier.procedure)
    head, _, name = path.rpartition(".")
    part = Fields({"id_kind": _id_kind(dossier, path, value), name: value}, head)
    if path.startswith("details."):
        text = read_detail(name, value)
        if text is None or procedure is None:
            return text
        return details.value_of(catalogue, procedure, path.removeprefix("details."), text, today)
    if path in offices.FIELDS:
        code = part.needed(name, "giá trị mới", NAME)
        offices.require_known(catalogue, dossier.office, code, path)
        return code
    if path == "fee.exemption" and procedure is not None:
        return ground_of(catalogue, procedure, part.text(name))
    if path == "case" and procedure is not None:
        case = part.text(name, NAME)
        terms.check_case(procedure, case)
        return case
    readers = PAPER if path.startswith("papers.") else WHOLE
    return readers.get(name, _text)(part, name, today)


def _check_agreed(day: date, came: date) -> None:
    """A day agreed with the citizen is none from before he came."""
    if day < came:
        raise ClerkError(
            f"Ngày hẹn {day:%d/%m/%Y} ở trước ngày nhận hồ sơ {came:%d/%m/%Y}. Hồ sơ không đổi. "
            "Hãy xem lại ngày.",
            "value",
        )


def _id_kind(dossier: Dossier, path: str, number: object) -> str | None:
    """What the number is that is being put right; None where its shape is to tell.

    Twelve digits for a CMND are the card that took its place; nine for a CCCD are too few.
    """
    if not path.endswith(".id"):
        return None
    kind = value_at(dossier, f"{path}_kind")
    newer = kind == CMND and guess_id_kind(str(number)) == CCCD
    return None if kind in (None, "none") or newer else str(kind)


def _text(part: Fields, name: str, _today: date) -> Value:
    return part.text(name, NOTE)


def _needed(most: int) -> Reader:
    return lambda part, name, _: part.needed(name, "giá trị mới", most)


def _one_of(*choices: str) -> Reader:
    def read(part: Fields, name: str, _today: date) -> Value:
        part.needed(name, "giá trị mới")
        return part.one_of(name, choices)

    return read


def _count(least: int, most: int, default: int | None = None) -> Reader:
    def read(part: Fields, name: str, _today: date) -> Value:
        found = part.whole(name, least, most)
        return default if found is None else found

    return read


WHOLE: Mapping[str, Reader] = {
    "name": _needed(NAME),
    "kind": _one_of(*OWNER_KINDS),
    "role": _one_of(*SUBJECT_ROLES),
    "channel": _one_of(*CHANNELS),
    "return_by": _one_of(*RETURN_WAYS),
    "form": _needed(40),
    "symbol": _needed(40),
    "serial": _needed(40),
    "system": _needed(100),
    "code": _needed(100),
    "paid": lambda part, name, _: part.one_of(name, PAYMENTS),
    "sex": lambda part, name, _: part.one_of(name, SEXES),
    "id_kind": lambda part, name, _: part.one_of(name, ID_KINDS),
    "id": lambda part, _name, _: read_id(part)[0],
    "born_on": lambda part, _name, today: read_born_on(part, today),
    "phone": lambda part, _name, _: read_phone(part),
    "commune": lambda part, name, _: read_commune(part, name),
    "appointment": read_coming_day,
    "sets": _count(1, 99, 1),
    "pages": _count(1, MOST_PAGES),
    "copies": _count(1, MOST_COUNT),
}
PAPER: Mapping[str, Reader] = {
    "name": _needed(PAPER_NAME),
    "originals": _count(0, MOST_COUNT, 0),
    "certified": _count(0, MOST_COUNT, 0),
    "copies": _count(0, MOST_COUNT, 0),
    "pages": _count(1, MOST_PAGES),
    "certify": _count(0, MOST_COUNT),
}

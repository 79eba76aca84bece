"""Incidents: reported, followed, closed; and the office's inventory. No line is needed for any.

Each is one event without a dossier, durable before the answer; the next exchange brings it to the
province like everything else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.catalogue import Catalogue
from app.domain.errors import ClerkError
from app.domain.incident_lines import listed_rows
from app.domain.incidents import (
    CLOSED,
    OPEN,
    STATES,
    DeviceListed,
    Incident,
    IncidentChanged,
    IncidentPictured,
    IncidentReported,
    group_of,
    holds_identity,
    looks_personal,
)
from app.domain.reasons import DEVICE, INCIDENT, Reason
from app.domain.times import to_seconds
from app.services.claim import read_moment
from app.services.desk import Desk, Warned, check_time, require_clerk
from app.services.fields import LINE, NAME, NOTE, Fields, printable
from app.services.number import next_incident
from app.services.ports import Writes
from app.services.terms import procedure_of

REPORT_KEYS = frozenset("group device about since procedures words by".split())
CHANGE_KEYS = frozenset("number state words by".split())
DEVICE_KEYS = frozenset("device needed held broken note by".split())
MOST = 9_999
NO_PERSON = "Trông như số điện thoại. Đừng ghi dữ liệu của người dân ở đây; tỉnh đọc được phần này."
NO_IDENTITY = (
    "Trông như số định danh của một người; tỉnh đọc được phần này. Chưa lưu gì. Hãy bỏ số ấy rồi "
    "ghi lại."
)


@dataclass(frozen=True, slots=True)
class Told:
    """What was stored: the incident's number, and what the window would only warn of."""

    number: str
    warnings: tuple[Warned, ...] = ()


def report(
    desk: Desk,
    values: Mapping[str, Any],
    known: Mapping[str, str] | None = None,
    pictures: Sequence[str] = (),
) -> Told:
    """Store one incident; ClerkError with its field, and nothing stored, where it cannot be one.

    `known` is what the program says by itself, never a person's data. `pictures` lie sealed here.
    """
    require_clerk(desk)
    line, now = Fields.of(values, "", REPORT_KEYS), desk.clock.now()
    catalogue = desk.catalogue(now)
    group, device, about = _about(line, catalogue)
    words = impersonal(line, "words", NOTE)
    since = _since(line, now)
    procedures = tuple(procedure_of(catalogue, one).code for one in line.texts("procedures"))
    facts = tuple((known or {}).items())
    with desk.store.transaction() as writes:
        number = next_incident(writes, writes.standing())
        fact = IncidentReported(
            number, group, device, about, to_seconds(since), procedures, words, facts
        )
        writes.append(fact, at=now, by=line.text("by", NAME))
        _add_pictures(writes, number, pictures, now)
    return Told(number, _warned(words))


def change(desk: Desk, values: Mapping[str, Any], pictures: Sequence[str] = ()) -> Told:
    """Store what was done, and whether it is over; a closed one may be opened again.

    Where there is but a picture to it, its state stays.
    """
    require_clerk(desk)
    line, now = Fields.of(values, "", CHANGE_KEYS), desk.clock.now()
    number = line.needed("number", "số của sự cố", 40)
    state = line.one_of("state", STATES, OPEN) or OPEN
    words = impersonal(line, "words", NOTE)
    told = words is not None or state == CLOSED
    if not told and not pictures:
        raise ClerkError("Chưa ghi đã làm gì. Chưa lưu gì; hãy ghi vài chữ.", "words")
    with desk.store.transaction() as writes:
        incident = _known(writes, number)
        if state == CLOSED and incident.closed_at is not None:
            raise ClerkError(
                f"Sự cố {number} đã đóng ngày {incident.closed_at:%d/%m/%Y}. Chưa ghi thêm gì.",
                "state",
            )
        if told:
            fact = IncidentChanged(number, state, words)
            writes.append(fact, at=now, by=line.text("by", NAME))
        held = {one.digest for one in incident.pictures}
        _add_pictures(writes, number, [one for one in pictures if one not in held], now)
    return Told(number, _warned(words))


def count_device(desk: Desk, values: Mapping[str, Any]) -> str:
    """Store one line of the inventory, the last count of a kind holds; its code."""
    require_clerk(desk)
    line, now = Fields.of(values, "", DEVICE_KEYS), desk.clock.now()
    impersonal(line, "device", LINE)
    typed = line.needed("device", "tên thiết bị", LINE)
    row = row_of(listed_rows(desk.catalogue(now), DEVICE), typed)
    held, broken = line.whole("held", 0, MOST), line.whole("broken", 0, MOST) or 0
    if held is None:
        raise ClerkError("Thiếu số đang có. Không có cái nào thì ghi 0.", "held")
    if broken > held:
        raise ClerkError(f"Hỏng {broken} nhiều hơn số đang có {held}. Hãy xem lại.", "broken")
    code, about = (row.code, row.words) if row else (typed, typed)
    fact = DeviceListed(
        code, about, held, broken, line.whole("needed", 0, MOST), impersonal(line, "note", LINE)
    )
    with desk.store.transaction() as writes:
        writes.append(fact, at=now, by=line.text("by", NAME))
    return code


def _known(writes: Writes, number: str) -> Incident:
    incident = writes.incident(number)
    if incident is None:
        raise ClerkError(
            f"Không có sự cố số “{printable(number)}” trên máy này. Chưa ghi gì; hãy xem danh "
            "sách.",
            "number",
        )
    return incident


def _add_pictures(writes: Writes, number: str, digests: Sequence[str], now: datetime) -> None:
    """Each once, inside the transaction of what it is a picture of."""
    for digest in dict.fromkeys(digests):
        scan = writes.scan_fact(digest)
        writes.append(IncidentPictured(number, scan.digest, scan.key, scan.size), at=now)


def _about(line: Fields, catalogue: Catalogue) -> tuple[str, str | None, str]:
    """Group, device and its words; a device of the list brings its group along."""
    groups, devices = listed_rows(catalogue, INCIDENT), listed_rows(catalogue, DEVICE)
    impersonal(line, "device", LINE)
    typed = line.needed("device", "thiết bị hoặc phần mềm", LINE)
    row = row_of(devices, typed)
    said = line.text("group", LINE) or (group_of(row) if row else None)
    group = row_of(groups, said) if said else None
    if group is None:
        known = ", ".join(one.code for one in groups)
        raise ClerkError(f"Chưa chọn nhóm sự cố. Chưa lưu gì. Các nhóm: {known}.", "group")
    about = impersonal(line, "about", LINE) or (row.words if row else typed)
    return group.code, row.code if row else None, about


def row_of(rows: Iterable[Reason], typed: str) -> Reason | None:
    """The row that is meant by its code or its words."""
    wanted = typed.casefold()
    return next((o for o in rows if wanted in (o.code.casefold(), o.words.casefold())), None)


def _since(line: Fields, now: datetime) -> datetime:
    since = read_moment(line, "since") or now.replace(microsecond=0)
    check_time(since, now, "since", late_allowed=True)
    return since


def _warned(words: str | None) -> tuple[Warned, ...]:
    return (Warned("words", NO_PERSON),) if words and looks_personal(words) else ()


def impersonal(line: Fields, name: str, most: int) -> str | None:
    """Words that hold no personal id; ClerkError where they seem to."""
    words = line.text(name, most)
    if words and holds_identity(words):
        raise ClerkError(NO_IDENTITY, name)
    return words

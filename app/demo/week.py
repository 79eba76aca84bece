"""An invented week at two communes: who comes with what, and what becomes of it.

All people are invented; procedures and units are real. 16 to 20 November 2026, six visitors a day
and commune: sixty dossiers, with every step that the desk's pages offer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from app.domain.times import VN, iso

FIRST_DAY = date(2026, 11, 16)
DAYS = 5
VISITORS = 6

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A commune of the demo."""

    commune: str
    folder: str
    clerk: tuple[str, str]
    hamlets: tuple[str, ...]
    names: tuple[str, ...]


SIN_THAU = Place(
    "03158",
    "sin-thau",
    ("nhi", "Lò Thị Nhi"),
    ("Bản Tả Kố Khừ", "Bản A Pa Chải", "Bản Tá Miếu", "Bản Lỳ Mà Tá"),
    (
        "Pờ Mỳ Xuyến", "Lỳ Thị Nhù", "Vù Sừng Sinh", "Chang Gó Xá", "Sừng Lò De", "Pờ Dần Hừ",
        "Khoàng Thị Ưởng", "Lò Văn Ướt", "Tao Văn Hặc", "Chang Mỳ Nu", "Lỳ Khai Phà", "Vù Gó Lòng",
        "Pờ Chừ Xứ", "Sừng Thị Mé", "Mạ Lỳ De", "Đặng Văn Đức", "Giàng A Páo", "Thào Thị Mai",
    ),
)  # fmt: skip
NA_BUNG = Place(
    "03176",
    "na-bung",
    ("chinh", "Giàng A Chính"),
    ("Bản Nà Bủng 1", "Bản Ngải Thầu 1", "Bản Trên Nà Bủng", "Bản Nậm Tắt"),
    (
        "Giàng A Chứ", "Vàng Thị Mỷ", "Sùng A Dơ", "Thào A Tủa", "Mùa Thị Súa", "Vàng A Sử",
        "Cứ A Lử", "Giàng Thị Dợ", "Hạng A Chu", "Lầu Thị Mo", "Vừ A Giống", "Ly Thị Chở",
        "Tráng A Cớ", "Phàng A Hồ", "Chá Thị Pàng", "Nguyễn Thị Ánh", "Hờ A Nếnh", "Mùa A Khày",
    ),
)  # fmt: skip
PLACES = (SIN_THAU, NA_BUNG)

COPIES, SIGNATURE, SINGLE = "2.000815", "2.000884", "1.004873"
BIRTH, DEATH, MARRIAGE, ALLOWANCE = "1.001193", "1.000656", "1.000894", "1.001776"
ORDER = (COPIES, COPIES, SINGLE, COPIES, SIGNATURE, ALLOWANCE, COPIES, BIRTH, COPIES, SIGNATURE,
         DEATH, COPIES, MARRIAGE, COPIES, SINGLE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Visit:
    """One dossier: when, and its line for `motcua receive`."""

    at: datetime
    line: Line
    same_day: bool


def visits(place: Place) -> Iterator[Visit]:
    """The week's visits of one commune in the order of time."""
    for number in range(DAYS * VISITORS):
        day = FIRST_DAY + timedelta(days=number // VISITORS)
        minutes = 20 + 31 * (number % VISITORS) + number // VISITORS
        at = datetime.combine(day, time(7, 30), VN) + timedelta(minutes=minutes)
        code = ORDER[(number * 4 + (place is NA_BUNG)) % len(ORDER)]
        yield Visit(at, _line(place, number, code), code in (COPIES, SIGNATURE, BIRTH, DEATH))


def _line(place: Place, number: int, procedure: str) -> Line:
    owner = _person(place, number)
    line: Line = {
        "key": f"{place.folder}-{number:03d}",
        "procedure": procedure,
        "owner": owner,
        "by": place.clerk[1],
    }
    line.update(_particulars(place, number, procedure, owner))
    return line


def _person(place: Place, number: int) -> Line:
    name = place.names[number % len(place.names)]
    female = "Thị" in name or "Mỳ" in name
    year = 1955 + number * 7 % 48
    digit = (1 if female else 0) + (2 if year >= 2000 else 0)  # noqa: PLR2004 - said beside it
    hamlet = place.hamlets[number % len(place.hamlets)]
    commune = "Sín Thầu" if place is SIN_THAU else "Nà Bủng"
    return {
        "name": name,
        "id": f"011{digit}{year % 100:02d}{900000 + number * 131:06d}",
        "born_on": f"{year}-{1 + number % 12:02d}-{1 + number % 28:02d}",
        "sex": "female" if female else "male",
        "phone": f"0912{345000 + number:06d}",
        "address": f"{hamlet}, xã {commune}, tỉnh Điện Biên",
        "commune": place.commune,
    }


def _particulars(place: Place, number: int, procedure: str, owner: Line) -> Line:
    if procedure == COPIES:
        pages, copies = 1 + number % 4, 1 + number % 3
        return {"pages": pages, "copies": copies, "fee": {"paid": "cash"}}
    if procedure == SIGNATURE:
        return {"fee": {"paid": "cash"}}
    if procedure == BIRTH:
        return _birth(place, number, owner)
    if procedure == DEATH:
        return _death(place, number)
    if procedure == MARRIAGE:
        return _marriage(place, number)
    return {"note": "Nhà cách trung tâm hơn 20 km, hẹn trả vào phiên chợ."}


def _birth(place: Place, number: int, owner: Line) -> Line:
    child = {"role": "child", "name": f"{owner['name'].split()[0]} Thị Sao Mai", "sex": "female"}
    mother = {"role": "mother", "name": place.names[(number + 1) % len(place.names)]}
    father = {"role": "father", "name": place.names[(number + 2) % len(place.names)]}
    child["born_on"] = "2026-11-02"
    return {
        "subjects": [child, mother, father],
        "details": {"birth_place": "Trạm y tế xã"},
    }


def _death(place: Place, number: int) -> Line:
    dead = {
        "role": "deceased",
        "name": place.names[(number + 5) % len(place.names)],
        "born_on": "1941",
        "sex": "male",
    }
    details = {
        "death_date": "2026-11-10",
        "death_time": "04:30",
        "death_place": "Tại nhà",
        "death_cause": "Tuổi già",
    }
    return {"subjects": [dead], "details": details, "submitter": _child_of(place, number)}


def _child_of(place: Place, number: int) -> Line:
    name = place.names[(number + 6) % len(place.names)]
    return {"name": name, "relation": "con"}


def _marriage(place: Place, number: int) -> Line:
    spouses = [
        {"role": "spouse", "name": place.names[(number + far) % len(place.names)],
         "born_on": f"{1998 + far}-05-1{far}", "sex": sex}
        for far, sex in ((0, "male"), (3, "female"))
    ]  # fmt: skip
    return {"subjects": spouses}


@dataclass(frozen=True, slots=True)
class Received:
    """A dossier of the week as the desk answered it."""

    number: int
    code: str
    visit: Visit


def batches(received: list[Received]) -> Iterator[tuple[datetime, list[Line]]]:
    """Steps of the week by the hour at which a clerk takes them."""
    for day in range(DAYS):
        today = FIRST_DAY + timedelta(days=day)
        mine = [one for one in received if one.visit.at.date() == today]
        yield (
            _at(today, 11, 5),
            [step for one in mine for step in _steps(one, "hand_over", "take_over")],
        )
        yield (
            _at(today, 14, 10),
            [step for one in mine if _incomplete(one) for step in _wanted(one)],
        )
        yield _at(today, 15, 40), [step for one in mine if _quick(one) for step in _done(one)]
        yield _at(today, 16, 20), [step for one in mine if _collected(one) for step in _gone(one)]
        yesterday = [one for one in received if one.visit.at.date() == today - timedelta(days=1)]
        yield _at(today, 16, 40), [step for one in yesterday for step in _next_day(one)]


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), VN)


def _incomplete(one: Received) -> bool:
    return not one.visit.same_day and one.number % 2 == 0


def _quick(one: Received) -> bool:
    return one.visit.same_day


def _collected(one: Received) -> bool:
    return _quick(one) and one.number % 5 != 0


def _steps(one: Received, *actions: str) -> list[Line]:
    lines = [{"code": one.code, "action": action} for action in actions]
    for line in lines:
        if line["action"] == "hand_over":
            line["to"] = "Tao Văn Hặc"
    return lines


def _wanted(one: Received) -> list[Line]:
    paper = "Giấy xác nhận của nơi cư trú trước đây"
    return [
        {"code": one.code, "action": "request_papers", "papers": [paper], "reason": "Còn thiếu"}
    ]


def _done(one: Received) -> list[Line]:
    result = {"kind": "Bản kết quả", "number": f"{one.number + 1:02d}", "signer": "Pờ Dần Sinh"}
    return [{"code": one.code, "action": "finish", "result": result}]


def _gone(one: Received) -> list[Line]:
    return [{"code": one.code, "action": "give_back", "signed": "sổ trang 2"}]


def _next_day(one: Received) -> list[Line]:
    if _incomplete(one):
        return [{"code": one.code, "action": "papers_received", "reason": "Đã nộp đủ"}]
    return [] if _quick(one) else _done(one)


def stamped(lines: list[Line], at: datetime) -> list[Line]:
    """The steps with their time, a second apart."""
    return [{**line, "at": iso(at + timedelta(seconds=place))} for place, line in enumerate(lines)]

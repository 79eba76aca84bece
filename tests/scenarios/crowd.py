"""A crowd of invented dossiers over every procedure of the catalogue, and what becomes of them.

The same seed gives the same crowd. What each life ends in stands here by hand, not computed by the
program's own table.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.domain.builtin import load_builtin
from app.domain.fee import counts_copies
from app.domain.procedure import DetailField, Procedure

Line = dict[str, Any]
FIRST_DAY = datetime.fromisoformat("2026-08-03T08:00:00+07:00")
DAYS = 100
NAMES = ("Lò Văn", "Giàng A", "Đặng Thị", "Pờ Mỳ", "Nguyễn Thị", "H'Bia", "Chang Gó", "Ƀôn")
GIVEN = ("Đức", "Nhi", "Xuyến", "Páo", "Ánh", "Niê", "Xá", "Kƀông", "Hừ", "Ưởng")
CHANNELS = ("counter", "counter", "counter", "online", "post")
TOLD = {"date": "2026-07-15", "time": "04:30", "number": "2", "commune": "03158"}
PAPERS = {"papers": ["Bản chính"], "until": "2027-06-30"}
DUE = "2027-01-15T17:00:00+07:00"
BACK = {"to": {"name": "Lò Thị Nhận", "relation": "vợ"}, "signed": "sổ 3 trang 12"}


def do(action: str, **more: Any) -> Line:
    return {"action": action, "reason": "ghi trong sổ", **more}


@dataclass(frozen=True)
class Life:
    """Steps, and where they lead: status, state, void."""

    steps: tuple[Line, ...]
    status: int
    state: str | None = None
    void: bool = False


LIVES = (
    Life((), 2),
    Life((do("note"), do("hand_over", to="Tư pháp")), 2),
    Life((do("hand_over", to="Tư pháp"), do("take_over")), 4),
    Life((do("finish", result={"number": "12"}),), 9),
    Life((do("finish"), do("payment_made", paid="cash"), do("give_back", **BACK)), 10),
    Life((do("take_over"), do("request_papers", **PAPERS)), 5),
    Life((do("request_papers", **PAPERS), do("papers_received"), do("finish")), 9),
    Life((do("require_payment", amount_dong=50_000),), 6),
    Life((do("require_payment"), do("payment_made", paid="transfer"), do("finish")), 9),
    Life((do("suspend"), do("extend", due_at=DUE)), 8, "suspended"),
    Life((do("suspend"), do("extend", due_at=DUE), do("resume")), 4),
    Life((do("take_over"), do("stop", signer="Pờ Dần Sinh")), 8, "stopped"),
    Life((do("withdraw"),), 7),
    Life((do("withdraw"), do("reverse")), 2),
    Life((do("finish"), do("give_back"), do("reverse")), 9),
    Life((do("correct", field="owner.name", value="Đặng Văn Đúc"), do("finish")), 9),
    Life((do("correct", field="channel", value="post"),), 2),
    Life((do("void"),), 2, None, void=True),
)


@dataclass(frozen=True)
class Invented:
    """One dossier: its line and its life."""

    line: Line
    life: Life
    received_at: datetime

    def steps(self, code: str) -> Iterator[Line]:
        """Its step lines, an hour apart."""
        for place, step in enumerate(self.life.steps, 1):
            at = self.received_at + timedelta(hours=place)
            yield {"code": code, "at": at.isoformat(), **step}


def crowd(count: int, seed: int = 11) -> list[Invented]:
    """So many dossiers; each procedure and each life comes again and again."""
    chance = random.Random(seed)
    procedures = load_builtin().procedures
    return [
        _invented(chance, place, procedures[place % len(procedures)], LIVES[place % len(LIVES)])
        for place in range(count)
    ]


def _invented(chance: random.Random, place: int, procedure: Procedure, life: Life) -> Invented:
    at = FIRST_DAY + timedelta(days=chance.randrange(DAYS), minutes=chance.randrange(480))
    line: Line = {
        "key": f"crowd-{place}",
        "procedure": procedure.code,
        "channel": chance.choice(CHANNELS),
        "received_at": at.isoformat(),
        "entered_late": True,
        "owner": _person(chance, place),
        "subjects": [
            {"role": one.role, **_person(chance, place)}
            for one in procedure.subjects
            if one.required
        ],
        "details": {one.key: _told(one) for one in procedure.details},
        "papers": [
            {"name": one.name, "originals": one.originals, "copies": one.copies}
            for one in procedure.papers
        ],
        "by": "nhi",
    }
    if counts_copies(procedure):
        line |= {"pages": chance.randint(1, 30), "copies": chance.randint(1, 9)}
    if place % 7 == 0:
        line["fee"] = {"exemption": "ho-ngheo"}
    return Invented(line, life, at)


def _person(chance: random.Random, place: int) -> Line:
    name = f"{chance.choice(NAMES)} {chance.choice(GIVEN)}"
    year = chance.randint(1950, 1999)
    number = f"011{place % 2}{year % 100:02d}{place:06d}"
    sex = "female" if place % 2 else "male"
    return {"name": name, "id": number, "born_on": str(year), "sex": sex}


def _told(field: DetailField) -> str:
    return field.choices[0] if field.choices else TOLD.get(field.kind, "Bản Tá Miếu")

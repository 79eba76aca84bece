"""Nà Bủng (Điện Biên): August 2025, 143 direct (120 certified, 23 allowances) and 119 online.

The kinds of the 119 add up to 127 in the report; here each is one dossier of one kind. Roles
overlap there and nobody had been taught: every dossier has one holder, each step its person.
120 certifications by keys alone: `tests/ui/test_certification_month.py`; the list of the 119 from
outside: `tests/scenarios/test_communes.py`.
"""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from app.bootstrap import registers
from app.ui.widgets.table import Table
from tests.printing.reading import flat
from tests.scenarios.lists import name, person_id, row, spread, write_csv
from tests.ui.centres.centre import Centre
from tests.ui.clerk import CARD, rooms

NOW = "2026-11-20T10:42:00+07:00"
EVENING = "2025-08-29T16:00:00+07:00"
COPY, WELFARE, BIRTH, MARRIAGE, DEATH = "2.000815", "1.001776", "1.001193", "1.000894", "1.000656"
FIRST, LAST = date(2025, 8, 1), date(2025, 8, 29)
CERTIFIED, ALLOWANCES, ONLINE = 120, 23, 119


def test_a_stack_of_papers_of_one_citizen_is_one_slip(at: Callable[[str], Centre]) -> None:
    """120 of 143 are certified copies: three originals, 2 + 1 + 5 copies, one F9."""
    here = at("03176")
    here.found(NOW)
    keys = here.open(NOW)
    here.scan(CARD)
    keys.type("12")
    keys.type("+1")
    keys.type("+5")
    keys.press("F9")
    assert keys.presses == 7
    (dossier,) = here.saved(1)
    assert dossier.fee_dong == 8 * 2000
    assert "16.000" in here.paper(dossier.code)


def test_what_runs_for_ten_days_has_its_day_its_holder_and_its_way(
    at: Callable[[str], Centre],
) -> None:
    """An allowance: in the list with its day, handed to a specialist who signs by PIN, Mẫu 06."""
    here = at("03176")
    here.found(NOW)
    here.hire("chuyenmon", "Giàng A Chu", "specialist", "Bảo trợ xã hội")
    keys = here.open(NOW)
    here.scan(CARD)
    keys.press("5", "5")
    keys.press("F9")
    (dossier,) = here.saved(1)
    assert dossier.procedure == WELFARE
    assert dossier.due_at is not None
    assert dossier.due_at.date() == date(2026, 12, 7)  # 24/11 is a day off
    keys.press("Esc")
    table = rooms(here.program).today.table
    here.wait(lambda: table.count == 1)
    assert here.dossier(dossier.code).owned_by == "giamdoc"  # no step without an owner
    here.goes_to("Shift+F6", page="handover")
    rooms(here.program).scanning.take(dossier.code)
    page = rooms(here.program).handover
    here.wait(lambda: len(page.items) == 1 and page.people.person)
    keys.press("1", "1")
    keys.type(here.pins["chuyenmon"])
    here.wait(lambda: here.dossier(dossier.code).owned_by == "chuyenmon")
    slip = here.paper("Phiếu bàn giao - 1 hồ sơ")
    assert "Giàng A Chu" in slip
    assert dossier.code in slip.replace(" ", "")  # its column is narrow
    control = here.folder / "mau-06.pdf"
    done = here.outside.run("print", "control", dossier.code, "--out", str(control), now=NOW)
    assert done.status == 0, done.err
    assert "Giàng A Chu" in flat(control.read_bytes())


def direct(number: int, moment: Any) -> dict[str, Any]:
    """Of the counter: one in six or so is an allowance."""
    line: dict[str, Any] = {
        "procedure": COPY if number < CERTIFIED else WELFARE,
        "owner": {"name": name(number), "id": person_id(number)},
        "received_at": moment.isoformat(),
        "entered_late": True,
    }
    return line | ({"pages": 1, "copies": 1} if number < CERTIFIED else {})


def test_a_month_is_the_same_on_the_page_in_the_book_and_on_paper(
    at: Callable[[str], Centre],
) -> None:
    """143 + 119: counted by channel and kind; 23 run on, each with holder and day; fees add up."""
    here = at("03176")
    here.found(EVENING)
    here.open(EVENING)
    times = spread(CERTIFIED + ALLOWANCES, FIRST, LAST)
    known = here.bulk([direct(number, moment) for number, moment in enumerate(times)])
    steps = [
        {"code": code, "action": action, "at": moment.replace(hour=15).isoformat(), **more}
        for code, moment in zip(known[:CERTIFIED], times, strict=False)
        for action, more in (("payment_made", {"paid": "cash"}), ("finish", {}), ("give_back", {}))
    ]
    here.steps(*steps)
    kinds = [BIRTH] * 46 + [MARRIAGE] * 8 + [DEATH] * 2 + [COPY] * 63
    listed = [
        row(1000 + number, moment, kinds[number], agency="H18.41")
        for number, moment in enumerate(spread(ONLINE, FIRST, LAST))
    ]
    file = write_csv(here.folder / "online.csv", listed)
    assert len(here.outside.run("import", str(file), now=EVENING).lines) == ONLINE
    rows = book(here, "dossiers")["rows"]
    counted = Counter((one["channel"], one["procedure"]) for one in rows)
    assert counted["trực tiếp", COPY] == CERTIFIED
    assert counted["trực tiếp", WELFARE] == ALLOWANCES
    assert sum(many for (channel, _), many in counted.items() if channel == "trực tuyến") == ONLINE
    assert book(here, "fees")["totals"]["cash"] == CERTIFIED * 2000
    numbers = [one["running"] for one in book(here, "certification")["rows"]]
    assert numbers == list(range(1, CERTIFIED + 1))
    running = [one for one in rows if one["channel"] == "trực tiếp" and not one["returned_at"]]
    assert len(running) == ALLOWANCES
    assert all(one["due_at"] and here.dossier(one["code"]).owned_by for one in running)
    keys = here.keys
    keys.press("F2")
    keys.press("Esc")
    home = rooms(here.program).today
    here.wait(lambda: home.tiles["work"].number == ALLOWANCES + ONLINE)
    paper = here.folder / "so.pdf"
    write(here, "dossiers", paper)
    text = flat(paper.read_bytes())
    assert all(code in text for code in known)
    what_posts_are_planned_by(here)


def what_posts_are_planned_by(here: Centre) -> None:
    """Sở Nội vụ asks how much work there is: by field of law, by person, by the hour."""
    page = rooms(here.program).report.page
    here.goes_to("Ctrl+R", page="report")
    here.keys.press("3", "3")
    here.wait(lambda: page.tiles[0].number == CERTIFIED + ALLOWANCES + ONLINE)
    tables = {one.accessibleName(): one for one in page.figures}
    fields = cells(tables["Theo lĩnh vực"])
    assert {about: counts[1] for about, counts in fields.items()} == {  # at the counter
        "Chứng thực": CERTIFIED, "Bảo trợ xã hội": ALLOWANCES, "Tư pháp - hộ tịch": 0,
    }  # fmt: skip
    assert sum(counts[2] for counts in fields.values()) == ONLINE
    people = cells(tables["Theo người"])  # what a list brought is nobody's reception
    assert people == {"Giám đốc Trung tâm": [143, 143, 0, 0, CERTIFIED, CERTIFIED]}
    hours = cells(tables["Theo giờ trong ngày"])
    assert sum(counts[0] for counts in hours.values()) == CERTIFIED + ALLOWANCES + ONLINE
    states = cells(tables["Đang ở bước"])
    assert states["đã trả kết quả"][0] == CERTIFIED


def cells(table: Table) -> dict[str, list[int]]:
    """Its rows by what they are about."""
    rows = (table.cells(key) for key in table._keys)
    return {str(about): [int(str(count)) for count in counts] for about, *counts in rows}


def book(here: Centre, which: str) -> dict[str, Any]:
    """A book of the month."""
    file = here.folder / f"{which}.json"
    write(here, which, file)
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def write(here: Centre, which: str, file: Path) -> None:
    made = partial(registers.write_register, here.opened, which, FIRST, LAST, file)
    here.program.work.submit(made).result(60)


def test_who_was_never_taught_practises_apart_and_has_the_guide_of_each_procedure(
    at: Callable[[str], Centre],
) -> None:
    """A lesson of invented people, marked on every paper; what to ask for, in a few letters."""
    here = at("03176")
    here.found(NOW)
    keys = here.open(NOW)
    here.goes_to("Ctrl+L", page="lessons")
    lessons = rooms(here.program).lessons
    assert lessons is not None
    here.wait(lambda: lessons.page.list.count == 6)
    keys.press("1", "1")
    keys.press("F9")
    here.wait(lambda: lessons.page.lessons[0].state == "running")
    keys.press("Shift+F3")
    page = rooms(here.program).reception
    here.wait(lambda: page.owner.person.name == "Lò Thị Tập")
    keys.press("1", "1")
    keys.type("2")
    keys.press("F9")
    (one,) = here.saved(1)
    assert "LUYỆN TẬP" in here.paper(one.code)
    here.goes_to("Ctrl+G", page="guidance")
    keys.type("tro cap xa hoi")
    keys.press("Ctrl+P")
    folder = here.folder / "paper"
    here.wait(lambda: list(folder.glob("Hướng dẫn*.pdf")))
    (sheet,) = folder.glob("Hướng dẫn*.pdf")
    told = here.paper(sheet.stem)
    assert "BÀ CON CẦN MANG GÌ?" in told
    assert "Mất bao lâu: 10 ngày làm việc" in told
    assert len(here.codes) == 1  # whoever only asked is no dossier

"""Sín Thầu (Điện Biên): 211 dossiers in seven weeks, 33 of them direct; whoever is there serves.

The report counts 211 from 1 July to 21 August 2025 (38 working days, 5.6 a day, 0.9 direct) and has
the chairman speak of some tens a day, which these figures cannot give. Six people stand by; here
one does all of it. Lists and pairing of the 211: `tests/scenarios/test_communes.py`.
"""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from app.bootstrap import registers
from app.domain.times import VN
from tests.printing.reading import flat
from tests.province.servers import found_home
from tests.scenarios.desks import OK, copies
from tests.scenarios.lists import days, name, person_id, row, spread, write_csv
from tests.ui.centres.centre import Centre
from tests.ui.clerk import CARD, NEXT, Clerk, enrolled, rooms

NOW = "2026-11-20T10:42:00+07:00"
COPY, BIRTH = "2.000815", "1.001193"
FIRST, LAST = date(2025, 7, 1), date(2025, 8, 21)
DIRECT, ONLINE = 33, 178
STAFF = (
    ("nhi", "Lò Thị Nhi", "reception"), ("po", "Giàng A Pó", "reception,registrar"),
    ("dua", "Mùa A Dua", "specialist"), ("su", "Khoàng Thị Su", "cashier"),
    ("long", "Sùng A Lòng", "specialist,signer"),
)  # fmt: skip


def first_saved(here: Centre, procedure: str) -> Clerk:
    """A new desk on which the first citizen's card was scanned and a favourite saved."""
    here.found(NOW)
    keys = here.open(NOW)
    here.scan(CARD)
    keys.press(procedure, procedure)
    keys.press("F9")
    return keys


def test_one_citizen_a_day_and_whoever_is_there_can_serve_him(at: Callable[[str], Centre]) -> None:
    """Remote: nobody came yet, no line for a week; the page says so and is ready for a scan."""
    here = at("03158")
    keys = first_saved(here, "1")
    assert keys.presses == 2
    (dossier,) = here.saved(1)
    assert dossier.due_at == datetime(2026, 11, 20, 17, tzinfo=VN)
    assert rooms(here.program).status().network_words.startswith("Máy đứng riêng")


def test_without_a_visitor_the_page_has_what_falls_due_and_nothing_else(
    at: Callable[[str], Centre],
) -> None:
    """The first morning is empty and says so; then what runs stands there, and prints in a key."""
    here = at("03158")
    here.found(NOW)
    here.open(NOW)
    home = rooms(here.program).today
    assert here.program.window.name == "today"
    here.wait(lambda: home.sheet._empty.accessibleName() == (
        "Chưa có hồ sơ nào hôm nay. Quét thẻ CCCD để bắt đầu, hoặc nhấn F2."
    ))  # fmt: skip
    owner = {"name": "Lò Văn Ướt", "no_id_reason": "quên ở nhà"}
    (due,) = here.bulk([{"procedure": "1.001776", "owner": owner}])
    here.close()
    keys = here.open("2026-12-07T08:00:00+07:00")  # the day of its promise
    home = rooms(here.program).today
    here.wait(lambda: home.table.count == 1)
    here.wait(lambda: (home.tiles["today"].number, home.tiles["work"].number) == (1, 1))
    keys.press("Ctrl+P")
    sheet = here.paper("Danh sách - Việc cần làm")
    assert "Lò Văn Ướt" in sheet
    assert f"20/11 – {due[-4:]}" in sheet
    assert keys.presses == 1
    here.goes_to("F4", page="giveback")
    here.goes_to("F2", page="reception")  # somebody comes after all


def test_one_person_does_every_step_and_the_history_says_so(at: Callable[[str], Centre]) -> None:
    """Received, handed to himself, decided, given: five keys more, and "một người" in the life."""
    here = at("03158")
    keys = first_saved(here, "5")
    (one,) = here.saved(1)
    here.steps({"code": one.code, "action": "hand_over"}, {"code": one.code, "action": "take_over"})
    keys.press("Esc")
    here.goes_to("Shift+F5", page="deciding")
    page = rooms(here.program).deciding.page
    here.wait(lambda: page.table.count == 1)
    keys.press("Ctrl+A")
    keys.press("F9")
    here.wait(lambda: here.dossier(one.code).finished_at is not None)
    here.gives_back(one.code)
    shown = here.outside.run("show", one.code, now=NOW).object
    assert [(line["action"], line["alone"]) for line in shown["history"]] == [
        ("received", False), ("hand_over", False), ("take_over", True), ("finish", True),
        ("give_back", False),
    ]  # fmt: skip


def test_the_chairman_sends_people_where_they_are_needed_and_who_comes_next_knows_all(
    at: Callable[[str], Centre],
) -> None:
    """Two stay, two are called when needed, two are away; the one who leaves tells the next."""
    here = at("03158")
    here.found(NOW)
    for user, said, roles in STAFF:
        here.hire(user, said, roles)
    keys = here.open(NOW)
    here.goes_to("Shift+F12", page="duty")
    page, home = rooms(here.program).duty.page, rooms(here.program).today
    here.wait(lambda: page.people.count == 1 + len(STAFF))
    keys.press("Ctrl+E")
    for user, digit in (("nhi", "1"), ("po", "1"), ("dua", "2"), ("su", "2"), ("long", "3")):
        while page.people.current_key != user:
            keys.press("Down")
        keys.press(digit, digit)
        here.wait(lambda user=user: page.people.cells(user)[1] != "–")
        keys.press("Home")
    here.sits_down("po")
    here.goes_to("Shift+F12", page="duty")
    keys.type("ba May quay lai chieu nay")
    keys.press("F9")
    here.wait(lambda: page.notes.count == 1)
    here.sits_down("nhi")
    here.wait(lambda: home.duty.accessibleName().startswith("Trực: "))
    here.wait(
        lambda: (
            "Giàng A Pó bàn giao: ba May quay lai chieu nay" in str(here.program.messages.current)
        )
    )
    keys.press("Ctrl+W")
    here.wait(lambda: here.program.messages.current is None)
    listed = here.outside.run("duty", "list", "--json", now=NOW).lines
    states = {line["user"]: line["state"] for line in listed}
    assert states == {
        "giamdoc": None, "nhi": "on", "po": "on", "dua": "call", "su": "call", "long": "away",
    }  # fmt: skip
    (note,) = here.outside.run("duty", "notes", "--json", now=NOW).lines
    assert [one["actor"] for one in note["taken"]] == ["nhi"]


def test_the_power_goes_with_a_form_half_typed_and_comes_back(at: Callable[[str], Centre]) -> None:
    """What was stored is stored once, what was typed is there, the next number is the next."""
    here = at("03158")
    keys = first_saved(here, "1")
    (first,) = here.saved(1)
    here.scan(NEXT)
    keys.press("1", "1")
    keys.type("4")
    here.wait(lambda: kept(here))
    here.power_cut()
    here.open(NOW.replace("10:42", "11:05"))
    page = rooms(here.program).reception
    assert page.draft().owner.name == "Pờ Mỳ Xuyến"
    here.keys.press("F9")
    stored = here.saved(2)
    assert [one.code[-4:] for one in stored] == ["0001", "0002"]
    assert (stored[0].code, stored[1].copies) == (first.code, 4)


def kept(here: Centre) -> bool:
    rows = here.opened.connection.execute("SELECT body FROM draft").fetchall()
    return any('"Pờ Mỳ Xuyến"' in body and '"copies": 4' in body for (body,) in rows)


def test_seven_weeks_direct_and_online_are_counted_apart_and_week_by_week(
    at: Callable[[str], Centre],
) -> None:
    """33 typed in later, 178 by the list; each week's sheet adds up to the whole."""
    here = at("03158")
    here.found("2025-08-21T16:00:00+07:00")
    here.open("2025-08-21T16:00:00+07:00")
    direct = [
        {
            "procedure": COPY, "pages": 2, "copies": 1, "entered_late": True,
            "owner": {"name": name(number), "id": person_id(number)},
            "received_at": moment.isoformat(),
        }
        for number, moment in enumerate(spread(DIRECT, FIRST, LAST))
    ]  # fmt: skip
    assert len(here.bulk(direct)) == DIRECT
    times = enumerate(spread(ONLINE, FIRST, LAST))
    listed = [row(100 + number, moment, BIRTH) for number, moment in times]
    file = write_csv(here.folder / "list.csv", listed)
    taken = here.outside.run("import", str(file), now="2025-08-21T16:05:00+07:00")
    assert (taken.status, len(taken.lines)) == (OK, ONLINE)
    whole = book(here, FIRST, LAST)
    channels = [one["channel"] for one in whole]
    assert (channels.count("trực tiếp"), channels.count("trực tuyến")) == (DIRECT, ONLINE)
    weeks = [day for day in days(FIRST, LAST) if day.weekday() == 0 or day == FIRST]
    each = [book(here, day, day + timedelta(days=6 - day.weekday())) for day in weeks]
    assert len(each) == 8
    assert [one["code"] for week in each for one in week] == [one["code"] for one in whole]
    assert max(len(week) for week in each) <= 30
    paper = here.folder / "tuan.pdf"
    print_book(here, weeks[1], weeks[1] + timedelta(days=4), paper)
    assert all(one["code"] in flat(paper.read_bytes()) for one in each[1])
    keys = here.keys
    keys.press("F2")
    keys.press("Esc")
    home = rooms(here.program).today
    here.wait(lambda: home.table.count == min(100, DIRECT + ONLINE))
    assert here.outside.status()["dossiers"] == DIRECT  # the others are another system's
    counted_in_two_keys(here)


def counted_in_two_keys(here: Centre) -> None:
    """1/7 to 21/8, direct and online, and 0.9 direct a working day: Ctrl+R and a digit."""
    before, page = here.keys.presses, rooms(here.program).report.page
    here.goes_to("Ctrl+R", page="report")
    here.keys.press("6", "6")
    here.wait(lambda: [one.number for one in page.tiles] == [DIRECT + ONLINE, DIRECT, ONLINE, 0])
    assert here.keys.presses == before + 2
    table = page.figures[2]
    days = [table.cells(key)[:2] for key in table._keys]
    assert (len(days), days[0][0]) == (38, f"{LAST:%d/%m/%Y}")
    assert sum(int(str(count)) for _, count in days) == DIRECT + ONLINE
    here.keys.press("Ctrl+P")
    at = here.opened.desk.clock.now()
    paper = here.paper(f"Thống kê hồ sơ 01-07-2025 - 21-08-2025 lúc {at:%H-%M}")
    assert "Trung bình một ngày làm việc nhận 5,6 hồ sơ, trực tiếp 0,9" in paper


def book(here: Centre, first: date, last: date) -> list[dict[str, str]]:
    """Mẫu 07 of some days."""
    file = here.folder / "so.json"
    print_book(here, first, last, file)
    rows: list[dict[str, str]] = json.loads(file.read_text("utf-8"))["rows"]
    return rows


def print_book(here: Centre, first: date, last: date, file: Path) -> None:
    opened = here.opened
    write = partial(registers.write_register, opened, "dossiers", first, last, file)
    here.program.work.submit(write).result(60)


def test_a_week_without_a_line_goes_by_stick_or_over_the_line_that_came_back(
    at: Callable[[str], Centre], tmp_path: Path
) -> None:
    """What the desk says it sent is what the province has, whichever way the week went."""
    home = found_home(tmp_path / "province")
    with home.serving() as server:
        here = at("03158")
        here.patch.setenv("MOTCUA_NOW", NOW)
        address = f"http://127.0.0.1:{server.port}"
        enrolled(home, here.folder, "--server", address)
        here.open(NOW)
        first = here.bulk([copies(), copies(), copies()])
        stick = tmp_path / "stick"
        stick.mkdir()
        assert here.outside.run("exchange", "--usb", str(stick), "--out", now=NOW).status == OK
        assert home.run("usb", "--in", str(stick), "--out", str(stick)).returncode == 0
        assert {row["code"] for row in home.export()} == set(first)
        second = here.bulk([copies(), copies()])  # the stick is still on its way back
        here.keys.press("F11")
        here.keys.press("F11")
        here.wait(lambda: here.opened.status().unsent_dossiers == 0)
        assert {row["code"] for row in home.export()} == {*first, *second}
        assert here.outside.run("exchange", "--usb", str(stick), "--in", now=NOW).status == OK
        assert here.opened.status().unsent_dossiers == 0
        assert len(home.export()) == len(first) + len(second)

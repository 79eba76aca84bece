"""`motcua incident` as processes, without a line and over one; the province lists what came."""

from pathlib import Path

import openpyxl
import pytest

from tests.printing.reading import flat
from tests.province.servers import Home, found_home
from tests.scenarios.desks import NOW, OK, REFUSED, TROUBLE, USAGE, Desk, Line

PRINTER: Line = {"device": "TB-MI", "words": "kẹt giấy", "since": "2026-11-18T14:00:00+07:00"}
LAND: Line = {"device": "phần mềm đất đai", "procedures": ["2.000815"], "by": "Lò Thị Nhi"}
LATER = "2026-11-25T09:00:00+07:00"


def listed(desk: Desk, *words: str, now: str = NOW) -> list[Line]:
    done = desk.run("incident", "list", *words, "--json", now=now)
    assert done.status == OK, done.err
    return done.lines


def told(desk: Desk, action: str, *lines: Line, now: str = NOW) -> list[Line]:
    """JSON lines through `incident report` or `incident count`."""
    import json

    typed = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    done = desk.run("incident", action, "-", typed=typed, now=now)
    assert done.status in (OK, REFUSED), done.err
    return done.lines


def test_incidents_are_reported_followed_and_closed_without_a_line(desk: Desk) -> None:
    answers = told(desk, "report", PRINTER, {"device": "cái ghế"}, LAND)
    assert [answer.get("number") for answer in answers] == [
        "SC-03158-1-0001", None, "SC-03158-1-0002",
    ]  # fmt: skip
    assert (answers[1]["line"], answers[1]["field"]) == (2, "group")
    noted = desk.run("incident", "note", "SC-03158-1-0001", "--words", "đã gọi thợ", "--json")
    assert noted.object == {"number": "SC-03158-1-0001", "state": "open"}
    closed = desk.run("incident", "close", "SC-03158-1-0001", "--words", "thay mực", now=LATER)
    assert (closed.status, "Đã đóng sự cố SC-03158-1-0001" in closed.out) == (OK, True)
    land, printer = listed(desk, now=LATER)
    assert (printer["state"], printer["days"], printer["closed_at"]) == ("closed", 7, LATER)
    assert [one["words"] for one in printer["changes"]] == ["đã gọi thợ", "thay mực"]
    assert printer["known"]["page"] == "lệnh"
    assert (land["group"], land["device"], land["by"]) == ("SC-PM", "PM-DD", "Lò Thị Nhi")
    assert land["procedures"] == ["2.000815"]
    assert [one["number"] for one in listed(desk, "--open", now=LATER)] == [land["number"]]
    assert desk.status()["dossiers"] == 0
    digests = desk.run("rebuild", "--json").object
    assert digests["before"] == digests["after"]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("close", "SC-03158-1-0099"), REFUSED),
        (("note", "SC-03158-1-0001"), REFUSED),
        (("close",), USAGE),
        (("list", "SC-03158-1-0001"), USAGE),
        (("devices", "--out", "thiet-bi.doc"), REFUSED),
        (("open", "SC-03158-1-0001"), USAGE),
        (("report", "/không/có"), TROUBLE),
    ],
)
def test_what_cannot_be_done_ends_with_its_status_and_a_sentence(
    desk: Desk, words: tuple[str, ...], status: int
) -> None:
    told(desk, "report", PRINTER)
    done = desk.run("incident", *words)
    assert done.status == status
    assert done.err.strip()
    assert [one["changes"] for one in listed(desk)] == [[]]


def test_the_inventory_goes_on_paper_and_into_tables(desk: Desk, tmp_path: Path) -> None:
    counts = (
        {"device": "TB-MI", "held": 3, "broken": 1, "needed": 4, "note": "HP cũ"},
        {"device": "NL-BC", "held": 11, "needed": 25},
        {"device": "=Máy chiếu", "held": 1},
    )
    assert told(desk, "count", *counts)[0] == {"line": 1, "device": "TB-MI"}
    told(desk, "report", PRINTER)
    shown = desk.run("incident", "devices", "--json").lines
    printers = next(line for line in shown if line["device"] == "TB-MI")
    assert (printers["works"], printers["broken"], printers["missing"]) == (2, 1, 1)
    for ending in (".pdf", ".xlsx", ".csv"):
        out = tmp_path / f"thiet-bi{ending}"
        done = desk.run("incident", "devices", "--out", str(out), "--json")
        assert done.object == {"rows": len(shown), "file": str(out)}
    page = flat((tmp_path / "thiet-bi.pdf").read_bytes())
    for words in (
        "THIẾT BỊ VÀ BIÊN CHẾ", "Máy in 4 3 2 1 1 HP cũ", "Biên chế (người) 25 11 11 0 14",
        "Sự cố đang mở", "SC-03158-1-0001", "LUYỆN TẬP",
    ):  # fmt: skip
        assert words in page
    assert "chưa kiểm kê" in page
    sheet = openpyxl.load_workbook(tmp_path / "thiet-bi.xlsx").worksheets[0]
    assert ("NL-BC", "Biên chế (người)", "25") in [row[:3] for row in sheet.values]
    text = (tmp_path / "thiet-bi.csv").read_text("utf-8-sig")
    assert "'=Máy chiếu" in text


def enrolled(home: Home, folder: Path, port: int) -> Desk:
    desk = Desk(folder)
    file, code = folder.with_suffix(".motcua"), folder.with_suffix(".code")
    home.json(
        "enrol", "--commune", "03158", "--desk", "1", "--out", str(file),
        "--code-out", str(code), "--server", f"http://127.0.0.1:{port}",
    )  # fmt: skip
    assert desk.run("enrol", str(file), "--code-file", str(code)).status == OK
    return desk


def test_they_go_with_the_exchange_and_the_province_lists_them(tmp_path: Path) -> None:
    home = found_home(tmp_path / "province")
    with home.serving() as server:
        desk = enrolled(home, tmp_path / "desk", server.port)
        told(desk, "report", PRINTER, LAND)
        told(desk, "count", {"device": "TB-MI", "held": 3, "broken": 1, "needed": 4})
        assert home.json("incidents") == {"incidents": [], "devices": [], "forms": []}
        assert desk.run("exchange", "--json").object["state"] == "complete"
        first = home.json("incidents")
        desk.run("incident", "close", "SC-03158-1-0001", "--words", "thay mực")
        told(desk, "count", {"device": "TB-MI", "held": 4})
        assert desk.run("exchange", "--json").object["state"] == "complete"
    printer, land = first["incidents"]
    assert (printer["commune"], printer["machine"], printer["number"]) == (
        "03158", "11-0001", "SC-03158-1-0001",
    )  # fmt: skip
    assert (printer["group_words"][:7], printer["about"]) == ("Hạ tầng", "Máy in")
    assert (printer["since"], printer["state"]) == (PRINTER["since"], "open")
    assert (land["about"], land["state"]) == ("Phần mềm đất đai", "open")
    (device,) = first["devices"]
    assert (device["commune"], device["works"], device["missing"]) == ("03158", 2, 1)
    later = home.json("incidents")
    still, over = later["incidents"]  # what is open stands first
    assert (still["number"], over["number"]) == ("SC-03158-1-0002", "SC-03158-1-0001")
    assert (over["state"], over["changes"][0]["words"]) == ("closed", "thay mực")
    assert [(one["held"], one["missing"]) for one in later["devices"]] == [(4, None)]
    words = home.run("incidents").stdout
    assert "SC-03158-1-0002 (xã 03158): Phần mềm đất đai" in words
    assert "SC-03158-1-0001" not in words

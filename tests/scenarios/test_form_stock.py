"""`motcua formstock` as processes, killed too; the province sees what is left."""

import json
import random
from pathlib import Path

import openpyxl
import pytest

from app.bootstrap.opening import open_desk
from app.storage import form_stock
from tests.printing.reading import flat
from tests.province.servers import found_home
from tests.scenarios.desks import NOW, OK, PIN, REFUSED, TROUBLE, USAGE, Desk, Line
from tests.scenarios.test_incidents import enrolled
from tests.scenarios.test_kill_anywhere import killed

CAME: Line = {
    "form": "PH-KS", "serials": "AB 001201-001300", "document": "Sở Tư pháp, phiếu 12",
    "least": 20, "at": "2026-11-18T08:00:00+07:00",
}  # fmt: skip
USED: Line = {"form": "PH-KS", "quantity": 85, "dossier": "H18.40-261120-0001"}
ROUNDS, LINES, LINE_CALLS = 6, 4, 500


def told(desk: Desk, action: str, *lines: Line, now: str = NOW) -> list[Line]:
    typed = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    done = desk.run("formstock", action, "-", typed=typed, now=now)
    assert done.status in (OK, REFUSED), done.err
    return done.lines


def listed(desk: Desk, *words: str) -> list[Line]:
    return desk.run("formstock", "list", *words, "--json").lines


def test_the_register_says_what_is_left_and_a_line_that_cannot_be_keeps_no_other_back(
    desk: Desk,
) -> None:
    assert told(desk, "receive", CAME) == [{"line": 1, "form": "PH-KS", "left": 100}]
    used, over, again = told(
        desk, "use", USED, {**USED, "quantity": 16}, {"form": "PH-KS", "serials": "AB 001201"}
    )
    assert (used["left"], used["warnings"][0]["field"]) == (15, "quantity")
    assert (over["line"], over["field"], again["left"]) == (2, "quantity", 14)
    assert told(desk, "spoil", {"form": "PH-KS", "quantity": 1, "note": "in lệch"})[0]["left"] == 13
    counted = told(desk, "count", {"form": "PH-KS", "quantity": 12, "by": "Lò Thị Nhi"})[0]
    assert "lệch -1" in counted["warnings"][0]["message"]
    (one,) = listed(desk)
    moved = one.pop("movements")
    assert one == {
        "form": "PH-KS", "about": "Giấy khai sinh", "opening": 0, "received": 100, "used": 86,
        "spoilt": 1, "difference": -1, "left": 12, "least": 20, "low": True,
    }  # fmt: skip
    assert [line["left"] for line in moved] == [100, 15, 14, 13, 12]
    assert (moved[0]["at"], moved[0]["serials"]) == (CAME["at"], "AB 001201–001300")
    assert (moved[4]["difference"], moved[4]["by"]) == (-1, "Lò Thị Nhi")
    (later,) = listed(desk, "--from", "2026-11-19")
    assert (later["opening"], later["received"], len(later["movements"])) == (100, 0, 4)
    assert "còn 12, sắp hết" in desk.run("formstock", "list").out
    digests = desk.run("rebuild", "--json").object
    assert digests["before"] == digests["after"]


def test_a_movement_with_a_key_counts_once_however_often_it_is_sent(desk: Desk) -> None:
    came, used = {**CAME, "key": "phieu-12"}, {**USED, "key": "ngay-20"}
    assert told(desk, "receive", came, came) == [
        {"line": 1, "form": "PH-KS", "left": 100},
        {"line": 2, "form": "PH-KS", "left": 100, "again": True},
    ]
    found = told(desk, "use", used, used, {**USED, "quantity": 1}, used)
    assert [one["left"] for one in found] == [15, 15, 14, 14]
    assert [one.get("again") for one in found] == [None, True, None, True]
    (one,) = listed(desk)
    assert (one["used"], one["left"], len(one["movements"])) == (86, 14, 3)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("use",), USAGE),
        (("list", "PH-KS"), USAGE),
        (("lend", "-"), USAGE),
        (("list", "--from", "2026-11-20", "--to", "2026-11-19"), USAGE),
        (("list", "--from", "hôm nọ"), USAGE),
        (("list", "--out", "phoi.doc"), REFUSED),
        (("receive", "/không/có"), TROUBLE),
    ],
)
def test_what_cannot_be_done_ends_with_its_status_and_a_sentence(
    desk: Desk, words: tuple[str, ...], status: int
) -> None:
    done = desk.run("formstock", *words)
    assert done.status == status
    assert done.err.strip()
    assert listed(desk) == []


@pytest.mark.parametrize(
    "line",
    ["{đây không phải JSON", "[1]", '{"form": "PH-KS", "quantity": "5"}', '{"form": "\\ud800"}',
     '{"form": "PH-KS", "quantity": 5, "way": "used", "least": -1}'],
)  # fmt: skip
def test_bad_lines_are_answered_one_by_one_and_the_good_one_is_stored(
    desk: Desk, line: str
) -> None:
    good = json.dumps({"form": "PH-KS", "quantity": 5})
    done = desk.run("formstock", "receive", "-", typed=f"{line}\n{good}\n")
    assert done.status == REFUSED
    assert done.lines[0]["message"].endswith(".")
    assert done.lines[1]["left"] == 5


def test_the_register_goes_on_paper_and_into_tables(desk: Desk, tmp_path: Path) -> None:
    told(desk, "receive", CAME, {"form": "=Phôi riêng", "quantity": 3})
    told(desk, "use", USED)
    for ending in (".pdf", ".xlsx", ".csv"):
        out = tmp_path / f"phoi{ending}"
        done = desk.run("formstock", "list", "--out", str(out), "--json")
        assert done.object == {"rows": 3, "file": str(out)}
    page = flat((tmp_path / "phoi.pdf").read_bytes())
    for words in (
        "SỔ THEO DÕI PHÔI", "từ 01/01/2026 đến 20/11/2026", "Giấy khai sinh 0 100 85 0 15 20",
        "sắp hết", "Sở Tư pháp, phiếu 12", "H18.40-261120-0001", "LUYỆN TẬP",
    ):  # fmt: skip
        assert words in page
    sheet = openpyxl.load_workbook(tmp_path / "phoi.xlsx").worksheets[0]
    rows = [row[:7] for row in sheet.values]
    assert ("PH-KS", "Giấy khai sinh", "18/11/2026", "Nhận về", "100", None, "100") in [
        tuple(cell or None for cell in row) for row in rows
    ]
    text = (tmp_path / "phoi.csv").read_text("utf-8-sig")
    assert "'=Phôi riêng" in text
    assert "Còn cuối kỳ,,,15" in text


def test_it_goes_with_the_exchange_and_the_province_sees_what_is_left(tmp_path: Path) -> None:
    home = found_home(tmp_path / "province")
    with home.serving() as server:
        desk = enrolled(home, tmp_path / "desk", server.port)
        told(desk, "receive", CAME, {"form": "Bìa đỏ cũ", "quantity": 3})
        told(desk, "use", USED)
        assert desk.run("exchange", "--json").object["state"] == "complete"
    births, own = home.json("incidents")["forms"][::-1]
    assert (births["commune"], births["machine"], births["form"]) == ("03158", "11-0001", "PH-KS")
    assert (births["left"], births["least"], births["low"]) == (15, 20, True)
    assert (own["about"], own["left"], own["low"]) == ("Bìa đỏ cũ", 3, False)
    said = home.run("incidents").stdout
    assert "Xã 03158: phôi Giấy khai sinh sắp hết, còn 15" in said
    assert "Bìa đỏ" not in said


def test_every_answered_movement_holds_whenever_the_power_goes(desk: Desk, tmp_path: Path) -> None:
    dice, deaths, answered = random.Random(20261127), 0, 0
    file = tmp_path / "moved.jsonl"
    file.write_text('{"form": "PH-KS", "quantity": 1}\n' * LINES, "utf-8")
    for _ in range(ROUNDS):
        calls = dice.randrange(LINES * LINE_CALLS)
        died, answers = killed(desk.profile, calls, "run_lines", "formstock", "receive", str(file))
        answered += len(answers)
        deaths += died
    assert deaths > ROUNDS // 2
    opened = open_desk(str(desk.profile), None, PIN)
    left = sum(one.left for one in form_stock.stocks(opened.connection.execute))
    opened.close()
    assert answered <= left <= answered + deaths
    assert set(desk.run("check", "--json").object.values()) == {"ok"}

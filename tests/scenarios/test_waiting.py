"""What another system lacks: counted with its age, in its columns, paired a line at a time."""

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import openpyxl

from app.domain.times import VN
from tests.scenarios.desks import OK, REFUSED, TROUBLE, Desk, copies, owned
from tests.scenarios.lists import row, write_csv

AT = datetime(2026, 11, 20, 10, 15, tzinfo=VN)
THEIRS = "H18.40-261120-0001"


def test_three_lists_and_a_pair_a_line(desk: Desk, tmp_path: Path) -> None:
    first, second = desk.receive(copies(), owned(name="Mùa A Sính", id="011090000015"))
    one, other = row(1, AT, "2.000815"), row(2, AT, "1.001193")
    one[2:4] = ["ĐẶNG VĂN ĐỨC", "011090000007"]
    desk.run("import", str(write_csv(tmp_path / "ds.csv", [one, other])))
    lines = desk.run("pairing", "--json").lines
    assert [(line["list"], line["code"], line["foreign_code"], line["sure"]) for line in lines] == [
        ("match", first, THEIRS, True),
        ("here", second, None, None),
        ("there", None, "H18.40-261120-0002", None),
    ]
    assert "Khớp 1, chỉ có ở đây 1, chỉ có ở hệ thống kia 1." in desk.run("pairing").out
    desk.feed("step", {"code": first, "action": "pair", "external_code": THEIRS})
    assert [line["list"] for line in desk.run("pairing", "--json").lines] == ["here", "there"]
    other_system = desk.run("pairing", "--system", "dvc", "--json").lines
    assert [line["list"] for line in other_system] == ["here", "here"]


def test_what_waits_is_counted_with_its_age(desk: Desk) -> None:
    assert desk.run("waiting", "--json").object == {
        "system": "province", "waiting": 0, "oldest_at": None, "days": None, "file": None,
    }  # fmt: skip
    old = "2026-11-12T08:00:00+07:00"
    (code, _) = desk.receive(copies(received_at=old, entered_late=True), copies())
    told = desk.run("waiting", "--json").object
    assert (told["waiting"], told["oldest_at"], told["days"]) == (2, old, 8)
    assert "2 hồ sơ, cũ nhất 8 ngày" in desk.run("waiting").out
    desk.feed("step", {"code": code, "action": "pair", "external_code": THEIRS})
    assert desk.run("waiting", "--json").object["waiting"] == 1


def test_they_go_out_in_the_columns_of_the_other_system(desk: Desk, tmp_path: Path) -> None:
    codes = desk.receive(owned(phone="0912345678"), owned(name="=1+1", id=None))
    files = {ending: tmp_path / f"cho.{ending}" for ending in ("xlsx", "csv", "json")}
    for file in files.values():
        done = desk.run("waiting", "--out", str(file))
        assert done.status == OK, done.err
        assert "dữ liệu cá nhân" in done.err
    lines = json.loads(files["json"].read_text("utf-8"))
    assert [line["SoPhieu"] for line in lines] == codes
    assert (lines[0]["KenhThucHien"], lines[0]["NgayTiepNhan"]) == ("1", "20261120090000")
    assert (lines[1]["ChuHoSo"], lines[1]["SoGiayToChuHoSo"]) == ("=1+1", None)
    table = list(csv.reader(io.StringIO(files["csv"].read_text("utf-8-sig"), newline="")))
    assert table[0][:3] == ["Thủ tục", "Tên thủ tục", "Chủ hồ sơ"]
    assert table[1][5] == "0912345678"
    assert table[2][2] == "'=1+1"
    sheet = openpyxl.load_workbook(files["xlsx"]).worksheets[0]
    assert (sheet["D2"].value, sheet["C3"].value, sheet["C3"].data_type) == (
        "011090000007", "=1+1", "s",
    )  # fmt: skip


def test_a_machines_own_columns(desk: Desk, tmp_path: Path) -> None:
    (code,) = desk.receive(copies())
    own = tmp_path / "hotich.toml"
    own.write_text(
        'target = "hotich"\n[[column]]\nheading = "Số"\nfield = "code"\n'
        '[[column]]\nheading = "Sinh"\nfield = "owner.born_on"\nform = "day"\n', "utf-8",
    )  # fmt: skip
    out = tmp_path / "a.csv"
    assert desk.run("waiting", "--out", str(out), "--map", str(own)).status == OK
    assert out.read_text("utf-8-sig") == f"Số,Sinh\n{code},14/03/1990\n"
    own.write_text('[[column]]\nheading = "x"\nfield = "owner.pin"\n', "utf-8")
    done = desk.run("waiting", "--out", str(out), "--map", str(own))
    assert (done.status, "owner.pin" in done.err) == (REFUSED, True)


def test_a_file_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    assert desk.run("waiting", "--out", str(tmp_path / "a.pdf")).status == REFUSED
    assert desk.run("waiting", "--out", str(tmp_path / "no" / "a.csv")).status == TROUBLE
    assert desk.run("waiting", "--map", str(tmp_path / "no.toml")).status == TROUBLE

"""The list of another system comes in: durable before it is answered, once, nothing lost."""

import json
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.domain.old_fonts import Font, fonts
from app.domain.times import VN
from tests.province.servers import found_home
from tests.scenarios.desks import OK, REFUSED, TROUBLE, USAGE, Desk, Done, Line, copies
from tests.scenarios.lists import HEAD, name, person_id, row, write_csv, write_xlsx
from tests.scenarios.test_numbers_met import alone, join

AT = datetime(2026, 11, 10, 8, 30, tzinfo=VN)
CODE = "H18.40-261110-0001"


def take(desk: Desk, file: Path, *more: str) -> Done:
    done = desk.run("import", str(file), *more)
    assert done.status in (OK, REFUSED), done.err
    return done


def results(done: Done) -> list[Any]:
    return [line.get("result") or line["field"] for line in done.lines]


def head(events: Line) -> int:
    return int(events["events"])


def test_a_list_that_says_no_way_of_filing_is_told_what_it_counts_as(
    desk: Desk, tmp_path: Path
) -> None:
    whole = write_csv(tmp_path / "ds.csv", [row(1, AT, "2.000815")])
    bare = tmp_path / "bare.csv"
    lines = whole.read_text("utf-8-sig").splitlines()
    bare.write_text("\n".join(line.replace("Hình thức nộp", "Quầy") for line in lines), "utf-8")
    assert "cách nộp" in take(desk, bare).err
    assert desk.show(CODE)["channel"] == "online"
    assert "Không có cột cách nộp" not in take(desk, whole).err


def test_a_row_is_a_dossier_of_the_other_system(desk: Desk, tmp_path: Path) -> None:
    file = write_csv(
        tmp_path / "ds.csv", [row(1, AT, "2.000815.000.00.00.H18"), row(2, AT, "1.001193")]
    )
    done = take(desk, file)
    assert done.status == OK
    assert done.lines == [
        {"line": 2, "code": CODE, "result": "new"},
        {"line": 3, "code": "H18.40-261110-0002", "result": "new"},
    ]
    assert "B “Mã hồ sơ” = mã hồ sơ" in done.err
    shown = desk.show(CODE)
    assert (shown["master"], shown["procedure"], shown["status"]) == ("province", "2.000815", 4)
    assert shown["received_at"] == "2026-11-10T08:30:00+07:00"
    assert shown["due_at"] == "2026-11-17T23:59:00+07:00"
    assert (shown["channel"], shown["owner"]["id"]) == ("online", person_id(1))
    assert (shown["entered_late"], shown["fee_dong"], shown["codes"]) == (False, None, [])
    found = desk.run("find", name(1).split()[0].lower(), "--json").lines
    assert CODE in [one["code"] for one in found]
    status = desk.status()
    assert (status["dossiers"], status["unsent_dossiers"]) == (0, 0)


@pytest.mark.parametrize("font", fonts(), ids=lambda font: font.name)
def test_a_list_in_a_font_from_before_unicode_is_read_and_told(
    desk: Desk, tmp_path: Path, font: Font
) -> None:
    rows = [[font.write(str(cell)) for cell in one] for one in (HEAD, row(1, AT, "2.000815"))]
    lines = "\r\n".join(";".join(cells) for cells in rows)
    file = tmp_path / "cu.csv"
    file.write_bytes(lines.encode("cp1252"))  # as Excel saves it
    done = take(desk, file)
    assert done.lines == [{"line": 2, "code": CODE, "result": "new"}]
    assert f"Chữ {font.title}: " in done.err
    assert name(1) not in done.err
    assert desk.show(CODE)["owner"]["name"] == name(1)
    file.write_bytes("Mã hồ sơ;Họ tên\r\nH18;Müller".encode("utf-16-le"))
    assert desk.run("import", str(file)).status != OK


def test_the_same_list_writes_nothing_and_another_only_what_it_says(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [row(number, AT, "2.000815") for number in range(1, 6)]
    file = write_csv(tmp_path / "ds.csv", rows)
    take(desk, file)
    before = desk.status()["events"]
    assert results(take(desk, file)) == ["same"] * 5
    assert results(take(desk, write_xlsx(tmp_path / "ds.xlsx", rows))) == ["same"] * 5
    assert desk.status()["events"] == before
    rows[3][8] = "Đã trả kết quả"
    assert results(take(desk, write_csv(file, [*rows, row(6, AT, "2.000815")]))) == [
        "same", "same", "same", "updated", "same", "new",
    ]  # fmt: skip
    shown = desk.show("H18.40-261110-0004")
    assert shown["status"] == 10
    assert [one["action"] for one in shown["history"]] == ["listed", "relisted"]
    digests = desk.run("rebuild", "--json").object
    assert digests["before"] == digests["after"]


def test_a_list_with_fewer_columns_takes_nothing_away(desk: Desk, tmp_path: Path) -> None:
    take(desk, write_csv(tmp_path / "a.csv", [row(1, AT, "2.000815")]))
    short = write_csv(
        tmp_path / "b.csv", [[CODE, name(1), "10/11/2026 08:30", "Đã có kết quả"]],
        ("Mã hồ sơ", "Chủ hồ sơ", "Ngày tiếp nhận", "Trạng thái"),
    )  # fmt: skip
    assert results(take(desk, short)) == ["updated"]
    shown = desk.show(CODE)
    assert (shown["status"], shown["owner"]["id"]) == (9, person_id(1))
    assert shown["due_at"] == "2026-11-17T23:59:00+07:00"


def test_a_list_of_numbers_and_statuses_alone_changes_what_it_says_and_no_more(
    desk: Desk, tmp_path: Path
) -> None:
    """Who, when, and columns without a field stay; a dossier that it names first is refused."""
    wide = write_csv(tmp_path / "a.csv", [[*row(1, AT, "2.000815"), "Nhi"]], (*HEAD, "Cán bộ"))
    take(desk, wide)
    other = "H18.40-261110-0009"
    rows = [[CODE, "Đã trả kết quả"], [other, "Đã trả kết quả"]]
    narrow = write_csv(tmp_path / "b.csv", rows, ("Mã hồ sơ", "Trạng thái"))
    done = take(desk, narrow)
    assert results(done) == ["updated", "name"]
    assert "warnings" not in done.lines[0]
    shown = desk.show(CODE)
    assert (shown["status"], shown["owner"]["name"]) == (10, name(1))
    assert shown["received_at"] == "2026-11-10T08:30:00+07:00"
    assert shown["details"] == {"Cán bộ": "Nhi"}
    assert results(take(desk, narrow)) == ["same", "name"]
    assert results(take(desk, wide)) == ["updated"]


def test_a_bad_row_is_told_with_its_place_and_all_others_are_stored(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [row(number, AT, "2.000815") for number in range(1, 9)]
    rows[1][1] = ""
    rows[2][1] = "MC-03158-1-261120-0001"
    rows[3][2] = "  "
    rows[4][5] = "31/02/2026"
    rows[5][1], rows[5][8] = CODE, "Đã trả kết quả"
    done = take(desk, write_csv(tmp_path / "ds.csv", [*rows, ["Tổng cộng: 8", *[""] * 8]]))
    assert done.status == REFUSED
    assert results(done) == [
        "new", "code", "code", "name", "received_at", "code", "new", "new",
    ]  # fmt: skip
    assert [line["line"] for line in done.lines] == list(range(2, 10))
    told = done.lines[4]["message"]
    assert told.startswith("Dòng 6, cột F: ngày tiếp nhận “31/02/2026”")
    assert "các dòng khác vẫn nhập" in told
    assert f"mã {CODE} đã có ở dòng 2" in done.lines[5]["message"]
    assert "dòng 10" in done.err


def test_what_is_not_understood_is_kept_and_told(desk: Desk, tmp_path: Path) -> None:
    one = row(1, AT, "Thủ tục lạ")
    one[3], one[5], one[8] = "0110****0007", "", "Chờ ý kiến"
    file = write_csv(tmp_path / "ds.csv", [[*one, "Nhi"]], (*HEAD, "Cán bộ"))
    (line,) = take(desk, file).lines
    assert line["result"] == "new"
    assert sorted(one["field"] for one in line["warnings"]) == ["id", "received_at", "status"]
    shown = desk.show(CODE)
    assert shown["details"] == {
        "Số CCCD": "0110****0007", "Trạng thái": "Chờ ý kiến", "Cán bộ": "Nhi",
    }  # fmt: skip
    assert (shown["procedure"], shown["status"]) == ("Thủ tục lạ", 2)
    assert shown["received_at"] == "2026-11-10T00:00:00+07:00"


def test_days_that_can_hardly_be_and_what_is_too_much_to_keep_are_told(
    desk: Desk, tmp_path: Path
) -> None:
    """Nothing goes without a word: the row is taken in as it stands."""
    late, early, usual, wide = (row(number, AT, "2.000815") for number in range(1, 5))
    late[5], early[6] = "20/11/2030", "01/10/2026"
    late[6] = "30/11/2030"
    more = [f"Cột riêng {place}" for place in range(42)]
    rows = [[*one, *[""] * 42] for one in (late, early, usual)]
    rows += [[*wide, "x" * 600, *(str(place) for place in range(1, 42))]]
    done = take(desk, write_csv(tmp_path / "ds.csv", rows, (*HEAD, *more)))
    told = [[one["field"] for one in line.get("warnings", ())] for line in done.lines]
    assert told == [["received_at"], ["due_at"], [], ["rest"]]
    assert "sau hôm nay" in done.lines[0]["warnings"][0]["message"]
    assert "Cột riêng 0, Cột riêng 40, Cột riêng 41" in done.lines[3]["warnings"][0]["message"]
    assert results(done) == ["new"] * 4


def test_merged_cells_two_heading_rows_dates_as_dates_texts_and_numbers(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [row(number, AT, "2.000815") for number in range(1, 5)]
    rows[0][5] = AT.replace(tzinfo=None)
    rows[1][5] = (AT.replace(tzinfo=None) - datetime(1899, 12, 30)).total_seconds() / 86400  # noqa: DTZ001 - as sheets count
    rows[2][5] = "ngày 10 tháng 11 năm 2026 08:30"
    rows[3][3] = int(person_id(4))
    done = take(desk, write_xlsx(tmp_path / "ds.xlsx", rows))
    assert done.status == OK, done.out
    assert [line["line"] for line in done.lines] == [5, 6, 7, 8]
    for line in done.lines:
        assert desk.show(line["code"])["received_at"] == "2026-11-10T08:30:00+07:00"
    assert desk.show("H18.40-261110-0004")["owner"]["id"] == person_id(4)


def test_a_map_rules_and_is_remembered_for_these_headings(desk: Desk, tmp_path: Path) -> None:
    file = write_csv(
        tmp_path / "ht.csv", [["112/2026", "Lò Văn Tánh", "10/11/2026", "Đã đóng dấu"]],
        ("Ký hiệu", "Người khai", "Ngày", "Kết quả"),
    )  # fmt: skip
    refused = desk.run("import", str(file))
    assert refused.status == REFUSED
    assert "Ký hiệu; Người khai; Ngày; Kết quả" in refused.err
    own = tmp_path / "ht.toml"
    own.write_text(
        'system = "hotich"\n[columns]\ncode = "Ký hiệu"\nname = "Người khai"\n'
        'received_at = "Ngày"\nstatus = "Kết quả"\n[status]\n"Đã đóng dấu" = 9\n', "utf-8",
    )  # fmt: skip
    assert results(take(desk, file, "--map", str(own))) == ["new"]
    shown = desk.show("112/2026")
    assert (shown["master"], shown["status"]) == ("hotich", 9)
    assert results(take(desk, file)) == ["same"]
    turned = write_csv(
        tmp_path / "khac.csv", [["Đã đóng dấu", "112/2026", "Lò Văn Tánh", "10/11/2026"]],
        ("Kết quả", "Ký hiệu", "Người khai", "Ngày"),
    )  # fmt: skip
    assert results(take(desk, turned)) == ["same"]
    own.write_text('[columns]\ncode = "Không có"\n', "utf-8")
    bad = desk.run("import", str(file), "--map", str(own))
    assert (bad.status, bad.out) == (REFUSED, "")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"PK\x03\x04nothing", "hỏng hoặc không phải .xlsx"),
        (b"\xd0\xcf\x11\xe0old", "Excel cũ"),
        (b"<html><table>", "trang web"),
        ("Mã hồ sơ\n".encode("utf-16-le") + b"\xff", "UTF-8"),
        (b"\xd6\xff\xfa", "UTF-8"),
    ],
)
def test_a_file_that_is_no_list_is_told(desk: Desk, tmp_path: Path, raw: bytes, said: str) -> None:
    file = tmp_path / "ds.xlsx"
    file.write_bytes(raw)
    done = desk.run("import", str(file))
    assert (done.status, done.out) == (TROUBLE, ""), done.err
    assert said in done.err
    assert "Chưa nhập gì" in done.err


def test_usage_and_a_file_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    assert desk.run("import").status == USAGE
    assert desk.run("import", str(tmp_path / "none.xlsx")).status == TROUBLE
    assert (
        desk.run("import", str(write_csv(tmp_path / "a.csv", [])), now="2026-11-19T09:00:00").status
        == TROUBLE
    )


def test_other_sheets_and_odd_separators(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Hướng dẫn"])
    sheet = book.create_sheet("Dữ liệu")
    sheet.append(list(HEAD))
    sheet.append(row(1, AT, "2.000815"))
    book.save(tmp_path / "two.xlsx")
    done = take(desk, tmp_path / "two.xlsx")
    assert results(done) == ["new"]
    assert "Không đọc các trang khác" in done.err
    lines = [";".join(map(str, one)) for one in (HEAD, row(1, AT, "2.000815"))]
    for text in ("sep=;\r\n" + "\r\n".join(lines), "\n".join(lines).replace(";", "\t")):
        (tmp_path / "odd.csv").write_text(text, "utf-16")
        assert results(take(desk, tmp_path / "odd.csv")) == ["same"]


def test_no_step_of_ours_and_no_number(desk: Desk, tmp_path: Path) -> None:
    take(desk, write_csv(tmp_path / "ds.csv", [row(1, AT, "2.000815")]))
    finish, note, correct = desk.feed(
        "step",
        {"code": CODE, "action": "finish"},
        {"code": CODE, "action": "note", "reason": "gọi cho dân"},
        {"code": CODE, "action": "correct", "field": "note", "value": "x", "reason": "y"},
    )
    assert "thuộc hệ thống khác" in finish["message"]
    assert "note, link, void" in correct["message"]
    assert note["status"] == 4
    assert desk.run("print", "slip", CODE, "--out", str(tmp_path / "p.pdf")).status == REFUSED
    assert desk.receive(copies()) == ["MC-03158-1-261120-0001"]


def test_ours_stands_for_it_once_it_is_paired(desk: Desk, tmp_path: Path) -> None:
    (ours,) = desk.receive(copies())
    file = write_csv(tmp_path / "ds.csv", [row(1, AT, "2.000815"), row(2, AT, "2.000815")])
    take(desk, file)
    theirs = desk.show(CODE)["id"]
    desk.feed("step", {"code": ours, "action": "pair", "external_code": CODE})
    assert desk.show(CODE)["code"] == ours
    assert desk.show(theirs)["master"] == "province"
    assert results(take(desk, file)) == ["same", "same"]
    lists = [one["list"] for one in desk.run("pairing", "--json").lines]
    assert lists == ["there"]
    digests = desk.run("rebuild", "--json").object
    assert digests["before"] == digests["after"]
    desk.feed("step", {"code": ours, "action": "void", "reason": "nhập nhầm"})
    both = desk.run("show", CODE).lines
    assert [(one["void"], one["master"]) for one in both] == [(True, None), (False, "province")]
    digests = desk.run("rebuild", "--json").object
    assert digests["before"] == digests["after"]


def test_a_number_that_was_paired_before_the_list_came(desk: Desk, tmp_path: Path) -> None:
    (ours,) = desk.receive(copies(external_code={"system": "province", "code": CODE}))
    assert results(take(desk, write_csv(tmp_path / "ds.csv", [row(1, AT, "2.000815")]))) == ["new"]
    assert desk.show(CODE)["code"] == ours
    assert desk.run("pairing", "--json").lines == []


def test_the_province_keeps_them_and_counts_none_as_the_offices(tmp_path: Path) -> None:
    home, desk = found_home(tmp_path / "province"), alone(tmp_path / "desk")
    (ours,) = desk.receive(copies())
    file = write_csv(tmp_path / "ds.csv", [row(number, AT, "2.000815") for number in range(1, 4)])
    take(desk, file)
    with home.serving() as server:
        join(desk, home, server, 1)
        assert [one["code"] for one in home.export()] == [ours]
        rows = [row(1, AT, "2.000815", status="Đã trả kết quả")]
        assert results(take(desk, write_csv(file, rows))) == ["updated"]
        desk.feed("step", {"code": CODE, "action": "note", "reason": "đã gọi"})
        assert desk.run("exchange").status == OK
        assert [one["code"] for one in home.export()] == [ours]
        (seen,) = home.json("status")["devices"]
        home.json("rebuild")
        assert [one["code"] for one in home.export()] == [ours]
    assert (seen["quarantined"], seen["judged"]) == (0, seen["stored"])
    assert desk.status()["needs_attention"] == 0


@pytest.mark.slow
def test_ten_thousand_rows(desk: Desk, tmp_path: Path) -> None:
    rows = [row(number, AT + timedelta(minutes=number), "2.000815") for number in range(1, 10_001)]
    rows[4_999][5], rows[9_999][2] = "31/02/2026", ""
    file = write_xlsx(tmp_path / "ds.xlsx", rows)
    done = take(desk, file)
    assert (done.status, len(done.lines)) == (REFUSED, 10_000)
    assert [one["line"] for one in done.lines] == list(range(5, 10_005))  # behind two headings
    day, nobody = (one["message"] for one in done.lines if "message" in one)
    assert day.startswith("Dòng 5004, cột F: ngày tiếp nhận “31/02/2026”")
    assert nobody.startswith("Dòng 10004, cột C: chủ hồ sơ trống")
    assert Counter(results(done)) == {"new": 9_998, "received_at": 1, "name": 1}
    before = desk.status()["events"]
    rows[4_999][5], rows[9_999][2] = "20/11/2026", name(10_000)
    again = take(desk, write_xlsx(file, rows))
    assert (again.status, Counter(results(again))) == (OK, {"same": 9_998, "new": 2})
    assert desk.status()["events"] == before + 3  # unlocked, and the two


def test_a_list_needs_a_clerk(desk: Desk, tmp_path: Path) -> None:
    code = desk.run("user", "add", "tn", "--name", "Tình nguyện", "--roles", "volunteer", "--json")
    once = tmp_path / "code"
    once.write_text(code.object["one_time_code"], "utf-8")
    assert desk.run("user", "pin", "tn", "--code-file", str(once), pin="135790").status == OK
    file = write_csv(tmp_path / "ds.csv", [row(1, AT, "2.000815")])
    done = desk.run("--user", "tn", "import", str(file), pin="135790")
    assert (done.status, done.out) == (REFUSED, "")


def test_books_have_it_marked_and_once(desk: Desk, tmp_path: Path) -> None:
    (ours,) = desk.receive(copies())
    take(desk, write_csv(tmp_path / "ds.csv", [row(1, AT, "2.000815"), row(2, AT, "1.001193")]))
    desk.feed("step", {"code": ours, "action": "pair", "external_code": CODE})
    out = tmp_path / "so.json"
    done = desk.run(
        "register", "dossiers", "--from", "2026-11-01", "--to", "2026-11-30", "--out", str(out)
    )
    assert done.status == OK, done.err
    rows = json.loads(out.read_text("utf-8"))["rows"]
    assert [(one["code"], one["note"]) for one in rows] == [
        ("H18.40-261110-0002", "của hệ thống tỉnh"), (ours, None),
    ]  # fmt: skip
    assert rows[0]["due_at"] == "2026-11-17T23:59:00+07:00"

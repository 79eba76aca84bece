"""`motcua report` as a program: figures of some days, sheets of persons, and who may see them."""

import json
from pathlib import Path

import openpyxl
import pytest

from app.domain.times import parse_moment
from tests.printing.reading import flat
from tests.scenarios.desks import OK, PERSON, REFUSED, USAGE, Desk, Line, copies, owned
from tests.scenarios.lists import row, write_csv
from tests.scenarios.test_roles import OWN_PIN, by_nhi, hire

DAYS = ("--from", "2026-11-16", "--to", "2026-11-20")
LATE = {"entered_late": True}
FIGURES = ("received", "counter", "online", "post", "finished", "returned")
NHI = {"pin": OWN_PIN, "MOTCUA_USER": "nhi"}


def written(desk: Desk, form: str, out: Path, *more: str, **who: str) -> Line:
    """A report as JSON."""
    done = desk.run("report", form, *DAYS, *more, "--out", str(out), **who)
    assert done.status == OK, done.err
    made: Line = json.loads(out.read_text("utf-8"))
    return made


@pytest.fixture
def week(desk: Desk, tmp_path: Path) -> Desk:
    """Three of ours, one voided and one given back; two of the province's, one of them paired."""
    monday = {"received_at": "2026-11-16T08:00:00+07:00", **LATE}
    first, _, wrong = desk.receive(
        copies(**monday), owned(name="Lò Văn Ướt"), owned(name="Nhầm Văn Thử")
    )
    at = "2026-11-17T09:00:00+07:00"
    desk.feed(
        "step", {"code": wrong, "action": "void", "reason": "nhận nhầm"},
        {"code": first, "action": "finish", "at": at, **LATE},
        {"code": first, "action": "give_back", "at": at, **LATE},
    )  # fmt: skip
    moments = ("2026-11-18T08:00:00+07:00", "2026-11-18T09:00:00+07:00")
    rows = [row(7 + at, parse_moment(moment), "1.001193") for at, moment in enumerate(moments)]
    listed = desk.run("import", str(write_csv(tmp_path / "list.csv", rows)))
    assert listed.status == OK, listed.err
    return desk


def test_figures_are_the_dossiers_of_the_days_once_each_and_no_voided_one(
    week: Desk, tmp_path: Path
) -> None:
    made = written(week, "workload", tmp_path / "so.json")

    assert [made["totals"][one] for one in FIGURES] == [4, 2, 2, 0, 1, 1]
    assert made["totals"]["working_days"] == 5
    days = [one for one in made["rows"] if one["part"] == "Theo thời gian"]
    assert [(one["key"], one["received"], one["finished"]) for one in days] == [
        ("2026-11-16", 1, 0), ("2026-11-17", 0, 1), ("2026-11-18", 2, 0), ("2026-11-19", 0, 0),
        ("2026-11-20", 1, 0),
    ]  # fmt: skip
    (group,) = [one for one in made["rows"] if one["part"] == "Của hệ thống khác"]
    assert (group["about"], group["received"]) == ("hệ thống tỉnh", 2)
    (code,) = week.receive(owned(name="Pờ Mỳ Xuyến"))
    theirs = {"system": "province", "external_code": "H18.40-261118-0007"}
    (paired,) = week.feed("step", {"code": code, "action": "pair", **theirs})
    assert "message" not in paired
    again = written(week, "workload", tmp_path / "lai.json")
    assert again["totals"]["received"] == 4  # one more of ours, which one of theirs was filed for


def test_paper_workbook_and_json_tell_the_same_figures(week: Desk, tmp_path: Path) -> None:
    rows = written(week, "workload", tmp_path / "so.json")["rows"]
    for ending in ("xlsx", "pdf"):
        out = str(tmp_path / f"so.{ending}")
        assert week.run("report", "workload", *DAYS, "--out", out).status == OK
    sheet = openpyxl.load_workbook(tmp_path / "so.xlsx").worksheets[0]
    cells = list(sheet.iter_rows(min_row=7, values_only=True))
    assert [tuple(one[-6:]) for one in cells] == [tuple(one[f] for f in FIGURES) for one in rows]
    words = flat((tmp_path / "so.pdf").read_bytes())
    assert "Đã tiếp nhận 4 hồ sơ trong 5 ngày làm việc: 2 trực tiếp, 2 trực tuyến" in words
    assert "18/11/2026 2 0 2 0 0 0" in words


def test_each_person_has_a_sheet_and_who_leads_has_everybodys(week: Desk, tmp_path: Path) -> None:
    hire(week, "reception")
    (answer,) = by_nhi(week, "receive", owned(name="Pờ Mỳ Xuyến"))
    refusal = {"procedure": "2.000815", "owner": PERSON, "reason": "Giấy tờ bị tẩy xóa"}
    (refused,) = by_nhi(week, "refuse", refusal)
    own = written(week, "day", tmp_path / "nhi.json", **NHI)
    assert [(one["code"], one["act"]) for one in own["rows"]] == [
        (answer["code"], "Tiếp nhận"), (refused["number"], "Từ chối tiếp nhận"),
    ]  # fmt: skip
    everybody = written(week, "day", tmp_path / "all.json")
    assert [one["person"] for one in everybody["totals"]] == ["Lò Thị Nhi", "Giám đốc Trung tâm"]
    assert everybody["totals"][1]["listed"] == 2
    assert names(written(week, "workload", tmp_path / "w.json")) == [
        "Lò Thị Nhi", "Giám đốc Trung tâm",
    ]  # fmt: skip
    assert names(written(week, "workload", tmp_path / "n.json", **NHI)) == ["Lò Thị Nhi"]
    chosen = written(week, "day", tmp_path / "one.json", "--by", "nhi")
    assert chosen["rows"] == own["rows"]
    paper = tmp_path / "all.pdf"
    assert week.run("report", "day", *DAYS, "--out", str(paper)).status == OK
    words = flat(paper.read_bytes())
    assert "Người làm: Giám đốc Trung tâm" in words
    assert "Ngoài ra đã đưa vào 2 dòng từ danh sách của hệ thống khác" in words
    assert "Người làm: Lò Thị Nhi" in words


def names(made: Line) -> list[str]:
    """Whom the statistics name."""
    return [one["about"] for one in made["rows"] if one["part"] == "Theo người"]


def test_a_clerk_sees_his_own_sheet_and_no_other(desk: Desk, tmp_path: Path) -> None:
    hire(desk, "reception")
    out = str(tmp_path / "x.json")
    asked = ("report", "day", *DAYS, "--by", "giamdoc", "--out", out)
    done = desk.run(*asked, **NHI)

    assert (done.status, done.out) == (REFUSED, "")
    assert "Giám đốc, Phó Giám đốc" in done.err
    assert not Path(out).exists()


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("II.06a", *DAYS, "--out", "x.pdf"), USAGE, "chưa có trong bản này"),
        (("tales", *DAYS, "--out", "x.pdf"), USAGE, "Các báo cáo: workload, day"),
        (("workload", *DAYS, "--out", "x.doc"), USAGE, ".xlsx"),
        (("workload", *DAYS, "--by", "nhi", "--out", "x.pdf"), USAGE, "--by chỉ dùng với day"),
        (("workload", "--from", "2026-11-20", "--to", "2026-11-16", "--out", "x.pdf"), USAGE,
         "đứng sau"),
        (("day", "--from", "2026-10-01", "--to", "2026-11-16", "--out", "x.pdf"), REFUSED,
         "tối đa 31 ngày"),
        (("day", *DAYS, "--by", "Ma Văn Nào", "--out", "x.pdf"), REFUSED, "Không có ai tên"),
    ],
)  # fmt: skip
def test_what_is_asked_for_wrongly_is_told(
    founded: Desk, words: tuple[str, ...], status: int, said: str
) -> None:
    done = founded.run("report", *words)
    assert (done.status, done.out, said in done.err) == (status, "", True)

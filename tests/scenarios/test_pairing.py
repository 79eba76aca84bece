"""Another system's code of a dossier: written once, found again, and the same at the province."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.domain.times import VN
from tests.printing.reading import flat
from tests.province.servers import found_home
from tests.scenarios.desks import OK, Desk, Line, copies
from tests.scenarios.lists import row, write_csv
from tests.scenarios.test_numbers_met import alone, join

FOREIGN = "H18.40-261120-0042"
OWN = "MC-03158-1-261120-0001"


def pair(code: str, foreign: Any = FOREIGN, **more: Any) -> Line:
    return {"code": code, "action": "pair", "external_code": foreign, **more}


def test_a_code_is_kept_with_its_time_and_leads_to_the_dossier(desk: Desk) -> None:
    first, second = desk.receive(copies(), copies(external_code={"system": "dvc", "code": "G22.1"}))
    object_form = {"system": "hộ tịch", "code": " 112/2026 "}
    answers = desk.feed(
        "step", pair(first, FOREIGN.lower(), reason="tra trên hệ thống"), pair(second, object_form)
    )
    assert answers[0] == {
        "line": 1, "code": first, "status": 2, "state": None,
        "due_at": "2026-11-20T17:00:00+07:00",
    }  # fmt: skip
    shown = desk.show(FOREIGN)
    assert shown["code"] == first
    assert shown["codes"] == [
        {"system": "province", "code": FOREIGN, "paired_at": shown["history"][-1]["at"]}
    ]
    last = shown["history"][-1]
    assert (last["action"], last["reason"]) == ("pair", "tra trên hệ thống")
    both = [(one["system"], one["code"]) for one in desk.show(second)["codes"]]
    assert both == [("dvc", "G22.1"), ("hộ tịch", "112/2026")]
    assert [one["code"] for one in desk.run("find", FOREIGN.lower()[:8], "--json").lines] == [first]


@pytest.mark.parametrize(
    ("foreign", "said"),
    [
        ("", "Thiếu mã"),
        ("   ", "Thiếu mã"),
        (None, "Thiếu mã"),
        ("khong-co-so", "không phải mã"),
        ("H18.40 261120 0042", "không phải mã"),
        ("Ｈ18-42", "không phải mã"),
        ("H18-đ1", "không phải mã"),
        ("7", "không phải mã"),
        ("H" + "1" * 100, "nhiều nhất 100"),
        ("mc-03158-1-261120-0002", "là số phiếu"),
        ("MC-03158-1-P-0002", "là số phiếu"),
    ],
)
def test_what_no_system_can_have_given_is_refused(desk: Desk, foreign: Any, said: str) -> None:
    (code,) = desk.receive(copies())
    (answer,) = desk.feed("step", pair(code, foreign))
    assert answer["field"] == "external_code"
    assert said in answer["message"]
    assert desk.show(code)["codes"] == []


def test_a_code_that_a_reception_brings_is_held_to_the_same_rules(
    desk: Desk, tmp_path: Path
) -> None:
    """In capitals, so the list of that system finds it and makes no second dossier of it."""

    def brought(code: str) -> Line:
        return copies(external_code={"system": "province", "code": code})

    refused = desk.feed("receive", *map(brought, ("khong-co-so", "H18 42", OWN)))
    assert [one["field"] for one in refused] == ["external_code.code"] * 3
    code, other = desk.feed("receive", brought(FOREIGN.lower()), brought(FOREIGN))
    assert "warnings" not in code
    (warning,) = other["warnings"]
    assert (warning["field"], code["code"] in warning["message"]) == ("external_code", True)
    desk.feed("step", {"code": other["code"], "action": "void", "reason": "nhập hai lần"})
    theirs = row(1, datetime(2026, 11, 20, 8, 30, tzinfo=VN), "2.000815")
    theirs[1] = FOREIGN
    assert desk.run("import", str(write_csv(tmp_path / "list.csv", [theirs]))).status == OK
    found = [one["code"] for one in desk.run("find", FOREIGN, "--json").lines]
    assert (code["code"] in found, FOREIGN in found) == (True, False)
    assert desk.show(code["code"])["codes"][0]["code"] == FOREIGN


def test_what_the_civil_status_system_gave_is_on_no_paper_as_the_provinces_code(
    desk: Desk, tmp_path: Path
) -> None:
    (code,) = desk.receive(copies())
    book, days = tmp_path / "07.json", ("--from", "2026-11-20", "--to", "2026-11-20")

    def told() -> tuple[str | None, set[bool]]:
        papers = [tmp_path / f"{form}.pdf" for form in ("slip", "control")]
        for paper in papers:
            assert desk.run("print", paper.stem, code, "--out", str(paper)).status == OK
        assert desk.run("register", "dossiers", *days, "--out", str(book)).status == OK
        (line,) = json.loads(book.read_text("utf-8"))["rows"]
        told = {FOREIGN in flat(paper.read_bytes()) for paper in papers}
        assert not any("112/2026" in flat(paper.read_bytes()) for paper in papers)
        return line["external_code"], told

    desk.feed("step", pair(code, {"system": "hotich", "code": "112/2026"}))
    assert told() == (None, {False})
    desk.feed("step", pair(code))
    assert told() == (FOREIGN, {True})


def test_a_bad_object_names_its_part(desk: Desk) -> None:
    (code,) = desk.receive(copies())
    answers = desk.feed(
        "step", pair(code, {"system": "dvc"}), pair(code, {"number": "1"}), pair(code, 42)
    )
    assert [one["field"] for one in answers] == [
        "external_code.code", "external_code.number", "external_code",
    ]  # fmt: skip


def test_the_same_code_again_and_one_of_another_dossier_are_told(desk: Desk) -> None:
    first, second = desk.receive(copies(), copies())
    again, taken, other_system = desk.feed(
        "step",
        pair(first),
        pair(first, FOREIGN.lower()),
        pair(second),
        pair(second, system="dvc"),
    )[1:]
    assert "đã có mã" in again["message"]
    assert "20/11/2026" in again["message"]
    assert taken["field"] == "external_code"
    assert f"Hồ sơ {first} đã mang mã “{FOREIGN}”" in taken["message"]
    assert "message" not in other_system  # another system counts for itself
    assert len(desk.show(first)["history"]) == 2


def test_a_code_is_free_again_once_its_dossier_is_void_or_put_right(desk: Desk) -> None:
    twice, stays, third = desk.receive(copies(), copies(), copies())
    answers = desk.feed(
        "step",
        pair(twice),
        {"code": twice, "action": "void", "reason": "nhập hai lần"},
        pair(stays),
        {"code": stays, "action": "correct", "field": "codes.0.code", "value": "h18.40-261120-0043",
         "reason": "chép nhầm"},
        pair(third),
        {"code": third, "action": "correct", "field": "codes.0.code", "value": "H18.40-261120-0043",
         "reason": "chép nhầm"},
        {"code": third, "action": "correct", "field": "codes.0.code", "value": "không số",
         "reason": "chép nhầm"},
        {"code": third, "action": "correct", "field": "codes.0.paired_at", "value": "2026-11-20",
         "reason": "chép nhầm"},
    )  # fmt: skip
    assert not [one for one in answers[:5] if "message" in one], answers
    assert stays in answers[5]["message"]
    assert [one["field"] for one in answers[5:]] == ["value", "value", "field"]
    assert [one["code"] for one in desk.show(stays)["codes"]] == ["H18.40-261120-0043"]
    assert desk.show("H18.40-261120-0043")["code"] == stays


def test_a_code_that_came_with_the_dossier_is_the_same_wherever_it_is_put_right(
    desk: Desk,
) -> None:
    (code,) = desk.receive(copies(external_code={"system": "dvc", "code": "G22.1"}))
    line = {"code": code, "action": "correct", "field": "codes.0.code", "value": "G22.2",
            "reason": "chép nhầm"}  # fmt: skip
    desk.feed("step", line)
    shown = desk.show(code)
    assert shown["external_code"] == {"system": "dvc", "code": "G22.2"}
    assert [one["code"] for one in shown["codes"]] == ["G22.2"]


def test_a_link_leads_to_another_dossier_that_is_here(desk: Desk) -> None:
    first, second = desk.receive(copies(), copies())
    answers = desk.feed(
        "step",
        {"code": first, "action": "link", "other": "MC-03158-1-261120-0099"},
        {"code": first, "action": "link", "other": first},
        pair(second),
        {"code": first, "action": "link", "other": FOREIGN, "kind": "same_visit"},
    )
    assert [one.get("field") for one in answers] == ["other", "other", None, None]
    assert "Không có hồ sơ “MC-03158-1-261120-0099”" in answers[0]["message"]
    assert "chính hồ sơ này" in answers[1]["message"]
    assert desk.show(first)["links"] == [{"other": FOREIGN, "relation": "same_visit"}]


def test_the_province_has_the_codes_as_the_desk_has_them(tmp_path: Path) -> None:
    home, desk = found_home(tmp_path / "province"), alone(tmp_path / "desk")
    assert desk.receive(copies()) == [OWN]
    desk.feed("step", pair(OWN, "H18.40-261120-0041"))
    with home.serving() as server:
        join(desk, home, server, 1)
        (row,) = home.export()
        assert row["codes"] == desk.show(OWN)["codes"]
        answers = desk.feed(
            "step",
            {"code": OWN, "action": "correct", "field": "codes.0.code", "value": FOREIGN,
             "reason": "chép nhầm"},
            pair(OWN, "112/2026", system="hộ tịch"),
        )  # fmt: skip
        assert not [one for one in answers if "message" in one], answers
        assert desk.run("exchange").status == OK
        (row,) = home.export()
        (seen,) = home.json("status")["devices"]
    assert [one["code"] for one in row["codes"]] == [FOREIGN, "112/2026"]
    assert row["codes"] == desk.show(OWN)["codes"]
    assert (seen["quarantined"], seen["judged"]) == (0, seen["stored"])
    digests = desk.run("rebuild", "--json").object
    assert digests["before"] == digests["after"]


def test_a_paired_dossier_of_the_list_is_found_once_and_it_is_ours(
    desk: Desk, tmp_path: Path
) -> None:
    """Whatever of either leads there: its code, the name as the list has it, id, the day."""
    theirs = row(1, datetime(2026, 11, 20, 8, 30, tzinfo=VN), "2.000815")
    theirs[1:4] = [FOREIGN, "LÒ VĂN KHÁC", "011090000007"]
    others = [row(number, datetime(2026, 11, 20, 8, 0, tzinfo=VN), "2.000815") for number in (2, 3)]
    file = write_csv(tmp_path / "list.csv", [theirs, *others])
    assert desk.run("import", str(file)).status == OK
    (code,) = desk.receive(copies())

    def found(text: str, *more: str) -> list[str]:
        return [one["code"] for one in desk.run("find", text, "--json", *more).lines]

    assert found("011090000007") == [code, FOREIGN]
    desk.feed("step", pair(code))
    for text in ("011090000007", FOREIGN, "lo van khac", "dang van duc", "H18.40"):
        assert found(text)[0] == code, text
        assert FOREIGN not in found(text), text
    assert found("011090000007") == [code]
    assert found("011090000007", "--limit", "1") == [code]
    desk.feed("step", {"code": code, "action": "void", "reason": "nhầm"})
    assert FOREIGN in found("011090000007")  # nothing stands for it any more

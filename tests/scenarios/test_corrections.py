"""A correction is a step through a real process; what reception refuses, it refuses too."""

import json
import os
from pathlib import Path

import pytest

from tests import warm
from tests.province.servers import found_home
from tests.scenarios.desks import NOW, OK, PIN, REFUSED, Desk, Line, copies
from tests.scenarios.test_joining import order

RECEIPT = {"form": "01BLP2-001", "symbol": "28AA-26P", "serial": "0000123"}
PAPER = {"name": "Giấy khai sinh", "originals": 1}


def corrected(desk: Desk, code: str, *changes: tuple[str, object]) -> list[Line]:
    """The answers to corrections."""
    lines = [
        {"code": code, "action": "correct", "field": field, "value": value, "reason": "thử"}
        for field, value in changes
    ]
    return desk.feed("step", *lines)


def test_a_correction_is_held_to_the_rules_of_reception(desk: Desk) -> None:
    (code,) = desk.receive(copies(papers=[PAPER], fee={"fee_receipt": RECEIPT}))
    wrong: list[tuple[str, object]] = [
        ("owner.name", 5),
        ("owner.name", None),
        ("owner.sex", "x"),
        ("owner.born_on", "31/02/1990"),
        ("owner.id", "12"),
        ("owner.id_kind", "robot"),
        ("case", "khong-co"),
        ("owner.kind", "robot"),
        ("owner.phone", "số"),
        ("owner.commune", "abc"),
        ("sets", "hai"),
        ("sets", 0),
        ("copies", 10**30),
        ("return_by", None),
        ("owner.address", ["a"]),
        ("details.colour", "xanh"),
        ("channel", "fax"),
        ("deciding_office", None),
        ("deciding_office", "99999"),
        ("return_office", "00004"),
        ("papers.0.name", ""),
        ("papers.0.originals", -1),
        ("fee.paid", "gold"),
        ("fee.exemption", "hộ giàu"),
        ("fee.fee_receipt.serial", None),
    ]
    answers = corrected(desk, code, *wrong)
    assert [one.get("field") for one in answers] == ["value"] * len(wrong), answers
    before = desk.show(code)
    assert before["owner"]["name"] == copies()["owner"]["name"]
    right: list[tuple[str, object]] = [
        ("owner.born_on", "1990"),
        ("owner.phone", "0912 345 678"),
        ("owner.id_kind", "passport"),
        ("case", "nhieu-trang"),
        ("sets", 3),
        ("owner.sex", None),
    ]
    answers = corrected(desk, code, *right)
    assert not any("message" in one for one in answers), answers
    after = desk.show(code)
    assert (after["owner"]["born_on"], after["owner"]["phone"]) == ("1990", "0912345678")
    assert (after["sets"], after["case"]) == (3, "nhieu-trang")
    assert after["owner"]["id_kind"] == "passport"


def test_papers_places_channel_and_money_are_put_right_too(desk: Desk) -> None:
    boss = {"name": "Lò Văn Hai", "position": "Trưởng bản"}
    owner = {**copies()["owner"], "representative": boss}
    (code,) = desk.receive(copies(papers=[PAPER, PAPER], fee={"fee_receipt": RECEIPT}, owner=owner))
    answers = corrected(
        desk, code, ("channel", "post"), ("deciding_office", "03176"), ("return_office", "03176"),
        ("papers.1.name", "Bằng tốt nghiệp"), ("papers.1.copies", 2), ("fee.paid", "transfer"),
        ("fee.fee_receipt.serial", "0000124"), ("owner.representative.position", "Chủ hộ"),
    )  # fmt: skip
    assert not any("message" in one for one in answers), answers
    shown = desk.show(code)
    assert (shown["channel"], shown["deciding_office"], shown["return_office"]) == (
        "post", "03176", "03176",
    )  # fmt: skip
    assert [paper["name"] for paper in shown["papers"]] == ["Giấy khai sinh", "Bằng tốt nghiệp"]
    assert shown["papers"][1]["copies"] == 2
    assert (shown["fee"]["paid"], shown["fee"]["fee_receipt"]["serial"]) == ("transfer", "0000124")
    assert shown["owner"]["representative"]["position"] == "Chủ hộ"


def test_a_number_where_none_was_is_what_its_shape_tells_unless_somebody_said(desk: Desk) -> None:
    nobody = {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà"}
    child = {"role": "child", "name": "Lò Văn Bé"}
    card, old, said = desk.receive(
        copies(owner=nobody, subjects=[child], submitter={"name": "Lò Thị Nộp"}),
        *[copies(owner=nobody)] * 2,
    )
    right = corrected(
        desk, card, ("owner.id", "011 090 000 007"), ("subjects.0.id", "011225000123"),
        ("submitter.id", "C1234567"),
    )  # fmt: skip
    assert not any("message" in one for one in right), right
    shown = desk.show(card)
    people = shown["owner"], shown["subjects"][0], shown["submitter"]
    assert [(one["id"], one["id_kind"]) for one in people] == [
        ("011090000007", "cccd"), ("011225000123", "cccd"), ("C1234567", "passport"),
    ]  # fmt: skip
    corrected(desk, old, ("owner.id", "040512345"))
    assert desk.show(old)["owner"]["id_kind"] == "cmnd"
    corrected(desk, old, ("owner.id", "040512346"))  # known by now: nothing more is written
    actions = [line["action"] for line in desk.show(old)["history"]]
    assert actions == ["received", "correct", "correct", "correct"]
    corrected(desk, said, ("owner.id_kind", "passport"), ("owner.id", "123456789"))
    assert desk.show(said)["owner"]["id_kind"] == "passport"
    (refused,) = corrected(desk, card, ("owner.id", "040512345"))  # a citizen's card by now
    assert refused["field"] == "value"


def test_the_twelve_digits_of_the_card_that_took_a_cmnd_s_place_are_a_cccd(desk: Desk) -> None:
    (code,) = desk.receive(copies(owner={"name": "Lò Văn Thử", "id": "040512345"}))
    assert desk.show(code)["owner"]["id_kind"] == "cmnd"
    (done,) = corrected(desk, code, ("owner.id", "040 090 512 345"))
    assert "message" not in done
    owner = desk.show(code)["owner"]
    assert (owner["id"], owner["id_kind"]) == ("040090512345", "cccd")
    (refused,) = corrected(desk, code, ("owner.id", "040512345"))  # three are missing
    assert refused["field"] == "value"
    assert desk.show(code)["owner"]["id"] == "040090512345"


def test_a_number_taken_out_takes_its_kind_along(desk: Desk) -> None:
    nobody = {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà"}
    code, said = desk.receive(*[copies(owner=nobody)] * 2)
    corrected(desk, code, ("owner.id", "040512345"))  # nine of twelve digits
    assert corrected(desk, code, ("owner.id", "C1234567"))[0]["field"] == "value"
    out, right = corrected(desk, code, ("owner.id", ""), ("owner.id", "C1234567"))
    assert not {"message"} & {*out, *right}
    owner = desk.show(code)["owner"]
    assert (owner["id"], owner["id_kind"]) == ("C1234567", "passport")
    corrected(desk, said, ("owner.id_kind", "passport"), ("owner.id", ""))  # nothing was there
    assert desk.show(said)["owner"]["id_kind"] == "passport"


def test_an_exemption_put_right_changes_what_is_charged(desk: Desk) -> None:
    (code,) = desk.receive(copies())
    corrected(desk, code, ("fee.exemption", "ho-ngheo"))
    exempt = desk.show(code)
    assert (exempt["fee_dong"], exempt["fee"]["exemption"]) == (0, "Hộ nghèo theo danh sách của xã")
    corrected(desk, code, ("fee.exemption", None))
    assert (desk.show(code)["fee_dong"], desk.show(code)["fee"]["exemption"]) == (16_000, None)


def test_what_is_no_field_or_holds_several_is_not_put_right_whole(desk: Desk) -> None:
    (code,) = desk.receive(copies(papers=[PAPER]))
    paths = ("code", "status", "papers", "papers.7.name", "papers.0.scans", "owner",
             "owner.representative.name", "fee.lines", "submitter.name")  # fmt: skip
    answers = corrected(desk, code, *((path, "x") for path in paths))
    assert [one.get("field") for one in answers] == ["field"] * len(paths), answers


def test_the_procedure_is_none_of_what_is_put_right_and_what_to_do_is_said(desk: Desk) -> None:
    (code,) = desk.receive(copies())
    (refused,) = corrected(desk, code, ("procedure", "1.004873"))
    assert refused["field"] == "field"
    assert "Hãy huỷ hồ sơ này và tiếp nhận lại" in refused["message"]
    assert desk.show(code)["procedure"] == "2.000815"


def test_what_a_fee_is_counted_from_counts_it_anew(desk: Desk) -> None:
    original = {**PAPER, "pages": 6, "certify": 2}
    whole, listed = desk.receive(copies(), copies(papers=[original], pages=None, copies=None))
    fees = [desk.show(code)["fee_dong"] for code in (whole, listed)]
    assert fees == [16_000, 16_000]
    corrected(desk, whole, ("pages", 2))
    assert desk.show(whole)["fee_dong"] == 2 * 4_000
    corrected(desk, whole, ("copies", 3))
    shown = desk.show(whole)
    assert (shown["fee_dong"], shown["pages"], shown["copies"]) == (12_000, 2, 3)
    assert [line["change"] for line in shown["history"]] == [
        None,
        {"field": "pages", "old": 6, "new": 2},
        {"field": "copies", "old": 2, "new": 3},
    ]
    corrected(desk, listed, ("papers.0.certify", 1), ("papers.0.pages", 1))
    assert desk.show(listed)["fee_dong"] == 2_000
    corrected(desk, listed, ("papers.0.pages", None))
    assert desk.show(listed)["fee_dong"] is None
    corrected(desk, listed, ("papers.0.pages", 3), ("owner.name", "Đặng Văn Đứa"))
    assert desk.show(listed)["fee_dong"] == 5_000
    told_twice = corrected(desk, listed, ("copies", 2))
    assert told_twice[0]["field"] == "value"


def test_an_exemption_stays_nothing_and_when_it_falls_the_new_count_is_charged(desk: Desk) -> None:
    (code,) = desk.receive(copies(fee={"exemption": "ho-ngheo"}))
    corrected(desk, code, ("copies", 3))
    assert desk.show(code)["fee_dong"] == 0
    corrected(desk, code, ("fee.exemption", None))
    assert desk.show(code)["fee_dong"] == 24_000


def test_a_foreign_code_put_right_is_found_and_the_wrong_one_no_more(desk: Desk) -> None:
    wrong = {"system": "DVCQG", "code": "H18.40-261120-0001"}
    code, plain = desk.receive(copies(external_code=wrong), copies())
    (answer,) = corrected(desk, code, ("external_code.code", "H18.40-261120-0010"))
    assert answer["code"] == code, answer
    assert desk.show("H18.40-261120-0010")["code"] == code
    assert desk.run("show", wrong["code"]).status == REFUSED
    assert corrected(desk, code, ("external_code.code", ""))[0]["field"] == "value"
    assert corrected(desk, plain, ("external_code.code", "x"))[0]["field"] == "field"
    assert desk.run("check").status == OK


def test_the_province_exports_the_fee_as_corrected(desk: Desk, tmp_path: Path) -> None:
    home = found_home(tmp_path / "province")
    (code,) = desk.receive(copies())
    corrected(desk, code, ("copies", 3))
    with home.serving() as server:
        words, files = order(tmp_path / "file", server)
        home.json(*words)
        assert desk.run(*files.words()).status == OK
        assert desk.run("exchange").status == OK
    assert [row["fee_dong"] for row in home.export()] == [desk.show(code)["fee_dong"]] == [24_000]


@pytest.mark.slow
def test_killed_at_any_step_a_number_has_its_kind_or_neither_is_there(
    desk: Desk, tmp_path: Path
) -> None:
    nobody = {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà"}
    (code,) = desk.receive(copies(owner=nobody))
    line = {"code": code, "action": "correct", "field": "owner.id", "value": "040512345"}
    file = tmp_path / "steps.jsonl"
    file.write_text(json.dumps({**line, "reason": "thử"}), "utf-8")
    words = ["--profile", str(desk.profile), "step", str(file)]
    environment = {**os.environ, "MOTCUA_PIN": PIN, "MOTCUA_NOW": NOW}
    for point in range(60):
        done = warm.run("tests.storage.dying", [str(point), *words], b"", environment, 60)
        owner = desk.show(code)["owner"]
        assert (owner["id"], owner["id_kind"]) in {(None, None), ("040512345", "cmnd")}, point
        if done.returncode == 0:
            break
        assert done.returncode == -9, done.stderr
    assert (done.returncode, owner["id_kind"]) == (0, "cmnd")
    assert point > 0
    assert set(desk.run("check", "--json").object.values()) == {"ok"}

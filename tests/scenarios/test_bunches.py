"""Linked procedures through `motcua receive`: all or none, each with its own number and day."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.printing.reading import flat
from tests.scenarios.desks import NOW, OK, PERSON, REFUSED, Desk, Line

WHOLE, BIRTH, RESIDENCE, CARD = "LT-KHAI-SINH", "1.001193", "1.004222", "BHYT-TE6"
CHILD = {"role": "child", "name": "Đặng Thị Hoa", "born_on": "2026-11-15", "sex": "female"}


def birth(**more: Any) -> Line:
    """All three matters of a new-born child."""
    return {
        "procedure": WHOLE,
        "owner": PERSON,
        "subjects": [CHILD],
        "details": {"birth_place": "Trạm y tế xã Sín Thầu"},
        **more,
    }


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = Desk(tmp_path_factory.mktemp("bunch") / "desk")
    words = ("init", "--standalone", "--commune", "03158", "--training")
    assert made.run(*words).status == OK
    return made


def received(desk: Desk, **more: Any) -> Line:
    (answer,) = desk.feed("receive", birth(**more))
    assert "message" not in answer, answer
    return answer


def test_three_dossiers_with_their_own_numbers_and_days_that_know_each_other(desk: Desk) -> None:
    answer = received(desk)
    codes = [one["code"] for one in answer["bunch"]]
    assert [one["procedure"] for one in answer["bunch"]] == [BIRTH, RESIDENCE, CARD]
    assert [one["due_at"] for one in answer["bunch"]] == [
        "2026-11-20T17:00:00+07:00", "2026-11-26T09:00:00+07:00", "2026-11-26T09:00:00+07:00",
    ]  # fmt: skip
    assert (answer["code"], answer["due_at"]) == (codes[0], answer["bunch"][0]["due_at"])
    for code in codes:
        shown = desk.show(code)
        others = [one for one in codes if one != code]
        assert [(one["other"], one["relation"]) for one in shown["links"]] == [
            (other, "bunch") for other in others
        ]
        assert [one["name"] for one in shown["subjects"]] == [CHILD["name"]]
    assert desk.show(codes[1])["details"] == {"new_address": PERSON["address"]}


def test_a_key_answers_the_whole_again_and_stores_nothing_twice(desk: Desk) -> None:
    first, before = received(desk, key="lan-1"), desk.status()["dossiers"]
    again = received(desk, key="lan-1", procedure="gì cũng được")
    assert (again["again"], again["bunch"]) == (True, first["bunch"])
    assert desk.status()["dossiers"] == before


def test_one_matter_that_may_not_be_received_and_nothing_of_it_is_stored(desk: Desk) -> None:
    before = desk.status()
    faults = desk.feed(
        "receive",
        birth(owner={"name": PERSON["name"]}),  # no address: where is the child to live?
        birth(subjects=[]),
        birth(without=["9.999999"]),
    )
    assert [one["field"] for one in faults] == ["details.new_address", "subjects", "without"]
    assert desk.status() == before


def test_what_is_refused_is_left_out_and_the_others_go_on(desk: Desk) -> None:
    (refused,) = desk.feed(
        "refuse", {"procedure": RESIDENCE, "owner": PERSON, "reason": "Chưa có chỗ ở hợp pháp"}
    )
    assert refused["number"].startswith("TC-")
    answer = received(desk, without=[RESIDENCE])
    assert [one["procedure"] for one in answer["bunch"]] == [BIRTH, CARD]
    assert len(desk.show(answer["code"])["links"]) == 1


def test_one_voided_tells_of_the_others_and_leaves_them(desk: Desk, tmp_path: Path) -> None:
    codes = [one["code"] for one in received(desk)["bunch"]]
    (done,) = desk.feed("step", {"code": codes[1], "action": "void", "reason": "nhầm"})
    assert all(code in done["warnings"][0]["message"] for code in (codes[0], codes[2]))
    assert [desk.show(code)["void"] for code in codes] == [False, True, False]
    paper = tmp_path / "giay.pdf"
    assert desk.run("print", "visit", codes[2], "--out", str(paper)).status == OK
    text = flat(paper.read_bytes())
    assert [code in text for code in codes] == [True, False, True]


def test_one_slip_has_the_name_of_the_whole_and_every_day(desk: Desk, tmp_path: Path) -> None:
    codes = [one["code"] for one in received(desk)["bunch"]]
    paper = tmp_path / "giay.pdf"
    assert desk.run("print", "visit", codes[1], "--out", str(paper)).status == OK
    text = flat(paper.read_bytes())
    assert "Liên thông 3 việc: khai sinh, thường trú, thẻ BHYT" in text
    assert all(code in text for code in codes)
    assert "17:00 ngày 20/11/2026" in text or "20/11/2026" in text
    assert text.count("26/11/2026") >= 2
    assert "Cộng: 3 hồ sơ" in text
    assert (
        text.count(f"Về: {CHILD['name']}") >= 2
    )  # a family of two children tells its papers apart


def test_that_they_came_together_is_no_clerks_to_say(desk: Desk) -> None:
    codes = [one["code"] for one in received(desk)["bunch"]]
    (refused,) = desk.feed(
        "step", {"code": codes[0], "action": "link", "other": codes[1], "kind": "bunch"}
    )
    assert refused["field"] == "kind"


def test_after_a_power_cut_in_the_midst_there_are_all_or_none(desk: Desk) -> None:
    """The whole is one transaction: what `rebuild` folds has every one of them, linked."""
    codes = [one["code"] for one in received(desk)["bunch"]]
    before = [desk.show(code) for code in codes]
    done = desk.run("rebuild", "--json")
    assert done.status == OK
    told = json.loads(done.out)
    assert told["before"] == told["after"]
    assert [desk.show(code) for code in codes] == before
    assert NOW[:10] == before[0]["received_at"][:10]
    assert REFUSED == 3

"""`motcua refuse`: a number and a reason a person, no dossier, and never for a technical fault."""

from datetime import date
from pathlib import Path

import pytest

from app.bootstrap.opening import open_desk
from app.domain.events import Refused
from app.storage import refusals
from tests.scenarios.desks import PERSON, PIN, REFUSED, TROUBLE, Desk, Line


def refusal(**changes: object) -> Line:
    return {
        "procedure": "2.000815", "owner": PERSON, "reason": "Giấy tờ bị tẩy xóa", **changes,
    }  # fmt: skip


def test_each_refusal_answers_a_running_number_of_the_desk_and_day(desk: Desk) -> None:
    answers = desk.feed(
        "refuse", refusal(), refusal(at="2026-11-19T09:00:00", entered_late=True), refusal()
    )
    assert answers == [
        {"line": 1, "number": "TC-03158-1-261120-0001"},
        {"line": 2, "number": "TC-03158-1-261119-0001"},
        {"line": 3, "number": "TC-03158-1-261120-0002"},
    ]
    (later,) = desk.feed("refuse", refusal(), now="2026-11-23T08:00:00+07:00")
    assert later["number"] == "TC-03158-1-261123-0001"
    assert desk.status()["dossiers"] == 0
    digests = desk.run("rebuild", "--json").object
    assert digests["before"] == digests["after"]
    late = refusal(at="2026-11-20T10:00:00", entered_late=True)
    (after_rebuild,) = desk.feed("refuse", late, now="2026-11-23T08:01:00+07:00")
    assert after_rebuild["number"] == "TC-03158-1-261120-0003"


def test_what_was_said_is_kept_with_who_and_when(desk: Desk) -> None:
    line = refusal(reason="tq; thuộc Công an xã", by="Lò Thị Nhi", ground="Luật Cư trú Điều 22")
    (answer,) = desk.feed("refuse", line)
    opened = open_desk(str(desk.profile), None, PIN)
    try:
        found = refusals.refusal(opened.connection, answer["number"])
        day, other = date(2026, 11, 20), date(2026, 11, 21)
        assert found is not None
        assert refusals.refusals(opened.connection, day, day) == [found]
        assert refusals.refusals(opened.connection, other, other) == []
        assert refusals.refusal(opened.connection, "TC-03158-1-261120-0099") is None
        assert refusals.of_person(opened.connection, PERSON["id"]) == [found]
    finally:
        opened.close()
    assert found.fact.reason == "Không thuộc thẩm quyền giải quyết của cơ quan; thuộc Công an xã"
    assert (found.event.by, found.event.actor) == ("Lò Thị Nhi", "giamdoc")
    assert found.fact.owner.name == PERSON["name"]
    assert isinstance(found.fact, Refused)
    assert found.fact.ground == "Luật Cư trú Điều 22"


@pytest.mark.parametrize(
    "reason",
    ["mất mạng", "Hệ thống đang lỗi, mai quay lại", "mat dien", "PV; máy in hỏng", "TREO MÁY."],
)
def test_a_technical_fault_is_never_a_reason(desk: Desk, reason: str) -> None:
    (answer,) = desk.feed("refuse", refusal(reason=reason))
    assert set(answer) == {"line", "field", "message"}
    assert answer["field"] == "reason"
    assert "sự cố kỹ thuật" in answer["message"]


def test_who_has_no_telephone_may_be_refused_for_what_the_law_asks(desk: Desk) -> None:
    (answer,) = desk.feed("refuse", refusal(reason="DK; không có điện thoại để xác minh"))
    assert "message" not in answer, answer
    assert answer["number"]


BAD: dict[str, tuple[Line, str, str]] = {
    "no reason": (refusal(reason=None), "reason", "Thiếu lý do từ chối"),
    "no owner": (refusal(owner=None), "owner", "Thiếu người yêu cầu"),
    "no name": (refusal(owner={"id": PERSON["id"]}), "owner.name", "Thiếu họ tên"),
    "a short id": (refusal(owner={**PERSON, "id": "01109000000"}), "owner.id", "12 chữ số"),
    "no procedure": (refusal(procedure=None), "procedure", "Thiếu mã thủ tục"),
    "an unknown procedure": (refusal(procedure="9.999999"), "procedure", "9.999999"),
    "an unknown key": (refusal(papers=[]), "papers", "Không có trường"),
    "a time ahead": (refusal(at="2026-11-20T10:00:00"), "at", "phía trước"),
    "a time past": (refusal(at="2026-11-20T08:00:00"), "at", "entered_late"),
    "no time": (refusal(at="hôm qua"), "at", "không có"),
}


@pytest.mark.parametrize("name", BAD)
def test_each_bad_line_has_its_sentence_and_the_others_are_stored(desk: Desk, name: str) -> None:
    line, field, said = BAD[name]
    bad, good = desk.feed("refuse", line, refusal())
    assert (bad["line"], bad["field"]) == (1, field)
    assert said in bad["message"]
    assert good == {"line": 2, "number": "TC-03158-1-261120-0001"}


def test_a_bad_line_ends_with_three_and_a_clock_set_back_with_four(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "refusals.jsonl"
    file.write_text("{}\n", "utf-8")
    assert desk.run("refuse", str(file)).status == REFUSED
    desk.feed("refuse", refusal())
    before = "2026-11-19T09:00:00+07:00"
    assert desk.run("refuse", str(file), now=before).status == TROUBLE
    assert desk.run("refuse", str(file), "--clock-ok", now=before).status == REFUSED

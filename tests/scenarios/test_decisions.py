"""Papers asked once, extensions, results taken and put right: through real processes."""

from pathlib import Path

from tests.province.servers import found_home
from tests.scenarios.desks import PERSON, Desk, Line, copies
from tests.scenarios.test_numbers_met import alone, join

FRIDAY = "2026-11-20T09:00:00+07:00"
MARITAL = copies(procedure="1.004873", pages=None, copies=None, details={"purpose": "kết hôn"})
DUE = "2026-11-26T09:00:00+07:00"  # three working days, Tuesday is a day off


def taken(desk: Desk, code: str, *steps: Line, now: str = FRIDAY) -> list[Line]:
    return desk.feed("step", *({"code": code, **step} for step in steps), now=now)


def opened(desk: Desk) -> str:
    (code,) = desk.receive(MARITAL)
    return code


def test_papers_are_asked_once_and_a_second_time_is_warned_of(desk: Desk) -> None:
    code = opened(desk)
    ask = {"action": "request_papers", "papers": ["Giấy khai sinh"], "until": "2026-11-25"}
    first, _, second = taken(desk, code, ask, {"action": "papers_received"}, ask)
    assert "warnings" not in first
    assert [one["field"] for one in second["warnings"]] == ["papers"]
    assert "Giấy khai sinh" in second["warnings"][0]["message"]
    assert "message" not in second
    assert desk.show(code)["wanted_until"] == "2026-11-25"


def test_the_day_for_bringing_them_is_a_day_and_not_before_the_asking(desk: Desk) -> None:
    code = opened(desk)
    ask = {"action": "request_papers", "papers": ["A"]}
    past, none = taken(desk, code, {**ask, "until": "2026-11-19"}, {**ask, "until": "32/13"})
    assert (past["field"], none["field"]) == ("until", "until")
    assert "19/11/2026" in past["message"]
    (answer,) = taken(desk, code, {**ask, "until": "25/11"})
    assert answer["status"] == 5
    assert desk.show(code)["wanted_until"] == "2026-11-25"


def test_a_dossier_has_an_owner_from_its_reception_on(desk: Desk) -> None:
    code = opened(desk)
    assert desk.show(code)["holder"] == "giamdoc"
    taken(desk, code, {"action": "hand_over", "to": "Tư pháp", "reason": "kèm bản gốc"})
    shown = desk.show(code)
    assert (shown["holder"], shown["history"][-1]["reason"]) == ("Tư pháp", "kèm bản gốc")
    taken(desk, code, {"action": "hand_over"})  # to nobody: it stays with whoever has it
    assert desk.show(code)["holder"] == "Tư pháp"
    taken(desk, code, {"action": "take_over", "by": "Lò Thị Nhi"})
    assert desk.show(code)["holder"] == "Lò Thị Nhi"


def test_a_name_is_the_persons_and_who_left_gets_no_dossier_any_more(desk: Desk) -> None:
    """What is still in his hands is told when his work ends."""
    for user, name in (("sung", "Vàng A Sùng"), ("pao", "Giàng A Páo")):
        desk.run("user", "add", user, "--name", name, "--roles", "specialist")
    code, other = opened(desk), opened(desk)
    for said in ("sung", "SUNG", "Vàng A Sùng", "vàng a sùng"):
        taken(
            desk,
            code,
            {"action": "hand_over", "to": "Tư pháp"},
            {"action": "hand_over", "to": said},
        )
        assert desk.show(code)["holder"] == "sung", said
    ended = desk.run("user", "end", "sung")
    assert "Còn 1 hồ sơ đang ở người này" in ended.out
    assert desk.run("user", "end", "pao", "--json").object == {"user": "pao", "dossiers": 0}
    for said in ("sung", "Vàng A Sùng"):
        (answer,) = taken(desk, other, {"action": "hand_over", "to": said})
        assert "đã thôi làm việc" in answer["message"]
    assert desk.show(other)["holder"] == "giamdoc"


def test_one_person_doing_two_halves_is_said_in_the_history(desk: Desk) -> None:
    code = opened(desk)
    taken(
        desk, code, {"action": "hand_over"}, {"action": "take_over"}, {"action": "hand_over"},
        {"action": "take_over", "by": "Lò Thị Nhi"}, {"action": "finish"},
    )  # fmt: skip
    assert [one["alone"] for one in desk.show(code)["history"]] == [
        False, False, True, False, False, True,
    ]  # fmt: skip


def test_an_extension_without_signature_is_taken_warned_of_and_counts_for_nothing(
    desk: Desk,
) -> None:
    code, now = opened(desk), "2026-11-25T09:00:00+07:00"
    line = {"action": "extend", "due_at": "2026-11-30T09:00:00", "reason": "xác minh"}
    (answer,) = taken(desk, code, line, now=now)
    assert answer["due_at"] == "2026-11-30T09:00:00+07:00"
    assert [one["field"] for one in answer["warnings"]] == ["signer"]
    taken(desk, code, {"action": "finish"}, now="2026-11-30T08:00:00+07:00")
    shown = desk.show(code)
    assert shown["punctuality"] == {
        "printed_due_at": DUE, "counted_due_at": DUE, "ended_at": "2026-11-30T08:00:00+07:00",
        "by_printed": "late", "by_counted": "late", "on_late_entry": False,
    }  # fmt: skip
    assert (shown["extended"][0]["counts"], shown["extended"][0]["late"]) == (False, False)


def test_one_signed_in_time_counts_and_a_late_one_is_marked(desk: Desk) -> None:
    signed = {
        "action": "extend", "due_at": "2026-11-30T09:00:00", "reason": "xác minh",
        "signer": "Giám đốc", "number": "05/GH",
    }  # fmt: skip
    early, late = desk.receive(MARITAL, MARITAL)
    (answer,) = taken(desk, early, signed, now="2026-11-25T09:00:00+07:00")
    assert "warnings" not in answer
    (answer,) = taken(desk, late, signed, now="2026-11-26T10:00:00+07:00")
    assert [one["field"] for one in answer["warnings"]] == ["at"]
    for code in (early, late):
        taken(desk, code, {"action": "finish"}, now="2026-11-30T08:00:00+07:00")
    shown = desk.show(early), desk.show(late)
    assert [one["punctuality"]["by_printed"] for one in shown] == ["late", "late"]
    assert [one["punctuality"]["by_counted"] for one in shown] == ["on_time", "late"]
    assert [one["extended"][0]["late"] for one in shown] == [False, True]


def test_a_new_day_when_nobody_is_at_the_counter_is_warned_of(desk: Desk) -> None:
    signed = {"action": "extend", "reason": "xác minh", "signer": "Giám đốc", "number": "05/GH"}
    days = {
        "2026-11-28T09:00:00": "ngày nghỉ",  # a Saturday
        "2026-11-30T12:00:00": "ngoài giờ làm việc",
        "2026-11-30T17:00:00": None,  # the border belongs to the day
    }
    codes = desk.receive(*[MARITAL] * len(days))
    for code, (day, said) in zip(codes, days.items(), strict=True):
        (answer,) = taken(desk, code, {**signed, "due_at": day}, now="2026-11-25T09:00:00")
        assert answer["due_at"] == f"{day}+07:00"
        told = [(one["field"], one["message"]) for one in answer.get("warnings", [])]
        assert [field for field, _ in told] == ([] if said is None else ["due_at"])
        assert all(said in message for _, message in told if said)


def test_the_day_on_a_result_is_a_day_and_not_to_come(desk: Desk) -> None:
    """Also where the program gives the number: what was said is never put aside silently."""
    marital, copy = desk.receive(MARITAL, copies())
    for code in (marital, copy):
        for day, said in {
            "xx": "không có",
            "30/02/2026": "không có",
            "2026-12-30": "ở sau",
        }.items():
            (answer,) = taken(desk, code, {"action": "finish", "result": {"date": day}})
            assert (answer["field"], said in answer["message"]) == ("result.date", True)
        assert desk.show(code)["status"] == 2
    old, typed = desk.receive(MARITAL, MARITAL)
    (answer,) = taken(desk, old, {"action": "finish", "result": {"date": "2026-11-10"}})
    assert [one["field"] for one in answer["warnings"]] == ["result.date"]
    (answer,) = taken(desk, typed, {"action": "finish", "result": {"date": "20/11"}})
    assert "warnings" not in answer
    assert desk.show(typed)["result"]["date"] == "2026-11-20"


def test_a_technical_wait_stops_no_clock_and_keeps_its_reason(desk: Desk) -> None:
    code = opened(desk)
    waits, over = {"action": "wait_technical", "reason": "K-PH"}, {"action": "wait_over"}
    early, _, began, again, ended, nothing = taken(
        desk, code, waits, {"action": "take_over"}, waits, waits, over, over
    )
    assert all("message" in one for one in (early, again, nothing))
    assert "wait_over" in again["message"]
    assert "wait_over" not in nothing["message"].partition("Các bước làm được")[2]
    assert (began["status"], began["due_at"], ended["due_at"]) == (4, DUE, DUE)
    (wait,) = desk.show(code)["waits"]
    assert wait["reason"] == "Chưa có phôi, biểu mẫu hoặc tài khoản (khách quan)"
    assert None not in (wait["since"], wait["until"])


def test_a_second_giving_back_says_who_took_it_and_when(desk: Desk) -> None:
    code = opened(desk)
    to = {"name": "Lò Thị Nhi", "relation": "vợ", "authority": "UQ 01"}
    *_, again = taken(
        desk, code, {"action": "finish"}, {"action": "give_back", "to": to, "signed": True},
        {"action": "give_back"},
    )  # fmt: skip
    assert again["field"] == "action"
    assert "Lò Thị Nhi (vợ) lúc 09:0" in again["message"]
    assert "reverse" in again["message"]


def test_a_wrong_result_is_put_right_by_a_dossier_of_its_own_without_a_fee(desk: Desk) -> None:
    code = opened(desk)
    line = {"action": "correct_result", "reason": "sai năm sinh"}
    early, _, _, answer, again = taken(
        desk, code, line, {"action": "finish"}, {"action": "give_back"}, line, line
    )
    assert early["field"] == "action"
    assert (answer["code"], answer["status"]) == (code, 10)
    new = answer["new_code"]
    assert new in again["message"]
    there, here = desk.show(new), desk.show(code)
    assert (there["status"], there["fee_dong"], there["due_at"]) == (2, 0, DUE)
    assert there["fee"]["exemption"] == "Đính chính do lỗi của cơ quan"
    assert there["owner"] == here["owner"]
    assert there["papers"] == []  # they lie in the old one
    assert here["links"] == [{"other": new, "relation": "correct_result"}]
    assert there["links"] == [{"other": code, "relation": "corrects_result"}]
    assert here["history"][-1]["action"] == "correct_result"
    assert here["history"][-1]["reason"] == "sai năm sinh"
    taken(desk, new, {"action": "finish"}, {"action": "give_back"})
    assert "new_code" in taken(desk, code, line)[0]
    forged = {"action": "link", "other": code, "kind": "correct_result"}
    assert taken(desk, new, forged)[0]["field"] == "kind"


def test_all_of_it_arrives_at_the_province_and_is_folded_there_the_same(tmp_path: Path) -> None:
    home, desk = found_home(tmp_path / "province"), alone(tmp_path / "desk")
    code = opened(desk)
    answers = taken(
        desk, code, {"action": "take_over"}, {"action": "wait_technical", "reason": "K-PH"},
        {"action": "wait_over"}, {"action": "extend", "due_at": "2026-11-30", "reason": "x"},
        {"action": "finish"}, {"action": "give_back"}, {"action": "correct_result"},
    )  # fmt: skip
    assert not [one for one in answers if "message" in one], answers
    refusal = {"procedure": "2.000815", "owner": PERSON, "reason": "Giấy tờ bị tẩy xóa"}
    assert "number" in desk.feed("refuse", refusal)[0]
    with home.serving() as server:
        join(desk, home, server, 1)
        (machine,) = home.json("status")["devices"]
        rows = {row["code"]: row for row in home.export()}
    assert (machine["refusals"], machine["advised"], machine["quarantined"]) == (1, 0, 0)
    assert set(rows) == {code, answers[-1]["new_code"]}
    for number, row in rows.items():
        here = desk.show(number)
        for name in ("status", "state", "due_at", "finished_at", "returned_at", "fee_dong"):
            assert row[name] == here[name]
        assert row["events"] == len(here["history"])

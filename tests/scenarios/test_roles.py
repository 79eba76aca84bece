"""Who may do what, by role and field of law, and who is seen looking: through real processes."""

import json
from pathlib import Path

import pytest

from tests.scenarios.desks import OK, PERSON, REFUSED, Desk, Line, copies

OWN_PIN = "135790"
MARITAL = copies(procedure="1.004873", pages=None, copies=None, details={"purpose": "kết hôn"})


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """With nhi, whose roles each test gives."""
    return desk


def hire(desk: Desk, roles: str, fields: str | None = None, user: str = "nhi") -> None:
    words = ["user", "add", user, "--name", "Lò Thị Nhi", "--roles", roles, "--json"]
    added = desk.run(*words, *(("--fields", fields) if fields else ()))
    assert added.status == OK, added.err
    code = desk.profile.parent / "code"
    code.write_text(added.object["one_time_code"], "utf-8")
    assert desk.run("user", "pin", user, "--code-file", str(code), pin=OWN_PIN).status == OK


def by_nhi(desk: Desk, command: str, *lines: Line, now: str | None = None) -> list[Line]:
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    own = {"pin": OWN_PIN, "MOTCUA_USER": "nhi"} | ({"now": now} if now else {})
    done = desk.run(command, "-", typed=text, **own)
    assert done.status in (OK, REFUSED), done.err
    return done.lines


@pytest.mark.parametrize("roles", ["volunteer", "helper", "helper,volunteer"])
def test_who_helps_drafts_and_stores_nothing(desk: Desk, roles: str) -> None:
    (code,) = desk.receive(copies())
    hire(desk, roles)
    refusal = {"procedure": "2.000815", "owner": PERSON, "reason": "Giấy tờ bị tẩy xóa"}
    (received,) = by_nhi(desk, "receive", copies())
    (refused,) = by_nhi(desk, "refuse", refusal)
    (stepped,) = by_nhi(desk, "step", {"code": code, "action": "note", "reason": "x"})
    for answer in (received, refused, stepped):
        assert (answer["field"], "soạn nháp" in answer["message"]) == ("user", True)
    assert desk.status()["dossiers"] == 1


def test_a_role_says_who_may_and_a_field_whose_it_is(desk: Desk) -> None:
    certified, marital = desk.receive(copies(), MARITAL)
    hire(desk, "reception,specialist", "Hộ tịch")
    (other,) = by_nhi(desk, "receive", copies())
    assert other["field"] == "procedure"
    assert "Chứng thực" in other["message"]
    assert "hộ tịch" in other["message"]
    assert "code" in by_nhi(desk, "receive", MARITAL)[0]
    not_his, his, anybodys = by_nhi(
        desk, "step", {"code": certified, "action": "finish"},
        {"code": marital, "action": "finish"},
        {"code": certified, "action": "note", "reason": "đã gọi điện"},
    )  # fmt: skip
    assert not_his["field"] == "action"
    assert "Giám đốc" in not_his["message"]
    assert (his["status"], anybodys["status"]) == (9, 2)


def test_a_cashier_takes_money_and_receives_nothing(desk: Desk) -> None:
    (code,) = desk.receive(copies())
    hire(desk, "cashier")
    (received,) = by_nhi(desk, "receive", copies())
    paid, finished = by_nhi(
        desk, "step", {"code": code, "action": "payment_made", "paid": "cash"},
        {"code": code, "action": "finish"},
    )  # fmt: skip
    assert "Tiếp nhận" in received["message"]
    assert paid["status"] == 2
    assert "Chuyên môn" in finished["message"]


def test_what_leaders_do_is_refused_to_clerks(desk: Desk) -> None:
    (done, going), now = desk.receive(MARITAL, MARITAL), "2026-11-25T09:00:00+07:00"
    hire(desk, "reception,specialist,registrar,signer,cashier")
    again = {
        "action": "extend", "due_at": "2026-12-02T09:00:00", "reason": "x", "signer": "A",
        "number": "1",
    }  # fmt: skip
    first, finish, reverse, void, second = by_nhi(
        desk, "step", {"code": going, **again}, {"code": done, "action": "finish"},
        {"code": done, "action": "reverse", "reason": "x"},
        {"code": done, "action": "void", "reason": "x"},
        {"code": going, **again, "due_at": "2026-12-03T09:00:00"}, now=now,
    )  # fmt: skip
    assert (first["status"], finish["status"]) == (2, 9)
    for refused in (reverse, void, second):
        assert refused["field"] == "action"
        assert "Chỉ Giám đốc hoặc Phó Giám đốc" in refused["message"]
    answers = desk.feed(
        "step", {"code": going, **again, "due_at": "2026-12-03T09:00:00"},
        {"code": done, "action": "void", "reason": "x"}, now=now,
    )  # fmt: skip
    assert not [one for one in answers if "message" in one], answers
    assert [one["first"] for one in desk.show(going)["extended"]] == [True, False]


def test_who_looks_at_another_field_is_kept_once_a_day_for_leaders_to_read(desk: Desk) -> None:
    certified, marital = desk.receive(copies(), MARITAL)
    hire(desk, "reception", "Hộ tịch")
    own = {"pin": OWN_PIN, "MOTCUA_USER": "nhi"}
    events = desk.status()["events"]
    for code in (certified, certified, marital):
        assert desk.run("show", code, **own).status == OK
    desk.show(certified)  # a leader
    refused = desk.run("readings", **own)
    assert (refused.status, refused.out) == (REFUSED, "")
    assert "Giám đốc" in refused.err
    (row,) = desk.run("readings").lines
    assert row.pop("at").startswith("2026-11-20T09:0")
    assert row == {"user": "nhi", "what": "dossier", "code": certified, "count": 1}
    assert desk.run("readings", "--from", "2026-11-21").lines == []
    assert desk.run("readings", "--to", "hôm nay").status == REFUSED
    assert desk.status()["events"] == events  # who looks writes nothing into the journal


@pytest.mark.parametrize(
    "words", [("print", "slip", "{}", "--out", "{}"), ("scans", "{}", "--out", "{}")]
)
def test_who_prints_of_another_field_or_takes_its_scans_out_is_kept(
    desk: Desk, words: tuple[str, ...], tmp_path: Path
) -> None:
    (certified,) = desk.receive(copies())
    hire(desk, "reception", "Hộ tịch")
    command, *rest = words
    asked = " ".join(rest).format(certified, tmp_path / "out.pdf").split()
    own = {"pin": OWN_PIN, "MOTCUA_USER": "nhi"}
    assert desk.run(command, *asked, **own).status == OK
    (row,) = desk.run("readings").lines
    assert (row["user"], row["what"], row["code"]) == ("nhi", "dossier", certified)


def test_a_file_of_more_than_fifty_that_wait_for_another_system_is_kept(
    desk: Desk, tmp_path: Path
) -> None:
    desk.receive(*[copies() for _ in range(51)])
    assert desk.run("waiting").status == OK
    assert desk.run("readings").lines == []  # a count is nobody's data
    assert desk.run("waiting", "--out", str(tmp_path / "w.csv")).status == OK
    (row,) = desk.run("readings").lines
    assert (row["what"], row["count"]) == ("list", 51)


def test_a_new_one_time_code_lets_whoever_forgot_set_another_pin(desk: Desk) -> None:
    hire(desk, "reception")
    own = {"pin": OWN_PIN, "MOTCUA_USER": "nhi"}
    assert desk.run("user", "code", "nhi", **own).status == REFUSED
    code = desk.profile.parent / "code"
    code.write_text(desk.run("user", "code", "nhi", "--json").object["one_time_code"], "utf-8")
    assert desk.run("user", "pin", "nhi", "--code-file", str(code), pin="975310").status == OK
    assert desk.run("status", pin="975310", MOTCUA_USER="nhi").status == OK
    assert desk.run("user", "code", "nobody").status == REFUSED

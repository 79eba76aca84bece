"""How a command ends, by the contract's table: wrong usage, refused, or trouble."""

import json
from pathlib import Path

import pytest

from tests.scenarios.desks import OK, REFUSED, TROUBLE, USAGE, Desk, copies

NEW = ("init", "--standalone", "--commune", "03158", "--training")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("enrol",), "Thiếu tệp của tỉnh"),
        ((*NEW, "--desk", "0"), "--desk"),
        ((*NEW, "--desk", "100"), "--desk"),
        (("find", "x", "--limit", "-1"), "--limit"),
        (("find", "x", "--limit", "0"), "--limit"),
        (("user", "add", "nhi", "--roles", "reception"), "--name"),
        (("user", "add", "nhi", "--name", "Lò Thị Nhi"), "--roles"),
        (("user", "pin", "nhi"), "--code-file"),
    ],
)
def test_a_command_line_that_lacks_something_is_wrong_usage(
    founded: Desk, words: tuple[str, ...], said: str
) -> None:
    done = founded.run(*words)
    assert (done.status, done.out) == (USAGE, ""), done.err
    assert said in done.err


def test_a_pin_that_may_not_be_one_is_trouble_and_nothing_is_founded(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "profile")
    done = desk.run(*NEW, pin="12345")
    assert (done.status, done.out) == (TROUBLE, "")
    assert "6 đến 12 chữ số" in done.err
    assert not (desk.profile / "data" / "motcua.db").exists()
    assert desk.run(*NEW).status == OK


def test_who_is_unknown_or_has_ended_is_told_apart_from_who_has_no_pin_yet(desk: Desk) -> None:
    add = ("user", "add", "nhi", "--name", "Lò Thị Nhi", "--roles", "reception")
    assert desk.run(*add).status == OK
    waiting = desk.run("status", "--user", "nhi")
    assert "chưa đặt mã PIN" in waiting.err
    assert "dùng một lần đã nhận" in waiting.err
    assert desk.run("user", "end", "nhi").status == OK
    for user in ("nhi", "aido"):
        done = desk.run("status", "--user", user)
        assert (done.status, done.out) == (TROUBLE, "")
        assert f"“{user}”" in done.err
        assert "đã thôi làm việc" in done.err


def test_an_unknown_field_of_law_is_refused_with_the_known_ones(desk: Desk) -> None:
    add = ("user", "add", "nhi", "--name", "Nhi", "--roles", "reception", "--json", "--fields")
    for fields, said in (("Chứng thực,Bay lượn", "Bay lượn"), ("\x01", "ký tự lạ")):
        done = desk.run(*add, fields)
        assert (done.status, done.out) == (REFUSED, "")
        assert said in done.err
    assert "Tôn giáo; Tư pháp khác" in desk.run(*add, "Bay lượn").err
    assert set(desk.run(*add, "chu\u031b\u0301ng thư\u0323c,ho-tich").object) == {
        "user", "one_time_code",
    }  # fmt: skip


def test_a_volunteer_neither_receives_nor_takes_steps(desk: Desk) -> None:
    (code,) = desk.receive(copies())
    added = desk.run("user", "add", "em", "--name", "Em", "--roles", "volunteer", "--json").object
    file = desk.profile.parent / "code"
    file.write_text(added["one_time_code"], "utf-8")
    desk.run("user", "pin", "em", "--code-file", str(file), pin="135790")
    for command, line in (("receive", copies()), ("step", {"code": code, "action": "finish"})):
        done = desk.run(command, "-", typed=json.dumps(line), pin="135790", MOTCUA_USER="em")
        assert done.status == REFUSED
        assert "tình nguyện" in done.object["message"]
    assert desk.status()["dossiers"] == 1
    assert desk.show(code)["status"] == 2

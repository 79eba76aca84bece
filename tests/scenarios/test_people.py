"""Who may say who works here, through real processes."""

import json

from tests.scenarios.desks import OK, REFUSED, Desk, copies


def test_only_a_leader_or_administrator_adds_and_ends_people(desk: Desk) -> None:
    added = desk.run(
        "user", "add", "nhi", "--name", "Lò Thị Nhi", "--roles", "reception", "--json"
    ).object
    code = desk.profile.parent / "code"
    code.write_text(added["one_time_code"], "utf-8")
    own = {"pin": "135790", "MOTCUA_USER": "nhi"}
    assert desk.run("user", "pin", "nhi", "--code-file", str(code), pin="135790").status == OK
    new = ("user", "add", "boss", "--name", "Bà Chủ", "--roles", "director", "--json")
    refused = desk.run(*new, **own)
    assert refused.status == REFUSED
    assert "one_time_code" not in refused.out
    assert "Quản trị" in refused.err + refused.out
    assert desk.run("user", "end", "giamdoc", **own).status == REFUSED
    assert desk.run("user", "end", "nhi", **own).status == REFUSED
    assert desk.run(*new).status == OK
    assert desk.run("user", "end", "boss").status == OK


def test_the_id_of_who_left_is_nobody_elses_so_his_acts_keep_his_name(desk: Desk) -> None:
    """Papers are printed again with the name of who did it; he himself may come back."""
    add = ("user", "add", "nhi", "--roles", "reception", "--json", "--name")
    code = desk.profile.parent / "code"
    code.write_text(desk.run(*add, "Lò Thị Nhi").object["one_time_code"], "utf-8")
    own = {"pin": "135790", "MOTCUA_USER": "nhi"}
    assert desk.run("user", "pin", "nhi", "--code-file", str(code), pin="135790").status == OK
    line = json.dumps(copies(), ensure_ascii=False)
    (taken,) = desk.run("receive", "-", typed=line, **own).lines
    assert desk.run("user", "end", "nhi").status == OK

    other = desk.run(*add, "Giàng A Sùng")
    assert (other.status, other.out) == (REFUSED, "")
    assert "“nhi” là của Lò Thị Nhi, đã thôi làm việc" in other.err
    assert desk.show(taken["code"])["by"] == "Lò Thị Nhi"
    assert desk.run(*add, "Lò Thị Nhi").status == OK

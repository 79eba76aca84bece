"""Who may say who works here, through real processes."""

from tests.scenarios.desks import OK, REFUSED, Desk


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

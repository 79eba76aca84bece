"""`motcua person`: everything stored on one person, in every part, with what was put right."""

from tests.scenarios.desks import OK, PERSON, REFUSED, Desk, Line, copies

OTHER = {"name": "Lò Văn Ướt", "id": "011085000012"}
BIRTH: Line = {
    "procedure": "1.001193", "owner": OTHER,
    "subjects": [
        {"role": "child", "name": "Lò Văn Bé", "born_on": "2026-11-18", "sex": "male"},
        {"role": "mother", "name": PERSON["name"], "id": PERSON["id"]},
    ],
    "details": {"birth_place": "Trạm y tế xã"},
}  # fmt: skip


def person(desk: Desk, number: str) -> Line:
    done = desk.run("person", number)
    assert done.status == OK, done.err
    return done.object


def test_every_part_of_a_dossier_is_looked_through(desk: Desk) -> None:
    own, sent, birth, fetched, wrong, none = desk.receive(
        copies(),
        copies(owner=OTHER, submitter={"name": PERSON["name"], "id": PERSON["id"]}),
        BIRTH,
        copies(owner=OTHER),
        copies(owner={**OTHER, "id": PERSON["id"]}),
        copies(owner=OTHER),
    )
    answers = desk.feed(
        "step", {"code": fetched, "action": "finish"},
        {"code": fetched, "action": "give_back",
         "to": {"name": PERSON["name"], "id": PERSON["id"], "relation": "vợ"}},
        {"code": wrong, "action": "correct", "field": "owner.id", "value": OTHER["id"],
         "reason": "nhầm người"},
    )  # fmt: skip
    assert not [one for one in answers if "message" in one], answers
    refusal = {"procedure": "2.000815", "owner": PERSON, "reason": "Giấy tờ bị tẩy xóa"}
    (refused,) = desk.feed("refuse", refusal)
    found = person(desk, "0110 9000 0007")
    assert set(found) == {"id", "names", "dossiers", "refusals", "advised", "drafts"}
    assert (found["id"], found["names"]) == (PERSON["id"], [PERSON["name"]])
    roles = {one["code"]: [part["role"] for part in one["roles"]] for one in found["dossiers"]}
    assert roles == {
        own: ["owner"], sent: ["submitter"], birth: ["subject"], fetched: ["receiver"], wrong: [],
    }  # fmt: skip
    assert none not in roles
    (put_right,) = found["dossiers"][4]["corrections"]
    assert (put_right["field"], put_right["old"], put_right["new"], put_right["reason"]) == (
        "owner.id", PERSON["id"], OTHER["id"], "nhầm người",
    )  # fmt: skip
    assert [one["number"] for one in found["refusals"]] == [refused["number"]]
    assert found["dossiers"][0]["roles"][0]["stored"]["address"] == PERSON["address"]
    (row,) = desk.run("readings").lines
    assert (row["what"], row["code"], row["count"]) == ("person", None, 5)
    assert PERSON["id"] not in str(row)


def test_whoever_is_not_here_and_what_is_no_number_are_told(desk: Desk) -> None:
    for typed, said in (("011090000099", "không lưu gì"), ("xyz!", "không phải số")):
        done = desk.run("person", typed)
        assert (done.status, done.out) == (REFUSED, "")
        assert said in done.err


def test_a_telephone_that_was_put_right_is_nobodys_number(desk: Desk) -> None:
    """Ten digits are a tax code's, too; a correction leads to a person only by his number."""
    (code,) = desk.receive(copies())
    changed = {"field": "owner.phone", "value": "0912345678", "reason": "quên ghi"}
    (answer,) = desk.feed("step", {"code": code, "action": "correct", **changed})
    assert "message" not in answer
    asked = desk.run("person", "0912345678")
    assert (asked.status, asked.out) == (REFUSED, "")
    (dossier,) = person(desk, PERSON["id"])["dossiers"]
    assert [one["field"] for one in dossier["corrections"]] == ["owner.phone"]


def test_a_list_of_more_than_fifty_persons_is_kept(desk: Desk) -> None:
    desk.receive(*[copies() for _ in range(51)])
    assert len(desk.run("find", "dang", "--limit", "50", "--json").lines) == 50
    assert desk.run("readings").lines == []
    assert len(desk.run("find", "dang", "--limit", "60", "--json").lines) == 51
    (row,) = desk.run("readings").lines
    assert (row["what"], row["count"], row["user"]) == ("list", 51, "giamdoc")

"""A correction is a step through a real process; what reception refuses, it refuses too."""

from tests.scenarios.desks import Desk, copies


def test_a_correction_is_held_to_the_rules_of_reception(desk: Desk) -> None:
    (code,) = desk.receive(copies())
    wrong: list[tuple[str, object]] = [
        ("owner.name", 5),
        ("owner.name", None),
        ("owner.sex", "x"),
        ("owner.born_on", "31/02/1990"),
        ("owner.id", "12"),
        ("owner.kind", "robot"),
        ("owner.phone", "số"),
        ("owner.commune", "abc"),
        ("sets", "hai"),
        ("sets", 0),
        ("copies", 10**30),
        ("return_by", None),
        ("owner.address", ["a"]),
        ("details.colour", "xanh"),
    ]
    lines = [
        {"code": code, "action": "correct", "field": field, "value": value, "reason": "thử"}
        for field, value in wrong
    ]
    answers = desk.feed("step", *lines)
    assert [one.get("field") for one in answers] == ["value"] * len(wrong), answers
    before = desk.show(code)
    assert before["owner"]["name"] == copies()["owner"]["name"]
    right: list[tuple[str, object]] = [
        ("owner.born_on", "1990"),
        ("owner.phone", "0912 345 678"),
        ("sets", 3),
        ("owner.sex", None),
    ]
    lines = [
        {"code": code, "action": "correct", "field": field, "value": value, "reason": "thử"}
        for field, value in right
    ]
    answers = desk.feed("step", *lines)
    assert not any("message" in one for one in answers), answers
    after = desk.show(code)
    assert (after["owner"]["born_on"], after["owner"]["phone"]) == ("1990", "0912345678")
    assert after["sets"] == 3

"""`motcua appointments`, as processes: from a day on, masked, after a correction, rebuilt alike."""

import pytest

from tests.scenarios.desks import OK, USAGE, Desk, Line, copies

NOW = "2026-11-20T10:00:00+07:00"


def listed(desk: Desk, *words: str) -> list[Line]:
    done = desk.run("appointments", "--json", *words, now=NOW)
    assert done.status == OK, done.err
    return done.lines


def test_days_agreed_are_listed_by_day_whole_or_masked(desk: Desk) -> None:
    later, sooner = desk.receive(copies(appointment="2026-11-27"), copies(appointment="2026-11-24"))
    first, second = listed(desk)
    assert (first["code"], first["day"], first["hour"]) == (sooner, "2026-11-24", None)
    assert second["code"] == later
    assert listed(desk, "--days", "4") == [first]
    assert [one["code"] for one in listed(desk, "--from", "2026-11-25", "--days", "3")] == [later]
    (masked, _other) = listed(desk, "--masked")
    assert masked["people"] != first["people"]
    assert masked["people"][0].endswith(".")
    assert masked["phone"] is None
    fix = {"code": sooner, "action": "correct", "field": "appointment", "value": "2026-11-26"}
    (done,) = desk.feed("step", fix | {"reason": "hẹn lại"}, now=NOW)
    assert done["status"] is not None
    assert listed(desk)[0]["day"] == "2026-11-26"
    digests = desk.run("rebuild", "--json").object
    assert digests["before"] == digests["after"]
    assert "26/11/2026" in desk.run("appointments", now=NOW).out


def test_nobody_agreed_is_a_sentence(desk: Desk) -> None:
    said = desk.run("appointments", now=NOW).out
    assert said.strip() == "Chưa hẹn ai từ 20/11/2026 đến 27/11/2026."


@pytest.mark.parametrize("words", [("--days", "-1"), ("--from", "20/11"), ("thừa",)])
def test_wrong_usage_ends_with_two(desk: Desk, words: tuple[str, ...]) -> None:
    assert desk.run("appointments", *words).status == USAGE

"""`motcua uncollected` and the step `remind`, as processes."""

import pytest

from tests.scenarios.desks import OK, USAGE, Desk, Line, copies

LATER = "2027-01-04T09:00:00+07:00"  # 45 days


def uncollected(desk: Desk, *words: str, now: str = LATER) -> list[Line]:
    done = desk.run("uncollected", "--json", *words, now=now)
    assert done.status == OK, done.err
    return done.lines


def test_a_result_is_listed_once_it_waits_too_long_and_says_how_its_owner_was_told(
    desk: Desk,
) -> None:
    code, other = desk.receive(copies(), copies())
    desk.feed("step", {"code": code, "action": "finish"}, {"code": other, "action": "finish"})
    assert uncollected(desk, now="2026-12-20T09:00:00+07:00") == []
    bad, good = desk.feed(
        "step",
        {"code": code, "action": "remind", "way": "shout"},
        {"code": code, "action": "remind", "way": "call", "reason": "hẹn chợ phiên"},
        now=LATER,
    )
    assert (bad["field"], good["status"]) == ("way", 9)
    first, second = uncollected(desk)
    assert (first["code"], first["days"], first["reminded_by"]) == (code, 45, "gọi điện")
    assert first["reminded_at"] == LATER
    assert (second["code"], second["reminded_at"]) == (other, None)
    line = desk.show(code)["history"][-1]
    assert (line["action"], line["reason"]) == ("remind", "hẹn chợ phiên")
    assert uncollected(desk, "--days", "45") == []
    digests = desk.run("rebuild", "--json").object
    assert digests["before"] == digests["after"]
    said = desk.run("uncollected", now=LATER).out
    assert "45 ngày, chưa nhắc" in said


@pytest.mark.parametrize("words", [("--days", "-1"), ("--days", "x"), ("thừa",)])
def test_wrong_usage_ends_with_two(desk: Desk, words: tuple[str, ...]) -> None:
    assert desk.run("uncollected", *words).status == USAGE

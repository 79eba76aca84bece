"""While the clock stands: what was promised, and what an extension adds to it (Mẫu 04)."""

import pytest

from tests.scenarios.desks import Desk, Line, copies

FRIDAY, THURSDAY = "2026-11-20T09:00:00+07:00", "2026-11-26T09:00:00+07:00"
PROMISED = "2026-11-26T09:00:00+07:00"  # Tuesday 24 November is a day off
EXTENDED = "2026-11-30T09:00:00+07:00"  # two working days later
MARITAL = copies(procedure="1.004873", pages=None, copies=None, received_at=FRIDAY)


def paused(desk: Desk, *steps: Line) -> str:
    """A dossier of three working days, paused at once; its code."""
    (code,) = desk.receive(MARITAL)
    assert desk.show(code)["due_at"] == PROMISED
    first = {"action": "suspend", "reason": "chờ xác minh"}
    lines = [{"code": code, "at": FRIDAY, **step} for step in (first, *steps)]
    answered = desk.feed("step", *lines)
    assert not any("message" in one for one in answered), answered
    return code


def resumed(desk: Desk, code: str) -> str:
    """When it is due, going on on Thursday."""
    line = {"code": code, "action": "resume", "at": THURSDAY}
    (answer,) = desk.feed("step", line, now=THURSDAY)
    return str(answer["due_at"])


def extension(**changes: str) -> Line:
    return {"action": "extend", "due_at": EXTENDED, "reason": "xác minh", **changes}


def test_without_an_extension_three_days_are_left(desk: Desk) -> None:
    assert resumed(desk, paused(desk)) == "2026-12-01T09:00:00+07:00"


def test_an_extension_given_while_the_clock_stands_is_added_to_what_was_left(desk: Desk) -> None:
    assert resumed(desk, paused(desk, extension())) == "2026-12-03T09:00:00+07:00"  # five


def test_an_extension_given_before_the_clock_stood_is_counted_once(desk: Desk) -> None:
    code = paused(
        desk, {"action": "resume"}, extension(), {"action": "suspend", "reason": "chờ xác minh"}
    )
    assert resumed(desk, code) == "2026-12-03T09:00:00+07:00"


def test_what_was_late_when_it_paused_has_the_minutes_of_its_extension(desk: Desk) -> None:
    (code,) = desk.receive(MARITAL)
    late, again = "2026-11-26T10:00:00+07:00", "2026-11-26T15:00:00+07:00"
    steps = {"action": "suspend", "reason": "chờ", "at": late}, extension(at=late)
    desk.feed("step", *({"code": code, **step} for step in steps), now=late)
    (answer,) = desk.feed("step", {"code": code, "action": "resume", "at": again}, now=again)
    assert answer["due_at"] == "2026-11-30T14:00:00+07:00"


@pytest.mark.parametrize(
    ("stop", "go"),
    [
        ({"action": "suspend", "reason": "mất điện"}, "resume"),
        ({"action": "request_papers", "papers": ["Giấy khai sinh"]}, "papers_received"),
        ({"action": "require_payment", "amount_dong": 16_000}, "payment_made"),
    ],
    ids=lambda it: it if isinstance(it, str) else it["action"],
)
def test_what_is_promised_for_today_stays_today_after_a_slip_of_the_hand(
    desk: Desk, stop: Line, go: str
) -> None:
    (code,) = desk.receive(copies(received_at=FRIDAY))
    stopped, gone = "2026-11-20T09:00:20+07:00", "2026-11-20T09:01:10+07:00"
    lines = [{"code": code, **stop, "at": stopped}, {"code": code, "action": go, "at": gone}]
    answers = desk.feed("step", *lines, now=gone)
    assert [one["due_at"] for one in answers] == ["2026-11-20T17:00:00+07:00"] * 2, answers

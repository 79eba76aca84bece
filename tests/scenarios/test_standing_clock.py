"""While the clock stands: what was promised, and what an extension adds to it (Mẫu 04)."""

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

"""Papers that do not come, work that waits, and what a desk asks for before any reception."""

from datetime import date

import pytest

from app.bootstrap.opening import OpenDesk
from app.domain.advised import AdvisedOfPapers
from app.domain.errors import ClerkError
from app.services.reception import receive
from app.services.refusing import ask_before_reception
from app.services.steps import step
from app.storage import refusals, waits

PERSON = {"name": "Lò Văn Ướt", "id": "011085000012"}
FRIDAY = date(2026, 11, 20)
MARITAL = {"procedure": "1.004873", "owner": PERSON, "details": {"purpose": "kết hôn"}}
ASKED = {"procedure": "1.004873", "owner": PERSON, "papers": ["Giấy khai sinh"]}


def received(opened: OpenDesk) -> str:
    return receive(opened.desk, MARITAL).code


def test_a_supplement_whose_day_has_passed_is_listed_until_a_clerk_closes_it(
    opened: OpenDesk,
) -> None:
    late, later, open_end, back = (received(opened) for _ in range(4))
    ask = {"action": "request_papers", "papers": ["A"]}
    for code, until in ((late, "2026-11-24"), (later, "2026-11-23"), (open_end, None)):
        step(opened.desk, {**ask, "code": code, "until": until})
    step(opened.desk, {**ask, "code": back, "until": "2026-11-23"})
    step(opened.desk, {"code": back, "action": "papers_received"})

    def listed(day: int) -> list[str]:
        found = waits.past_supplement(opened.connection, date(2026, 11, day))
        assert waits.count_past_supplement(opened.connection, date(2026, 11, day)) == len(found)
        return [one.code for one in found]

    assert listed(23) == []  # the day itself is still in time
    assert listed(24) == [later]
    assert listed(25) == [later, late]
    step(opened.desk, {"code": later, "action": "stop", "reason": "quá hạn bổ sung"})
    assert listed(25) == [late]


def test_what_waits_for_something_technical_is_listed_with_its_reason(opened: OpenDesk) -> None:
    codes = [received(opened) for _ in range(2)]
    for code in codes:
        step(opened.desk, {"code": code, "action": "take_over"})
        step(opened.desk, {"code": code, "action": "wait_technical", "reason": "K-HT; từ sáng"})
    step(opened.desk, {"code": codes[0], "action": "wait_over"})
    (one,) = waits.technical(opened.connection)
    assert one.code == codes[1]
    assert waits.count_technical(opened.connection) == 1
    assert waits.technical_wait(opened.connection, one.id).reason == (
        "Hệ thống dùng chung lỗi hoặc mất kết nối (khách quan); từ sáng"
    )
    step(opened.desk, {"code": codes[1], "action": "finish"})
    assert waits.technical(opened.connection) == []


def test_what_is_missing_before_reception_is_asked_once_under_a_number(opened: OpenDesk) -> None:
    first = ask_before_reception(opened.desk, {**ASKED, "until": "25/11", "reason": "thiếu"})
    again = ask_before_reception(opened.desk, ASKED)
    other = ask_before_reception(opened.desk, {**ASKED, "procedure": "2.000815"})
    assert [one.number for one in (first, again, other)] == [
        f"HD-03158-1-261120-000{n}" for n in (1, 2, 3)
    ]
    assert (first.warnings, other.warnings) == ((), ())
    assert first.number in again.warnings[0].message
    found = refusals.supplement(opened.connection, first.number)
    assert found is not None
    assert isinstance(found.fact, AdvisedOfPapers)
    assert (found.fact.papers, found.fact.until) == (("Giấy khai sinh",), "2026-11-25")
    assert len(refusals.supplements(opened.connection, FRIDAY, FRIDAY)) == 3
    assert refusals.refusals(opened.connection, FRIDAY, FRIDAY) == []
    assert refusals.refusal(opened.connection, first.number) is None
    visits = opened.connection.execute("SELECT sum(visits) FROM advice").fetchone()
    assert visits == (3,)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"papers": []}, "papers"),
        ({"papers": ["  "]}, "papers"),
        ({"until": "2026-11-19"}, "until"),
        ({"until": "30/2"}, "until"),
        ({"procedure": "9.999999"}, "procedure"),
        ({"owner": None}, "owner"),
        ({"ground": "x"}, "ground"),
    ],
)
def test_each_bad_one_is_refused_at_its_field(
    opened: OpenDesk, changes: dict[str, object], field: str
) -> None:
    before = opened.status().events
    with pytest.raises(ClerkError) as refused:
        ask_before_reception(opened.desk, {**ASKED, **changes})
    assert refused.value.field == field
    assert opened.status().events == before

"""The sheet of one person: his acts in the order of the day, and nobody else's."""

from datetime import date

from app.domain import events as e
from app.domain.advised import AdvisedOfPapers
from app.domain.story import Story
from app.services.books import Period
from app.services.day_sheet import Act, acts, sheet
from tests.printing.samples import OWNER
from tests.printing.told import CODE, HEAD, event, life, moment

DAY = Period(date(2026, 11, 20), date(2026, 11, 20))
FINISHED = event(e.Finished(None), moment(20, 11), actor="sung")
NUMBER = "TC-03158-1-261120-0001"
REFUSED = e.Refused(NUMBER, "1.004873", OWNER, "Thường trú ở xã khác", None)


def everybody(story: Story, refusal: e.Event | None = None) -> list[Act]:
    """All of a story's acts of that day, and a refusal."""
    of_day = {told.event for told in story if DAY.holds(told.event.at.date())}
    return acts(HEAD, [(story, of_day)], [refusal] if refusal else [])


def test_a_sheet_has_the_acts_of_one_person_in_order_with_what_they_were_called() -> None:
    back = event(e.GivenBack(), moment(20, 14))
    found = everybody(life(FINISHED, back), event(REFUSED, moment(20, 10)))
    book = sheet(found, DAY, "Lò Thị Nhi")

    assert sorted({act.person for act in found}) == ["Lò Thị Nhi", "Vàng A Sùng"]
    assert [(row["act"], row["code"]) for row in book.rows] == [
        ("Tiếp nhận", CODE), ("Từ chối tiếp nhận", NUMBER), ("Trả kết quả", CODE),
    ]  # fmt: skip
    assert book.totals["summary"] == "tiếp nhận 1, từ chối tiếp nhận 1, trả kết quả 1"
    assert [row["act"] for row in sheet(found, DAY, "Vàng A Sùng").rows] == ["Có kết quả"]


def test_what_was_done_in_a_name_stands_on_the_sheet_of_that_name() -> None:
    noted = event(e.Noted("dân gọi"), moment(20, 15), by="Giàng A Pó")
    found = everybody(life(noted))

    assert sorted({act.person for act in found}) == ["Giàng A Pó", "Lò Thị Nhi"]
    assert [row["act"] for row in sheet(found, DAY, "Giàng A Pó").rows] == ["Ghi chú"]


def test_steps_of_other_days_and_steps_without_effect_are_on_no_sheet() -> None:
    again = event(e.GivenBack(), moment(20, 16))  # without a result: nothing to give
    later = event(e.Noted("mai"), moment(21))
    found = everybody(life(again, later))

    assert [act.what for act in found] == ["Tiếp nhận"]


def test_a_late_entry_and_the_way_it_came_are_said() -> None:
    late = event(e.Noted("nhập sau"), moment(20, 9), recorded=moment(20, 12))
    found = everybody(life(late, channel="online"))

    assert [(act.what, act.note) for act in found] == [
        ("Tiếp nhận", "trực tuyến"), ("Ghi chú", "nhập sau 3 giờ"),
    ]  # fmt: skip


def test_what_was_missing_before_a_reception_is_an_act_too() -> None:
    asked = AdvisedOfPapers("HD-03158-1-261120-0001", "1.004873", OWNER, ("Tờ khai",))
    (act,) = acts(HEAD, [], [event(asked, moment(20, 10))])

    assert (act.code, act.what) == (asked.document, "Yêu cầu bổ sung trước khi nhận")

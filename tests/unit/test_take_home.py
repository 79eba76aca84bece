"""What a person takes home: plain sentences out of the same data that the desk promises by."""

from dataclasses import replace

import pytest

from app.domain.builtin import load_builtin
from app.domain.limit import UNITS
from app.domain.place import Office
from app.domain.procedure import LimitData, Paper, Procedure
from app.domain.take_home import ASK, Bring, how_long, how_much, take_home
from tests.unit.builtin import procedure

BY_PAGE = (
    "2.000 đồng một trang, từ trang thứ 3: 1.000 đồng một trang; nhiều nhất 200.000 đồng một bản."
)
OFFICE = Office("03158", "Trung tâm Phục vụ hành chính công xã Sín Thầu", "UBND xã", "Sín Thầu")


def bring(paper: Paper) -> Bring:
    (one,) = take_home(replace(procedure("2.000815"), papers=(paper,)), OFFICE).bring
    return one


@pytest.mark.parametrize("one", load_builtin().procedures, ids=lambda one: one.code)
def test_every_procedure_has_its_sentences(one: Procedure) -> None:
    said = take_home(one, OFFICE)
    assert said.plain
    assert len(said.bring) == len(one.papers)
    assert all(paper.name and paper.how for paper in said.bring)
    assert said.where
    for sentence in (said.how_long, said.how_much, *said.advice):
        assert sentence[0].isupper() or sentence[0].isdigit(), sentence
        assert sentence.endswith("."), sentence
        assert len(sentence) <= 240, sentence
    assert said.code == one.code


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        (
            LimitData("working_day", 3),
            "3 ngày làm việc. Ngày làm việc không tính thứ Bảy, Chủ nhật, ngày lễ.",
        ),
        (LimitData("working_day", 0.5), "0,5 ngày làm việc. Ngày làm việc không tính "),
        (LimitData("calendar_day", 15), "15 ngày. Tính cả ngày nghỉ."),
        (
            LimitData("same_day", 0, "15:00"),
            "Trong ngày. Nộp sau 3 giờ chiều thì lấy vào ngày làm việc hôm sau.",
        ),
        (LimitData("same_day", 0, "11:00"), "Trong ngày. Nộp sau 11 giờ thì lấy"),
        (LimitData("hour", 4), "4 giờ làm việc."),
        (LimitData("month", 2), "2 tháng."),
        (LimitData("none"), "Cán bộ hẹn ngày khi nhận giấy tờ."),
    ],
)
def test_how_long_is_said_in_plain_words(limit: LimitData, sentence: str) -> None:
    one = replace(procedure("1.004873"), limit=limit)
    assert how_long(one).startswith(sentence)


def test_cases_that_differ_are_told_apart() -> None:
    said = how_long(procedure("1.013225"))
    assert said.startswith("Nhà ở riêng lẻ: 7 ngày làm việc; Công trình khác: 10 ngày làm việc.")
    assert said.count("không tính thứ Bảy") == 1


def test_the_counter_has_its_own_term() -> None:
    assert how_long(procedure("1.013978")).startswith("27 ngày làm việc")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("2.000815", BY_PAGE),
        ("2.000884", "10.000 đồng."),
        ("2.000635", "8.000 đồng một bản."),
        ("1.011607", "Không mất tiền."),
        ("1.004873", f"Theo mức quy định. {ASK}."),
    ],
)
def test_how_much_is_said_in_plain_words(code: str, sentence: str) -> None:
    assert how_much(procedure(code)) == sentence


def test_a_paper_is_called_as_people_call_it_and_says_how_it_is_wanted() -> None:
    card = Paper(1, "Giấy tờ tuỳ thân", 1, note="xuất trình", plain="Thẻ căn cước", shown=True)
    assert bring(card) == Bring("Thẻ căn cước", "cán bộ xem rồi trả lại ngay")
    if_any = replace(card, note="xuất trình, nếu có")
    assert bring(if_any).how == "cán bộ xem rồi trả lại ngay, nếu có"
    form = Paper(1, "Tờ khai đăng ký khai sinh", 1, required=True)
    assert bring(form) == Bring("Tờ khai đăng ký khai sinh", "có mẫu ở bàn tiếp nhận")
    assert bring(Paper(1, "Bản vẽ", 2)).how == "2 bản chính"
    assert bring(Paper(1, "Giấy khai sinh", 0, 1, note="nếu có")).how == "bản sao, nếu có"


def test_where_is_the_office_but_where_the_law_says_another_place() -> None:
    assert take_home(procedure("2.000815"), OFFICE).where == OFFICE.name
    assert take_home(procedure("1.004222"), OFFICE).where.startswith("Công an xã")


def test_nobody_is_promised_an_exemption_that_nobody_published() -> None:
    assert take_home(procedure("2.000815"), OFFICE).free_if == ""
    assert "hộ nghèo" in take_home(procedure("1.004873"), OFFICE).free_if


def test_every_unit_has_words() -> None:
    for unit in UNITS:
        assert how_long(replace(procedure("1.004873"), limit=LimitData(unit, 2)))

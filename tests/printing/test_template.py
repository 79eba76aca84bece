"""The little language of layouts: values, filters, gaps, emphasis, conditions, errors."""

from datetime import datetime
from typing import Any

import pytest

from app.domain.times import VN
from app.printing.errors import LayoutError
from app.printing.template import LEADER, fill, holds, runs_of, value_at

AT = datetime(2026, 2, 5, 8, 7, tzinfo=VN)
VALUES: dict[str, Any] = {
    "_form": "mau-01",
    "owner": {"name": "Lò Thị Mây", "phone": ""},
    "at": AT,
    "fee": 1_200_000,
    "none": None,
    "papers": [],
}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{owner.name}", "Lò Thị Mây"),
        ("{owner.name|upper}", "LÒ THỊ MÂY"),
        ("{at|moment}", "08 giờ 07 phút, ngày 05 tháng 02 năm 2026"),
        ("{at|day}", "ngày 05 tháng 02 năm 2026"),
        ("{at|time}", "08:07 05/02/2026"),
        ("{fee|dong} đồng", "1.200.000 đồng"),
        ("{owner.phone|dots:3}", "………"),
        ("{owner.phone|dots}", "…"),
        ("{owner.phone|or:không có}", "không có"),
        ("{owner.phone|or:}", ""),
        ("{none|or:chưa rõ|dong}", "chưa rõ"),
        ("{none|dong|or:chưa rõ}", "chưa rõ"),
        ("{owner.phone|fill}", LEADER),
        ("{owner.phone|fill:3}", LEADER * 3),
        ("không có gì", "không có gì"),
    ],
)
def test_a_place_prints_its_value(template: str, text: str) -> None:
    assert fill(template, VALUES) == text


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("Ông {owner.phone} ở", "thiếu giá trị “owner.phone” trong “Ông {owner.phone} ở”"),
        ("{who.name}", "thiếu giá trị “who.name” trong “{who.name}”"),
        ("{papers|upper}", "thiếu giá trị “papers” trong “{papers|upper}”"),
        ("{fee|nonsense}", "“fee” không hợp với “nonsense” trong “{fee|nonsense}”"),
        ("{owner.name|nonsense}", "“owner.name” không hợp với “nonsense”"),
        ("{fee|moment}", "“fee” không hợp với “moment” trong “{fee|moment}”"),
        ("{none|dots:x}", "“none” không hợp với “dots:x” trong “{none|dots:x}”"),
    ],
)
def test_an_error_names_form_field_and_sentence(template: str, said: str) -> None:
    with pytest.raises(LayoutError) as caught:
        fill(template, VALUES)

    assert "mẫu mau-01" in caught.value.message
    assert said in caught.value.message
    assert "Hồ sơ vẫn an toàn" in caught.value.message


def test_a_value_is_never_read_as_a_template() -> None:
    values = {"a": "{b} *x* _y_ {a|upper}", "b": "no"}

    assert fill("{a}", values) == "{b} *x* _y_ {a|upper}"
    assert runs_of("{a}", values) == [("{b} *x* _y_ {a|upper}", "")]


def test_a_letter_of_a_name_is_no_leader() -> None:
    assert fill("{a}", {"a": f"Lò{LEADER} Mây"}) == "Lò Mây"


def test_emphasis_belongs_to_the_layout() -> None:
    assert runs_of("a *b {owner.name}* _c *d*_", VALUES) == [
        ("a ", ""),
        ("b Lò Thị Mây", "b"),
        (" ", ""),
        ("c ", "i"),
        ("d", "bi"),
    ]


def test_an_underscore_in_a_path_is_no_emphasis() -> None:
    assert runs_of("{received_at|day}", {"received_at": AT}) == [("ngày 05 tháng 02 năm 2026", "")]


@pytest.mark.parametrize(
    ("when", "held"),
    [
        (None, True),
        ("owner.name", True),
        ("!owner.name", False),
        ("owner.phone", False),
        ("!owner.phone", True),
        ("papers", False),
        ("fee", True),
        ("nobody.name", False),
    ],
)
def test_a_condition_asks_only_whether_there_is_a_value(when: str | None, held: bool) -> None:  # noqa: FBT001
    assert holds(VALUES, when) is held


def test_a_path_into_a_text_finds_nothing() -> None:
    assert value_at(VALUES, "owner.name.first") is None

"""Layouts that a province publishes: what a desk could not print is refused before it travels."""

import pytest

from app.domain.errors import ClerkError
from app.domain.form_files import BLOCKS, NAMED, check_forms
from app.printing.blocks import MAKERS
from resources import FOLDER

WHOLE = """[form]
id = "mau-06"
name = "Phiếu kiểm soát"
legal_basis = "Quyết định của tỉnh"
mark = "Mẫu số 06"
effective_from = 2027-01-01

[[block]]
type = "text"
rows = ["Mã hồ sơ: {code}"]
"""
NAME = "mau-06@2027-01-01.toml"


def test_the_programs_own_forms_would_be_taken() -> None:
    own = {
        file.name: file.read_text("utf-8")
        for file in (FOLDER / "forms").iterdir()
        if NAMED.fullmatch(file.name)
    }
    assert len(own) > 10
    assert check_forms(own) == []


def test_the_blocks_that_are_known_are_those_that_can_be_drawn() -> None:
    assert set(MAKERS) == BLOCKS


def test_a_whole_form_is_taken_and_a_name_that_no_desk_reads_is_told() -> None:
    assert check_forms({NAME: WHOLE}) == []
    (note,) = check_forms({"mau-06.toml": "x = 1"})
    assert "không máy nào in" in note


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WHOLE.replace("[[block]]", "[[block"), "dòng 8: không đúng dạng TOML"),
        (WHOLE.replace('id = "mau-06"', 'id = "mau-07"'), 'id = "mau-06"'),
        (WHOLE.replace("2027-01-01", "2027-02-01"), "effective_from = 2027-01-01"),
        (WHOLE.replace('mark = "Mẫu số 06"', ""), "thiếu mark"),
        (WHOLE.partition("[[block]]")[0], "không có phần [[block]]"),
        (WHOLE.replace('type = "text"', 'type = "picture"'), "type là một trong"),
        ("", "[form] phải có id"),
    ],
)
def test_a_broken_form_is_refused_by_name(text: str, said: str) -> None:
    with pytest.raises(ClerkError, match=r"forms/mau-06@2027-01-01\.toml") as refused:
        check_forms({NAME: text})
    assert said in refused.value.message

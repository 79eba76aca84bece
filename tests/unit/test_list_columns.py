"""Headings of other systems' lists by folded words; what a machine's own file says rules."""

import re
from dataclasses import replace
from datetime import date

import pytest

from app.domain.errors import ClerkError
from app.domain.list_columns import Cell, Sheet, SheetRow, find_columns, guess_columns
from app.domain.list_terms import Terms, map_text, terms_on, with_map

TERMS = terms_on(date(2026, 11, 20))
PLAIN = (
    "STT",
    "Mã hồ sơ",
    "Chủ hồ sơ",
    "Tên thủ tục",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Trạng thái",
)
BODY = (1, "H18.40-261120-0001", "Lò Văn Tánh", "2.000815", "20/11/2026", None, "Đang xử lý")


def sheet(*rows: tuple[Cell, ...]) -> Sheet:
    return Sheet("HS", tuple(SheetRow(number, cells) for number, cells in enumerate(rows, 1)))


def places(*rows: tuple[Cell, ...], terms: Terms = TERMS) -> dict[str, int]:
    found = find_columns(sheet(*rows), terms)
    assert found is not None
    return found.places


def test_plain_headings_under_a_title() -> None:
    found = find_columns(sheet(("UBND XÃ",), ("DANH SÁCH HỒ SƠ",), PLAIN, BODY), TERMS)
    assert found is not None
    assert found.body == 3
    assert found.places == {
        "code": 1, "name": 2, "procedure_name": 3, "received_at": 4, "due_at": 5, "status": 6,
    }  # fmt: skip
    assert found.passed_over == (0,)
    assert found.kept == ()


@pytest.mark.parametrize(
    "code", ["MÃ HỒ SƠ", "ma ho so", "Mã  hồ sơ:", "Mã số hồ sơ (*)", "Số hồ sơ"]
)
def test_capitals_marks_and_signs_do_not_count(code: str) -> None:
    assert places((code, "Họ và tên", "Tình trạng")) == {"code": 0, "name": 1, "status": 2}


def test_two_rows_of_headings_are_read_together() -> None:
    upper = ("Mã hồ sơ", "Chủ hồ sơ", "Chủ hồ sơ", "Thời gian", "Thời gian")
    lower = ("Mã hồ sơ", "Họ tên", "CCCD", "Tiếp nhận", "Hẹn trả")
    assert places(upper, lower, ("H18.40-261120-0001", "Lò Văn Tánh", None, None, None)) == {
        "code": 0, "name": 1, "id": 2, "received_at": 3, "due_at": 4,
    }  # fmt: skip
    half = ("", "tên", "số", "tiếp nhận", "hẹn trả")
    assert places(("Mã hồ sơ", "Chủ hồ sơ", "CCCD", "Ngày", "Ngày"), half)["due_at"] == 4


def test_a_row_of_column_numbers_is_no_dossier() -> None:
    found = find_columns(
        sheet(PLAIN, ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"), BODY), TERMS
    )
    assert found is not None
    assert found.body == 2


def test_one_field_has_one_column_and_the_others_are_kept() -> None:
    found = find_columns(sheet(("Mã hồ sơ", "Chủ hồ sơ", "Người nộp", "Cán bộ xử lý")), TERMS)
    assert found is not None
    assert found.places == {"code": 0, "name": 1}
    assert found.kept == (2, 3)


def test_a_sheet_without_codes_is_no_list() -> None:
    assert (
        find_columns(sheet(("Họ tên", "Ngày tiếp nhận"), ("Lò Văn Tánh", "20/11/2026")), TERMS)
        is None
    )
    assert find_columns(sheet(), TERMS) is None


def test_a_machines_own_file_rules() -> None:
    own = with_map(
        TERMS,
        'system = "hotich"\n[columns]\ncode = "Ký hiệu"\nname = "Người yêu cầu"\n'
        '[status]\n"Chờ đóng dấu" = 4\n"Treo" = "suspended"\n',
        "hotich.toml",
    )
    assert own.system == "hotich"
    assert places(("Ký hiệu", "Họ tên", "Người yêu cầu", "Mã hồ sơ"), terms=own) == {
        "code": 0, "name": 2,
    }  # fmt: skip
    assert own.status("chờ  đóng dấu") == (4, None)
    assert own.status("Treo") == (8, "suspended")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[columns\n", "Tệp ghép cột m.toml: dòng 1: không đúng dạng TOML. Chưa nhập gì"),
        ("[cot]\n", "không có mục “cot”"),
        ('[columns]\nma = "Mã"\n', "cột “ma”"),
        ('[status]\n"Xong" = 11\n', "1-10"),
        ('[channel]\n"Zalo" = "zalo"\n', "counter, online hoặc post"),
        ("system = 4\n", "tên của hệ thống kia"),
        ("kept = 4\n", "danh sách các tiêu đề"),
        ('status = "x"\n', "phải là một bảng"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(text: str, said: str) -> None:
    with pytest.raises(ClerkError, match=re.escape(said)) as fault:
        with_map(TERMS, text, "m.toml")
    assert fault.value.field == "map"


def test_what_was_said_at_the_screen_is_a_file_that_says_the_same() -> None:
    statuses = {**TERMS.statuses, "treo": (8, "suspended"), "xong ca": (9, None)}
    own = replace(TERMS, statuses=statuses, kept=frozenset({"so"}))
    text = map_text(own, TERMS, {"code": 'Ký "hiệu"\\', "name": "Đương sự"})
    read = with_map(TERMS, text, "m.toml")
    assert (read.statuses, read.kept, read.system) == (own.statuses, own.kept, own.system)
    assert read.chosen == {"code": "ky hieu", "name": "duong su"}
    assert "đã trả" not in text


def test_the_row_with_the_most_words_may_be_the_headings_and_one_that_is_kept_is_no_field() -> None:
    rows = (("Danh sách",), ("Ký hiệu", "Chủ hồ sơ", "Sổ"), ("H18-1", "Lò Văn Thử", "A"))
    assert find_columns(sheet(*rows), TERMS) is None
    found = guess_columns(sheet(*rows), TERMS)
    assert found is not None
    assert (found.headings, found.places, found.body) == (rows[1], {"name": 1}, 2)
    kept = with_map(TERMS, 'kept = ["Chủ hồ sơ"]\n', "m.toml")
    again = guess_columns(sheet(*rows), kept)
    assert again is not None
    assert again.places == {}
    assert guess_columns(sheet(("1", "2"), ("3", "4")), TERMS) is None


def test_a_given_heading_that_is_not_there_is_told_with_those_that_are() -> None:
    own = with_map(TERMS, '[columns]\nphone = "Máy bàn"\n', "m.toml")
    with pytest.raises(ClerkError, match="Mã hồ sơ; Chủ hồ sơ"):
        find_columns(sheet(("Mã hồ sơ", "Chủ hồ sơ")), own)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Mới đăng ký", (1, None)),
        ("ĐÃ TIẾP NHẬN", (2, None)),
        ("Không được tiếp nhận", (3, None)),
        ("Đang xử lý (quá hạn)", (4, None)),
        ("Yêu cầu bổ sung", (5, None)),
        ("Tạm dừng xử lý", (8, "suspended")),
        ("Dừng xử lý", (8, "stopped")),
        ("Đã xử lý xong, chờ trả kết quả", (9, None)),
        ("Đã trả kết quả", (10, None)),
        ("4", (4, None)),
        ("8", (8, "stopped")),
        ("Chờ ý kiến", None),
        ("11", None),
    ],
)
def test_words_of_a_status(text: str, status: tuple[int, str | None] | None) -> None:
    assert TERMS.status(text) == status

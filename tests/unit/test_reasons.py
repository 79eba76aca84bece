"""Reasons as data: a code stands for its words, more goes behind it, a fault is none."""

import re

import pytest

from app.domain.builtin import load_builtin
from app.domain.catalogue import from_text, to_text
from app.domain.catalogue_files import Parts, build
from app.domain.errors import ClerkError
from app.domain.reasons import (
    ALIKE,
    NEVER,
    REFUSAL,
    WAIT,
    Reason,
    of_kind,
    settled,
    technical_fault,
)
from app.domain.vietnamese import fold

REASONS = load_builtin().reasons


def test_the_built_in_list_has_every_kind_and_each_code_once() -> None:
    assert all(of_kind(REASONS, kind) for kind in (REFUSAL, WAIT, NEVER))
    assert len({one.code for one in REASONS}) == len(REASONS)


def test_a_code_or_its_words_stand_for_the_words_with_more_behind() -> None:
    words = "Không thuộc phạm vi tiếp nhận tại đây"
    for text in ("PV", "pv", words):
        said, ground = settled(REASONS, REFUSAL, text)
        assert (said, ground) == (words, "Nghị định 118/2025/NĐ-CP Điều 14")
    assert settled(REASONS, REFUSAL, "PV ; của thuế")[0] == f"{words}; của thuế"


@pytest.mark.parametrize("text", ["Không đúng mẫu", "PVC hỏng", "Vướng K-QD"])
def test_free_words_stay_as_they_are(text: str) -> None:
    assert settled(REASONS, REFUSAL, text) == (text, None)


@pytest.mark.parametrize(
    "text",
    [
        "do mất mạng",
        "Mất Mạng!",
        "mat mang tu sang",
        "máy in, hỏng",
        "Mạng hỏng",
        "mang bi loi",
        "Sáng nay mất Internet",
        "Cổng dịch vụ công bị lỗi",
        "mạng chập chờn, mời về",
        "he thong dang nang cap",
        "khong co mang, giay to khong in duoc",
        "mất mạng, xã hội gọi mai",
    ],
)
def test_words_of_a_technical_fault_are_found(text: str) -> None:
    assert technical_fault(REASONS, text)


@pytest.mark.parametrize(
    "text",
    [
        "Ảnh chụp không rõ mặt",
        "Giấy tờ giả mạo",
        "Chủ xe máy không có giấy ủy quyền",
        "Hệ thống treo của xe bị thay",
        "Cầu treo đứt cáp",
        "tai lieu mang bi mat nha nuoc",
        "Nhà chưa ai ở, không có điện nước sinh hoạt",
        "Kiến nghị về mất điện không phải là thủ tục hành chính",
        "",
    ],
)
def test_other_words_are_no_technical_fault(text: str) -> None:
    assert technical_fault(REASONS, text) is None


WITHOUT_ALIKE = tuple(one for one in REASONS if one.kind != ALIKE)
NEIGHBOURS = """
không có điện thoại; không có điện lực xác nhận; không có điện ba pha; không có điện kế riêng
mất điện thoại; cúp điện thoại; mất mạng sống; người bị nạn mất mạng do tai nạn; đứt mạng lưới
không có mạng xã hội; không có mạng lưới; lỗi mạng lưới thoát nước; nghẽn mạng lưới giao thông
rớt mạng lưới cá; hỏng mạng lưới kênh; sự cố mạng lưới cấp nước; mất kết nối giao thông
lỗi kết nối hạ tầng giao thông; lỗi hệ thống phòng cháy của công trình; lỗi hệ thống thoát nước
thiếu quy trình hệ thống bảo trì công trình; hệ thống đang bảo trì đường bộ chưa bàn giao
lỗi kỹ thuật của bản vẽ; bản vẽ có lỗi kỹ thuật; sự cố kỹ thuật công trình chưa khắc phục
xe máy hỏng chưa sửa; nhà máy bị treo giấy phép; hỏng máy bơm; treo máy lạnh ra ngoài ranh đất
không có internet banking; mất internet banking
"""
UNMARKED = """
khong co dien thoai; khong co dien tich dat; khong co dien ten; khong co dien day du to khai
khong co mang theo can cuoc; khong co mang giay to; mang yeu to nuoc ngoai; nha tren mat song
khong co song chung; sai may chu loi chinh ta; mang cham giay to; khong co dien ngay thang
"""


@pytest.mark.parametrize("text", [one.strip() for one in re.split(";|\n", NEIGHBOURS) if one])
def test_a_longer_phrase_that_means_something_else_is_a_reason_as_any(text: str) -> None:
    assert technical_fault(REASONS, f"Hồ sơ: {text}.") is None
    assert technical_fault(REASONS, fold(text)) is None
    assert technical_fault(WITHOUT_ALIKE, text), "would prove nothing"


@pytest.mark.parametrize("text", [one.strip() for one in re.split(";|\n", UNMARKED) if one])
def test_without_marks_what_is_another_word_is_read_as_that(text: str) -> None:
    assert technical_fault(REASONS, text) is None
    assert technical_fault(WITHOUT_ALIKE, text), "would prove nothing"


@pytest.mark.parametrize("row", of_kind(REASONS, NEVER), ids=lambda row: row.code)
def test_every_phrase_of_a_fault_is_found_alone_within_words_and_without_marks(row: Reason) -> None:
    for text in (row.words, f"Hôm nay {row.words.upper()} từ sáng", f"PV; {row.words}."):
        assert technical_fault(REASONS, text), text
        assert technical_fault(REASONS, fold(text)), text
    for beyond in (
        "giờ chưa có",
        "kể từ 8 giờ",
        "lúc sáng",
        "hồ sơ chưa gửi được",
        "người dân chờ",
    ):
        assert technical_fault(REASONS, f"{row.words} {beyond}"), beyond
        assert technical_fault(REASONS, fold(f"{row.words} {beyond}")), beyond


def test_every_row_of_other_words_keeps_some_phrase_from_being_a_fault() -> None:
    for one in of_kind(REASONS, ALIKE):
        likely = {one.words}
        for row in of_kind(REASONS, NEVER):
            likely.add(f"{row.words.rpartition(' ')[0]} {one.words}")
            likely.add(f"{one.words} {row.words.partition(' ')[2]}")
        caught = [text for text in map(fold, likely) if technical_fault(WITHOUT_ALIKE, text)]
        assert any(technical_fault(REASONS, text) is None for text in caught), one.words


def test_a_phrase_does_not_reach_over_the_end_of_a_sentence() -> None:
    assert technical_fault(REASONS, "Bản chính bị mất. Mạng lưới điện chưa vẽ") is None
    assert technical_fault(REASONS, "Giấy tờ bị mất; kết nối với bản sao không được") is None
    assert technical_fault(REASONS, "Không có điện thoại; mất mạng") == "mất mạng"
    assert technical_fault(REASONS, "Không có sóng điện thoại") == "không có sóng"


def test_what_was_added_without_marks_is_found_behind_words_with_marks() -> None:
    assert technical_fault(REASONS, "Không thuộc thẩm quyền; mat mang") == "mất mạng"
    assert technical_fault(REASONS, "Không đủ điều kiện; khong co dien tich") is None


def test_no_row_of_the_list_is_itself_a_technical_fault() -> None:
    refusing = of_kind(REASONS, REFUSAL)
    assert [one for one in refusing if technical_fault(REASONS, one.words)] == []


def test_a_published_list_takes_the_place_of_the_one_before_and_travels_with_its_version() -> None:
    table = "code,kind,words,ground\nA,refusal,Lý do mới,Quyết định 5\n"
    made = build(Parts({"reasons.csv": table}), version="2", before=load_builtin()).catalogue
    assert [one.words for one in made.reasons] == ["Lý do mới"]
    assert from_text(to_text(made)).reasons == made.reasons
    with pytest.raises(ClerkError, match="dòng 2"):
        build(Parts({"reasons.csv": "code,kind,words\nA,other,B\n"}), version="2")


@pytest.mark.parametrize("kind", [NEVER, ALIKE])
def test_words_to_compare_with_have_letters(kind: str) -> None:
    with pytest.raises(ClerkError, match=r"dòng 2.*không có chữ nào"):
        build(Parts({"reasons.csv": f"code,kind,words\nA,{kind},…\n"}), version="2")

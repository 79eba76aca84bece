"""Reasons as data: a code stands for its words, more goes behind it, a fault is none."""

import pytest

from app.domain.builtin import load_builtin
from app.domain.catalogue import from_text, to_text
from app.domain.catalogue_files import Parts, build
from app.domain.errors import ClerkError
from app.domain.reasons import NEVER, REFUSAL, WAIT, of_kind, settled, technical_fault

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
        "",
    ],
)
def test_other_words_are_no_technical_fault(text: str) -> None:
    assert technical_fault(REASONS, text) is None


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

"""Lines of text: even where centred, no single word left over, nothing cut off."""

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from app.printing.fonts import font, width_of
from app.printing.strips import LEAD, Line, Setting, full_lines, text_strips, wrap
from app.printing.template import LEADER
from tests.printing.samples import LONG_PAPER

SERIF = font("Serif", "")
LETTERS = st.characters(codec="utf-8", categories=("Lu", "Ll", "Nd", "Po"), max_codepoint=0x1EFF)


def words(lines: list[Line]) -> str:
    return "".join(text for line in lines for _, text, _ in line)


@settings(max_examples=60, deadline=None)
@given(text=st.text(LETTERS | st.just(" "), max_size=200), room=st.floats(30, 400))
def test_every_letter_is_kept_and_inside_the_room(text: str, room: float) -> None:
    lines = wrap([(text, "")], Setting(family="Serif", size=12, room=room), room)

    assert words(lines) == text.replace(" ", "")
    for line in lines:
        for left, word, name in line:
            assert left + width_of(word, name, 12) <= room + 0.01


def test_a_word_wider_than_the_room_is_broken() -> None:
    how = Setting(family="Serif", size=12, room=60)
    lines = wrap([("MMMMMMMMMMMMMMMM", "")], how, 60)

    assert len(lines) > 2
    assert words(lines) == "M" * 16


def test_the_last_line_is_no_single_word() -> None:
    for room in range(200, 420):
        how = Setting(family="Serif", size=12, room=room)
        lines = full_lines([(LONG_PAPER, "")], how)
        assert len(lines) == len(wrap([(LONG_PAPER, "")], how, room))
        assert len(lines[-1]) > 1


def test_words_that_stay_together_may_be_the_last_line_and_leave_the_others_full() -> None:
    text = "Thủ tục hành chính cần giải quyết: Thủ tục cấp Giấy xác nhận (mã\u00a01.004873)"
    for room in range(120, 330):
        how = Setting(family="Serif", size=12, room=room)
        lines = wrap([(text, "")], how, room)
        if len(lines[-1]) == 1:
            assert full_lines([(text, "")], how) == lines


def test_a_line_break_in_a_value_is_kept() -> None:
    how = Setting(family="Serif", size=12, room=300)

    assert [words([line]) for line in wrap([("Bản chính\nBản sao", "")], how, 300)] == [
        "Bảnchính",
        "Bảnsao",
    ]


def test_leaders_make_lines_for_a_hand() -> None:
    how = Setting(family="Serif", size=10, room=300)

    assert len(text_strips([("Lý do: " + LEADER * 3, "")], how)) == 3


def test_a_line_is_as_high_as_its_size_says() -> None:
    how = Setting(family="Serif", size=10, room=300, gap=3)

    assert [strip.height for strip in text_strips([("a", "")], how)] == [10 * LEAD, 3]


def test_the_fonts_have_every_letter_of_the_country() -> None:
    letters = "ăâđêôơưẦỄỮỵặợŭĭĕŏƀĂÂĐÊÔƠƯŬĬĔŎɃñ…–□"

    for style in ("", "b", "i"):
        face = pdfmetrics.getFont(font("Serif", style)).face  # type: ignore[attr-defined]
        assert set(map(ord, letters)) <= set(face.charToGlyph)

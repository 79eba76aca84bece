"""Lists in fonts from before Unicode: every letter there and back, and nothing else touched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.list_columns import Cell, Sheet, SheetRow
from app.domain.old_fonts import UNCLEAR, UNICODE, Font, Reread, font_of, fonts, is_old, reread
from app.domain.syllable import is_syllable

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
MARKED = (unicodedata.normalize("NFC", one + tone) for one in VOWELS for tone in TONES)
LETTERS = "đ" + "".join(MARKED)
TCVN3, VNI = fonts()
WORDS = st.text(st.sampled_from(LETTERS + "bcghklmnpqrstvx"), min_size=1, max_size=7)
SAMPLES = (
    ("Đặng Văn Đức", "§Æng V¨n §øc", "Ñaëng Vaên Ñöùc"),
    ("Nguyễn Thị Ngọc Ánh Tuyết", "NguyÔn ThÞ Ngäc ¸nh TuyÕt", "Nguyeãn Thò Ngoïc AÙnh Tuyeát"),
    ("Khoàng Thị Ưởng", "Khoµng ThÞ ¦ëng", "Khoaøng Thò Öôûng"),
    ("Bản Tả Kố Khừ, xã Sín Thầu", "B¶n T¶ Kè Khõ, x· SÝn ThÇu",
     "Baûn Taû Koá Khöø, xaõ Sín Thaàu"),
    ("Cộng hòa xã hội chủ nghĩa Việt Nam", "Céng hßa x· héi chñ nghÜa ViÖt Nam",
     "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"),
)  # fmt: skip


def sheet(*rows: tuple[Cell, ...]) -> Sheet:
    return Sheet("Hồ sơ", tuple(SheetRow(number, cells) for number, cells in enumerate(rows, 1)))


def test_there_are_all_letters_of_the_language() -> None:
    assert len(set(LETTERS)) == 73
    for font in (TCVN3, VNI):
        assert [one for one in LETTERS if one not in font.codes and not one.isascii()] == []


@pytest.mark.parametrize("font", [TCVN3, VNI], ids=lambda font: font.name)
def test_no_two_letters_are_written_alike(font: Font) -> None:
    assert len(set(font.codes.values())) == len(font.codes)


@given(WORDS)
def test_small_letters_come_back_from_both(word: str) -> None:
    for font in (TCVN3, VNI):
        assert font.read(font.write(word)) == word


@given(WORDS)
def test_capitals_come_back(word: str) -> None:
    assert VNI.read(VNI.write(word.upper())) == word.upper()
    text = f"BAN {word.upper()}"  # of TCVN3 a text in capitals tells by its other letters
    assert TCVN3.read(TCVN3.write(text)) == text


@pytest.mark.parametrize(("plain", "tcvn3", "vni"), SAMPLES)
def test_each_is_recognised_and_read(plain: str, tcvn3: str, vni: str) -> None:
    assert (font_of(tcvn3), TCVN3.read(tcvn3)) == ("tcvn3", plain)
    assert (font_of(vni), VNI.read(vni)) == ("vni", plain)
    assert font_of(plain) == UNICODE
    assert font_of(unicodedata.normalize("NFD", plain)) == UNICODE


@pytest.mark.parametrize(
    "text",
    ["Nguyen Van A", "Y Niê Êban", "café", "25°C", "500 m²", "A · B", "Windows®", "3 × 4", "", "²"],
)
def test_what_is_no_such_text_says_nothing(text: str) -> None:
    assert font_of(text) is None


@pytest.mark.parametrize("word", ["nghiêng", "quyển", "khuỷu", "giường", "Ươm", "Yên", "Ý", "oà"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["ẹaởng", "Êban", "Vaờn", "pqr", "w", "ngx", "àá"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_what_may_be_both_follows_its_column_and_numbers_stay() -> None:
    assert font_of("Vâ") == UNCLEAR
    read, told = reread(sheet(("Hä tªn", 1), ("Vâ", 2), ("§Æng V¨n §øc", None), ("Lan", "7")))
    assert [row.cells for row in read.rows] == [
        ("Họ tên", 1), ("Võ", 2), ("Đặng Văn Đức", None), ("Lan", "7"),
    ]  # fmt: skip
    (one,) = told
    assert (one.title, one.cells) == (TCVN3.title, 3)
    assert one.examples[2] == ("§Æng V¨n §øc", "Đặng Văn Đức")


def test_a_column_in_letters_stays_beside_one_in_an_old_font() -> None:
    rows = (("Họ tên", "§Þa chØ"), ("Vâ Tú", "B¶n T¶ Kè Khõ"), ("Lê Thị Hà", "x· SÝn ThÇu"))
    read, told = reread(sheet(*rows))
    assert [row.cells[0] for row in read.rows] == ["Họ tên", "Vâ Tú", "Lê Thị Hà"]
    assert read.rows[2].cells[1] == "xã Sín Thầu"
    assert [one.cells for one in told] == [3]


def test_a_list_in_letters_is_the_same_list() -> None:
    whole = sheet(("Họ tên", "Địa chỉ"), ("Vâ", "Lê Hà"), ("Y Niê Êban Hơ Lăk", "café"))
    assert reread(whole) == (whole, ())
    assert reread(whole)[0] is whole


def test_both_fonts_in_one_sheet_are_told_apart() -> None:
    _read, told = reread(sheet(("§Æng V¨n §øc", "Ñaëng Vaên Ñöùc")))
    assert [(one.title, one.cells) for one in told] == [(TCVN3.title, 1), (VNI.title, 1)]
    assert isinstance(told[0], Reread)


@pytest.mark.parametrize(("plain", "tcvn3", "vni"), SAMPLES)
def test_a_file_of_bytes_is_told_by_its_text(plain: str, tcvn3: str, vni: str) -> None:
    assert is_old(f"Ma so\n{tcvn3}")
    assert is_old(f"Ma so\n{vni}")
    assert not is_old(plain)
    assert not is_old("Ma so\nMüller\ncafé")
    assert not is_old(f"\0{tcvn3}")

"""Scans made small: 200 dots an inch, red stamps stay red, nothing readable is lost."""

from io import BytesIO

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from app.devices.scan_image import NotAScan, shrink, shrink_photo, suffix_of
from tests.devices.sheets import file_of, photo, sheet


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP"])
def test_a_sheet_of_300_dots_becomes_200_and_grey(kind: str) -> None:
    small = shrink(file_of(sheet(300), kind=kind))
    picture = opened(small.content)
    assert (small.pages, picture.format, picture.mode) == (1, "JPEG", "L")
    assert picture.size == pytest.approx((1654, 2339), abs=1)
    assert picture.info["dpi"] == (200, 200)
    assert len(small.content) < 300_000


def test_a_red_stamp_keeps_its_colour() -> None:
    picture = opened(shrink(file_of(sheet(300, stamp=True))).content)
    assert picture.mode == "RGB"
    reds = [
        one
        for one in picture.crop((1000, 1800, 1300, 2100)).get_flattened_data()
        if isinstance(one, tuple) and one[0] > one[1] + 80
    ]
    assert len(reds) > 500


def test_without_a_word_on_dots_the_longer_side_is_that_of_a4() -> None:
    out = BytesIO()
    sheet(300).save(out, "PNG")
    size = opened(shrink(out.getvalue()).content).size
    assert size == pytest.approx((1654, 2339), abs=1)


def test_a_photo_taken_lying_is_stood_upright() -> None:
    out, exif = BytesIO(), Image.Exif()
    exif[0x0112] = 6
    sheet(300).rotate(90, expand=True).save(out, "JPEG", exif=exif, dpi=(300, 300))
    picture = opened(shrink(out.getvalue()).content)
    assert picture.height > picture.width
    assert not picture.getexif()


@pytest.mark.parametrize("kind", ["TIFF", "PDF"])
def test_several_sheets_are_one_pdf_of_small_ones(kind: str) -> None:
    content = file_of(sheet(300), sheet(300, stamp=True), kind=kind)
    small = shrink(content)
    assert small.pages == 2
    assert len(small.content) < len(content)
    document = PdfDocument(small.content)
    assert len(document) == 2
    assert document[0].get_size() == pytest.approx((595, 842), abs=1)
    document.close()


def test_the_same_file_gives_the_same_bytes() -> None:
    for content in (file_of(sheet(300)), file_of(sheet(300), sheet(300, seed=2), kind="TIFF")):
        assert shrink(content) == shrink(content)


def test_what_is_small_already_stays_as_it_came() -> None:
    bits = sheet(200).convert("1")
    out = BytesIO()
    bits.save(out, "TIFF", compression="group4", dpi=(200, 200))
    assert shrink(out.getvalue()).content == out.getvalue()
    assert suffix_of(out.getvalue()) == ".tif"


def test_half_a_file_and_another_kind_of_file_are_no_scans() -> None:
    whole = file_of(sheet(300), kind="PNG")
    for content in (
        b"",
        b"PK\x03\x04",
        whole[: len(whole) // 2],
        b"%PDF-1.7\nhalf",
        file_of(sheet(300))[:20_000],
    ):
        with pytest.raises(NotAScan):
            shrink(content)


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    out = BytesIO()
    Image.new("1", (40_000, 40_000)).save(out, "PNG")
    with pytest.raises(NotAScan):
        shrink(out.getvalue())


@pytest.mark.parametrize("size", [(400, 300), (4000, 3000)])
def test_a_photo_says_neither_where_nor_by_what_it_was_taken(size: tuple[int, int]) -> None:
    taken = photo(size)
    assert b"invented camera" in taken
    assert b"a comment" in taken
    small = shrink_photo(taken).content
    picture = opened(small)
    assert dict(picture.getexif()) == {}
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
    assert b"invented camera" not in small
    assert b"a comment" not in small


def test_a_photo_keeps_its_colours_stands_upright_and_is_one_of_2339_dots() -> None:
    small = shrink_photo(photo((4000, 3000), turned=True))
    picture = opened(small.content)
    assert (small.pages, picture.mode, picture.size) == (1, "RGB", (1754, 2339))
    assert opened(shrink_photo(file_of(sheet(75), sheet(75), kind="TIFF")).content).format == "JPEG"


@pytest.mark.parametrize("content", [b"", b"half a picture", b"\0\0\0\x18ftypheic", b"%PDF-1.7"])
def test_what_is_no_photo_is_said_with_what_to_do(content: bytes) -> None:
    with pytest.raises(NotAScan, match="JPEG hoặc PNG"):
        shrink_photo(content)

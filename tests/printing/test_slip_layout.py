"""Nothing on a slip is clipped, broken or run over, whatever was typed."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.parts import PaperLine
from app.domain.person import Person
from app.printing.layout import MM
from tests.printing.reading import Letter, Page, flat, read
from tests.printing.samples import LONG_NAME, OWNER, STANDING, SUBMITTER, Case, cases, dossier

PAPERS = ("a4", "a5", "a4x2", "80mm")
HEAD = (4 * MM, 76 * MM)  # what a thermal head prints of a roll
NAMES = tuple(name for name in cases() if name not in ("training", "all"))
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂBCDĐEÊÔƠƯẦỄỮỵặợ ŭĭĕŏƀŬĬĔŎɃ' <b>&*{x}_ -.,()0123456789"
names = st.text(LETTERS, min_size=1, max_size=300).filter(str.strip).map(str.strip)
papers = st.lists(
    st.builds(
        PaperLine,
        name=st.text(LETTERS, min_size=1, max_size=220).filter(str.strip),
        originals=st.integers(0, 3),
        copies=st.integers(0, 12),
        certify=st.none() | st.integers(1, 99),
    ),
    max_size=39,
)


def check(pages: Sequence[Page], paper: str) -> None:
    """Every letter on the paper, in its half, and clear of the lines above and below."""
    for page in pages:
        assert not page.outside(0, page.width)
        assert not page.overlaps()
        if paper == "80mm":
            assert not page.outside(*HEAD)
        if paper == "a4x2" and page.width > page.height:
            _check_halves(page)


def _check_halves(page: Page) -> None:
    middle = page.width / 2
    straddling = [one for one in page.letters if one.left < middle < one.right]
    assert not straddling
    gap = [one for one in page.letters if middle - 14 < one.right and one.left < middle + 14]
    assert not gap


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", NAMES)
def test_no_letter_is_clipped_or_run_over(name: str, paper: str) -> None:
    check(read(cases()[name].pdf(paper)), paper)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_training_words_stay_on_their_own_paper(paper: str) -> None:
    for page in read(cases()["training"].pdf(paper)):
        assert not page.outside(0, page.width)
        if page.width > page.height:
            _check_training_halves(page)


def _check_training_halves(page: Page) -> None:
    assert not [one for one in page.letters if one.left < page.width / 2 < one.right]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(owner=names, submitter=st.none() | names, listed=papers, paper=st.sampled_from(PAPERS))
def test_any_name_and_any_papers_fit(
    owner: str, submitter: str | None, listed: list[PaperLine], paper: str
) -> None:
    other = None if submitter is None else replace(SUBMITTER, name=submitter)
    case = Case(dossier(owner=Person(owner), submitter=other, papers=tuple(listed)))
    pdf = case.pdf(paper)

    check(read(pdf), paper)
    bare = re.sub(r"\s", "", flat(pdf))
    assert re.sub(r"\s", "", owner) in bare


@pytest.mark.parametrize("name", ["usual", "submitter", "certified", "copies", "bare", "paired"])
def test_a_common_slip_holds_on_half_a_sheet(name: str) -> None:
    pages = read(cases()[name].pdf("a4x2"))

    assert [(round(page.width), round(page.height)) for page in pages] == [(842, 595)]


@pytest.mark.parametrize("name", ["usual", "submitter", "certified", "copies", "bare", "again"])
def test_a_common_slip_holds_on_one_sheet(name: str) -> None:
    assert len(read(cases()[name].pdf("a4"))) == 2


def test_where_half_a_sheet_does_not_hold_it_each_copy_gets_its_own() -> None:
    pages = read(cases()["long-papers"].pdf("a4x2"))

    assert {(round(page.width), round(page.height)) for page in pages} == {(595, 842)}
    assert sum("(Liên 2: Giao khách hàng)" in page.text for page in pages) == 1


@pytest.mark.parametrize("count", [*range(18), 23, 28, 33, 39])
def test_the_signature_never_stands_without_lines_before_it(count: int) -> None:
    listed = tuple(PaperLine(f"Giấy tờ thứ {n}", originals=1) for n in range(count))
    pages = read(Case(dossier(papers=listed)).pdf("a4"))

    (signed, *_) = [page for page in pages if "NGƯỜI TIẾP NHẬN HỒ SƠ\n" in page.text]
    assert "Vào Sổ theo dõi hồ sơ" in signed.text
    assert "Mã tra cứu" in signed.text


@pytest.mark.parametrize("count", range(0, 40, 3))
def test_a_table_never_begins_at_the_foot_without_a_row(count: int) -> None:
    listed = tuple(PaperLine(f"Giấy tờ thứ {n}", originals=1) for n in range(count + 1))
    long = Person(LONG_NAME * 2, address=LONG_NAME * 4)
    pages = read(Case(dossier(papers=listed, owner=long)).pdf("a5"))

    for page in pages:
        assert ("STT Tên giấy tờ" in page.text) == ("Giấy tờ thứ" in page.text)
        assert ("gồm:" in page.text) <= ("STT" in page.text)


def test_names_of_the_signers_are_level() -> None:
    page = read(cases()["usual"].pdf("a4"))[0]
    feet = {round(one.bottom) for one in _letters_of(page, "Đặng Văn Đức", "Lò Thị Nhi")}

    assert len(feet) == 1


def _letters_of(page: Page, *wanted: str) -> list[Letter]:
    text = "".join(one.text for one in page.letters)
    found = []
    for name in wanted:
        at = text.rindex(name)
        found.append(page.letters[at])
    return found  # the first letters, which stand on the line


def test_the_agencys_name_is_parted_where_it_may() -> None:
    for paper in PAPERS[:3]:  # a roll is wide enough for it
        page = read(cases()["usual"].pdf(paper))[0]
        assert "TRUNG TÂM PHỤC VỤ\nHÀNH CHÍNH CÔNG\n" in page.text


def test_a_long_own_number_is_never_broken() -> None:
    code = "MC-03158-12-261120-0240B2"
    for paper in PAPERS:
        assert f"Số phiếu: {code}" in read(Case(dossier(code=code)).pdf(paper))[0].text


def test_the_word_again_stands_clear_on_a_half_sheet() -> None:
    check(read(Case(dossier(), STANDING, 12).pdf("a4x2")), "a4x2")


def test_a_word_longer_than_the_line_is_broken_and_whole() -> None:
    name = "Ƀ" * 300
    pages = read(Case(dossier(owner=replace(OWNER, name=name))).pdf("a4"))

    check(pages, "a4")
    assert "".join(page.text for page in pages).replace("\n", "").count("Ƀ") == 2 * 2 * 300


def test_a_roll_is_cut_where_the_text_ends_and_each_copy_is_whole() -> None:
    pages = read(cases()["usual"].pdf("80mm"))

    assert [round(page.width / MM) for page in pages] == [80, 80]
    assert ["(Liên 1: Lưu)" in page.text for page in pages] == [True, False]
    for page in pages:
        assert page.height < 320 * MM
        assert min(one.bottom for one in page.letters) < 12 * MM


SHORTER = {"STT", "SƠ", "Email", "(nếu", "có)", "Loại", "lượng", "chứng", "bản", "sao", "giấy",
           "tờ", "Trang", "1/1", "Số", "1", "2", "3"}  # fmt: skip


def test_a_roll_holds_every_fact_of_the_sheet() -> None:
    """All that stands on A4 stands on 80 mm: only heads of tables and a title are shorter."""
    for name in ("usual", "submitter", "paired", "exempt", "no-due", "copies"):
        wide, narrow = (set(flat(cases()[name].pdf(paper)).split()) for paper in ("a4", "80mm"))
        lost = {word.strip(":,") for word in wide - narrow} - SHORTER
        assert not lost, (name, lost)


def test_the_due_time_is_the_largest_on_a_roll() -> None:
    page = read(cases()["usual"].pdf("80mm"))[0]
    heights = {round(one.top - one.bottom, 1): one.text for one in page.letters if one.text in "25"}

    assert "08 giờ 37 phút\nngày 25 tháng 11 năm 2026" in page.text
    assert max(heights) > 1.3 * min(heights)


def test_two_hundred_letters_and_twelve_papers_fit_on_a_roll() -> None:
    case = Case(
        dossier(owner=replace(OWNER, name=LONG_NAME), papers=cases()["long-papers"].dossier.papers)
    )
    pdf = case.pdf("80mm")

    check(read(pdf), "80mm")
    assert re.sub(r"\s", "", LONG_NAME) in re.sub(r"\s", "", flat(pdf))
    assert all(f"({n})" in flat(pdf) for n in range(1, 13))


def test_on_a_roll_training_and_copy_stand_in_boxes_above_everything() -> None:
    page = read(cases()["all"].pdf("80mm"))[0]

    assert page.text.startswith("LUYỆN TẬP – KHÔNG CÓ GIÁ TRỊ\nBẢN IN LẠI LẦN 11\n")
    assert page.text.rstrip().endswith("LUYỆN TẬP – KHÔNG CÓ GIÁ TRỊ")

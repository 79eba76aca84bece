"""What the page holds is what the services take: every draft as a dossier line."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.errors import ClerkError
from app.domain.person import Person, Submitter
from app.domain.vietnamese import fold
from app.services.claim import read_claim
from app.ui.reception.draft import (
    Draft,
    OriginalDraft,
    PaperDraft,
    PersonDraft,
    SubjectDraft,
)
from app.ui.widgets.procedures import Entry, Sought
from tests.ui.samples import DUC, LONG

TODAY = date(2026, 11, 20)
BASE = Draft(key="k-1", owner=DUC, procedure="2.000815", paid="cash")


def test_a_card_is_a_whole_owner() -> None:
    claim = read_claim(BASE.claim(), TODAY)
    assert claim.owner == Person(
        name="Đặng Văn Đức",
        kind="citizen",
        id="011090000007",
        id_kind="cccd",
        born_on="1990-01-01",
        sex="male",
        address="Bản Tả Kố Khừ, xã Sín Thầu, tỉnh Điện Biên",
    )
    assert (claim.key, claim.paid) == ("k-1", "cash")


def test_the_person_at_the_desk_is_the_submitter() -> None:
    draft = replace(BASE.with_submitter(), owner=LONG)
    draft = replace(draft, submitter=replace(DUC, relation="hàng xóm", authority="giấy uỷ quyền"))
    submitter = read_claim(draft.claim(), TODAY).submitter
    assert isinstance(submitter, Submitter)
    assert (submitter.name, submitter.relation) == ("Đặng Văn Đức", "hàng xóm")


def test_an_organisation_has_who_acts_for_it() -> None:
    owner = PersonDraft(
        form="organisation",
        body="cooperative",
        name="Hợp tác xã Tá Miếu",
        representative_name="Pờ Mỳ Xuyến",
        representative_position="Giám đốc",
    )
    claim = read_claim(replace(BASE, owner=owner).claim(), TODAY)
    assert claim.owner.kind == "cooperative"
    assert claim.owner.representative is not None
    assert claim.owner.representative.position == "Giám đốc"


def test_a_person_without_a_number_says_why() -> None:
    owner = PersonDraft(name="Vừ Thị Mỷ", no_id_reason="chưa được cấp")
    claim = read_claim(replace(BASE, owner=owner).claim(), TODAY)
    assert (claim.owner.id_kind, claim.owner.no_id_reason) == ("none", "chưa được cấp")


def test_one_original_stands_at_the_top() -> None:
    claim = read_claim(replace(BASE, originals=(OriginalDraft(2, 6),)).claim(), TODAY)
    assert (claim.copies, claim.pages) == (2, 6)


def test_several_originals_are_lines_of_their_own() -> None:
    originals = (OriginalDraft(2, 6), OriginalDraft(1, 1))
    claim = read_claim(replace(BASE, originals=originals).claim(), TODAY)
    assert [(line.pages, line.certify) for line in claim.papers] == [(6, 2), (1, 1)]
    assert claim.copies is None


def test_papers_subjects_and_details_arrive() -> None:
    draft = replace(
        BASE,
        papers=(PaperDraft("Giấy chứng sinh", 2, "copies"),),
        subjects=(SubjectDraft("child", "Đặng Thị Hoa", "15/11/2026"), SubjectDraft("father")),
        details=(("birth_place", "Trạm y tế"), ("home", "")),
    )
    claim = read_claim(draft.claim(), TODAY)
    assert claim.papers[0].copies == 2
    assert [one.born_on for one in claim.subjects] == ["2026-11-15"]
    assert claim.details == (("birth_place", "Trạm y tế"),)


def test_a_fault_names_the_path_of_its_field() -> None:
    wrong = replace(BASE, owner=replace(DUC, born_on="31/02/1990"))
    with pytest.raises(ClerkError) as refused:
        read_claim(wrong.claim(), TODAY)
    assert refused.value.field == "owner.born_on"


@pytest.mark.parametrize("typed", ["khai sinh", "sinh khai", "dkks", "KS", "đăng ký khai s"])
def test_a_procedure_is_found_by_words_or_first_letters(typed: str) -> None:
    assert Sought(Entry("1", "Đăng ký khai sinh"), fold).rank(fold(typed)) is not None


def test_another_procedure_is_not_found() -> None:
    assert Sought(Entry("1", "Đăng ký khai tử"), fold).rank(fold("khai sinh")) is None


def test_what_people_call_a_procedure_finds_it_behind_the_ones_named_so() -> None:
    land = Sought(Entry("1", "Cấp Giấy chứng nhận lần đầu", also=("sổ đỏ", "bìa đỏ")), fold)
    assert land.rank(fold("sổ đỏ")) == 0
    assert land.rank(fold("giay do")) == 1
    assert land.rank(fold("sd")) is None  # first letters count of the name only

"""The budgets of the commonest acts at the counter: real keys, counted; a scan counts nothing."""

import unicodedata
from dataclasses import replace

import pytest

from app.ui.reception.draft import OriginalDraft, PersonDraft
from app.ui.reception.page import ReceptionPage
from tests.ui.keyboard import Keyboard
from tests.ui.samples import DUC, LONG, Counter


def telex(letter: str) -> int:
    """Keys for one letter: each mark is a key of its own."""
    if letter in "đĐ":
        return 2
    return len(unicodedata.normalize("NFD", letter))


class Counting(Keyboard):
    """Counts what a clerk would press on a Telex keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.presses = 0

    def press(self, key: str, text: str = "", after_ms: int = 100) -> None:
        self.presses += telex(text) if text else 1
        super().press(key, text, after_ms)


@pytest.fixture
def keyboard() -> Counting:
    return Counting()


def test_row_6_a_certified_copy_is_two_keys_and_n_copies_three(
    reception: ReceptionPage, keyboard: Counting, counter: Counter
) -> None:
    reception.take_person(DUC)
    keyboard.press("1", "1")
    keyboard.press("F9")
    assert keyboard.presses <= 2
    keyboard.presses = 0
    reception.take_person(LONG)
    keyboard.type("14")
    keyboard.press("F9")
    assert keyboard.presses <= 3
    first, second = (draft for draft, _ in counter.saved)
    assert first.originals == (OriginalDraft(1, 1),)
    assert second.originals == (OriginalDraft(4, 1),)


def test_row_7_each_further_paper_of_the_same_citizen_is_two_keys_and_one_f9_for_all(
    reception: ReceptionPage, keyboard: Counting, counter: Counter
) -> None:
    reception.take_person(DUC)
    keyboard.type("13")
    keyboard.type("+2")
    keyboard.type("+5")
    keyboard.press("F9")
    assert keyboard.presses <= 3 + 2 * 2
    ((draft, _),) = counter.saved
    assert draft.originals == (OriginalDraft(3), OriginalDraft(2), OriginalDraft(5))


def test_row_7_each_further_procedure_of_the_same_citizen_is_two_keys_and_one_f9_for_all(
    reception: ReceptionPage, keyboard: Counting, counter: Counter
) -> None:
    reception.take_person(DUC)
    keyboard.press("5", "5")
    keyboard.type("+3")
    keyboard.press("Ctrl+N")  # wherever the caret is
    keyboard.press("2", "2")
    keyboard.press("F9")
    assert keyboard.presses <= 2 + 2 * 2
    ((draft, _),) = counter.saved
    assert [one.procedure for one in draft.dossiers] == ["1.001776", "1.004873", "2.000884"]
    assert {one.owner.name for one in draft.dossiers} == {DUC.name}
    assert len({one.key for one in draft.dossiers}) == 3


def test_row_9_a_marital_status_is_three_letters_enter_twelve_keys_and_f9(
    reception: ReceptionPage, keyboard: Counting, counter: Counter
) -> None:
    reception.take_person(DUC)
    keyboard.type("tth\n")
    keyboard.type("ket hon")
    keyboard.press("F9")
    assert keyboard.presses <= 3 + 1 + 12 + 1
    ((draft, _),) = counter.saved
    assert draft.procedure == "1.004873"
    assert dict(draft.details)["purpose"] == "ket hon"


def test_row_12_filing_for_somebody_is_one_key_and_his_card(
    reception: ReceptionPage, keyboard: Counting
) -> None:
    reception.take_person(DUC)
    keyboard.press("Ctrl+U")
    reception.take_person(LONG)
    assert keyboard.presses <= 1
    draft = reception.draft()
    assert draft.submitter is not None
    assert (draft.owner.name, draft.submitter.name) == (LONG.name, DUC.name)


def test_row_13_a_person_by_hand_is_at_most_sixty_keys(
    reception: ReceptionPage, keyboard: Counting, counter: Counter
) -> None:
    keyboard.press("F2")
    keyboard.type("011190004217\n")
    keyboard.type("Lò Thị Ươi\n")
    keyboard.type("140390\n")
    keyboard.press("Return", "\r")  # the number said the sex
    keyboard.type("ta\n")
    assert keyboard.presses <= 60
    assert reception.draft().owner == replace(
        PersonDraft(),
        id="011190004217",
        name="Lò Thị Ươi",
        born_on="140390",
        sex="female",
        address="Bản Tả Kố Khừ, xã Sín Thầu, tỉnh Điện Biên",
    )
    keyboard.press("Return", "\r")  # no telephone: the procedures come next
    keyboard.press("1", "1")
    keyboard.press("F9")
    assert keyboard.presses <= 60
    assert len(counter.saved) == 1


def test_row_6_a_paper_named_by_digit_or_by_two_letters(
    reception: ReceptionPage, keyboard: Counting, counter: Counter
) -> None:
    reception.take_person(DUC)
    keyboard.press("1", "1")
    keyboard.type("ks\n3")  # letters begin the name; Enter leads back to the copies
    keyboard.type("+")
    keyboard.press("Shift+Backtab")
    keyboard.type("32")  # the third usual paper, two copies
    keyboard.press("F9")
    assert keyboard.presses <= 1 + 4 + 1 + 3 + 1
    ((draft, _),) = counter.saved
    assert draft.originals == (
        OriginalDraft(3, 1, "Giấy khai sinh"),
        OriginalDraft(2, 1, "Bằng tốt nghiệp"),
    )
    lines = [one for one in draft.claim()["papers"] if "certify" in one]
    assert [(one["name"], one["certify"]) for one in lines] == [
        ("Giấy khai sinh", 3),
        ("Bằng tốt nghiệp", 2),
    ]


def test_a_paper_that_is_on_no_list_is_typed_as_it_is_called(
    reception: ReceptionPage, keyboard: Counting, counter: Counter
) -> None:
    reception.take_person(DUC)
    keyboard.type("1so luu tru\n2")
    keyboard.press("F9")
    ((draft, _),) = counter.saved
    assert draft.originals == (OriginalDraft(2, 1, "so luu tru"),)

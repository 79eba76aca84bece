"""What is wrong is said of the field as a clerk calls it, never by its name in the contract."""

import pytest

from app.domain.errors import ClerkError
from app.services.claim import CLAIM_KEYS, PAPER_KEYS, PERSON_KEYS, RECEIPT_KEYS
from app.services.field_words import FIELD_WORDS, named
from app.services.fields import Fields
from app.services.steps import EXTRA, HEAD

# whole groups, lists of codes, moments and choices: sentences of their own
GROUPS = frozenset(
    "key procedure case channel received_at entered_late owner submitter subjects details fee "
    "return_by external_code without slip scans commune kind sex old_commune representative action "
    "at until paid fee_receipt due_at result signed without_slip way field value other "
    "system".split()
)
PATHS = [
    *CLAIM_KEYS, *HEAD, *frozenset().union(*EXTRA.values()),
    *(f"owner.{one}" for one in PERSON_KEYS), *(f"papers.0.{one}" for one in PAPER_KEYS),
    *(f"fee.fee_receipt.{one}" for one in RECEIPT_KEYS),
]  # fmt: skip


@pytest.mark.parametrize("path", sorted(set(PATHS)))
def test_every_field_that_is_typed_has_its_word(path: str) -> None:
    assert path.rpartition(".")[2] in GROUPS or named(path) != path


def test_a_place_in_a_list_is_not_said_and_a_foreign_name_stays() -> None:
    assert named("papers.3.name") == named("papers.3") == "Tên giấy tờ"
    assert named("owner.name") == "Tên"
    assert named("wings") == "wings"
    assert all(words == words.strip() for words in FIELD_WORDS.values())


@pytest.mark.parametrize(
    ("typed", "said"),
    [("a" * 900, "Lý do dài 900 chữ"), ("a\x07", "Lý do có ký tự lạ"), (5, "Lý do phải là chữ")],
)
def test_what_is_typed_too_long_or_strange_is_said_of_that_field(typed: object, said: str) -> None:
    with pytest.raises(ClerkError, match=said) as refused:
        Fields({"reason": typed}).text("reason")
    assert refused.value.field == "reason"

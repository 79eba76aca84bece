"""What is missing is called what it is: a person's name, a household business's, an office's."""

from datetime import date

import pytest

from app.domain.errors import ClerkError
from app.services.claim import read_claim


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("citizen", "Thiếu họ tên. Hãy nhập họ tên."),
        ("household", "Thiếu tên hộ kinh doanh. Hãy nhập tên hộ kinh doanh."),
        ("organisation", "Thiếu tên đơn vị. Hãy nhập tên đơn vị."),
    ],
)
def test_a_missing_name_is_asked_for_in_the_owners_own_words(kind: str, words: str) -> None:
    line = {"procedure": "2.000815", "owner": {"kind": kind, "no_id_reason": "chưa có"}}
    with pytest.raises(ClerkError) as refused:
        read_claim(line, date(2026, 11, 20))
    assert (refused.value.message, refused.value.field) == (words, "owner.name")

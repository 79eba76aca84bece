"""A layout that asks for what its paper is never given is refused at the province, by line."""

import pytest

from app.domain.errors import ClerkError
from app.domain.form_fields import BY_HAND, FIELDS, FILTERS
from app.domain.form_files import NAMED, check_forms
from app.printing import template
from app.services.queue_paper import FORM as TICKET
from app.settings import Settings
from app.ui.setup import scan_words
from resources import FOLDER

NAME = "mau-02@2027-01-01.toml"
HEAD = """[form]
id = "mau-02"
name = "Phiếu yêu cầu bổ sung"
legal_basis = "Quyết định của tỉnh"
mark = "Mẫu số 02"
effective_from = 2027-01-01

[[block]]
type = "text"
rows = ["Mã hồ sơ: {code}"]

"""
TABLE = """[[block]]
type = "table"
rows = "missing"
when = "missing"
widths = [10, 90]
align = "cl"
body = [["{n}", "{name} {originals|or:}"]]
foot = [["", "{clerk}"]]
"""


def refusal(text: str) -> str:
    with pytest.raises(ClerkError) as refused:
        check_forms({NAME: HEAD + text})
    return refused.value.message


def test_a_row_reads_its_own_fields_and_those_around_it() -> None:
    assert check_forms({NAME: HEAD + TABLE + TABLE.replace("{name}", "{name} {code}")}) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("{name}", "{nam}", 18, "mau-02 không có trường “nam”; có phải “name” không."),
        ("{clerk}", "{name}", 19, "mau-02 không có trường “name”"),
        ('rows = "missing"', 'rows = "mising"', 14, "mau-02 không có trường “mising”"),
        ('rows = "missing"', 'rows = "owner"', 14, "mau-02 không có trường “owner”"),
        ('when = "missing"', 'when = "!due_at"', 15, "mau-02 không có trường “due_at”"),
        ("|or:", "|uper", 18, "không có cách viết “uper”; có phải “upper” không."),
        ("|or:", "|dots:x", 18, "“dots:x” phải là dots: và một số."),
        ("{clerk}", "{missing}", 19, "mau-02 không có trường “missing”"),
    ],
)
def test_what_no_desk_could_print_is_refused_with_its_line(
    old: str, new: str, line: int, said: str
) -> None:
    message = refusal(TABLE.replace(old, new))

    assert message.startswith(f"forms/{NAME}, dòng {line}: ")
    assert said in message
    assert message.endswith("Chưa công bố gì.")


def test_a_row_s_field_is_none_outside_its_table() -> None:
    assert "dòng 14: mau-02 không có trường “name”" in refusal(
        '[[block]]\ntype = "text"\nrows = ["{name}"]\n'
    )


def test_of_a_form_that_this_program_does_not_print_nothing_is_refused() -> None:
    text = (HEAD + TABLE).replace("mau-02", "mau-99").replace("{name}", "{whatever}")

    assert check_forms({"mau-99@2027-01-01.toml": text}) == []


def test_the_filters_that_are_known_are_those_that_print() -> None:
    assert {*template.FILTERS, *template.EMPTY} == FILTERS


def test_every_own_form_says_what_it_is_given() -> None:
    files = (NAMED.fullmatch(file.name) for file in (FOLDER / "forms").iterdir())

    assert {found["form"] for found in files if found} == set(FIELDS)
    assert all(BY_HAND[form] <= FIELDS[form] for form in BY_HAND)


def test_the_sheet_of_a_scanner_and_a_ticket_are_known() -> None:
    lines = {f"line_{n}" for n, _ in enumerate(scan_words.sheet(Settings()), 1)}

    assert lines == {name for name in FIELDS["may-quet"] if name.startswith("line_")}
    assert {"number", "title", "before"} <= FIELDS[TICKET]

"""The slip as a file: the same bytes, embedded fonts, a code that any desk can check."""

import re
from itertools import product

import pytest

from app.wire.errors import Corrupt
from app.wire.signing import new_key, public_key
from app.wire.token import read_token
from tests.printing.reading import codes
from tests.printing.samples import DUE, OFFICE, RECEIVED, ROOT, Case, cases, dossier

PAPERS = ("a4", "a5", "a4x2")
DPI = (150, 203, 300)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_same_slip_is_the_same_bytes(paper: str) -> None:
    assert cases()["all"].pdf(paper) == cases()["all"].pdf(paper)


@pytest.mark.parametrize("name", ["usual", "training", "long-papers"])
def test_every_font_is_embedded_and_none_is_a_viewers_own(name: str) -> None:
    pdf = cases()[name].pdf()
    fonts = set(re.findall(rb"/BaseFont /([\w+-]+)", pdf))

    assert fonts
    assert all(re.fullmatch(rb"[A-Z]{6}\+Liberation\w+(-\w+)?", font) for font in fonts)
    assert pdf.count(b"/FontFile2") >= len(fonts)


def test_the_file_says_what_it_is_and_no_machine_or_day() -> None:
    pdf = cases()["usual"].pdf()

    assert b"/Lang (vi-VN)" in pdf
    assert b"2026-11-20" not in pdf
    assert b"/CreationDate (D:20000101" in pdf


def test_two_copies_hold_their_code_once() -> None:
    pdf = cases()["usual"].pdf()

    assert len(re.findall(rb"/Subtype /Form", pdf)) == 1


@pytest.mark.parametrize(
    ("name", "paper", "dpi"),
    [*product(["usual"], PAPERS, DPI), *product(["training"], PAPERS, [203])],
)
def test_a_scanner_reads_the_exact_token_from_both_copies(name: str, paper: str, dpi: int) -> None:
    case = cases()[name]

    assert codes(case.pdf(paper), dpi) == [case.values()["token"]] * 2


def test_the_token_holds_against_the_root_and_no_other() -> None:
    (read, _) = codes(cases()["usual"].pdf(), 203)
    token = read_token(read)

    token.verify(public_key(ROOT))
    with pytest.raises(Corrupt):
        token.verify(new_key()[1])
    assert (token.slip.code, token.slip.received_at, token.slip.due_at) == (
        "MC-03158-1-261120-0240",
        RECEIVED,
        DUE,
    )
    assert read.startswith(f"{OFFICE.lookup_url}#MC1")


def test_a_second_print_bears_the_same_token_and_word() -> None:
    first, second = Case(dossier()), Case(dossier(), again=3)

    assert first.values()["token"] == second.values()["token"]
    assert codes(first.pdf(), 203) == codes(second.pdf(), 203)


def test_a_slip_without_a_term_promises_no_time() -> None:
    (read, _) = codes(cases()["no-due"].pdf(), 203)

    assert read_token(read).slip.due_at is None


def test_a_later_extension_does_not_change_the_first_promise() -> None:
    later = DUE.replace(day=30)

    assert Case(dossier(due_at=later)).values()["due_at"] == DUE


def test_a_slip_of_two_copies_is_small() -> None:
    assert len(cases()["usual"].pdf()) < 64_000

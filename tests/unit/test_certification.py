"""Numbers of a register of certification: their text, and what stands behind them."""

from datetime import date, datetime, timedelta

import pytest

from app.domain import certification_files
from app.domain import events as e
from app.domain.builtin import load_builtin
from app.domain.certification import (
    Numbers,
    Original,
    book_name,
    originals,
    read_numbers,
    signing_day,
)
from app.domain.certification_files import rules_on
from app.domain.dossier import Dossier
from app.domain.lifecycle import apply
from app.domain.parts import FeeLine, PaperLine, Result
from app.domain.person import Person
from app.domain.times import VN
from app.services import terms
from app.services.claim import read_claim

NINE = datetime(2026, 11, 20, 9, tzinfo=VN)
BOOK = "1/2026-SCT/BS"
TWO = (PaperLine("Giấy khai sinh", 1, pages=1, certify=3), PaperLine("Bằng", 1, pages=2, certify=1))
FEES = (FeeLine("certified_copy", 2000, 3, 6000), FeeLine("certified_copy", 4000, 1, 4000))


def event(fact: e.Fact, hours: int = 0) -> e.Event:
    at = NINE + timedelta(hours=hours)
    return e.Event(at, at, "nhi", None, 0, fact)


def received(papers: tuple[PaperLine, ...] = TWO) -> Dossier:
    owner = Person("Đặng Văn Đức")
    fact = e.Received(
        "MC-03158-1-261120-0001", "2.000815", "goc", "03158", owner, fees=FEES, papers=papers
    )
    return apply(None, event(fact))


def signed(number: str = f"2-3, quyển số {BOOK}") -> Dossier:
    result = Result(number=number, date="2026-11-20", signer="Pờ Dần Sinh")
    return apply(received(), event(e.Finished(result), 1))


@pytest.mark.parametrize(
    "numbers",
    [
        Numbers(BOOK, 15, 15),
        Numbers(BOOK, 15, 17),
        Numbers("1b.2/2026-SCT/CK,ĐC", 1, 4),
        Numbers("12akq/2027-SCT/HĐ,GD", 999, 999),
    ],
)
def test_the_text_of_numbers_can_be_read_again(numbers: Numbers) -> None:
    assert read_numbers(numbers.text) == numbers


@pytest.mark.parametrize(
    "text",
    [None, "", "12", "12/GXN-UBND", "15, quyển số 1/2026", "5-3, quyển số 1/2026-SCT/BS",
     "1-999999999, quyển số 1/2026-SCT/BS"],
)  # fmt: skip
def test_another_number_is_none_of_our_books(text: str | None) -> None:
    assert read_numbers(text) is None


def test_the_first_book_of_a_year_needs_no_volume() -> None:
    assert book_name("1", 1, 2026, "SCT/BS") == BOOK
    assert book_name("1b", 2, 2026, "SCT/BS") == "1b.2/2026-SCT/BS"


def test_each_original_has_a_line_with_its_own_fee() -> None:
    first, second = signed().register
    assert (first.number, first.paper, first.pages, first.copies, first.fee_dong) == (
        2, "Giấy khai sinh", 1, 3, 6000,
    )  # fmt: skip
    assert (second.number, second.paper, second.fee_dong) == (3, "Bằng", 4000)
    assert {first.signer, second.signer} == {"Pờ Dần Sinh"}


def test_a_signing_that_is_taken_back_keeps_its_numbers_as_struck_lines() -> None:
    again = apply(signed(), event(e.Reversed("nhầm"), 2))
    assert [(one.number, one.void) for one in again.register] == [(2, True), (3, True)]
    number = f"4-5, quyển số {BOOK}"
    once_more = apply(again, event(e.Finished(Result(number=number)), 3))
    assert [(one.number, one.void) for one in once_more.register] == [
        (2, True), (3, True), (4, False), (5, False),
    ]  # fmt: skip


def test_a_voided_dossier_strikes_its_numbers() -> None:
    void = apply(signed(), event(e.Voided("nhận nhầm"), 2))
    assert [one.void for one in void.register] == [True, True]


def test_giving_back_and_taking_that_back_changes_no_number() -> None:
    given = apply(signed(), event(e.GivenBack(), 2))
    back = apply(given, event(e.Reversed("nhầm người"), 3))
    assert back.register == given.register == signed().register


def test_a_number_that_stands_on_paper_makes_no_line() -> None:
    assert signed("57/2026").register == ()


def test_one_number_for_many_originals_stands_for_the_dossier() -> None:
    (line,) = signed(f"7, quyển số {BOOK}").register
    assert (line.number, line.paper, line.fee_dong) == (7, "Giấy khai sinh", 10_000)


def test_pages_and_copies_at_the_top_level_are_one_original() -> None:
    assert originals((), 6, 2) == (Original(None, 6, 2),)
    named = (PaperLine("Giấy khai sinh", 1),)
    assert originals(named, 6, 2) == (Original("Giấy khai sinh", 6, 2),)
    assert originals((), None, None) == (Original(None, None, None),)


def test_a_contract_has_one_number_whatever_it_names() -> None:
    assert len(originals(TWO, None, None, single=True)) == 1


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-11-19", date(2026, 11, 19)),
        ("19/11/2026", date(2026, 11, 19)),
        ("2027-01-01", date(2026, 11, 20)),  # ahead of the step
        ("hôm qua", date(2026, 11, 20)),
        (None, date(2026, 11, 20)),
    ],
)
def test_the_day_of_signing_is_what_the_result_says_if_it_is_one(
    said: str | None, day: date
) -> None:
    assert signing_day(Result(date=said), NINE) == day


def test_the_law_s_data_say_which_procedures_go_into_which_register() -> None:
    rules = rules_on(date(2026, 11, 20))
    kinds = {code: found.kind for code in CODES if (found := rules.of(code))}
    assert kinds == {
        "2.000815": "copies", "2.000942": "copies", "2.000884": "signatures",
        "2.000992": "signatures", "2.001008": "signatures", "2.001035": "contracts",
        "2.001019": "contracts",
    }  # fmt: skip
    suffixes = {one.kind: one.suffix for one in rules.registers}
    assert suffixes == {"copies": "SCT/BS", "signatures": "SCT/CK,ĐC", "contracts": "SCT/HĐ,GD"}


def test_who_can_neither_sign_nor_point_needs_two_witnesses() -> None:
    rules = rules_on(date(2026, 11, 20))
    found = {one.key: one.witnesses for one in rules.manners}
    assert found == {"signs": 0, "fingerprint": 0, "neither": 2}
    assert rules.interpreters == 1


def test_a_rule_that_is_still_to_begin_asks_nothing_of_today(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A dossier that is received now says no time of its own: the day is the desk's."""
    (now,) = certification_files._files()
    later = now | {
        "effective_from": date(2027, 1, 1),
        "manner": [one | {"witnesses": 1} for one in now["manner"]],
    }
    monkeypatch.setattr(certification_files, "_files", lambda: (now, later))
    details = {"manner": "điểm chỉ"}
    line = {"procedure": "2.000884", "owner": {"name": "Pờ Dần Sinh"}, "details": details}
    claim = read_claim(line, date(2026, 12, 31))
    signing = terms.procedure_of(load_builtin(), claim.procedure)
    assert terms.lacking(signing, claim, date(2026, 12, 31)) == ()
    (asked,) = terms.lacking(signing, claim, date(2027, 1, 1))
    assert "cần 1 người làm chứng, mới có 0" in asked.message


CODES = (
    "2.000815", "2.000942", "2.000884", "2.000992", "2.001008", "2.001035", "2.001019",
    "2.000908", "1.004873",
)  # fmt: skip

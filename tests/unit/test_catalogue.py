"""The catalogue that the program brings along: enough for a commune, honest about itself."""

import csv
from collections import Counter
from datetime import date

import pytest

from app.domain import catalogue as c
from app.domain.builtin import load_builtin
from app.domain.fee import rule_for
from app.domain.procedure import Procedure
from resources import FOLDER
from tests.unit.builtin import procedure

FIELDS = {
    "Chứng thực",
    "Tư pháp - hộ tịch",
    "Bảo trợ xã hội",
    "Đất đai",
    "Đăng ký hộ kinh doanh",
}
LEVELS = {"verified", "secondary", "unverified", "shortened", "law", "memory"}
LEVELS |= {"not_decreed"}  # of the calendar: a day that the government has yet to decide


def test_twenty_procedures_over_the_five_fields() -> None:
    counted = Counter(one.field for one in load_builtin().procedures)
    assert counted.total() == 20
    assert set(counted) == FIELDS


def test_the_frequent_ones_have_a_digit_each() -> None:
    digits = [one.digit for one in load_builtin().procedures if one.digit is not None]
    assert digits == list(range(1, 10))
    assert procedure("2.000815").digit == 1


@pytest.mark.parametrize("one", load_builtin().procedures, ids=lambda one: one.code)
def test_each_has_papers_a_limit_a_source_and_a_certainty(one: Procedure) -> None:
    assert one.papers
    assert one.limit.unit != "none"
    assert one.source
    assert one.certainty


def test_what_the_acts_of_civil_status_must_know() -> None:
    for code, role in (("1.001193", "child"), ("1.000894", "spouse"), ("1.000656", "deceased")):
        one = procedure(code)
        needed = {subject.role: subject for subject in one.subjects if subject.required}
        assert role in needed, code
        assert "name" in needed[role].needs


def test_fees_of_the_provincial_council_are_unknown_here() -> None:
    assert rule_for(procedure("1.001193")) is None


def test_units_are_all_3321_and_the_trial_communes_are_right() -> None:
    builtin = load_builtin()
    assert len(builtin.communes) == 3321
    assert len({one.code for one in builtin.communes}) == 3321
    assert len({one.province for one in builtin.communes}) == 34
    for code, name in (("03158", "Sín Thầu"), ("03176", "Nà Bủng"), ("07210", "Bắc Giang")):
        commune = builtin.commune(code)
        assert commune is not None
        assert commune.name == name


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("hn", "1.004873"),
        ("khai sinh", "1.001193"),
        ("chung thuc", "2.000815"),
        ("2000815", "2.000815"),
    ],
)
def test_a_few_unaccented_letters_find_a_procedure(typed: str, code: str) -> None:
    assert code in [one.code for one in load_builtin().search(typed)[:3]]


def test_a_provinces_suffix_names_the_same_procedure() -> None:
    assert load_builtin().procedure("2.000815.000.00.00.H18") is procedure("2.000815")


def test_a_version_comes_back_whole_from_its_text() -> None:
    text = c.to_text(load_builtin())
    assert c.from_text(text) == load_builtin()
    assert c.to_text(c.from_text(text)) == text


def test_the_newest_version_that_covers_the_day_rules() -> None:
    old = c.Catalogue("old", date(2026, 1, 1))
    new = c.Catalogue("new", date(2026, 12, 1))
    assert c.covering([old, new], date(2026, 11, 20)) is old
    assert c.covering([old, new], date(2026, 12, 1)) is new
    assert c.covering([old, new], date(2025, 12, 31)) is None


def test_a_desk_gets_the_units_of_its_province_only() -> None:
    kept = load_builtin().for_province("11")
    assert {one.province for one in kept.communes} == {"11"}
    assert kept.commune("03158") is not None


@pytest.mark.parametrize("name", ["procedures", "papers", "fees", "fields", "calendar"])
def test_certainty_is_said_in_known_words(name: str) -> None:
    with (FOLDER / "catalogue" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        said = {
            word.rpartition(":")[2] for row in csv.DictReader(lines) for word in
            row["certainty"].split()
        }  # fmt: skip
    assert said <= LEVELS, said - LEVELS

"""The catalogue that the program brings along: enough for a commune, honest about itself."""

import csv
import json
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from app.domain import catalogue as c
from app.domain.builtin import load_builtin
from app.domain.errors import ClerkError
from app.domain.fee import rule_for
from app.domain.limit import limit_in_words
from app.domain.place_files import LateUnits
from app.domain.procedure import LimitData, Procedure
from app.domain.vietnamese import fold
from app.services.terms import to_limit
from resources import FOLDER
from tests.unit.builtin import procedure

TABLES = ("procedures", "papers", "fees", "fields", "bunches")
SHOWN = frozenset(
    "name short_name group agency aliases plain advice where free_if paper_name note words ground "
    "label choices".split()
)


def rows(name: str) -> list[dict[str, str]]:
    """The lines of a table as they are written."""
    with (FOLDER / "catalogue" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def limits(one: Procedure) -> list[LimitData]:
    """Every term of a procedure."""
    by_channel = [other.limit for other in one.channel_limits]
    return [one.limit, *by_channel, *(case.limit for case in one.cases)]


FIELDS = {
    "Chứng thực",
    "Tư pháp - hộ tịch",
    "Bảo trợ xã hội",
    "Người có công",
    "Đất đai",
    "Đăng ký hộ kinh doanh",
    "Xây dựng",
    "Nông nghiệp",
    "Giáo dục",
    "Văn hóa",
    "Tôn giáo",
    "Tư pháp khác",
    "Môi trường",
    "Dân tộc",
    "Y tế",
    "Cư trú",
}
LEVELS = {"verified", "secondary", "unverified", "shortened", "law", "memory"}
LEVELS |= {"not_decreed"}  # of the calendar: a day that the government has yet to decide
LEVELS |= {"own"}  # words that the project wrote: short names, what people call it, plain sentences
LEVELS |= {"province", "unknown"}  # of a fee without a number: the provincial council's, nobody's
MOST_SHOWN = 12
NOTE_SEEN = 36  # letters of a note that stand beside a paper at 1366 pixels
CODE = re.compile(r"[123]\.\d{6}")
LATIN = re.compile(r"[a-z]+")
ENGLISH = frozenset(
    "the of and paper papers copy original page case free child mother father name birth death "
    "date place reason address fee desk office verified unverified required".split()
)


def test_more_than_sixty_procedures_over_every_field() -> None:
    counted = Counter(one.field for one in load_builtin().procedures)
    assert counted.total() >= 60
    assert set(counted) == FIELDS


def test_every_code_is_well_formed_and_there_once() -> None:
    codes = [one.code for one in load_builtin().procedures]
    own = [row["code"] for row in rows("procedures") if "code:own" in row["certainty"]]
    assert len(set(codes)) == len(codes)
    assert [code for code in codes if not CODE.fullmatch(code)] == own


def test_short_names_are_short_and_not_shared() -> None:
    names = [one.short_name for one in load_builtin().procedures]
    assert len(set(names)) == len(names)
    assert [name for name in names if len(name) > 60] == []


def test_the_frequent_ones_have_a_digit_each_as_before() -> None:
    digits = [one.code for one in load_builtin().procedures if one.digit is not None]
    assert [procedure(code).digit for code in digits] == list(range(1, 10))
    assert digits == [
        "2.000815", "2.000884", "1.004873", "1.001193", "1.001776", "1.000656", "1.000894",
        "1.001731", "2.000635",
    ]  # fmt: skip


@pytest.mark.parametrize("one", load_builtin().procedures, ids=lambda one: one.code)
def test_each_has_papers_a_limit_a_source_and_a_certainty(one: Procedure) -> None:
    assert 1 <= len(one.papers) <= MOST_SHOWN
    assert any(paper.required for paper in one.papers)
    assert [paper.note for paper in one.papers if len(paper.note or "") > NOTE_SEEN] == []
    assert [limit for limit in limits(one) if limit.unit == "none"] == []
    assert [limit_in_words(to_limit(limit)) for limit in limits(one)]
    assert one.source
    assert one.agency
    assert one.plain
    assert one.aliases


@pytest.mark.parametrize("row", rows("procedures"), ids=lambda row: row["code"])
def test_every_value_of_a_procedure_says_how_sure_it_is(row: dict[str, str]) -> None:
    said = [word.partition(":")[0] for word in row["certainty"].split()]
    assert len(set(said)) == len(said)
    needed = {
        "name": True,
        "limit": True,
        "agency": True,
        "words": True,
        "fee": True,
        "papers": True,
        "channels": row["limits_by_channel_json"],
        "cases": row["cases_json"],
        "advice": row["advice"],
        "free_if": row["free_if"],
        "code": not row["code"][0].isdigit(),
    }  # a code of our own stands in for the national
    assert set(said) == {name for name, there in needed.items() if there}
    assert row["limit_source"]


@pytest.mark.parametrize("row", rows("procedures"), ids=lambda row: row["code"])
def test_a_procedure_is_no_surer_of_fee_and_papers_than_their_own_tables(
    row: dict[str, str],
) -> None:
    said = dict(word.split(":") for word in row["certainty"].split())
    fee = [one for one in rows("fees") if one["procedure_code"] == row["code"]]
    assert [f"amount:{said['fee']}"] * len(fee) == [one["certainty"] for one in fee]
    assert bool(fee) == (said["fee"] not in ("province", "unknown"))
    papers = {one["certainty"] for one in rows("papers") if one["procedure_code"] == row["code"]}
    assert said["papers"] == ("unverified" if "unverified" in papers else "shortened")


def test_nobody_made_a_fee_up() -> None:
    free = {one["procedure_code"] for one in rows("fees") if one["kind"] == "free"}
    priced = [one for one in rows("fees") if one["kind"] not in ("free", "exemption")]
    assert all(int(one["dong"]) > 0 for one in priced)
    for one in load_builtin().procedures:
        rule = rule_for(one)
        assert rule is None or rule.dong > 0 or one.code in free, one.code


@pytest.mark.parametrize("name", TABLES)
def test_names_are_composed_vietnamese_without_loose_blanks(name: str) -> None:
    for row in rows(name):
        for column, text in row.items():
            assert text == text.strip(), (name, text)
            assert unicodedata.is_normalized("NFC", text), (name, text)
            assert "  " not in text, (name, text)
            if column in SHOWN:
                assert not ENGLISH & set(LATIN.findall(text.lower())), (name, text)


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


def test_units_are_read_once_somebody_asks_and_are_then_like_any_others() -> None:
    text = "province_code,province_name,commune_code,commune_name,type\n11,Điện Biên,"
    late = LateUnits(text + "03158,Sín Thầu,xã\n11,Điện Biên,03176,Nà Bủng,xã\n", "units.csv")
    broken = LateUnits(text + "31,Sín Thầu,xã\n", "units.csv")
    made = c.Catalogue("x", communes=late)
    assert made.commune("03176") == late[1]
    assert made.commune("00004") is None
    assert late[:1] == tuple(late)[:1]
    assert made == c.Catalogue("x", communes=tuple(late)) == c.from_text(c.to_text(made))
    assert hash(late) == hash(tuple(late))
    with pytest.raises(ClerkError, match="dòng 2"):  # nobody had asked before
        broken[0]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("hn", "1.004873"),
        ("khai sinh", "1.001193"),
        ("chung thuc", "2.000815"),
        ("2000815", "2.000815"),
        ("ngheo", "1.011607"),
        ("mai tang", "1.001731"),
        ("khuyet tat", "1.001699"),
        ("bao hiem", "2.001023"),
        ("thuong tru", "1.004222"),
        ("ho khau", "1.004222"),
        ("so do", "1.013978"),
        ("doc than", "1.004873"),
        ("chung tu", "1.000656"),
        ("lan tay", "2.000884"),
        ("so yeu ly lich", "2.000884"),
        ("sao y", "2.000815"),
        ("cai chinh", "1.004859"),
        ("xay nha", "1.013225"),
        ("gieng", "1.001662"),
        ("giay phep kinh doanh", "1.001612"),
        ("thua ke", "2.001406"),
        ("nhan con", "1.001022"),
        ("ba viec", "2.000986"),
    ],
)
def test_a_few_unaccented_letters_find_a_procedure(typed: str, code: str) -> None:
    assert code in [one.code for one in load_builtin().search(typed)[:3]]


def test_everything_that_people_call_a_procedure_finds_it() -> None:
    builtin = load_builtin()
    lost = [
        (one.code, called)
        for one in builtin.procedures
        for called in (one.short_name, *one.aliases)
        if one not in builtin.search(fold(called))
    ]
    assert lost == []


def test_a_provinces_suffix_names_the_same_procedure() -> None:
    assert load_builtin().procedure("2.000815.000.00.00.H18") is procedure("2.000815")


def test_a_version_comes_back_whole_from_its_text() -> None:
    text = c.to_text(load_builtin())
    assert c.from_text(text) == load_builtin()
    assert c.to_text(c.from_text(text)) == text


def test_a_version_without_the_additions_keeps_its_bytes() -> None:
    bare = replace(
        procedure("2.000815"), aliases=(), plain=None, advice=(), where=None, free_if=None,
        papers=tuple(replace(one, plain=None, shown=False) for one in procedure("2.000815").papers),
    )  # fmt: skip
    text = c.to_text(c.Catalogue("old", procedures=(bare,)))
    named = set(re.findall(r'"(\w+)":', text))
    assert not {"aliases", "plain", "advice", "where", "free_if", "shown"} & named
    assert c.from_text(text).procedures == (bare,)


def test_what_a_newer_program_wrote_beside_it_is_left_out() -> None:
    values = json.loads(c.to_text(c.Catalogue("new", procedures=(procedure("2.000815"),))))
    values["procedures"][0]["colour"] = "xanh"
    values["procedures"][0]["papers"][0]["weight"] = 3
    assert c.from_text(json.dumps(values)).procedures == (procedure("2.000815"),)


def test_a_case_or_channel_may_be_due_the_same_day() -> None:
    addition = procedure("1.004859").limit_for("1.004859.01", "counter")
    assert addition == LimitData("same_day", 0, "15:00")
    assert procedure("1.004859").limit_for("1.004859.02", "counter") == LimitData(
        "working_day", 3, "15:00"
    )


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


@pytest.mark.parametrize("name", [*TABLES, "calendar"])
def test_certainty_is_said_in_known_words(name: str) -> None:
    said = {word.rpartition(":")[2] for row in rows(name) for word in row["certainty"].split()}
    assert said <= LEVELS, said - LEVELS

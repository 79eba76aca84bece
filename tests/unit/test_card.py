"""Card scans: every recorded text, and the promise that nothing is ever guessed."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.card import ACCEPTED, PARTIAL, REJECTED, REPAIRED, CardFields, Scan, read_scan
from app.domain.vietnamese import fold
from tests.unit.telex_keys import encode_telex

TODAY = date(2026, 11, 20)
VECTORS = json.loads((Path(__file__).parents[1] / "data" / "card_vectors.json").read_text("utf-8"))[
    "vectors"
]
NAME, ADDRESS = "Đặng Văn Đức", "Bản Tả Kố Khừ, Sín Thầu, Điện Biên"
CARD = f"011090000007|123456789|{NAME}|14031990|Nam|{ADDRESS}|12052021"
READ = CardFields(
    id="011090000007", old_id="123456789", name=NAME, born_on="1990-03-14", sex="male",
    address=ADDRESS, issued_on="2021-05-12",
)  # fmt: skip
SYLLABLES = st.sampled_from(
    "Nguyễn Pờ Lò Giàng Sùng Thị Văn Mỳ Hữu Đức Nhẫn Xuyến Khừ Thuỷ Ước Yến Ghi Quỳnh".split()
)
NAMES = st.lists(SYLLABLES, min_size=2, max_size=5).map(" ".join)
PAGES = ("latin-1", "cp1252", "cp1258")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_every_recorded_scan_is_read_as_it_should_be(vector: dict[str, Any]) -> None:
    scan = read_scan(vector["raw"], today=TODAY)
    assert scan.result == vector["result"]
    if scan.result != REJECTED:
        told = {name: asdict(scan.fields)[name] for name in vector["fields"]}
        assert told == vector["fields"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_what_is_not_known_is_asked_for(vector: dict[str, Any]) -> None:
    scan = read_scan(vector["raw"], today=TODAY)
    if scan.result == PARTIAL:
        unknown = {name for name, value in asdict(scan.fields).items() if value is None}
        assert set(scan.ask) == unknown & {"id", "name", "born_on", "sex", "address"}
    else:
        assert scan.ask == ()


def test_a_whole_card_is_accepted() -> None:
    scan = read_scan(CARD, today=TODAY)
    assert (scan.result, scan.fields, scan.warnings) == (ACCEPTED, READ, ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Không đọc được mã QR"),
        ("|" * 200, "Không đọc được mã QR"),
        ("01109000000|x|y|14031990|Nam|z|12052021", "Không đọc được mã QR"),
        ("x" * 5000, "Không đọc được mã QR"),
        (CARD.replace("Văn", "V\ud800n"), "Không đọc được mã QR"),
        ("GB4011234567890|4e677579|1990", "thẻ BHYT"),
        ("https://dichvucong.gov.vn/x", "trang mạng"),
    ],
)
def test_what_is_no_card_is_refused_with_a_sentence(text: str, said: str) -> None:
    scan = read_scan(text, today=TODAY)
    assert scan.result == REJECTED
    assert said in (scan.message or "")
    assert scan.fields == CardFields()


def test_a_day_that_does_not_exist_is_asked_for() -> None:
    scan = read_scan(CARD.replace("14031990", "31021990"), today=TODAY)
    assert scan.result == PARTIAL
    assert scan.fields.born_on is None
    assert "born_on" in scan.ask


def test_a_birth_year_near_the_numbers_is_only_told() -> None:
    scan = read_scan(CARD.replace("14031990", "14031991"), today=TODAY)
    assert scan.result == ACCEPTED
    assert [field for field, _ in scan.warnings] == ["born_on"]


@given(NAMES)
def test_telex_keystrokes_come_back_as_what_was_sent_or_are_asked_for(name: str) -> None:
    typed = encode_telex(CARD.replace(NAME, name))
    scan = read_scan(typed, today=TODAY)
    assert scan.fields.name in (name, None) or _told(scan, name)
    assert scan.result != ACCEPTED or typed == CARD.replace(NAME, name)


def _told(scan: Scan, name: str) -> bool:
    """The same name but for the place of a mark (Thuỷ, Thủy), and the clerk is asked to look."""
    same = fold(scan.fields.name or "") == fold(name)
    return same and "name" in dict(scan.warnings)


@given(NAMES, st.sampled_from(PAGES))
def test_bytes_shown_through_a_code_page_come_back_or_are_asked_for(name: str, page: str) -> None:
    sent = CARD.replace(NAME, name).encode()
    shown = "".join(_shown(byte, page) for byte in sent)
    scan = read_scan(shown, today=TODAY)
    assert scan.fields.name in (name, None)
    assert scan.result in (REPAIRED, PARTIAL)


def _shown(byte: int, page: str) -> str:
    """A byte as a driver of that code page shows it; undefined ones stay C1 controls."""
    try:
        return bytes([byte]).decode(page)
    except UnicodeDecodeError:
        return chr(byte)


@given(st.text(max_size=300))
def test_any_text_is_a_scan_and_never_an_exception(text: str) -> None:
    assert read_scan(text, today=TODAY).result in (ACCEPTED, REPAIRED, PARTIAL, REJECTED)


@given(st.integers(0, len(CARD) - 1), st.characters(codec="utf-8"))
def test_one_wrong_letter_never_changes_the_number_unseen(place: int, letter: str) -> None:
    scan = read_scan(CARD[:place] + letter + CARD[place + 1 :], today=TODAY)
    digits_hit = place < len(READ.id or "") and letter.isascii() and letter.isdigit()
    if scan.fields.id is not None and not digits_hit:
        assert scan.fields.id == READ.id

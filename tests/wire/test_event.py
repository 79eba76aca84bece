"""Canonical event bytes: one encoding an event, for ever; everything else is refused."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import downstream, events
from app.domain.advised import AdvisedOfPapers
from app.domain.foreign import ForeignChanged, ForeignListed
from app.domain.listed import ListedRow
from app.domain.parts import FeeLine
from app.domain.person import Person
from app.domain.technical import TechnicalWait, TechnicalWaitOver
from app.domain.times import VN
from app.wire.errors import Corrupt, UnknownKind
from app.wire.event import MOST_BYTES, decode, encode, shape

AT = datetime(2026, 11, 20, 9, 0, 0, tzinfo=VN)
RECORDED = AT + timedelta(milliseconds=123)

# Recorded on 2026-11-24. These bytes are hashed in journals: they may never change.
SAMPLES = {
    events.Unlocked("00ff"): b'[4,1,1795140000123,0,null,"nhi",null,"00ff"]',
    events.HandedOver("Tư pháp"): '[22,1,1795140000123,0,null,"nhi",null,"Tư pháp"]'.encode(),
    events.CodePaired("province", "H18.40-261120-0001"): (
        b'[39,1,1795140000123,0,null,"nhi",null,"province","H18.40-261120-0001"]'
    ),
    events.CodePaired("hộ tịch", "112/2026", "tra trong sổ"): (
        '[39,1,1795140000123,0,null,"nhi",null,"hộ tịch","112/2026","tra trong sổ"]'
    ).encode(),
    events.Refused("TC-03158-1-261120-0001", "2.000815", Person("Lò Văn Ướt"), "Sai đối tượng"): (
        '[60,1,1795140000123,0,null,"nhi",null,"TC-03158-1-261120-0001","2.000815",["Lò Văn Ướt"],'
        '"Sai đối tượng"]'
    ).encode(),
    events.Advised("2.000815", 1): b'[61,1,1795140000123,0,null,"nhi",null,"2.000815",1]',
    AdvisedOfPapers(
        "HD-03158-1-261120-0001",
        "1.004873",
        Person("Lò Văn Ướt"),
        ("Giấy khai sinh",),
        "thiếu",
        "2026-11-25",
    ): (
        '[61,2,1795140000123,0,null,"nhi",null,"HD-03158-1-261120-0001","1.004873",["Lò Văn Ướt"],'
        '["Giấy khai sinh"],"thiếu","2026-11-25"]'
    ).encode(),
    TechnicalWait("Chưa có phôi"): (
        '[50,1,1795140000123,0,null,"nhi",null,"Chưa có phôi"]'.encode()
    ),
    TechnicalWaitOver(): b'[51,1,1795140000123,0,null,"nhi",null]',
    events.GivenBack(): b'[34,1,1795140000123,0,null,"nhi",null]',
    ForeignListed(
        "province",
        "H18.40-261110-0001",
        "03158",
        ListedRow("2.000815", "Lò Văn Tánh", 1794274200, 4, due_at=1794502740),
    ): (
        '[55,1,1795140000123,0,null,"nhi",null,"province","H18.40-261110-0001","03158",'
        '["2.000815","Lò Văn Tánh",1794274200,4,null,1794502740]]'
    ).encode(),
    ForeignChanged(
        ListedRow("", "Lò Văn Tánh", 1794274200, 8, "stopped", rest=(("Cán bộ", "Nhi"),))
    ): (
        '[56,1,1795140000123,0,null,"nhi",null,["","Lò Văn Tánh",1794274200,8,"stopped",null,null,'
        'null,null,null,null,null,null,[["Cán bộ","Nhi"]]]]'
    ).encode(),
    events.Received(
        code="MC-03158-1-261120-0001",
        procedure="2.000815",
        catalogue="goc",
        office="03158",
        owner=Person("Đặng Văn Đức", id="011090000007", id_kind="cccd"),
        due_at=1795168800,
        fees=(FeeLine("copy", 2000, 6, 12000),),
        paid="cash",
    ): (
        '[20,1,1795140000123,0,null,"nhi",null,"MC-03158-1-261120-0001","2.000815","goc","03158",'
        '["Đặng Văn Đức","citizen","011090000007","cccd"],"counter",1795168800,null,null,'
        '[["copy",2000,6,12000]],"cash"]'
    ).encode(),
}


def event(fact: events.Fact, dossier: int | bytes | None = None) -> events.Event:
    return events.Event(RECORDED, AT, "nhi", None, dossier, fact)


@pytest.mark.parametrize(("fact", "body"), SAMPLES.items(), ids=lambda value: type(value).__name__)
def test_recorded_samples_read_and_write_the_same_bytes(fact: events.Fact, body: bytes) -> None:
    assert encode(event(fact)) == body
    assert decode(body) == event(fact)


def test_numbers_of_kinds_never_move() -> None:
    numbers = {cls.__name__: number for (number, _), cls in events.KINDS.items()}
    assert numbers["Installed"] == 1
    assert numbers["Received"] == 20
    assert numbers["Reprinted"] == 40
    assert numbers["Refused"] == 60
    assert numbers["Reassigned"] == 90
    assert numbers["CataloguePublished"] == downstream.CataloguePublished.number == 80


@given(
    name=st.text(min_size=1, max_size=30),
    late=st.integers(min_value=-300, max_value=10**8),
    reference=st.none()
    | st.integers(min_value=0, max_value=10**9)
    | st.binary(min_size=32, max_size=32),
)
def test_any_text_time_and_reference_come_back_the_same(
    name: str, late: int, reference: int | bytes | None
) -> None:
    fact = events.Noted(name)
    one = events.Event(RECORDED, AT - timedelta(seconds=late), "a", name, reference, fact)
    try:
        body = encode(one)
    except ValueError:
        return  # not NFC, or a lone surrogate: no event may hold it
    assert decode(body) == one


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"{}",
        b"[]",
        b"[4,1]",
        b'[4,1,1.5,0,null,"nhi",null,"00"]',
        b'[4,1,NaN,0,null,"nhi",null,"00"]',
        b'[4,1,1795140000123,0,null,"nhi",null]',
        b'[4,1,1795140000123,0,null,"nhi",null,"00","more"]',
        b'[4, 1,1795140000123,0,null,"nhi",null,"00"]',
        b'[4,1,1795140000123,0,null,"nhi",null,7]',
        b'[4,1,1795140000123,0,-1,"nhi",null,"00"]',
        b'[4,1,1795140000123,0,"short","nhi",null,"00"]',
        b'[4,1,99999999999999999999999,0,null,"nhi",null,"00"]',
        b'[4,1,9000000000000000000,0,null,"nhi",null,"00"]',
        b'[99999999999999999999999,1,1795140000123,0,null,"nhi",null,"00"]',
        b'[4,99999999999999999999999,1795140000123,0,null,"nhi",null,"00"]',
        b'[34,1,1795140000123,0,null,"nhi",null,null]',
        '[37,1,1795140000123,0,null,"nhi",null,"Đu\u031b"]'.encode(),
        b'[37,1,1795140000123,0,null,"nhi",null,"\\ud800"]',
        b'[37,1,1795140000123,0,null,"nhi",null,"\xff"]',
        b"[" * 3000,
        b'["' + b"x" * MOST_BYTES + b'"]',
    ],
)
def test_what_is_not_canonical_is_refused(body: bytes) -> None:
    with pytest.raises(Corrupt):
        decode(body)


def test_a_kind_of_a_newer_program_is_told_apart_and_still_shows_its_dossier() -> None:
    body = b'[999,1,1795140000123,0,3,"nhi",null,"x"]'
    with pytest.raises(UnknownKind):
        decode(body)
    assert shape(body) == (999, 1, 3)


def test_texts_that_are_not_nfc_are_never_written() -> None:
    with pytest.raises(ValueError, match="NFC"):
        encode(event(events.Noted("Đu\u031b")))

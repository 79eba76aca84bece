"""Linked procedures as data: read, refused with their line, merged into one form, split again."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from app.domain.builtin import load_builtin
from app.domain.catalogue import Catalogue, from_text, to_text
from app.domain.catalogue_files import Parts, build
from app.domain.errors import ClerkError
from app.domain.person import Subject
from app.domain.times import VN
from app.services.bunches import members_of, promised
from app.services.claim import Claim, read_claim
from app.services.promise import Promise
from app.services.terms import to_limit
from tests.unit.builtin import procedure

BIRTH, RESIDENCE, CARD = "1.001193", "1.004222", "BHYT-TE6"
WHOLE = "LT-KHAI-SINH"
TODAY = date(2026, 11, 20)
HEAD = "code,name,procedures,digit,about,cases_json,limit_unit,limit_value\n"


def published(line: str) -> Catalogue:
    """A version with that one bunch."""
    return build(Parts({"bunches.csv": HEAD + line}), version="2", before=load_builtin()).catalogue


def claim(**more: Any) -> Claim:
    """A birth with all three matters."""
    line = {
        "procedure": WHOLE,
        "owner": {"name": "Pờ Mỳ Xuyến", "id": "011190000012", "address": "Bản Tả Kố Khừ"},
        "subjects": [
            {"role": "father", "name": "Đặng Văn Đức"},
            {"role": "child", "name": "Đặng Thị Hoa", "born_on": "2026-11-15", "sex": "female"},
        ],
        "details": {"birth_place": "Trạm y tế xã"},
        "papers": [
            {"name": "Giấy chứng sinh", "originals": 1},
            {"name": "tờ khai thay đổi thông tin cư trú", "originals": 1},
            {"name": "Giấy hẹn của bác sĩ", "originals": 1},
        ],
        **more,
    }
    return read_claim(line, TODAY)


def test_the_two_known_bunches_are_there_and_say_that_nobody_compared_them() -> None:
    found = load_builtin().bunches
    assert [one.code for one in found] == [WHOLE, "LT-KHAI-TU"]
    assert all(load_builtin().lacking(one) == () for one in found)
    for one in found:
        assert one.source
        assert "limit:unverified" in (one.certainty or "") or one.limit.unit == "none"


def test_a_version_brings_its_bunches_back_and_without_any_keeps_its_bytes() -> None:
    assert from_text(to_text(load_builtin())) == load_builtin()
    assert "bunches" not in to_text(replace(load_builtin(), bunches=()))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"A,Một việc,{BIRTH},,,,,", "dòng 2: procedures cần ít nhất hai"),
        (f"A,Hai lần,{BIRTH}|{BIRTH},,,,,", "ít nhất hai mã thủ tục khác nhau"),
        (f"A,Không có,{BIRTH}|9.999999,,,,,", "không có thủ tục “9.999999”"),
        (f"A,Phím,{BIRTH}|{RESIDENCE},4,,,,", "phím 4 đã dành cho Đăng ký khai sinh"),
        (f"A,Vai,{BIRTH}|{RESIDENCE},,baby,,,", "about “baby” không có"),
        (f"A,Hạn,{BIRTH}|{RESIDENCE},,,,week,1", "đơn vị thời hạn “week” không có"),
        (f'A,Ca,{BIRTH}|{RESIDENCE},,,"[{{""name"":""x""}}]",,', "mỗi trường hợp cần case"),
        (f"{BIRTH},Trùng,{BIRTH}|{RESIDENCE},,,,,", "đã là mã của một thủ tục"),
    ],
)
def test_a_bad_line_is_refused_with_its_number(line: str, said: str) -> None:
    with pytest.raises(ClerkError, match=said) as refused:
        published(line)
    assert refused.value.field == "bunches.csv"


def test_a_bunch_whose_procedure_was_withdrawn_is_named_and_offered_nowhere() -> None:
    kept = [one for one in load_builtin().procedures if one.code != CARD]
    table = "code,name,group\n" + "".join(f'{one.code},"{one.name}",x\n' for one in kept)
    built = build(Parts({"procedures.csv": table}), version="2", before=load_builtin())
    assert any(WHOLE in note and CARD in note for note in built.notes)
    assert built.catalogue.offered(WHOLE) is None
    assert built.catalogue.offered("LT-KHAI-TU") is not None
    with pytest.raises(ClerkError, match=f"thiếu thủ tục {CARD}") as refused:
        members_of(built.catalogue, claim())
    assert refused.value.field == "procedure"
    rest = members_of(built.catalogue, claim(without=[CARD]))
    assert [one.claim.procedure for one in rest] == [BIRTH, RESIDENCE]


def test_as_one_form_it_asks_for_everything_once() -> None:
    whole = load_builtin().offered(WHOLE)
    assert whole is not None
    assert [one.role for one in whole.subjects] == ["child", "mother", "father"]
    names = [one.name for one in whole.papers]
    assert len(set(names)) == len(names)
    assert [one.required for one in whole.papers] == sorted(
        (one.required for one in whole.papers), reverse=True
    )
    needed = {one.key: one.required for one in whole.details}
    assert needed["birth_place"]
    assert not needed["new_address"]  # the owner's own address stands for it


def test_what_is_typed_once_goes_to_each_that_asks_for_it() -> None:
    birth, residence, card = members_of(load_builtin(), claim(key="k", note="Mẹ chưa khoẻ"))
    told = {one.claim.procedure: one.claim for one in (birth, residence, card)}
    assert list(told) == [BIRTH, RESIDENCE, CARD]
    roles = {code: [who.role for who in one.subjects] for code, one in told.items()}
    assert roles == {BIRTH: ["father", "child"], RESIDENCE: ["child"], CARD: ["child"]}
    assert dict(told[BIRTH].details) == {"birth_place": "Trạm y tế xã"}
    assert dict(told[RESIDENCE].details) == {"new_address": "Bản Tả Kố Khừ"}
    papers = {code: [paper.name for paper in one.papers] for code, one in told.items()}
    assert papers[BIRTH] == ["Giấy chứng sinh", "Giấy hẹn của bác sĩ"]  # nobody's: the first's
    assert papers[RESIDENCE] == ["tờ khai thay đổi thông tin cư trú"]
    assert {one.note for one in told.values()} == {"Mẹ chưa khoẻ"}
    assert len({one.key for one in told.values()}) == 3
    assert residence.placed("subjects.0.born_on") == "subjects.1.born_on"
    assert residence.placed("details.new_address") == "details.new_address"


def test_an_address_that_was_typed_is_not_replaced() -> None:
    typed = claim(details={"birth_place": "Trạm", "new_address": "Bản A Pa Chải"})
    assert dict(members_of(load_builtin(), typed)[1].claim.details) == {
        "new_address": "Bản A Pa Chải"
    }


def test_the_case_of_the_whole_is_the_members_own_where_it_has_one() -> None:
    one = claim(procedure="LT-KHAI-TU", case="xac-minh", subjects=[], details={}, papers=[])
    cases = [member.claim.case for member in members_of(load_builtin(), one)]
    assert cases == ["1.000656.03", None, None]


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"without": ["1.000656"]}, "without", "không có thủ tục “1.000656”"),
        ({"without": [BIRTH, RESIDENCE, CARD]}, "without", "giữ lại ít nhất một việc"),
        ({"case": "khác"}, "case", "không có trường hợp “khác”"),
        ({"procedure": BIRTH, "without": [CARD]}, "without", "Chỉ nhóm liên thông"),
    ],
)
def test_what_cannot_be_asked_of_a_bunch(more: dict[str, Any], field: str, said: str) -> None:
    with pytest.raises(ClerkError, match=said) as refused:
        members_of(load_builtin(), claim(**more))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("code", "hour", "due", "term"),
    [
        (BIRTH, 9, "20/11 17:00", "trong ngày"),  # sooner by itself
        (RESIDENCE, 9, "26/11 09:00", "03 ngày làm việc (liên thông)"),  # 24/11 is a day off
        (RESIDENCE, 15, "26/11 15:00", "03 ngày làm việc (liên thông)"),
        (RESIDENCE, 16, "27/11 07:00", "03 ngày làm việc (liên thông)"),  # counted from Monday
    ],
)
def test_nothing_of_a_bunch_is_due_after_the_whole(
    code: str, hour: int, due: str, term: str
) -> None:
    """20/11/2026 is a Friday; after 15:00 the whole counts from the next working day."""
    catalogue = load_builtin()
    whole, office = catalogue.bunch(WHOLE), catalogue.office("03158")
    assert whole is not None
    assert office is not None
    at = datetime(2026, 11, 20, hour, tzinfo=VN)
    limit = to_limit(procedure(code).limit_for(None, "counter"))
    found, words = promised(Promise.of(catalogue, office), limit, at, None, whole.limit)
    assert found.at is not None
    assert (f"{found.at:%d/%m %H:%M}", words) == (due, term)
    if "liên thông" in term:
        assert found.reason.startswith("Hạn chung liên thông: ")
        assert ("nhận sau 15:00" in found.reason) == (hour == 16)


def test_a_whole_without_a_term_leaves_each_its_own() -> None:
    catalogue = load_builtin()
    whole, office = catalogue.bunch("LT-KHAI-TU"), catalogue.office("03158")
    assert whole is not None
    assert office is not None
    limit = to_limit(procedure("1.003197").limit_for(None, "counter"))
    promise, at = Promise.of(catalogue, office), datetime(2026, 11, 20, 9, tzinfo=VN)
    assert promised(promise, limit, at, None, whole.limit)[0] == promise.due(limit, at, None)


def test_a_subject_keeps_who_it_is() -> None:
    (first, *_) = members_of(load_builtin(), claim())
    assert first.claim.subjects[1] == Subject(
        "child", "Đặng Thị Hoa", born_on="2026-11-15", sex="female"
    )

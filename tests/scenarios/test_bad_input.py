"""Bad input by name: a Vietnamese sentence, the field, the line; every other line is stored."""

import json
import shutil
import unicodedata

import pytest

from tests.scenarios.desks import OK, PERSON, REFUSED, Desk, Line, copies, owned

GOOD = copies()
DIED: Line = {"death_date": "2026-11-10", "death_place": "Tại nhà"}
DEATH: Line = {
    "procedure": "1.000656",
    "owner": PERSON,
    "subjects": [{"role": "deceased", "name": "Lò Văn Hai"}],
    "details": DIED,
}
LONG = "Nguyễn " + "Hoàng " * 32
REFUSALS: dict[str, tuple[Line | str, str | None, str]] = {
    "eleven digits": (
        owned(id="01109000000"), "owner.id",
        "Số CCCD có 12 chữ số. Bạn đã nhập 11 - thiếu 1 số.",
    ),
    "31 February": (owned(born_on="31/02/1990"), "owner.born_on", "31/02/1990 không có"),
    "unknown procedure": (copies(procedure="9.999999"), "procedure", "9.999999"),
    "no procedure": ({"owner": PERSON}, "procedure", "thủ tục"),
    "no name": (owned(name="  "), "owner.name", "tên"),
    "reception tomorrow": (
        copies(received_at="2026-11-21T08:00:00+07:00"), "received_at", "còn ở phía trước",
    ),
    "last week without entered_late": (
        copies(received_at="2026-11-13T08:00:00+07:00"), "received_at", "nhập sau",
    ),
    "negative pages": (copies(pages=-1), "pages", "Số trang phải từ 1"),
    "no JSON": ("{đây không phải JSON", None, "không phải JSON"),
    "a list": ("[1, 2]", None, "danh sách"),
    "a key twice": (
        '{"procedure":"2.000815","owner":{"name":"Lò Văn Hai","name":"Lò Văn Ba"}}', "name",
        "“name” ghi hai lần",
    ),
    "unknown key": (copies(colour="xanh"), "colour", "colour"),
    "unknown key inside": (owned(shoe=43), "owner.shoe", "shoe"),
    "NUL": (owned(name="Đặng\u0000Đức"), "owner.name", "ký tự"),
    "lone surrogate": (json.dumps(owned(name="Đặng \ud800")), "owner.name", "ký tự"),
    "lone surrogate in the key": (json.dumps(copies(key="\ud800")), "key", "ký tự"),
    "digits of another script": (owned(phone="٠٩١٢٣٤٥٦٧٨"), "owner.phone", "chữ số"),
    "a number as a name": (owned(name=5), "owner.name", "chữ"),
    "a sex that is none": (owned(sex="x"), "owner.sex", "male, female"),
    "negative fee": (copies(fee={"paid": "cash", "dong": -5}), "fee.dong", "dong"),
    "an unknown exemption": (
        copies(fee={"exemption": "hộ giàu"}), "fee.exemption", "ho-ngheo",
    ),
    "an exemption without its ground": (
        copies(fee={"exemption": "khác"}), "fee.exemption", "khác; căn cứ",
    ),
    "a detail the procedure does not have": (
        copies(details={"colour": "xanh"}), "details.colour", "colour",
    ),
    "NUL in a detail's name": (
        {**DEATH, "details": {**DIED, "a\u0000b": "x"}}, "details.a?b", "a?b",
    ),
    "NUL in a detail": (
        {**DEATH, "details": {**DIED, "death_place": "a\u0000b"}}, "details.death_place", "ký tự",
    ),
    "a huge number as a detail": (
        {**DEATH, "details": {**DIED, "death_place": 10**30}}, "details.death_place", "ngoặc kép",
    ),
    "an object as a detail": (
        {**DEATH, "details": {**DIED, "death_place": {"a": 1}}}, "details.death_place", "chữ",
    ),
    "no such day as a detail": (
        {**DEATH, "details": {**DIED, "death_date": "31/02/2026"}}, "details.death_date", "ngày",
    ),
    "no year in a detail": (
        {**DEATH, "details": {**DIED, "death_date": "10/11"}}, "details.death_date", "2026",
    ),
    "25 o'clock as a detail": (
        {**DEATH, "details": {**DIED, "death_time": "25:00"}}, "details.death_time", "04:30",
    ),
    "too long a detail": (
        {**DEATH, "details": {**DIED, "death_place": "x" * 201}}, "details.death_place", "200",
    ),
    "a choice that is not offered": (
        {"procedure": "2.000635", "owner": PERSON, "details": {"register_kind": "Sổ đỏ"}},
        "details.register_kind", "Khai sinh",
    ),
    "certified copies without pages": (
        {"procedure": "2.000815", "owner": PERSON, "papers": [{"name": "Bằng", "certify": 2}]},
        "papers.0.pages", "số trang",
    ),
    "copies without pages": (copies(pages=None), "pages", "số trang"),
    "an office that nobody knows": (
        copies(deciding_office="99999"), "deciding_office", "Không thấy cơ quan mang mã “99999”",
    ),
    "a place that is no office": (copies(return_office="nhà"), "return_office", "mã xã năm chữ số"),
    "an office of another province": (
        copies(deciding_office="00004"), "deciding_office", "không cùng tỉnh",
    ),
    "301 letters": (owned(name="Á" * 301), "owner.name", "300"),
}  # fmt: skip


@pytest.fixture(scope="module")
def answers(founded: Desk, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Line]:
    """All of it in one file, a good line behind each bad one."""
    folder = tmp_path_factory.mktemp("bad") / "profile"
    desk = Desk(shutil.copytree(founded.profile, folder))
    mixed = [line for bad, _, _ in REFUSALS.values() for line in (bad, GOOD)]
    answered = desk.feed("receive", *mixed)
    assert [answer["line"] for answer in answered] == list(range(1, len(mixed) + 1))
    accepted = [name for name, one in zip(REFUSALS, answered[::2], strict=True) if "code" in one]
    assert (accepted, desk.status()["dossiers"]) == ([], len(REFUSALS))
    good = {f"good {place}": answer for place, answer in enumerate(answered[1::2])}
    return dict(zip(REFUSALS, answered[::2], strict=True)) | good


@pytest.mark.parametrize("name", REFUSALS)
def test_a_bad_line_says_which_field_is_wrong_and_why(answers: dict[str, Line], name: str) -> None:
    _, field, said = REFUSALS[name]
    answer = answers[name]
    assert set(answer) == {"line", "field", "message"}
    assert answer["field"] == field, answer
    assert said.casefold() in answer["message"].casefold(), answer
    assert answer["message"].endswith((".", "?")), answer


def test_every_other_line_is_stored(answers: dict[str, Line]) -> None:
    good = [answer for name, answer in answers.items() if name.startswith("good ")]
    assert len({answer["code"] for answer in good}) == len(REFUSALS)
    assert all(answer["fee_dong"] == 16_000 for answer in good)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (owned(sex="female"), "owner.sex"),
        (owned(born_on="1985-01-01"), "owner.born_on"),
        (owned(id=None), "owner.id"),
        (owned(email="duc tại example"), "owner.email"),
        (owned(email="duc@example"), "owner.email"),
        (
            copies(received_at="2026-11-13T08:00:00", entered_late=True, appointment="2026-11-18"),
            "appointment",
        ),
        (
            copies(received_at="2026-11-13T08:00:00", entered_late=True, pages=None),
            "pages",
        ),
    ],
)
def test_what_only_seems_wrong_is_a_warning_and_never_blocks(
    desk: Desk, line: Line, field: str
) -> None:
    (answer,) = desk.feed("receive", line)
    assert "message" not in answer
    assert [warning["field"] for warning in answer["warnings"]] == [field]


def test_good_but_unusual_names_are_stored_as_they_are_in_one_form(desk: Desk) -> None:
    names = ["Bh'riu Liếc", "ĐẶNG VĂN ĐỨC", "Ƀôn Kƀông", LONG.strip()[:200].strip()]
    decomposed = [unicodedata.normalize("NFD", name) for name in names]
    codes = desk.receive(*(owned(name=name) for name in decomposed))
    assert [desk.show(code)["owner"]["name"] for code in codes] == names


def test_details_and_exemptions_are_stored_in_one_form(desk: Desk) -> None:
    details = {"death_date": "10/11/2026", "death_time": "4:30", "death_place": " Tại nhà "}
    fee = {"exemption": "ho-ngheo; sổ số 12"}
    own = {"exemption": "khác; giấy xác nhận của bản"}
    codes = desk.receive({**DEATH, "details": details}, copies(fee=fee), copies(fee=own))
    dead, poor, other = (desk.show(code) for code in codes)
    assert dead["details"] == {
        "death_date": "2026-11-10", "death_time": "04:30", "death_place": "Tại nhà",
    }  # fmt: skip
    assert poor["fee_dong"] == other["fee_dong"] == 0
    assert poor["fee"]["exemption"] == "Hộ nghèo theo danh sách của xã; sổ số 12"
    assert other["fee"]["exemption"] == "giấy xác nhận của bản"


@pytest.mark.parametrize("born_on", ["1990", "00001990"])
def test_a_year_alone_is_a_birth_date(desk: Desk, born_on: str) -> None:
    (code,) = desk.receive(owned(born_on=born_on))
    assert desk.show(code)["owner"]["born_on"] == "1990"


def test_a_line_of_five_megabytes_is_refused_and_the_next_one_stored(desk: Desk) -> None:
    huge = json.dumps(owned(name="x" * (5 << 20)))
    first, second = desk.feed("receive", huge, GOOD)
    assert (first["line"], first["field"]) == (1, None)
    assert "1 MB" in first["message"]
    assert second["line"] == 2
    assert desk.status()["dossiers"] == 1


def test_bytes_that_are_no_utf_8_are_refused_and_blank_lines_counted(desk: Desk) -> None:
    good = json.dumps(GOOD, ensure_ascii=False).encode()
    done = desk.run("receive", "-", typed=b"\n  \n\xff\xfe{}\n\r\n" + good + b"\n")
    assert done.status == REFUSED
    assert [answer["line"] for answer in done.lines] == [3, 5]
    assert "UTF-8" in done.lines[0]["message"]


def test_the_same_key_again_answers_the_first_dossier(desk: Desk) -> None:
    other = {**owned(name="Lò Thị Nhi"), "key": "a-1", "pages": 1}
    first, again = desk.feed("receive", {**GOOD, "key": "a-1"}, other)
    right = {"code": first["code"], "action": "correct", "field": "copies", "value": 5}
    put_right = desk.feed("step", {**right, "reason": "đếm nhầm"})[0]
    assert "message" not in put_right
    assert desk.show(first["code"])["fee_dong"] > first["fee_dong"]
    later = desk.feed("receive", {"key": "a-1"}, now="2026-11-27T09:00:00+07:00")[0]
    assert "again" not in first
    for answer in (again, later):
        assert answer["again"] is True
        assert {name: answer[name] for name in ("code", "due_at", "fee_dong")} == {
            name: first[name] for name in ("code", "due_at", "fee_dong")
        }
    assert desk.status()["dossiers"] == 1


def test_a_key_is_the_same_in_both_forms_of_unicode(desk: Desk) -> None:
    first = desk.feed("receive", {**GOOD, "key": unicodedata.normalize("NFC", "đợt-ở-1")})[0]
    again = desk.feed("receive", {"key": unicodedata.normalize("NFD", "đợt-ở-1")})[0]
    assert (again.get("code"), again.get("again")) == (first["code"], True)


@pytest.mark.parametrize("command", [("show", REFUSED), ("find", OK)])
def test_what_is_asked_for_in_bytes_of_another_code_page_is_not_found(
    desk: Desk, command: tuple[str, int]
) -> None:
    name, status = command
    done = desk.run(name, b"\xd0\xfa".decode(errors="surrogateescape"))
    assert done.status == status, done.err
    assert "hồ sơ" in done.out + done.err


def test_steps_that_cannot_be_say_why(desk: Desk) -> None:
    before = copies(received_at="2026-11-19T08:00:00", entered_late=True)
    code, voided, late = desk.receive(GOOD, GOOD, before)
    desk.feed("step", {"code": voided, "action": "void", "reason": "nhập hai lần"})
    bad: list[tuple[Line, str | None, str]] = [
        ({"code": "MC-0", "action": "finish"}, "code", "MC-0"),
        ({"code": code, "action": "fly"}, "action", "fly"),
        ({"code": code, "action": "give_back"}, "action", "finish"),
        ({"code": code, "action": "suspend"}, "reason", "lý do"),
        (
            {"code": code, "action": "note", "at": "2026-11-20T08:00:00", "entered_late": True},
            "at",
            "tiếp nhận",
        ),
        ({"code": code, "action": "note", "at": "2026-11-20T08:00:00"}, "at", "entered_late"),
        ({"code": code, "action": "require_payment", "amount_dong": -5}, "amount_dong", "-5"),
        ({"code": code, "action": "hand_over", "at": "2026-11-21T08:00:00"}, "at", "giờ"),
        ({"code": code, "action": "hand_over", "wings": 2}, "wings", "wings"),
        ({"code": code, "action": "pair", "system": "dvc"}, "external_code", "thiếu mã"),
        ({"code": code, "action": "pair", "other_code": "H18.40-1"}, "other_code", "pair"),
        ({"code": voided, "action": "finish"}, "action", "đã huỷ"),
        (
            {"code": late, "action": "note", "at": "2026-11-20T08:00:00", "entered_late": False},
            "at",
            "entered_late",
        ),
    ]
    inherited = {"code": late, "action": "note", "at": "2026-11-20T08:00:00", "reason": "gọi điện"}
    good = {"code": code, "action": "finish"}
    answered = desk.feed("step", *(line for line, _, _ in bad), inherited, good)
    for (_, field, said), answer in zip(bad, answered, strict=False):
        assert answer["field"] == field, answer
        assert said.casefold() in answer["message"].casefold(), answer
    assert "message" not in answered[-2]
    assert answered[-1]["status"] == 9


def test_a_fee_above_the_cap_is_the_cap(desk: Desk) -> None:
    (answer,) = desk.feed("receive", copies(pages=300, copies=1))
    assert answer["fee_dong"] == 200_000


def test_files_that_cannot_be_read_are_told(desk: Desk) -> None:
    done = desk.run("receive", "/nowhere/x.jsonl")
    assert done.status == 4
    assert "Không mở được tệp /nowhere/x.jsonl" in done.err
    assert done.out == ""


def test_a_mark_of_utf_8_before_the_first_line_is_none_of_it(desk: Desk) -> None:
    card = "011090000007|123456789|Đặng Văn Đức|14031990|Nam|Bản Tả Kố Khừ|12052021"
    scanned = desk.run("scan", "-", typed=b"\xef\xbb\xbf" + card.encode() + b"\n")
    assert scanned.object["result"] == "accepted"
    empty = desk.run("receive", "-", typed=b"\xef\xbb\xbf\n")
    assert (empty.status, empty.out) == (OK, "")


def test_an_empty_file_is_no_fault(desk: Desk) -> None:
    done = desk.run("receive", "-")
    assert (done.status, done.out) == (OK, "")

"""`motcua show`: every field of the contract's dossier line comes back, unknown ones null."""

from tests.scenarios.desks import Desk, Line, copies

LINE_KEYS = set(
    "key procedure case channel received_at entered_late owner submitter subjects details sets "
    "papers fee deciding_office return_office return_by external_code appointment note by pages "
    "copies".split()
)
ANSWER_KEYS = {"id", "code", "codes", "status", "state", "due_at", "fee_dong", "void", "history"}
WHOLE: Line = {
    "key": "tờ 12",
    "procedure": "2.000815",
    "case": None,
    "channel": "post",
    "received_at": "2026-11-20T08:30:00+07:00",
    "entered_late": True,
    "owner": {
        "kind": "citizen", "name": "Đặng Văn Đức", "id": "011090000007", "id_kind": "cccd",
        "no_id_reason": None, "born_on": "1990-01-01", "sex": "male", "nationality": "Việt Nam",
        "phone": "0912345678", "email": "duc@example.vn", "address": "Bản Tả Kố Khừ",
        "commune": "03158", "old_commune": None,
        "representative": {
            "name": "Lò Văn Hai", "id": "011085000012", "id_kind": "cccd", "position": "Trưởng bản",
        },
    },
    "submitter": {
        "name": "Lò Thị Nhi", "id": "011192000031", "id_kind": "cccd", "relation": "vợ",
        "authority": "giấy uỷ quyền", "born_on": None, "sex": None, "phone": None, "address": None,
    },
    "subjects": [{
        "role": "signer", "name": "Lò Văn Ba", "born_on": "1970", "sex": "male", "id": None,
        "id_kind": None, "nationality": None, "address": None, "note": None,
    }],
    "details": {},
    "sets": 2,
    "papers": [{
        "name": "Giấy khai sinh", "originals": 1, "certified": 0, "copies": 0, "pages": 2,
        "certify": 3, "scans": ["a.pdf"],
    }],
    "pages": None,
    "copies": None,
    "deciding_office": "03176",
    "return_office": "03176",
    "return_by": "post",
    "external_code": {"system": "dichvucong", "code": "H18.40-261120-0005"},
    "appointment": "2026-11-25",
    "note": "trả qua bưu điện",
    "by": "nhi",
}  # fmt: skip
RECEIPT = {"form": "01BLP2-001", "symbol": "28AA-26P", "serial": "0000123"}


def test_every_field_of_a_line_comes_back(desk: Desk) -> None:
    fee = {"exemption": None, "paid": "cash", "fee_receipt": RECEIPT}
    (answer,) = desk.feed("receive", {**WHOLE, "fee": fee})
    shown = desk.show(answer["code"])
    assert shown.keys() >= LINE_KEYS | ANSWER_KEYS
    assert {name: shown[name] for name in WHOLE} == WHOLE
    assert {name: shown["fee"][name] for name in fee} == fee
    assert shown["history"][0]["by"] == "nhi"


def test_what_a_line_leaves_out_is_null_or_the_default(desk: Desk) -> None:
    (code,) = desk.receive(copies())
    desk.feed("step", {"code": code, "action": "note", "reason": "đã gọi"})
    shown = desk.show(code)
    assert shown.keys() >= LINE_KEYS | ANSWER_KEYS
    nothing = ("key", "case", "submitter", "external_code", "appointment", "note")
    assert {shown[name] for name in nothing} == {None}
    assert {shown["deciding_office"], shown["return_office"]} == {"03158"}
    assert shown["entered_late"] is False
    assert shown["by"] == "Giám đốc Trung tâm"
    assert [line["by"] for line in shown["history"]] == ["Giám đốc Trung tâm"] * 2
    assert [line["actor"] for line in shown["history"]] == ["giamdoc"] * 2


def test_how_a_result_was_given_back_comes_back_and_a_reversal_takes_it_away(desk: Desk) -> None:
    (code,) = desk.receive(copies())
    to = {"name": "Lò Thị Nhi", "id": "011192000031", "relation": "vợ", "authority": "uỷ quyền"}
    desk.feed(
        "step",
        {"code": code, "action": "finish"},
        {"code": code, "action": "give_back", "to": to, "signed": "sổ 3 trang 12",
         "without_slip": True},
    )  # fmt: skip
    shown = desk.show(code)
    assert shown["returned_to"] == {**to, "id_kind": "cccd"}
    assert (shown["signed"], shown["without_slip"]) == ("sổ 3 trang 12", True)
    desk.feed("step", {"code": code, "action": "reverse", "reason": "đưa nhầm người"})
    again = desk.show(code)
    assert (again["status"], again["signed"], again["without_slip"]) == (9, None, False)

"""Sentences of the contract about the desk's commands, one by one, through real processes."""

import json
import shutil
from pathlib import Path

import pypdfium2
import pytest

from tests.printing.reading import codes
from tests.scenarios.desks import OK, PERSON, PIN, REFUSED, TROUBLE, USAGE, Desk, Line, copies

DUE = "2026-11-20T17:00:00+07:00"


# --- where and who --------------------------------------------------------------------------------


def test_common_options_stand_before_or_after_the_command(desk: Desk) -> None:
    before = desk.run("--json", "--user", "giamdoc", "status")
    after = desk.run("status", "--json", "--user", "giamdoc")
    assert before.object == after.object


def test_the_pin_comes_from_a_file_too_and_a_wrong_one_is_trouble(desk: Desk) -> None:
    file = desk.profile.parent / "pin"
    file.write_text(PIN + "\n", "utf-8")
    assert desk.run("status", "--pin-file", str(file), pin=None).status == OK
    missing, wrong = desk.run("status", pin=None), desk.run("status", pin="111111")
    assert (missing.status, wrong.status) == (TROUBLE, TROUBLE)
    assert "MOTCUA_PIN" in missing.err
    assert wrong.err == "Sai mã PIN. Còn 4 lần rồi phải đợi 1 phút.\n"
    assert missing.out == wrong.out == ""


def test_somebody_else_unlocks_with_his_own_pin(desk: Desk) -> None:
    added = desk.run(
        "user", "add", "nhi", "--name", "Lò Thị Nhi", "--roles", "reception", "--json"
    ).object
    code = desk.profile.parent / "code"
    code.write_text(added["one_time_code"], "utf-8")
    assert desk.run("user", "pin", "nhi", "--code-file", str(code), pin="135790").status == OK
    assert desk.run("user", "pin", "nhi", "--code-file", str(code), pin="135791").status == TROUBLE
    done = desk.run("receive", "-", typed=json.dumps(copies()), pin="135790", MOTCUA_USER="nhi")
    assert done.status == OK, done.err
    assert desk.show(done.object["code"])["history"][0]["actor"] == "nhi"
    assert desk.run("user", "end", "nhi").status == OK
    assert desk.run("status", pin="135790", MOTCUA_USER="nhi").status == TROUBLE


@pytest.mark.parametrize(
    "words", [("fly",), ("receive",), ("receive", "-", "--fly"), ("print", "slip", "MC-1")]
)
def test_wrong_usage_is_told_in_vietnamese(founded: Desk, words: tuple[str, ...]) -> None:
    done = founded.run(*words)
    assert (done.status, done.out) == (USAGE, "")
    assert done.err.startswith("Sai cách dùng: ")


# --- init -----------------------------------------------------------------------------------------


def test_init_lays_the_recovery_sheet_where_it_says(tmp_path: Path) -> None:
    desk, sheet = Desk(tmp_path / "profile"), tmp_path / "phieu.pdf"
    done = desk.run(
        "init", "--standalone", "--commune", "03158", "--desk", "2", "--training", "--json",
        "--sheet", str(sheet),
    )  # fmt: skip
    assert done.object == {
        "commune": "03158", "desk": 2, "user": "giamdoc", "sheet": str(sheet),
    }  # fmt: skip
    assert len(pypdfium2.PdfDocument(sheet)) == 1
    again = desk.run("init", "--standalone", "--commune", "03158", "--training")
    assert again.status == TROUBLE
    assert sheet.exists()


def test_init_refuses_an_unknown_commune_and_a_weak_pin(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "profile")
    unknown = desk.run("init", "--standalone", "--commune", "99999", "--training")
    weak = desk.run("init", "--standalone", "--commune", "03158", "--training", pin="12345")
    assert (unknown.status, weak.status) == (REFUSED, TROUBLE)  # a code unknown; a key too weak
    assert "99999" in unknown.err
    assert "6 đến 12 chữ số" in weak.err
    assert desk.run("status").status == TROUBLE


# --- times ----------------------------------------------------------------------------------------


def test_a_time_without_an_offset_is_vietnams(desk: Desk) -> None:
    (code,) = desk.receive(copies(received_at="2026-11-20T08:55:00"))
    assert desk.show(code)["received_at"] == "2026-11-20T08:55:00+07:00"
    (utc,) = desk.receive(copies(received_at="2026-11-20T01:55:00Z"))
    assert desk.show(utc)["received_at"] == "2026-11-20T08:55:00+07:00"


def test_a_few_minutes_ahead_are_taken_and_more_refused(desk: Desk) -> None:
    near, far = desk.feed(
        "receive",
        copies(received_at="2026-11-20T09:04:00"),
        copies(received_at="2026-11-20T09:06:00"),
    )
    assert "code" in near
    assert far["field"] == "received_at"


def test_late_entries_keep_both_times(desk: Desk) -> None:
    (code,) = desk.receive(copies(received_at="2026-11-13T08:00:00", entered_late=True))
    (reception,) = desk.show(code)["history"]
    assert reception["at"] == "2026-11-13T08:00:00+07:00"
    assert reception["recorded_at"].startswith("2026-11-20T09:00:")


def test_a_clock_before_the_last_event_stores_nothing_unless_it_is_confirmed(desk: Desk) -> None:
    desk.receive(copies())
    before = "2026-11-19T09:00:00+07:00"
    refused = desk.run("receive", "-", typed=json.dumps(copies()), now=before)
    assert (refused.status, refused.out) == (TROUBLE, "")
    assert desk.status()["dossiers"] == 1
    confirmed = desk.run("receive", "-", "--clock-ok", typed=json.dumps(copies()), now=before)
    assert confirmed.status == OK, confirmed.err
    assert desk.status()["dossiers"] == 2


def test_a_clock_far_after_the_last_event_goes_on(desk: Desk) -> None:
    desk.receive(copies())
    assert len(desk.receive(copies(), now="2027-03-01T09:00:00+07:00")) == 1


def test_a_real_profile_does_not_believe_motcua_now(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "profile")
    assert desk.run("init", "--standalone", "--commune", "03158").status == OK
    done = desk.run("receive", "-", typed=json.dumps(copies()), now="2031-01-01T09:00:00+07:00")
    assert not (desk.show(done.object["code"])["received_at"]).startswith("2031")
    assert desk.status()["training"] is False


# --- answers --------------------------------------------------------------------------------------


def test_an_accepted_dossier_answers_number_due_time_and_fee(desk: Desk) -> None:
    (answer,) = desk.feed("receive", copies())
    assert answer == {
        "line": 1, "code": "MC-03158-1-261120-0001", "due_at": DUE, "fee_dong": 16_000,
    }  # fmt: skip


def test_unknown_values_are_null_and_never_left_out(desk: Desk) -> None:
    child = {"role": "child", "name": "Lò Văn Bé", "born_on": "2026-11-18", "sex": "male"}
    birth = {"procedure": "1.001193", "owner": PERSON, "subjects": [child]}
    (answer,) = desk.feed("receive", {**birth, "details": {"birth_place": "Trạm y tế xã"}})
    assert answer["fee_dong"] is None
    shown = desk.show(answer["code"])
    assert shown["submitter"] is None
    assert shown["owner"]["phone"] is None
    assert (shown["status"], shown["state"], shown["void"]) == (2, None, False)


def test_what_is_left_out_has_its_default(desk: Desk) -> None:
    (code,) = desk.receive(copies())
    shown = desk.show(code)
    assert (shown["channel"], shown["sets"], shown["return_by"]) == ("counter", 1, "counter")
    assert (shown["owner"]["kind"], shown["owner"]["id_kind"]) == ("citizen", "cccd")


def test_a_whole_life_by_steps(desk: Desk) -> None:
    (code,) = desk.receive(copies())
    steps: list[Line] = [
        {"code": code, "action": "hand_over", "to": "Tư pháp"},
        {"code": code, "action": "take_over"},
        {"code": code, "action": "request_papers", "papers": ["Bản chính"], "reason": "thiếu"},
        {"code": code, "action": "papers_received"},
        {"code": code, "action": "suspend", "reason": "mất điện"},
        {"code": code, "action": "resume"},
        {"code": code, "action": "extend", "reason": "xác minh", "due_at": "2026-11-27T17:00:00"},
        {"code": code, "action": "note", "reason": "đã gọi điện"},
        {"code": code, "action": "finish", "result": {"kind": "copy", "number": "12"}},
        {"code": code, "action": "give_back", "to": {"name": "Đặng Văn Đức"}, "signed": True},
    ]
    answered = desk.feed("step", *steps)
    reached = [answer.get("status") for answer in answered]
    assert reached == [2, 4, 5, 4, 8, 4, 4, 4, 9, 10], answered
    assert answered[4]["state"] == "suspended"
    said = {"line", "code", "status", "state", "due_at"}
    assert all(set(one) - {"warnings"} == said for one in answered)
    warned = [one["line"] for one in answered if "warnings" in one]
    assert warned == [7, 10]  # Mẫu 04 without signature, a fee that nobody took
    shown = desk.show(code)
    assert [one["action"] for one in shown["history"]] == [
        "received", *(step["action"] for step in steps),
    ]  # fmt: skip
    assert shown["due_at"] == "2026-11-27T17:00:00+07:00"


def test_a_pause_never_brings_the_promised_day_forward(desk: Desk) -> None:
    early = "2026-11-20T06:30:00"  # reckoned from seven: the due time is a morning's first minute
    (code,) = desk.receive(
        {**copies(received_at=early, entered_late=True), "procedure": "1.004873"}
    )
    promised = desk.show(code)["due_at"]
    asked, came = desk.feed(
        "step",
        {"code": code, "action": "request_papers", "at": "2026-11-20T08:40:00"},
        {"code": code, "action": "papers_received", "at": "2026-11-20T08:40:00"},
    )
    assert asked["due_at"] == promised
    assert came["due_at"] == promised


def test_corrections_links_voids_and_pairs(desk: Desk) -> None:
    one, other = desk.receive(copies(), copies())
    answered = desk.feed(
        "step",
        {"code": one, "action": "correct", "field": "owner.name", "value": "Đặng Văn Đúc",
         "reason": "viết sai"},
        {"code": one, "action": "pair", "system": "province", "external_code": "H18.40-1"},
        {"code": one, "action": "link", "other": other, "kind": "same_visit"},
        {"code": other, "action": "void", "reason": "nhập hai lần"},
    )  # fmt: skip
    assert not [answer for answer in answered if "message" in answer], answered
    shown = desk.show(one)
    assert shown["owner"]["name"] == "Đặng Văn Đúc"
    assert [(known["system"], known["code"]) for known in shown["codes"]] == [
        ("province", "H18.40-1")
    ]
    assert shown["links"] == [{"other": other, "relation": "same_visit"}]
    assert desk.show(other)["void"] is True
    assert desk.status()["dossiers"] == 2


# --- reading back ---------------------------------------------------------------------------------


def test_find_answers_newest_first_by_any_beginning(desk: Desk) -> None:
    first, second = desk.receive(copies(), copies(owner={**PERSON, "phone": "0912345678"}))
    by_name = desk.run("find", "duc dang", "--json").lines
    assert [line["code"] for line in by_name] == [second, first]
    assert set(by_name[0]) == {"code", "name", "procedure", "received_at", "status"}
    assert [line["code"] for line in desk.run("find", "09123", "--json").lines] == [second]
    assert len(desk.run("find", "dang", "--limit", "1", "--json").lines) == 1
    nothing = desk.run("find", "khongco", "--json")
    assert (nothing.status, nothing.out) == (OK, "")


def test_an_unknown_code_is_status_three(desk: Desk) -> None:
    done = desk.run("show", "MC-03158-1-261120-0009")
    assert (done.status, done.out) == (REFUSED, "")
    assert "MC-03158-1-261120-0009" in done.err


def test_status_is_counted(desk: Desk) -> None:
    desk.receive(copies(), copies())
    status = desk.status()
    assert set(status) == {
        "device", "installation", "dossiers", "events", "unsent_dossiers", "unsent_events",
        "oldest_unsent_at", "needs_attention", "last_contact_at", "catalogue_version",
        "app_version", "training",
    }  # fmt: skip
    assert (status["dossiers"], status["unsent_dossiers"], status["training"]) == (2, 2, True)
    assert (status["device"], status["last_contact_at"]) == (None, None)
    assert status["events"] == status["unsent_events"] >= 2


def test_check_and_rebuild(desk: Desk) -> None:
    (code,) = desk.receive(copies())
    desk.feed("step", {"code": code, "action": "finish"})
    assert desk.run("check", "--json").object == {
        "file": "ok", "chain": "ok", "projections": "ok",
    }  # fmt: skip
    digests = desk.run("rebuild", "--json").object
    assert digests["before"] == digests["after"] != ""


def test_a_desk_without_a_province_is_refused_an_exchange(desk: Desk) -> None:
    done = desk.run("exchange", "--json")
    assert done.status == TROUBLE
    assert set(done.object) == {
        "state", "sent_events", "received_events", "stored", "requests", "bytes_up", "bytes_down",
        "message", "sent_scans", "unsent_scans",
    }  # fmt: skip
    assert done.object["state"] == "refused"


# --- paper and scans ------------------------------------------------------------------------------


def test_a_second_print_is_marked(desk: Desk, tmp_path: Path) -> None:
    (code,) = desk.receive(copies())
    texts = []
    for name in ("1.pdf", "2.pdf"):
        assert desk.run("print", "slip", code, "--out", str(tmp_path / name)).status == OK
        page = pypdfium2.PdfDocument(tmp_path / name)[0]
        texts.append(page.get_textpage().get_text_range())
    assert "IN LẠI" not in texts[0].upper()
    assert "IN LẠI" in texts[1].upper()
    assert all("LUYỆN TẬP" in text.upper() for text in texts)


@pytest.mark.parametrize("paper", ["a4", "a4x2", "a5"])
def test_the_slip_has_the_paper_asked_for(desk: Desk, tmp_path: Path, paper: str) -> None:
    (code,) = desk.receive(copies())
    out = tmp_path / "slip.pdf"
    assert desk.run("print", "slip", code, "--out", str(out), "--paper", paper).status == OK
    wide, high = pypdfium2.PdfDocument(out)[0].get_size()
    assert (round(wide), round(high)) == {
        "a4": (595, 842), "a4x2": (842, 595), "a5": (421, 595),
    }[paper]  # fmt: skip


def test_the_slip_on_a_roll_is_as_long_as_it_needs_and_bears_its_token(
    desk: Desk, tmp_path: Path
) -> None:
    (code,) = desk.receive(copies())
    out = tmp_path / "slip.pdf"
    assert desk.run("print", "slip", code, "--out", str(out), "--paper", "80mm").status == OK
    document = pypdfium2.PdfDocument(out)
    assert [round(page.get_width()) for page in document] == [227, 227]
    assert all(page.get_height() > page.get_width() for page in document)
    assert len(set(codes(out.read_bytes(), 203))) == 1


def test_a_slip_without_a_known_root_is_partial_and_a_forged_one_rejected(
    desk: Desk, tmp_path: Path
) -> None:
    (code,) = desk.receive(copies())
    out = tmp_path / "slip.pdf"
    desk.run("print", "slip", code, "--out", str(out), "--paper", "a4")
    token = codes(out.read_bytes(), 300)[0]
    scanned = Desk(tmp_path / "nothing").run("scan", "-", typed=token, pin=None)
    assert scanned.status == OK
    assert scanned.object == {
        "line": 1, "kind": "slip", "result": "partial",
        "fields": {"code": code, "procedure": "2.000815",
                   "received_at": "2026-11-20T09:00:00+07:00", "due_at": DUE},
        "ask": [],
    }  # fmt: skip
    forged = token[:-3] + ("111" if token[-3:] != "111" else "222")
    refused = Desk(tmp_path / "nothing").run("scan", "-", typed=forged, pin=None)
    assert (refused.status, refused.object["result"], refused.object["fields"]) == (
        REFUSED, "rejected", {},
    )  # fmt: skip


def test_scans_need_neither_pin_nor_enrolment(tmp_path: Path) -> None:
    card = "011090000007|123456789|Đặng Văn Đức|14031990|Nam|Bản Tả Kố Khừ|12052021"
    done = Desk(tmp_path / "nothing").run("scan", "-", typed=card + "\n\nrác\n", pin=None)
    good, bad = done.lines
    assert done.status == REFUSED
    assert (good["line"], good["kind"], good["result"], good["ask"]) == (
        1, "card_qr", "accepted", [],
    )  # fmt: skip
    assert set(good["fields"]) == {
        "id", "old_id", "name", "born_on", "sex", "address", "issued_on",
    }  # fmt: skip
    assert (bad["line"], bad["result"], bad["fields"]) == (3, "rejected", {})
    assert not (tmp_path / "nothing").exists()


# --- two dossiers under one number ----------------------------------------------------------------


def test_a_copied_profile_on_this_machine_is_the_same_desk(desk: Desk, tmp_path: Path) -> None:
    moved = Desk(Path(shutil.move(desk.profile, tmp_path / "moved")))
    assert moved.run("status").status == OK


def test_a_copied_data_folder_without_the_machine_secret_stays_shut(
    desk: Desk, tmp_path: Path
) -> None:
    stolen = tmp_path / "stolen"
    shutil.copytree(desk.profile / "data", stolen / "data")
    done = Desk(stolen).run("status")
    assert done.status == TROUBLE
    assert "khôi phục" in done.err

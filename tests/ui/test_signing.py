"""Chứng thực – ký: all that waits is signed by keys alone, and the numbers are on the screen."""

from pytestqt.qtbot import QtBot

from app.bootstrap import staff
from app.bootstrap.window import Program
from app.domain.dossier import Dossier
from app.services import reception
from app.services.people import check_user
from app.services.steps import step, the_one
from app.ui.signing.page import SigningPage
from tests.ui.clerk import CHEAP, Clerk, codes, nhi_sits_down, rooms, until
from tests.ui.clerk import PIN as DIRECTOR

COPY, SIGNATURE, MARITAL = "2.000815", "2.000884", "1.004873"
BOOK = "1/2026-SCT/BS"
OWNER = {"name": "Đặng Văn Đức", "id": "011090000007"}


def receive(program: Program, *lines: dict[str, object]) -> None:
    desk = rooms(program).door.now_open().desk
    for line in lines:
        program.work.submit(reception.receive, desk, {"owner": OWNER, **line}).result(20)


def dossiers(program: Program) -> list[Dossier]:
    journal = rooms(program).door.now_open().journal
    return [the_one(journal, code).dossier for code in codes(program)]


def opened(program: Program, keys: Clerk, qtbot: QtBot, rows: int) -> SigningPage:
    keys.press("Shift+F4")
    page = rooms(program).signing.page
    until(qtbot, lambda: program.window.name == "signing" and page.table.count == rows)
    return page


def test_everything_that_waits_is_signed_with_three_keys(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    several = [
        {"name": "Giấy khai sinh", "originals": 1, "pages": 1, "certify": 3},
        {"name": "Bằng tốt nghiệp", "originals": 1, "pages": 2, "certify": 1},
    ]
    receive(
        program,
        {"procedure": COPY, "pages": 1, "copies": 2},
        {"procedure": MARITAL, "details": {"purpose": "kết hôn"}},
        {"procedure": COPY, "papers": several},
        {"procedure": SIGNATURE},
    )
    page = opened(program, keys, qtbot, 3)  # the marital status is no certification
    assert page.signer.value == "Giám đốc Trung tâm"
    assert "Giấy khai sinh ×3, Bằng tốt nghiệp ×1" in page.table.cells(page.table._keys[1])
    keys.press("Ctrl+A")
    keys.press("F9")
    until(qtbot, lambda: page.given.count == 4)
    assert keys.presses == 3
    rows = [page.given.cells(key)[:4] for key in page.given._keys]
    assert rows == [
        ("1", BOOK, "Đặng Văn Đức", ""),
        ("2", BOOK, "Đặng Văn Đức", "Giấy khai sinh"),
        ("3", BOOK, "Đặng Văn Đức", "Bằng tốt nghiệp"),
        ("1", "1/2026-SCT/CK,ĐC", "Đặng Văn Đức", ""),
    ]
    keys.press("Esc")
    until(qtbot, lambda: page.table.count == 0)
    first, _marital, _second, signature = dossiers(program)
    assert first.result is not None
    assert first.result.signer == "Giám đốc Trung tâm"
    assert signature.register[0].book == "1/2026-SCT/CK,ĐC"


def test_who_may_not_sign_says_who_did(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    receive(program, {"procedure": COPY, "pages": 1, "copies": 1})
    nhi_sits_down(program, keys, qtbot)
    page = opened(program, keys, qtbot, 1)
    keys.press("F9")
    assert page.signer.input.hasFocus()
    keys.type("Po Dan Sinh, Pho Chu tich")
    keys.press("F9")
    until(qtbot, lambda: page.given.count == 1)
    (done,) = dossiers(program)
    assert done.register[0].signer == "Po Dan Sinh, Pho Chu tich"
    assert done.history[-1].actor == "nhi"


def test_a_digit_where_his_name_is_asked_chooses_the_signer_and_no_pin_is_shown(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    receive(program, *({"procedure": COPY, "pages": 1, "copies": 1} for _ in range(2)))
    nhi_sits_down(program, keys, qtbot)
    page = opened(program, keys, qtbot, 2)
    until(qtbot, lambda: page.people.person is not None)
    keys.press("Ctrl+A")
    keys.press("F9")
    assert "thiếu người ký" in page.signer.input.accessibleDescription()
    caps = [page.people.list.shows_caps]
    keys.press("Esc")
    assert page.table.hasFocus()
    assert len(page.table.marked) == 2
    keys.press("F9")
    keys.press("1", "1")
    caps.append(page.people.list.shows_caps)
    assert caps == [True, False]  # in the PIN a digit is a digit of the PIN
    keys.type(DIRECTOR)
    until(qtbot, lambda: page.given.count == 2)
    assert page.signer.value == "Giám đốc Trung tâm"


def test_the_signer_who_is_not_unlocked_signs_with_his_pin(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    receive(program, *({"procedure": COPY, "pages": 1, "copies": 1} for _ in range(2)))
    nhi_sits_down(program, keys, qtbot)
    keys.presses = 0
    page = opened(program, keys, qtbot, 2)
    until(qtbot, lambda: page.people.person is not None)
    keys.press("Ctrl+A")
    keys.press("1", "1")
    assert page.signer.value == "Giám đốc Trung tâm"
    keys.type("111111")
    said = page.people.pin.input.accessibleDescription
    until(qtbot, lambda: "Sai mã PIN" in said())
    assert said().endswith("Chưa ký gì. Gõ lại, hoặc Esc rồi ký giấy.")
    assert [one.result for one in dossiers(program)] == [None, None]
    keys.type(DIRECTOR)
    until(qtbot, lambda: page.given.count == 2)
    assert keys.presses == 3 + 6 + 6  # nine without the wrong PIN
    for done in dossiers(program):
        assert done.register[0].signer == "Giám đốc Trung tâm"
        assert (done.history[-1].actor, done.history[-1].by) == ("nhi", "giamdoc")


def test_electronic_copies_are_signed_into_their_own_book(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    receive(
        program, *({"procedure": COPY, "pages": 1, "copies": 1} for _ in range(2)),
        {"procedure": SIGNATURE},
    )  # fmt: skip
    page = opened(program, keys, qtbot, 3)
    keys.press("Ctrl+E")
    until(qtbot, lambda: page.table.count == 2)  # a signature has no electronic book
    assert page.waiting.accessibleName() == "Bản điện tử – chờ ký"
    keys.press("F9")
    until(qtbot, lambda: page.given.count == 1)
    assert page.given.cells(page.given._keys[0])[:2] == ("1", "1/2026-SCTĐT/BS")
    keys.press("Esc")
    until(qtbot, lambda: page.table.count == 1)
    keys.press("Ctrl+E")
    until(qtbot, lambda: page.table.count == 2 and not page._settling.isActive())
    keys.press("Ctrl+A")
    keys.press("F9")
    until(qtbot, lambda: page.given.count == 2)
    books = sorted(one.register[0].book for one in dossiers(program))
    assert books == [BOOK, "1/2026-SCT/CK,ĐC", "1/2026-SCTĐT/BS"]


def test_a_pin_signs_in_its_owners_name_and_he_signs_what_is_his_only(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    receive(program, {"procedure": COPY, "pages": 1, "copies": 1})
    desk = rooms(program).door.now_open()
    land = check_user("ky", "Pờ Dần Sinh", "signer", "Đất đai")
    code = program.work.submit(lambda: staff.add(desk, land)).result(20)
    now = desk.desk.clock.now()
    staff.set_pin(program.profile, "ky", code, "864209", now, CHEAP)
    page = opened(program, keys, qtbot, 1)
    until(qtbot, lambda: page.people.list.count == 2)
    keys.press("2", "2")
    assert page.signer.value == "Pờ Dần Sinh"
    page.signer.put("Một người khác")
    keys.type("864209")
    until(qtbot, lambda: program.messages.of("signing") is not None)
    current = program.messages.of("signing")
    assert current is not None
    assert "Pờ Dần Sinh không có vai trò hoặc không phụ trách lĩnh vực này" in current.more
    assert dossiers(program)[0].result is None


def test_what_another_signed_meanwhile_is_told_and_the_rest_is_signed(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    receive(program, *({"procedure": COPY, "pages": 1, "copies": 1} for _ in range(3)))
    page = opened(program, keys, qtbot, 3)
    desk = rooms(program).door.now_open().desk
    taken = {"code": codes(program)[1], "action": "finish"}
    program.work.submit(step, desk, taken).result(20)
    keys.press("Ctrl+A")
    keys.press("F9")
    until(qtbot, lambda: page.given.count == 2)
    current = program.messages.current
    assert current is not None
    assert "1 hồ sơ không ký được" in current.head
    numbers = [one.register[0].number for one in dossiers(program)]
    assert sorted(numbers) == [1, 2, 3]


def test_enter_opens_the_dossier_and_esc_comes_back(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    receive(program, {"procedure": COPY, "pages": 1, "copies": 1})
    page = opened(program, keys, qtbot, 1)
    keys.press("Return", "\r")
    until(qtbot, lambda: program.window.name == "dossier")
    keys.press("Esc")
    until(qtbot, lambda: program.window.name == "signing" and page.table.count == 1)

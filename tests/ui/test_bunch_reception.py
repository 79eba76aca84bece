"""Linked procedures at the counter by real keys: one form, one F9, one slip, three dossiers."""

import unicodedata
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.services.steps import the_one
from app.storage import print_jobs
from app.ui.reception.details_form import DetailsForm
from app.ui.widgets.checks import CheckBox
from tests.printing.reading import codes as qr_codes
from tests.printing.reading import flat
from tests.ui.clerk import CARD, NEXT, Clerk, codes, rooms, saved, scan_person, until

BIRTH, RESIDENCE, CARD_OF_HEALTH = "1.001193", "1.004222", "BHYT-TE6"


def telex(text: str) -> int:
    """Keys on a Telex keyboard: each mark is a key of its own."""
    return sum(2 if one in "đĐ" else len(unicodedata.normalize("NFD", one)) for one in text)


def typed(keys: Clerk, text: str) -> int:
    """Type it; how many keys that is for a clerk."""
    keys.type(text)
    return telex(text)


def form(program: Program) -> DetailsForm:
    return rooms(program).reception.middle.details


def slip_of(program: Program, qtbot: QtBot) -> tuple[Path, bytes]:
    """The one paper that came out."""
    folder = Path(program.settings.printer.partition(":")[2])
    opened = rooms(program).door.now_open()
    until(qtbot, lambda: bool(list(folder.glob("*.pdf"))))
    until(qtbot, lambda: not print_jobs.unfinished(opened.connection))
    (file,) = folder.glob("*.pdf")
    return file, file.read_bytes()


def fill_in(program: Program, keys: Clerk, qtbot: QtBot, chosen: str) -> None:
    """The mother at the desk, what she asks for, her child."""
    scan_person(program, keys, qtbot, NEXT)
    keys.type(f"{chosen}Đặng Thị Hoa\n151126\nn\n")
    form(program).focus("details.birth_place")
    keys.type("Trạm y tế")


def test_row_10_two_scans_forty_five_keys_and_f9_are_three_dossiers_on_one_slip(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot, NEXT)  # the mother
    count = typed(keys, "lt\n\nĐặng Thị Hoa\n151126\nn\n=")
    keys.scan(CARD)  # the father
    until(qtbot, lambda: "Đặng Văn Đức" in str(form(program).subjects()))
    count += typed(keys, "\nTrạm y tế")
    keys.press("F9")
    assert count <= 45
    birth, residence, card = saved(program, qtbot, 3)
    assert [one.procedure for one in (birth, residence, card)] == [
        BIRTH, RESIDENCE, CARD_OF_HEALTH
    ]  # fmt: skip
    assert [(one.role, one.name) for one in birth.subjects] == [
        ("child", "Đặng Thị Hoa"), ("mother", "Pờ Mỳ Xuyến"), ("father", "Đặng Văn Đức"),
    ]  # fmt: skip
    assert {one.subjects[0].born_on for one in (birth, residence, card)} == {"2026-11-15"}
    assert dict(residence.details)["new_address"] == "Bản Tá Miếu, Sín Thầu, Điện Biên"
    assert all(len(one.links) == 2 for one in (birth, residence, card))
    _, paper = slip_of(program, qtbot)
    text = flat(paper)
    assert "Liên thông 3 việc: khai sinh, thường trú, thẻ BHYT" in text
    assert all(code in text for code in codes(program))
    assert len(qr_codes(paper, 300)) == 2  # one a copy


def test_the_owner_is_no_mother_by_an_equals_sign_where_he_is_a_man(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot, CARD)
    keys.type("4Đặng Thị Hoa\n15/11/2026\nNữ\n=\n")
    mother = form(program).subjects()[1]
    assert not mother.filled
    keys.type("\n\n=\n")  # past day and number to the father
    assert form(program).subjects()[2].name == "Đặng Văn Đức"


def test_what_is_refused_leaves_with_its_paper_and_the_others_are_received(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    fill_in(program, keys, qtbot, "lt\n\n")
    keys.press("Shift+F7")  # not the whole: one of them
    assert program.window.name == "reception"
    part = form(program).findChildren(CheckBox)[1]
    part.setFocus()
    wanted = rooms(program).reception.line.papers
    form_of_residence = "Tờ khai thay đổi thông tin cư trú"
    assert form_of_residence in [one.name for one in wanted.papers()]
    keys.press("Space", " ")
    assert form_of_residence not in [one.name for one in wanted.papers()]
    assert wanted.missing == ()
    keys.press("Shift+F7")
    until(qtbot, lambda: program.window.name == "refusal")
    keys.press("1", "1")
    keys.press("Ctrl+Return")
    until(qtbot, lambda: program.window.name == "reception")
    assert form(program).left_out() == (RESIDENCE,)
    done = program.messages.done
    assert done is not None
    assert done.head.startswith("Đã từ chối việc “Đăng ký thường trú”: Pờ Mỳ Xuyến, phiếu số ")
    assert done.more.startswith("F9 nhận các việc còn lại. ")
    keys.press("F9")
    birth, card = saved(program, qtbot, 2)
    assert [birth.procedure, card.procedure] == [BIRTH, CARD_OF_HEALTH]
    assert "new_address" not in dict(birth.details)


def test_shift_f9_takes_all_of_a_bunch_back_with_its_one_slip(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    fill_in(program, keys, qtbot, "lt\n\n")
    keys.press("F9")
    saved(program, qtbot, 3)
    keys.press("Shift+F9")
    journal = rooms(program).door.now_open().journal
    until(qtbot, lambda: all(the_one(journal, one).dossier.void for one in codes(program)))


def test_a_bunch_that_was_put_aside_comes_back_with_what_was_left_out(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot, NEXT)
    keys.type("lt\n\nĐặng Thị Hoa\n")
    form(program).findChildren(CheckBox)[2].setChecked(False)
    keys.press("F2")
    until(qtbot, lambda: rooms(program).reception.owner.person.blank)
    keys.press("Ctrl+D")
    until(qtbot, lambda: form(program).left_out() == (CARD_OF_HEALTH,))
    assert form(program).subjects()[0].name == "Đặng Thị Hoa"


def test_one_of_them_that_was_applied_for_so_soon_is_warned_of_by_its_name(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    fill_in(program, keys, qtbot, "4")
    keys.press("F9")
    saved(program, qtbot, 1)
    scan_person(program, keys, qtbot, NEXT)
    keys.type("lt\n")
    until(qtbot, lambda: "Đăng ký khai sinh: Bà Xuyến đã nộp" in said(program))


def said(program: Program) -> str:
    """What the banners over the page say."""
    return " ".join(one.text() for one in program.window.findChildren(QLabel) if one.isVisible())


def test_two_letters_without_marks_say_the_sex_and_f1_tells_of_linked_procedures(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot, NEXT)
    keys.type("lt\n\nĐặng Thị Hoa\n151126\nnu")
    assert form(program).subjects()[0].sex == "female"
    keys.press("F1")
    assert "Liên thông" in rooms(program).help.page.text.toPlainText().partition("\n")[0]

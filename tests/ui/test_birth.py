"""A birth typed by hand: the fields in their order, and each fault said where it is mended."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.ui.widgets.fields import Field
from tests.ui.clerk import CARD, Clerk, rooms, saved, scan_person, until

MOTHER = "011185000321||Khoàng Thị Ưởng|02021985|Nữ|Bản A Pa Chải, Sín Thầu, Điện Biên|25052021"


def here() -> str:
    """The dotted path of the field with the caret."""
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus.objectName()


def said(program: Program) -> list[tuple[str, str]]:
    """The paths of the fields that say a fault, with its words."""
    fields = rooms(program).reception.findChildren(Field)
    return [
        (one.input.objectName(), one.input.accessibleDescription()) for one in fields if one.faulty
    ]


def test_a_birth_says_first_that_the_child_is_lacking_at_the_childs_name(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.type("4")
    keys.press("F9")
    assert here() == "subjects.0.name"
    assert said(program) == [
        ("subjects.0.name", "Thiếu người trong hồ sơ: trẻ được khai sinh. Hãy nhập họ tên.")
    ]


def test_a_fault_of_the_father_is_said_at_the_father_where_no_mother_is_typed(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.type("4Đặng Thị Hoa\n15/11/2026\nNữ\n")
    assert here() == "subjects.1.name"  # the mother, who is not known
    keys.type("\n\n\nĐặng Văn Đức\n31/02/1990\n")
    keys.press("F9")
    assert here() == "subjects.2.born_on"
    assert [path for path, _ in said(program)] == ["subjects.2.born_on"]


def test_nobody_asks_whether_a_mother_is_a_woman(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.type("4Đặng Thị Hoa\n15/11/2026\nNữ\n")
    keys.type("Pờ Mỳ Xuyến\n14/03/1990\n\nĐặng Văn Đức\n\n\nTrạm y tế xã\n")
    keys.press("F9")
    (dossier,) = saved(program, qtbot, 1)
    assert [(one.role, one.name, one.sex) for one in dossier.subjects] == [
        ("child", "Đặng Thị Hoa", "female"),
        ("mother", "Pờ Mỳ Xuyến", "female"),
        ("father", "Đặng Văn Đức", "male"),
    ]


def test_a_birth_takes_the_parents_cards_in_any_order_each_to_his_place(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    """Mother at the desk: her own card again and the father's; he is never put down as mother."""
    scan_person(program, keys, qtbot, MOTHER)
    keys.press("4", "4")
    page = rooms(program).reception

    def parents() -> list[tuple[str, str]]:
        return [(one.role, one.name) for one in page.draft().subjects if one.role != "child"]

    keys.scan(CARD)
    until(qtbot, lambda: parents() == [("mother", ""), ("father", "Đặng Văn Đức")])
    keys.scan(MOTHER)
    until(qtbot, lambda: parents()[0] == ("mother", "Khoàng Thị Ưởng"))
    assert page.owner.person.name == "Khoàng Thị Ưởng"
    assert keys.presses == 1

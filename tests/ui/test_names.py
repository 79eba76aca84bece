"""A name that was typed in small letters gets its capitals where the clerk sees it, on leaving."""

from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.ui.giveback.page import GiveBackPage
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.reception.page import ReceptionPage
from app.ui.widgets.fields import Field
from tests.ui.clerk import Clerk, saved
from tests.ui.keyboard import Keyboard
from tests.ui.sample_lists import Counter as Hatch
from tests.ui.sample_lists import item
from tests.ui.samples import DUC, Counter

NO_CARD = "\n"  # Enter in the empty number


def name_field(page: ReceptionPage, name: str = "Họ và tên") -> Field:
    return next(one for one in page.findChildren(Field) if one.input.accessibleName() == name)


def test_capitals_come_on_leaving_not_while_typing(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    keyboard.press("F2")
    keyboard.type(NO_CARD + "đặng văn đức")
    assert name_field(reception).value == "đặng văn đức"
    keyboard.press("Return", "\r")
    assert name_field(reception).value == "Đặng Văn Đức"
    assert reception.draft().owner.name == "Đặng Văn Đức"


def test_a_capital_says_that_the_clerk_knows(reception: ReceptionPage, keyboard: Keyboard) -> None:
    keyboard.press("F2")
    keyboard.type(NO_CARD + "Y niê êban\n")
    assert reception.draft().owner.name == "Y niê êban"


def test_the_name_of_an_organisation_is_no_person_s_but_who_acts_for_it_is_one(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    keyboard.press("F2")
    for _ in range(2):
        keyboard.press("Ctrl+T")
    keyboard.type("\nhợp tác xã chè\n")
    assert reception.draft().owner.name == "hợp tác xã chè"
    name_field(reception, "Người đại diện").input.setFocus()
    keyboard.type("h'bia niê\n")
    assert reception.draft().owner.representative_name == "H'Bia Niê"


def test_a_submitter_and_a_child_are_persons_too(
    reception: ReceptionPage, keyboard: Keyboard
) -> None:
    reception.take_person(DUC)
    keyboard.press("4", "4")
    keyboard.type("đặng thị hoa\n")
    assert reception.draft().subjects[0].name == "Đặng Thị Hoa"


def test_f9_with_the_caret_still_in_the_name_saves_what_the_page_shows_by_then(
    reception: ReceptionPage, keyboard: Keyboard, counter: Counter, messages: Messages
) -> None:
    keyboard.press("F2")
    keyboard.type(NO_CARD + "x\nquên ở nhà")
    reception.begin("2.000884")
    name_field(reception).input.setFocus()
    keyboard.press("Ctrl+A")
    keyboard.type("đặng văn đức")
    keyboard.press("F9")
    assert [draft.owner.name for draft, _ in counter.saved] == ["Đặng Văn Đức"]
    assert messages.done is not None
    assert messages.done.head.endswith("Đặng Văn Đức.")


def test_who_takes_a_result_for_another_is_written_so_too(
    window: MainWindow, messages: Messages, keyboard: Keyboard
) -> None:
    hatch = Hatch()
    page = GiveBackPage(hatch.desk(), messages)
    window.add_page("giveback", page, place="find")
    window.go("giveback")
    page.take_slip(item(0).code)
    keyboard.press("Ctrl+U")
    keyboard.type("lò thị mai")
    keyboard.press("F4")
    assert page.receiver._fields["name"].value == "Lò Thị Mai"
    keyboard.press("F4")
    ((one,),) = hatch.given
    assert one.to.name == "Lò Thị Mai"


def test_the_journal_holds_the_name_as_the_page_showed_it(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("F2")
    keys.press("F2")
    keys.type("\ny niê êban hơ lăk\nquên ở nhà" + "\n" * 5)
    keys.press("1", "1")
    keys.press("F9")
    (dossier,) = saved(program, qtbot, 1)
    assert dossier.owner.name == "Y Niê Êban Hơ Lăk"

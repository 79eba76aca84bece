"""One paper for all that one person handed in on a day, by keys: after a save, and from Hồ sơ."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.bootstrap.joint_paper import joint
from app.bootstrap.window import Program
from app.services.steps import the_one
from app.storage import print_jobs
from app.ui.dossier.step_panel import PRINT
from tests.printing.reading import flat
from tests.ui.clerk import CARD, NEXT, Clerk, codes, rooms, saved, scan_person, until


def receive(
    program: Program, keys: Clerk, qtbot: QtBot, digit: str, count: int, card: str = CARD
) -> None:
    """One more dossier of that person, stored without its slip."""
    scan_person(program, keys, qtbot, card)
    keys.press(digit, digit)
    keys.press("Ctrl+F9")
    saved(program, qtbot, count)


def papers(program: Program, qtbot: QtBot, count: int) -> list[str]:
    """What came out, as text."""
    folder = Path(program.settings.printer.partition(":")[2])
    opened = rooms(program).door.now_open()
    until(qtbot, lambda: len(list(folder.glob("*.pdf"))) == count)
    until(qtbot, lambda: not print_jobs.unfinished(opened.connection))
    return [flat(file.read_bytes()) for file in sorted(folder.glob("*.pdf"))]


def test_two_saves_for_one_person_print_on_one_paper_by_ctrl_f(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    receive(program, keys, qtbot, "1", 1)
    assert program.messages.done is not None
    assert [one.key for one in program.messages.done.actions] == ["Shift+F9"]
    receive(program, keys, qtbot, "2", 2, NEXT)
    receive(program, keys, qtbot, "2", 3)
    assert program.messages.done is not None
    assert program.messages.done.actions[-1].words == "Một giấy cho 2 hồ sơ"
    keys.press("Ctrl+F")
    (text,) = papers(program, qtbot, 1)
    first, other, second = codes(program)
    assert (first in text, second in text, other in text) == (True, True, False)
    queued = "Một giấy cho 2 hồ sơ đã xếp vào hàng in."
    until(qtbot, lambda: program.messages.done is not None and program.messages.done.head == queued)
    assert program.messages.done.actions[0].key == "Shift+F9"


def test_the_dossiers_of_one_save_have_one_paper_beside_their_slips(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.press("2", "2")
    keys.press("Ctrl+N")
    keys.type("11")
    keys.press("F9")
    saved(program, qtbot, 2)
    keys.press("Ctrl+F")
    texts = papers(program, qtbot, 3)
    assert sum(all(code in text for code in codes(program)) for text in texts) == 1


def test_ctrl_f_after_a_single_dossier_says_that_its_slip_is_on_its_page(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    receive(program, keys, qtbot, "2", 1)
    keys.press("Ctrl+F")
    assert program.messages.current is not None
    assert program.messages.current.head == (
        "Chưa có hai hồ sơ cùng người vừa lưu để in chung một giấy."
    )
    assert print_jobs.unfinished(rooms(program).door.now_open().connection) == []


def test_the_page_of_a_dossier_prints_the_paper_of_that_day(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    receive(program, keys, qtbot, "1", 1)
    receive(program, keys, qtbot, "2", 2)
    page = rooms(program).dossier
    keys.press("F3")
    keys.type(f"{codes(program)[0]}\n")
    until(qtbot, lambda: bool(page.view.code))
    words = [words for _, words in page.view.prints]
    assert words[-1] == "Một giấy cho 2 hồ sơ nộp cùng ngày"
    keys.press("Ctrl+P")
    assert page.step.action == PRINT
    keys.type(str(len(words)))
    (text,) = papers(program, qtbot, 1)
    assert all(code in text for code in codes(program))


def test_a_voided_dossier_is_on_no_common_paper(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    receive(program, keys, qtbot, "1", 1)
    receive(program, keys, qtbot, "2", 2)
    keys.press("Shift+F9")
    opened = rooms(program).door.now_open()
    until(qtbot, lambda: the_one(opened.journal, codes(program)[1]).dossier.void)
    assert joint(opened, the_one(opened.journal, codes(program)[0])) == ()

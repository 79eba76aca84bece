"""F1 opens the guide at the right place, in the real window, and leads back."""

from app.services import guide
from app.ui.help.page import HelpPage, Topic
from app.ui.main_window import MainWindow
from tests.ui.conftest import Keyboard


def test_the_marked_task_is_shown_and_f1_or_esc_lead_back(
    window: MainWindow, keyboard: Keyboard
) -> None:
    left: list[int] = []
    page = HelpPage([Topic("Một", "# Một\nviệc đầu"), Topic("Hai", "# Hai\nviệc sau")])
    page.left.connect(lambda: left.append(1))
    window.add_page("help", page, place="find")
    window.go("help")
    assert "việc đầu" in page.text.toPlainText()
    keyboard.press("Down")
    assert "việc sau" in page.text.toPlainText()
    keyboard.press("F1")
    keyboard.press("Esc")
    assert len(left) == 2


def test_every_page_of_the_desk_has_its_task() -> None:
    told = {task.page for task in guide.tasks()}
    assert {
        "lock", "today", "reception", "find", "dossier", "giveback", "guidance", "exchange",
        "printing", "clock", "lessons",
    } <= told  # fmt: skip

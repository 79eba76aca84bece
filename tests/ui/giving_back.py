"""The page of giving back over a counter in memory, and what its tests look at."""

from collections.abc import Callable
from typing import Any

from app.ui.giveback.desk import Handout, Receiver
from app.ui.giveback.page import GiveBackPage
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.tasks import Run
from tests.ui.conftest import Keyboard
from tests.ui.sample_lists import Counter
from tests.ui.samples import run_now

Open = Callable[..., GiveBackPage]
PROXY = Receiver("Lò Văn Ướt", "011085000321")


def opener(window: MainWindow, messages: Messages) -> Open:
    """Opens the page in the window."""

    def build(counter: Counter, run: Run = run_now) -> GiveBackPage:
        page = GiveBackPage(counter.desk(run), messages)
        window.add_page("giveback", page, place="find")
        window.go("giveback")
        return page

    return build


def pressed(keyboard: Keyboard, *keys: str) -> int:
    """Press these and say how many they were."""
    for key in keys:
        keyboard.press(key, {"Return": "\r", "Space": " "}.get(key, ""))
    return len(keys)


def once(counter: Counter) -> tuple[Handout, ...]:
    """What was given in the one go that there was."""
    (handouts,) = counter.given
    return handouts


def state(page: GiveBackPage, place: int) -> Any:
    """The chip of a row."""
    return page.list.cells(page.basket.rows()[place].key)[3]

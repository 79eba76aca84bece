"""Every page in every state, at each size of text: nothing is cut, nothing jumps, Tab reads on.

Whatever takes the caret has a name, and in each mode its words have enough contrast.
"""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.main_window import MainWindow
from app.ui.shortcuts import KeyAction, combination
from app.ui.widgets.chips import Chip
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.training import TrainingFrame
from tests.ui.gallery import OWN_SIZE, SHOTS
from tests.ui.sight import faults, nameless, reading_order, sight
from tests.ui.test_theme import TEXT_FLOOR, contrast

SMALL, WIDE = (1366, 768), (1920, 1080)
ABOVE_BAR = (1366, 697)  # what a task bar leaves of the small screen


def pages(qapp: QApplication, size: tuple[int, int]) -> Iterator[tuple[str, QWidget]]:
    """Each page of the gallery as its clerk sees it."""
    for name, build in SHOTS.items():
        page = build()
        sized(page, name, size)
        page.show()
        page.activateWindow()
        settled(qapp)
        yield name, page
        page.close()
        page.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def sized(page: QWidget, name: str, size: tuple[int, int]) -> None:
    if name not in OWN_SIZE:
        page.resize(*size)


def settled(qapp: QApplication) -> None:
    """What moves because something moved has moved, too: a bar, then the column beside it."""
    for _ in range(4):
        qapp.processEvents()


def frame_of(window: QWidget) -> list[tuple[int, ...]]:
    """Where the four bars stand; nothing while they are hidden or inside the training's frame."""
    if not isinstance(window, MainWindow) or window.findChild(TrainingFrame) is not None:
        return []
    shell = window.shell
    foot = shell.done if shell.done.isVisible() else shell.statusbar
    bars = (shell.rail, shell.header, shell.keybar, foot)
    rects = [sight(bar) for bar in bars if bar.isVisible()]
    return [(rect.x(), rect.y(), rect.width(), rect.height()) for rect in rects]


@pytest.mark.parametrize("scale", theme.scales())
def test_everything_on_a_page_is_whole_and_in_its_place(qapp: QApplication, scale: float) -> None:
    """Also where the window shrinks and grows while the page is open."""
    theme.use(qapp, "light", scale)
    sizes = (SMALL, ABOVE_BAR, WIDE) if scale == 1 else (SMALL, ABOVE_BAR)
    found: dict[tuple[str, int], list[str]] = {}
    frames: dict[int, set[tuple[int, ...]]] = {height: set() for _width, height in sizes}
    for name, page in pages(qapp, SMALL):
        for size in sizes:
            sized(page, name, size)
            settled(qapp)
            said = found[name, size[1]] = [*faults(page), *reading_order(page), *nameless(page)]
            if (page.width(), page.height()) != size and name not in OWN_SIZE:
                said.append(f"the window grew to {page.width()} x {page.height()}")
            frames[size[1]].update(frame_of(page))
    assert {where: said for where, said in found.items() if said} == {}
    assert {len(one) for one in frames.values()} == {4}, "a bar jumps from page to page"


@pytest.mark.parametrize("mode", theme.MODES)
def test_every_page_is_painted_in_every_mode_and_its_fields_can_be_read(
    qapp: QApplication, mode: str
) -> None:
    theme.use(qapp, mode)
    for name, page in pages(qapp, SMALL):
        assert not page.grab().isNull()
        unread = [one.accessibleName() for one in page.findChildren(QLineEdit) if not clear(one)]
        assert unread == [], name


def clear(field: QLineEdit) -> bool:
    """Whether its words, and what stands there while it is empty, have enough contrast."""
    look, roles = field.palette(), [QPalette.ColorRole.Text]
    if field.placeholderText():
        roles.append(QPalette.ColorRole.PlaceholderText)
    base = look.color(QPalette.ColorRole.Base)
    ground = base if base.alpha() else theme.current().color("surface")
    inks = [look.color(role) for role in roles]
    return all(
        ink.alpha() == 255 and contrast(ink.name(), ground.name()) >= TEXT_FLOOR for ink in inks
    )


# --- the eye itself can see ---------------------------------------------------------------------


def host(qtbot: QtBot, *parts: QWidget, width: int = 200, height: int = 120) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    for part in parts:
        box.addWidget(part)
    qtbot.addWidget(made)
    made.setFixedSize(width, height)
    made.show()
    return made


def test_it_sees_a_cut_word(qtbot: QtBot) -> None:
    chip = Chip("late", "quá hạn đã mười hai ngày làm việc")
    assert any("is cut in Chip" in said for said in faults(host(qtbot, chip)))


def test_it_sees_a_label_without_room(qtbot: QtBot) -> None:
    label = QLabel("Giấy xác nhận của trưởng bản và hai người làm chứng")
    label.setMinimumWidth(20)
    assert any("has no room" in said for said in faults(host(qtbot, label)))


def test_it_sees_english(qtbot: QtBot) -> None:
    assert any("English" in said for said in faults(host(qtbot, QLabel("Undo"))))


def test_it_sees_what_lies_on_another(qtbot: QtBot) -> None:
    made = host(qtbot, QLabel("Lệ phí"))
    QLabel("Hẹn trả", made).setGeometry(0, 0, 200, 120)
    made.findChildren(QLabel)[-1].show()
    assert any("stand on each other" in said for said in faults(made))


def test_a_column_is_as_wide_as_what_is_in_it_or_it_is_seen(qtbot: QtBot) -> None:
    label = QLabel("Giấy xác nhận của trưởng bản và hai người làm chứng")
    area = scrolled(label)
    made = host(qtbot, area)
    assert area.viewport().width() >= label.minimumSizeHint().width()
    area.setFixedWidth(60)
    made.layout().activate()  # type: ignore[union-attr]
    assert any("a column of" in said for said in faults(made))


@pytest.mark.parametrize("height", range(120, 190, 7))
def test_a_list_shows_whole_rows_at_any_height(qtbot: QtBot, height: int) -> None:
    rows = RowList("Thủ tục")
    rows.show_rows([Row(f"Thủ tục {place}") for place in range(30)], 0)
    made = host(qtbot, rows, height=height)
    for place in (0, 7, 29):
        rows.go_to(place)
        assert [said for said in faults(made) if "half a row" in said] == []
        shown = rows.visualRect(rows.currentIndex())
        assert rows.viewport().rect().contains(shown)


@pytest.mark.parametrize("height", range(120, 190, 7))
def test_a_column_leaves_out_what_its_edge_would_cut(qtbot: QtBot, height: int) -> None:
    inside = QWidget()
    box = QVBoxLayout(inside)
    labels = [QLabel(f"Giấy tờ {place}") for place in range(30)]
    for label in labels:
        box.addWidget(label)
    area = scrolled(inside)
    made = host(qtbot, area, height=height)
    for value in (0, 13, 40, area.verticalScrollBar().maximum()):
        area.verticalScrollBar().setValue(value)
        assert [said for said in faults(made) if "cut" in said] == []
        assert any(sight(label).height() == label.height() for label in labels)


def test_no_page_means_two_things_by_one_key(qapp: QApplication) -> None:
    """But for Esc: what lies over a page goes one step back before the page does."""
    twice: dict[str, list[int]] = {}
    for name, page in pages(qapp, SMALL):
        if isinstance(page, MainWindow) and page.name:
            bound: list[KeyAction] = page._pages[page.name].keys()  # type: ignore[attr-defined]
            times = Counter(combination(action.key) for action in bound if action.key != "Esc")
            twice[name] = [key for key, often in times.items() if often > 1]
    assert {name: keys for name, keys in twice.items() if keys} == {}

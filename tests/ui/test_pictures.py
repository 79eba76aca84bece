"""Nothing is cut: tall marks, long names, all sizes, both modes, on the smallest screen."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.chips import Chip
from app.ui.widgets.fields import Line
from app.ui.widgets.panel import Panel
from app.ui.widgets.text import Text
from tests.ui.gallery import SHOTS

WORDS = "ẦẪẴỮỖỆỰgÊ̆y"
INK = 60
ROLES = ("caption", "body", "section", "title", "name", "figure")


def ink_rows(image: QImage) -> int:
    """Rows between the first and the last one with ink."""
    rows = []
    for top in range(image.height()):
        line = [image.pixelColor(left, top).lightness() for left in range(image.width())]
        if max(line) - min(line) > INK:
            rows.append(top)
    return rows[-1] - rows[0] + 1 if rows else 0


def wanted(widget: QWidget) -> int:
    return QFontMetrics(widget.font()).tightBoundingRect(WORDS).height() - 2


@pytest.mark.parametrize("scale", theme.scales())
@pytest.mark.parametrize("role", ROLES)
def test_labels_show_three_storeys_of_marks(
    qapp: QApplication, qtbot: QtBot, role: str, scale: float
) -> None:
    theme.use(qapp, "light", scale)
    panel, label = Panel(), Text(WORDS, role)
    qtbot.addWidget(panel)
    panel.body.addWidget(label)
    panel.adjustSize()
    image = panel.grab().toImage().copy(label.geometry())
    assert ink_rows(image) >= wanted(label)


@pytest.mark.parametrize("scale", theme.scales())
@pytest.mark.parametrize("kind", [Line, Button, Chip])
def test_controls_show_three_storeys_of_marks(
    qapp: QApplication, qtbot: QtBot, kind: Callable[..., QWidget], scale: float
) -> None:
    theme.use(qapp, "light", scale)
    look = theme.current()
    made = kind("ok", WORDS) if kind is Chip else kind(WORDS)
    qtbot.addWidget(made)
    if isinstance(made, QLineEdit):
        made.setText(WORDS)
        made.setReadOnly(True)
    made.ensurePolished()
    made.resize(look.px(300) if isinstance(made, QLineEdit) else made.sizeHint().width(), 10)
    made.resize(made.width(), made.sizeHint().height())
    left = look.px(27) if isinstance(made, Chip) else look.px(9)
    inner = made.grab().toImage().copy(left, 3, look.px(120), made.height() - 6)
    role = "caption_strong" if isinstance(made, Chip) else "body"
    if isinstance(made, QPushButton):
        role = "medium"
    metrics = QFontMetrics(look.font(role))
    assert ink_rows(inner) >= metrics.tightBoundingRect(WORDS).height() - 2


WRAPPING = (
    "reception-long", "reception-error", "dossier", "lock-wrong", "reception-printer", "printing",
    "printing-list", "reception-visit", "reception-extras", "reception-typing", "reception-kept",
    "reception-duplicate", "lock-code-phrase", "lock-change", "lock-change-wrong", "lock-short",
)  # fmt: skip


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("scale", theme.scales())
def test_no_wrapped_label_is_lower_than_its_words(
    qapp: QApplication, qtbot: QtBot, mode: str, scale: float
) -> None:
    theme.use(qapp, mode, scale)
    for shot in WRAPPING:
        window = SHOTS[shot]()
        qtbot.addWidget(window)
        window.resize(1366, 768)
        qtbot.waitExposed(window)
        qapp.sendPostedEvents()
        assert (window.width(), window.height()) == (1366, 768), shot
        cut = [
            label.text()
            for label in window.findChildren(QLabel)
            if label.isVisible() and label.wordWrap() and label.text()
            if label.heightForWidth(label.width()) > label.height()
        ]
        assert cut == [], shot
        window.close()


@pytest.mark.parametrize("mode", theme.MODES)
def test_every_picture_can_be_painted(qapp: QApplication, qtbot: QtBot, mode: str) -> None:
    theme.use(qapp, mode)
    for build in SHOTS.values():
        window = build()
        qtbot.addWidget(window)
        assert not window.grab().isNull()
        window.close()

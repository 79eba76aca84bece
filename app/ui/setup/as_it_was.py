"""The page as it was before a scanner without its prefix typed into it: nothing of that stays."""

from collections.abc import Callable
from copy import copy
from dataclasses import fields
from functools import partial

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QWidget,
)

from app.ui.scan_filter import is_scan
from app.ui.setup.first_desk import Answers
from app.ui.widgets.lists import RowList

LEAST = 12


def is_no_hand(text: str) -> bool:
    """Whether fast keys are a scan: fingers are never that fast for so long.

    An input method that corrects a word is, but only with Backspace.
    """
    return is_scan(text) or (len(text) >= LEAST and text.isprintable())


def as_it_was(page: QWidget, answers: Answers, show: Callable[[], None]) -> Callable[[], None]:
    """Note what stands on the page; the answer puts it back, `show` opens the step anew."""
    kept = copy(answers)
    kept.done = set(answers.done)
    caret, puts = QApplication.focusWidget(), _puts(page)

    def put_back() -> None:
        for one in fields(Answers):
            setattr(answers, one.name, getattr(kept, one.name))
        for put in puts:  # what is looked up by a line is looked up by its old text
            put()
        show()
        for put in puts:
            put()
        if caret is not None:
            caret.setFocus()

    return put_back


def _puts(page: QWidget) -> list[Callable[[], None]]:
    """Counts before lines: a changed count proposes what stands in another line."""
    lines = page.findChildren(QLineEdit)
    lines.sort(key=lambda line: not isinstance(line.parentWidget(), QAbstractSpinBox))
    combos = page.findChildren(QComboBox)
    return [
        *(combo.hidePopup for combo in combos),
        *(partial(combo.setCurrentIndex, combo.currentIndex()) for combo in combos),
        *(partial(line.setText, line.text()) for line in lines),
        *(partial(box.setChecked, box.isChecked()) for box in page.findChildren(QCheckBox)),
        *(partial(rows.go_to, rows.place) for rows in page.findChildren(RowList)),
    ]

"""Painted widgets are real ones to a screen reader."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.main_window import MainWindow
from app.ui.reception.page import ReceptionPage
from app.ui.widgets.fields import Choice, Line
from app.ui.widgets.keybar import KeyCap
from app.ui.widgets.lists import RowList
from app.ui.widgets.papers import PaperBox
from app.ui.widgets.pin import PinBoxes
from app.ui.widgets.rail import PlaceButton
from app.ui.widgets.stepper import Stepper
from tests.ui.conftest import Keyboard
from tests.ui.samples import DUC

ROLES = {
    RowList: QAccessible.Role.List,
    PaperBox: QAccessible.Role.CheckBox,
    Stepper: QAccessible.Role.SpinBox,
    Choice: QAccessible.Role.ComboBox,
    Line: QAccessible.Role.EditableText,
    KeyCap: QAccessible.Role.Button,
}


def spoken(widget: QWidget) -> tuple[QAccessible.Role, str]:
    """The role and the name that a screen reader hears."""
    said = QAccessible.queryAccessibleInterface(widget)
    return said.role(), said.text(QAccessible.Text.Name)


@pytest.mark.parametrize("kind", ROLES, ids=lambda kind: kind.__name__)
def test_each_has_its_role_and_name(
    kind: type[QWidget], window: MainWindow, reception: ReceptionPage, keyboard: Keyboard
) -> None:
    reception.take_person(DUC)
    keyboard.press("1", "1")
    for widget in window.findChildren(kind):
        if widget.isVisible():
            role, name = spoken(widget)
            assert role == ROLES[kind]
            assert name


def test_places_of_the_rail_can_be_pressed(window: MainWindow) -> None:
    for place in window.findChildren(PlaceButton):
        role, name = spoken(place)
        assert role in (QAccessible.Role.Button, QAccessible.Role.CheckBox)
        assert name == place.place.words


def test_the_pin_never_says_its_digits(qtbot: QtBot) -> None:
    pin = PinBoxes("Mã PIN")
    qtbot.addWidget(pin)
    pin.setText("1357")
    said = QAccessible.queryAccessibleInterface(pin)
    assert "1357" not in said.text(QAccessible.Text.Value)
    assert said.state().passwordEdit

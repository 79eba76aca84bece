"""Where a clerk types what opens: six boxes, a longer line, or the form of a one-time code."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.ui.lock.desk import BOXES, User
from app.ui.widgets.pin import PinBoxes, SecretLine
from app.ui.widgets.text import hosted, row

if TYPE_CHECKING:
    from app.ui.lock.code_form import CodeForm


class Secrets(QStackedWidget):
    """As high as what is shown; `coding` while the form of a one-time code is.

    `asked` carries code, PIN and PIN again.
    """

    asked = Signal(str, str, str)

    def __init__(self) -> None:
        """Begin with the boxes."""
        super().__init__()
        self.pin, self.secret = PinBoxes(self.tr("Mã PIN")), SecretLine(self.tr("Mã PIN"))
        self.coding = False
        self._hosts: list[QWidget] = []
        for inside in (row(self.pin, None), row(self.secret)):
            self._put(hosted(inside))

    def _put(self, host: QWidget) -> None:
        self._hosts.append(host)
        self.addWidget(host)

    @cached_property
    def form(self) -> "CodeForm":
        """Made at its first use: hardly a day needs it, and every cold start waits for the rest."""
        from app.ui.lock.code_form import CodeForm

        form = CodeForm()
        form.asked.connect(self.asked)
        self._put(hosted(row(form)))
        return form

    def show_for(self, user: User | None, asked: str, *, coding: bool) -> None:
        """What this clerk types; `asked` names it for screen readers."""
        self.coding = coding
        for field in (self.pin, self.secret):
            field.setAccessibleName(asked or self.tr("Mã PIN"))
        if coding:
            self.form.clear()
        place = 2 if coding else 0 if self.field_of(user) is self.pin else 1
        for index, host in enumerate(self._hosts):
            shown = index == place
            policy = QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Ignored
            host.setSizePolicy(policy, policy)
        self.setCurrentIndex(place)

    def field_of(self, user: User | None) -> PinBoxes | SecretLine:
        """Where this clerk's PIN goes."""
        return self.pin if user and user.digits == BOXES else self.secret

    def clear(self) -> None:
        """Nothing typed anywhere."""
        self.pin.clear()
        self.secret.clear()
        if "form" in self.__dict__:
            self.form.clear()

"""Where a clerk types what opens: six boxes, a longer line, or the form of a one-time code."""

from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from app.ui.lock.code_form import CodeForm
from app.ui.lock.desk import BOXES, User
from app.ui.widgets.pin import PinBoxes, SecretLine
from app.ui.widgets.text import hosted, row


class Secrets(QStackedWidget):
    """As high as what is shown; `coding` while the form of a one-time code is."""

    def __init__(self) -> None:
        """Begin with the boxes."""
        super().__init__()
        self.pin, self.secret = PinBoxes(self.tr("Mã PIN")), SecretLine(self.tr("Mã PIN"))
        self.form, self.coding = CodeForm(), False
        rows = (row(self.pin, None), row(self.secret), row(self.form))
        self._hosts = tuple(hosted(inside) for inside in rows)
        for host in self._hosts:
            self.addWidget(host)

    def show_for(self, user: User | None, asked: str, *, coding: bool) -> None:
        """What this clerk types; `asked` names it for screen readers."""
        self.coding = coding
        for field in (self.pin, self.secret):
            field.setAccessibleName(asked or self.tr("Mã PIN"))
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
        self.form.clear()

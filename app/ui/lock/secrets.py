"""Where a clerk types what opens: six boxes, a longer line, or the form of a new secret."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.ui.lock.desk import BOXES, User
from app.ui.widgets.pin import PinBoxes, SecretLine
from app.ui.widgets.text import hosted, row

if TYPE_CHECKING:
    from app.ui.lock.secret_form import SecretForm


class Secrets(QStackedWidget):
    """As high as what is shown; `kind` names the form that is, empty where none is.

    `asked` carries code, secret and secret again.
    """

    asked = Signal(str, str, str)

    def __init__(self) -> None:
        """Begin with the boxes."""
        super().__init__()
        self.pin, self.secret = PinBoxes(self.tr("Mã PIN")), SecretLine(self.tr("Mã PIN"))
        self.kind, self.phrases = "", False
        self._hosts: list[QWidget] = []
        self._forms: dict[tuple[str, bool], tuple[SecretForm, int]] = {}
        for inside in (row(self.pin, None), row(self.secret)):
            self._put(hosted(inside))

    def _put(self, host: QWidget) -> None:
        self._hosts.append(host)
        self.addWidget(host)

    @property
    def form(self) -> "SecretForm":
        """The form of the kind that is shown."""
        return self._form_and_place()[0]

    def _form_and_place(self) -> "tuple[SecretForm, int]":
        """Made at its first use: hardly a day needs it, and every cold start waits for the rest."""
        from app.ui.lock.secret_form import SecretForm

        which = (self.kind, self.phrases)
        if which not in self._forms:
            form = SecretForm(self.kind, phrases=self.phrases)
            form.asked.connect(self.asked)
            self._forms[which] = (form, len(self._hosts))
            self._put(hosted(row(form)))
        return self._forms[which]

    def show_for(self, user: User | None, asked: str, *, kind: str, phrases: bool) -> None:
        """What this clerk types; `asked` names it for screen readers."""
        self.kind, self.phrases = kind, phrases
        for field in (self.pin, self.secret):
            field.setAccessibleName(asked or self.tr("Mã PIN"))
        place = 0 if self.field_of(user) is self.pin else 1
        if kind:
            form, place = self._form_and_place()
            form.clear()
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
        for form, _place in self._forms.values():
            form.clear()

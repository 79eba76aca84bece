"""A part of Quản trị whose acts are told on it: done, or a sentence at the field that is wrong."""

from collections.abc import Callable, Mapping

from app.domain.errors import ClerkError, MotCuaError
from app.ui.admin.desk import AdminDesk
from app.ui.setup.panel import SetupPanel
from app.ui.tasks import Run
from app.ui.widgets.fields import Field
from app.ui.widgets.pin import SecretField
from app.ui.widgets.text import Text


class ActingPanel(SetupPanel):
    """`told` is what was done last; `fields` by the names that the faults of its acts bear."""

    fields: Mapping[str, Field | SecretField]

    def __init__(self, desk: AdminDesk) -> None:
        """Nothing done; who builds it says which its fields are."""
        super().__init__()
        self._desk = desk
        self.told = Text("", "quiet", wrap=True)
        self.told.hide()

    def act(
        self, work: Callable[[], str], *emptied: Field, run: Run | None = None, doing: str = ""
    ) -> None:
        """Do it, say what is true now, read the list anew; `emptied`: what was typed for it.

        What was typed since stays. `run` is the page's, unless it is said otherwise. `doing` is
        told meanwhile, of what takes its time.
        """
        self.settle()
        self._tell(doing)
        for field in self.fields.values():
            field.say("")

        typed = [(field, field.value) for field in emptied]

        def done(said: str) -> None:
            for field, before in typed:
                if field.value == before:
                    field.put("")
            self.load()
            self._tell(said)

        (run or self._desk.run)(work, done, self._on_refused)

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _on_refused(self, error: MotCuaError) -> None:
        self._tell("")
        place = self.fields.get(error.field or "") if isinstance(error, ClerkError) else None
        if place is None:
            self.refuse(error)
            return
        place.say(error.message)
        if self.isVisible():  # else somebody is served meanwhile, and the caret is his
            place.input.setFocus()

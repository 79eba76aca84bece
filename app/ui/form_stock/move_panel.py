"""One movement of a form: what happened by a digit, then how many, and what belongs to it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.ui.form_stock.desk import OTHER, Draft, Shown, Way
from app.ui.widgets.fields import Field
from app.ui.widgets.lists import Row, WholeList
from app.ui.widgets.panel import Panel
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Text, column, hosted


class MovePanel(Panel):
    """`draft` is what is typed about the form that is shown; `went`: another way was chosen."""

    went = Signal()

    def __init__(self, ways: Sequence[Way]) -> None:
        """No form is shown."""
        super().__init__(self.tr("Sổ phôi"))
        self._ways, self.shown = tuple(ways), Shown(OTHER, "")
        self.ways = WholeList(self.tr("Ghi việc gì?"), height="row")
        self.ways.show_rows([Row(one.words, key=str(n)) for n, one in enumerate(ways, 1)], 0)
        self.fields = {
            "form": Field(self.tr("Tên phôi")),
            "quantity": Field(self.tr("Số lượng (tờ)")),
            "serials": Field(
                self.tr("Sê-ri (nếu có)"), hint=self.tr("Ví dụ AB 001201-001300: tự ra số lượng.")
            ),
            "document": Field(self.tr("Nơi cấp, văn bản (nếu có)")),
            "dossier": Field(self.tr("Hồ sơ số (nếu có)")),
            "note": Field(self.tr("Ghi chú")),
            "least": Field(self.tr("Báo sắp hết khi còn")),
        }
        form, *others = self.fields.values()
        told = self.tr("Tỉnh đọc được sổ này: đừng ghi tên, số định danh của người dân.")
        ask = Text(self.tr("Ghi việc gì?"), "label")
        parts = (form, ask, self.ways, *others, Text(told, "quiet", wrap=True))
        self.body.addWidget(scrolled(hosted(column(*parts, None, spacing="m"))), 1)
        self.ways.moved.connect(self._show_fields)
        self.ways.chosen.connect(self.go_on)
        for field in self.fields.values():
            field.changed.connect(lambda field=field: field.say(""))
        self._show_fields(0)

    def show_form(self, shown: Shown) -> None:
        """Another form, with nothing typed."""
        self.shown = shown
        self.set_title(shown.words)
        for field in self.fields.values():
            field.put("")
            field.say("")
        self.fields["least"].put(shown.least)
        self.ways.go_to(0)
        self._show_fields(0)

    def choose(self, digit: int) -> None:
        """The way with that digit, as if it were pressed here."""
        self.ways.press_digit(str(digit))

    def take_focus(self) -> None:
        """The name of a form of one's own, else the digits."""
        asked = self.shown.code == OTHER and not self.fields["form"].value.strip()
        (self.fields["form"].input if asked else self.ways).setFocus()

    def go_on(self, place: int) -> None:
        """Ask how many, once it is chosen what happened."""
        self._show_fields(place)
        asked = self.shown.code == OTHER and not self.fields["form"].value.strip()
        self.fields["form" if asked else "quantity"].input.setFocus()

    @property
    def choosing(self) -> bool:
        """Whether the caret is on the digits: nothing was chosen yet."""
        return self.ways.hasFocus()

    @property
    def typed(self) -> bool:
        """Whether something was said to have happened: how many, or which."""
        return any(self.fields[name].value.strip() for name in ("quantity", "serials"))

    @property
    def draft(self) -> Draft:
        """What is typed; a field that does not belong to what happened says nothing."""
        way = self._ways[max(0, self.ways.place)]
        typed = {name: self.fields[name].value.strip() for name in way.asks}
        own = self.shown.code == OTHER
        form = self.fields["form"].value.strip() if own else self.shown.code
        return Draft(form, way.name, **typed)

    def say(self, field: str, sentence: str) -> bool:
        """Show a fault at its field; False where it belongs to none that is shown."""
        if field not in self.fields or self.fields[field].isHidden():
            return False
        self.fields[field].say(sentence)
        self.fields[field].input.setFocus()
        return True

    def _show_fields(self, place: int) -> None:
        asks = self._ways[max(0, place)].asks
        for name, field in self.fields.items():
            field.setVisible(name in asks or (name == "form" and self.shown.code == OTHER))
        self.went.emit()

"""What few dossiers need: a day agreed upon, a ground, the way back, other offices, a note."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import theme
from app.ui.reception.draft import Draft
from app.ui.widgets.buttons import pressable
from app.ui.widgets.fields import Choice, Field
from app.ui.widgets.panel import Panel
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.suggesting import SuggestField
from app.ui.widgets.text import reveal

APPOINTMENT, GROUND, RETURN, NOTE = "appointment", "fee.exemption", "return_by", "note"
DECIDING, RETURNING = "deciding_office", "return_office"
CASE = "case"
USUAL_TERM = ("", "Trong ngày, như luật định")
RETURN_WAYS = (("", "Tại quầy"), ("post", "Qua bưu điện"), ("online", "Bản điện tử"))


class ExtrasPanel(Panel):
    """A sheet in the place of the papers. `asked` when a field of it is to be seen."""

    changed = Signal()
    left = Signal(str)
    act = Signal(str)
    asked = Signal()

    def __init__(self, offices: Callable[[str], Sequence[str]] = lambda _typed: ()) -> None:
        """All empty; `offices` are communes and agencies for a few letters."""
        back = pressable(self.tr("về giấy tờ"), key="Esc", role="plain")
        super().__init__(self.tr("Hẹn ngày, ghi chú"), aside=back)
        self.setProperty("help", "reception.extras")
        back.clicked.connect(lambda: self.act.emit("Esc"))
        self._inside = QWidget()
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(0, 0, theme.current().px(4), 0)
        self._box.setSpacing(theme.current().space("s"))
        hint = self.tr("Ví dụ: 25/11.")
        if not theme.current().big:  # big words have one line for it
            hint += " " + self.tr("Chỉ là hạn trả khi luật không ấn định.")
        term = self.tr("Thời hạn (dài hơn: khi công dân đồng ý)")
        self._fields = {
            CASE: Field(term, choices=(USUAL_TERM,)),
            APPOINTMENT: Field(self.tr("Hẹn ngày với công dân"), hint=hint),
            GROUND: Field(
                self.tr("Căn cứ miễn, giảm"), hint=self.tr("Văn bản, sổ hoặc giấy xác nhận, số")
            ),
            RETURN: Field(self.tr("Trả kết quả"), choices=RETURN_WAYS),
            NOTE: Field(self.tr("Ghi chú")),
            DECIDING: SuggestField(
                self.tr("Cơ quan giải quyết"),
                self.tr("Để trống: cơ quan mình"),
                offices,
            ),
            RETURNING: SuggestField(
                self.tr("Nơi trả kết quả"), self.tr("Để trống: trả tại đây"), offices
            ),
        }
        for path, field in self._fields.items():
            self._add(path, field)
        self._box.addStretch(1)
        self.body.addWidget(scrolled(self._inside), 1)
        self.offer_longer(())
        self.show_draft(Draft(), exempt=False)

    def _add(self, path: str, field: Field) -> None:
        field.input.setObjectName(path)
        field.changed.connect(self.changed)
        field.left.connect(lambda: self.left.emit(path))
        self._box.addWidget(field)

    def show_draft(self, draft: Draft, *, exempt: bool) -> None:
        """As drafted."""
        values = (
            draft.case, draft.appointment, draft.ground, draft.return_by, draft.note,
            draft.deciding, draft.returning,
        )  # fmt: skip
        for field, value in zip(self._fields.values(), values, strict=True):
            field.put(value)
            field.say("")
        self.ask_ground(exempt)

    def offer_longer(self, terms: Sequence[tuple[str, str]]) -> None:
        """The longer terms that may be agreed on; the field is hidden where there is none."""
        choice = self._fields[CASE].input
        if isinstance(choice, Choice):
            choice.offer((USUAL_TERM, *terms))
        self._fields[CASE].setVisible(bool(terms))

    def ask_ground(self, exempt: bool) -> None:  # noqa: FBT001 - a state
        """The ground is asked only where somebody is exempt."""
        self._fields[GROUND].setVisible(exempt)
        reveal(self._inside)

    def value(self, path: str) -> str:
        """What is in a field, as typed; of a field that is not asked nothing."""
        field = self._fields[path]
        return "" if field.isHidden() else field.value

    def summary(self) -> str:
        """What was agreed, in few words; empty where nothing was."""
        words = dict(RETURN_WAYS)
        asked = (APPOINTMENT, RETURN, DECIDING, RETURNING, NOTE)
        day, way, there, back, note = (self.value(path) for path in asked)
        parts = (
            self.tr("thời hạn dài hơn") if self.value(CASE) else "",
            self.tr("hẹn {0}").format(day) if day else "",
            words[way].lower() if way else "",
            self.tr("giải quyết ở {0}").format(there.partition(" (")[0]) if there else "",
            self.tr("trả ở {0}").format(back.partition(" (")[0]) if back else "",
            self.tr("có ghi chú") if note else "",
        )
        return " · ".join(part for part in parts if part)

    def say(self, path: str, sentence: str) -> bool:
        """Show a fault at its field; False where the field is not here."""
        field = self._fields.get(path)
        if field is not None:
            field.say(sentence)
        return field is not None

    def focus(self, path: str = "") -> bool:
        """Show the sheet and put the caret into a field, the first one by default."""
        first = APPOINTMENT if self._fields[CASE].isHidden() else CASE
        field = self._fields.get(path or first)
        if field is not None:
            self.asked.emit()
            field.input.setFocus()
        return field is not None

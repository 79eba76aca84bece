"""One line of the inventory, counted: needed, held, broken, and a remark."""

from dataclasses import replace

from app.ui.incidents.desk import Stock
from app.ui.widgets.fields import Field, Line
from app.ui.widgets.panel import Panel
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Text, column, hosted


class CountPanel(Panel):
    """`stock` is the line with what was typed."""

    def __init__(self) -> None:
        """No line is counted."""
        super().__init__(self.tr("Kiểm kê"))
        self._shown = Stock("", "")
        self._fields = {
            "held": Field(self.tr("Đang có"), hint=self.tr("Không có cái nào thì ghi 0.")),
            "broken": Field(self.tr("Trong đó hỏng")),
            "needed": Field(self.tr("Cần (theo định mức, để trống nếu chưa rõ)")),
            "note": Field(self.tr("Ghi chú")),
        }
        told = self.tr(
            "Đếm xong nhấn F9, dòng kế tiếp tự hiện ra. Lần đếm cuối cùng có hiệu lực; các lần "
            "trước vẫn được giữ."
        )
        inside = column(*self._fields.values(), Text(told, "quiet", wrap=True), None, spacing="m")
        self.body.addWidget(scrolled(hosted(inside)), 1)
        for field in self._fields.values():
            field.changed.connect(lambda field=field: field.say(""))

    def show_stock(self, stock: Stock) -> None:
        """Another line, as it was counted last."""
        self._shown = stock
        self.set_title(stock.words)
        for name, field in self._fields.items():
            field.put(getattr(stock, name))
            field.say("")

    @property
    def stock(self) -> Stock:
        """What is typed."""
        typed = {name: field.value.strip() for name, field in self._fields.items()}
        return replace(self._shown, **typed)

    def take_focus(self) -> None:
        """How many there are; what was counted before gives way to what is typed."""
        held = self._fields["held"].input
        held.setFocus()
        if isinstance(held, Line):
            held.selectAll()

    def say(self, field: str, sentence: str) -> bool:
        """Show a fault at its field; False where it belongs to none of these."""
        if field not in self._fields:
            return False
        self._fields[field].say(sentence)
        self._fields[field].input.setFocus()
        return True

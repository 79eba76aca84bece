"""Printer and paper: the list comes from a worker, for a dead network printer may take seconds."""

from dataclasses import replace
from functools import partial

from app.domain.errors import MotCuaError
from app.settings import PAPERS, Settings, without_step
from app.ui.setup.desk import MachineDesk, Named
from app.ui.setup.panel import SetupPanel
from app.ui.shortcuts import KeyAction
from app.ui.widgets.fields import Field
from app.ui.widgets.lists import Row, WholeList
from app.ui.widgets.text import Text

PAPER_WORDS = {
    "a4x2": "A4, hai liên và đường cắt",
    "a4": "A4, mỗi liên một tờ",
    "a5": "A5",
    "80mm": "Cuộn 80 mm (máy in nhiệt)",
}


class PrinterPanel(SetupPanel):
    """A digit or Enter marks the printer, F9 keeps it with the paper."""

    title = "Máy in"

    def __init__(self, desk: MachineDesk) -> None:
        """Nothing is looked up before `load`."""
        super().__init__()
        self._desk, self._asked, self._found = desk, 0, False
        self._printers: tuple[Named, ...] = ()
        self.list = WholeList(self.tr("Máy in"))
        self.list.cap_with_caret()
        self._said = Text("", "quiet", wrap=True)
        self.paper = Field(
            self.tr("Giấy của phiếu hẹn"), choices=[(one, PAPER_WORDS[one]) for one in PAPERS]
        )
        self.body.addWidget(self._said)
        self.body.addWidget(self.list)
        self.body.addWidget(self.paper)
        self.body.addWidget(self.trouble)
        self.body.addStretch(1)
        self.list.chosen.connect(lambda _place: self.paper.input.setFocus())

    def load(self) -> None:
        """Look printers up; what is kept stays marked."""
        settings = self._desk.settings()
        self.paper.put(settings.slip_paper)
        self.settle()
        self._asked += 1
        asked = self._asked
        self._said.setText(self.tr("Đang tìm máy in, có thể mất vài giây…"))
        self._show_printers(self._printers or (Named(settings.printer, settings.printer),))
        self._desk.look(
            self._desk.printers,
            lambda found: self._on_found(asked, found),
            lambda error: self._on_failed(asked, error),
        )

    def _on_found(self, asked: int, found: tuple[Named, ...]) -> None:
        if asked != self._asked:
            return
        self._found = True
        self._said.setText(
            self.tr("Chọn máy in bằng phím số. Phiếu in ra ngay khi lưu, không hỏi lại.")
            if found
            else self.tr(
                "Chưa thấy máy in nào. Cắm máy in, bật điện rồi mở lại trang này. "
                "Không có máy in vẫn tiếp nhận được: số phiếu hiện trên màn hình để chép."
            )
        )
        self._show_printers(found)

    def _on_failed(self, asked: int, error: MotCuaError) -> None:
        if asked == self._asked:
            self._said.setText(error.message)

    def _show_printers(self, found: tuple[Named, ...]) -> None:
        marked, kept = self.list.place, self._desk.settings().printer
        names = [one.name for one in found]
        was = self._printers[marked].name if 0 <= marked < len(self._printers) else kept
        self._printers = found
        rows = [
            Row(
                one.words or self.tr("Máy in mặc định của máy tính"),
                one.note,
                str(place) if place < 10 else "",  # noqa: PLR2004 - a digit
                ("done", self.tr("đang dùng")) if one.name == kept else None,
            )
            for place, one in enumerate(found, 1)
        ]
        self.list.show_rows(rows, names.index(was) if was in names else 0)
        self._show_list(shown=bool(rows))

    def _show_list(self, *, shown: bool) -> None:
        """No printer, no gap; the caret goes where there is something to choose."""
        caret = self.list.hasFocus()
        self.list.setVisible(shown)
        if caret and not shown:
            self.take_focus()

    def take_focus(self) -> None:
        """The printers, else the paper."""
        (self.paper.input if self.list.isHidden() else self.list).setFocus()

    def keys(self) -> list[KeyAction]:
        """A test page of stacked marks, where one can be printed."""
        if self._desk.print_test is None:
            return []
        return [KeyAction("Ctrl+P", self.tr("In trang thử"), self._print_test)]

    @property
    def settles(self) -> bool:  # type: ignore[override]
        """Only a printer that was found or named: a machine without one is not done with them."""
        return bool(self._chosen().printer) or (self._found and bool(self._printers))

    def save(self) -> None:
        """Keep printer and paper."""
        chosen = self._chosen()
        self._desk.keep(without_step(chosen, "printer") if self.settles else chosen)
        self._show_printers(self._printers)
        self.kept.emit()

    def _chosen(self) -> Settings:
        place, settings = self.list.place, self._desk.settings()
        printer = self._printers[place].name if place >= 0 else settings.printer
        return replace(settings, printer=printer, slip_paper=self.paper.value)

    def _print_test(self) -> None:
        """On the printer that is marked, kept or not."""
        print_test, wanted = self._desk.print_test, self._chosen()
        if print_test is None:
            return
        self._said.setText(self.tr("Đang gửi trang thử tới máy in…"))
        work = partial(print_test, wanted)
        self._desk.paper(work, lambda _: self._on_tested(), self._on_test_failed)

    def _on_tested(self) -> None:
        self._said.setText(
            self.tr("Đã gửi trang thử. Xem giấy: bốn cạnh khung và mọi dấu (Ầ Ễ Ữ đ) phải rõ.")
        )

    def _on_test_failed(self, error: MotCuaError) -> None:
        self._said.setText("")
        self.refuse(error)

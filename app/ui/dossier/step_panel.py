"""The small sheet over the life of a dossier: what a step needs, and nothing else."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import theme
from app.ui.dossier.desk import (
    FINISH,
    GIVE_BACK,
    HAND_OVER,
    PAIR,
    REQUEST_PAPERS,
    REVERSE,
    DossierView,
    StepAsked,
)
from app.ui.widgets.buttons import pressable
from app.ui.widgets.fields import Field
from app.ui.widgets.lists import Row, WholeList
from app.ui.widgets.panel import Panel
from app.ui.widgets.papers import Paper, PaperBox
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Text, empty, reveal

WORDS = {
    HAND_OVER: ("Bàn giao cho ai?", "Bàn giao"),
    REQUEST_PAPERS: ("Cần bổ sung giấy nào?", "Yêu cầu bổ sung"),
    FINISH: ("Có kết quả", "Ghi kết quả"),
    GIVE_BACK: ("Trả kết quả cho ai?", "Trả kết quả"),
    REVERSE: ("Đảo bước vừa đóng hồ sơ", "Đảo bước"),
    PAIR: ("Mã hồ sơ trên hệ thống của tỉnh", "Ghi mã"),
}
OWNER, OTHER = "owner", "other"


class StepPanel(Panel):
    """`confirmed` carries a `StepAsked`; `cancelled` when the clerk thinks again."""

    confirmed = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        """Begin closed."""
        cancel = pressable("Thôi", key="Esc", role="plain")
        super().__init__(" ", aside=cancel)
        cancel.clicked.connect(self.cancelled)
        self.action, self._view = "", DossierView("", "", ("ok", ""), "")
        self._fields: dict[str, Field] = {}
        self._boxes: list[PaperBox] = []
        self._choices: tuple[tuple[str, str], ...] = ()
        self.list = WholeList(self.tr("Lựa chọn"))
        self._inside = QWidget()
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.current().space("s"))
        self.body.addWidget(scrolled(self._inside), 1)
        self.hide()

    def ask(self, action: str, view: DossierView, recipients: Sequence[tuple[str, str]]) -> None:
        """Open for a step and put the caret where the first key belongs."""
        self.action, self._view = action, view
        title, _ = WORDS[action]
        self.set_title(title)
        self._reset()
        build = {
            HAND_OVER: lambda: self._ask_recipient(recipients),
            REQUEST_PAPERS: self._ask_papers,
            FINISH: self._ask_result,
            GIVE_BACK: self._ask_receiver,
            REVERSE: self._ask_why,
            PAIR: self._ask_code,
        }
        build[action]()
        self._box.addStretch(1)
        reveal(self._inside)
        self.show()
        self._focus_first()

    def close_step(self) -> None:
        """Take the sheet away."""
        self.action = ""
        self.hide()

    def _reset(self) -> None:
        empty(self._box)
        self._fields, self._boxes, self._choices = {}, [], ()
        self.list = WholeList(self.tr("Lựa chọn"))

    def _focus_first(self) -> None:
        if self._choices:
            self.list.setFocus()
        elif self._boxes:
            self._boxes[0].setFocus()
        else:
            next(iter(self._fields.values())).input.setFocus()

    # --- what each step asks -------------------------------------------------------------------

    def _offer(self, choices: Sequence[tuple[str, str]]) -> None:
        self._choices = tuple(choices)
        rows = [
            Row(words, key=str(place) if place < 10 else "")  # noqa: PLR2004 - a digit
            for place, (_, words) in enumerate(choices, 1)
        ]
        self.list.show_rows(rows, 0)
        self._box.addWidget(self.list)

    def _field(self, name: str, words: str, hint: str = "") -> Field:
        made = Field(words, hint=hint)
        self._fields[name] = made
        self._box.addWidget(made)
        return made

    def _ask_recipient(self, recipients: Sequence[tuple[str, str]]) -> None:
        self._offer(recipients)
        self.list.chosen.connect(lambda _place: self.confirm())

    def _ask_papers(self) -> None:
        for paper in self._view.papers:
            words = self.tr("không hỏi"), self.tr("cần bổ sung")
            box = PaperBox(Paper(paper.name, kind=paper.kind, words=words))
            self._boxes.append(box)
            self._box.addWidget(box)
        self._field("other", self.tr("Giấy khác"))
        self._field("reason", self.tr("Lý do"))
        self._field("until", self.tr("Nộp trước ngày (nếu có)"), self.tr("Ví dụ: 27/11/2026"))

    def _ask_result(self) -> None:
        self._field("result_number", self.tr("Số văn bản kết quả (nếu có)"))
        self._field("signer", self.tr("Người ký (nếu có)"))

    def _ask_why(self) -> None:
        about = self.tr(
            "Bước trả kết quả, có kết quả, rút hoặc dừng gần nhất không còn hiệu lực; hồ sơ trở "
            "lại như trước bước đó. Bước bị đảo, lý do và tên bạn ở lại trong diễn biến hồ sơ."
        )
        self._box.addWidget(Text(about, wrap=True))
        self._field("reason", self.tr("Lý do"), self.tr("Ví dụ: trả nhầm người"))

    def _ask_code(self) -> None:
        about = self.tr(
            "Chép đúng mã mà hệ thống của tỉnh đã cấp cho hồ sơ này. Số phiếu trên giấy hẹn không "
            "đổi; từ nay tìm được hồ sơ theo cả hai."
        )
        self._box.addWidget(Text(about, wrap=True))
        self._field("external_code", self.tr("Mã hồ sơ"), self.tr("Ví dụ: H18.40-261123-0001"))

    def _ask_receiver(self) -> None:
        owner = self.tr("Chính chủ: {0}").format(self._view.owner_name)
        self._offer([(OWNER, owner), (OTHER, self.tr("Người được uỷ quyền"))])
        for name, words in (
            ("receiver_name", self.tr("Họ và tên người nhận")),
            ("receiver_id", self.tr("Số CCCD người nhận")),
            ("receiver_relation", self.tr("Giấy uỷ quyền, quan hệ")),
        ):
            self._field(name, words)
        self.list.moved.connect(self._show_receiver)
        self.list.chosen.connect(self._on_receiver_chosen)
        self._show_receiver(0)

    def _show_receiver(self, place: int) -> None:
        for field in self._fields.values():
            field.setVisible(place == 1)

    def _on_receiver_chosen(self, place: int) -> None:
        if place == 0:
            self.confirm()
        else:
            self._fields["receiver_name"].input.setFocus()

    # --- the end -------------------------------------------------------------------------------

    def say(self, sentence: str) -> None:
        """Show what is wrong at the first field, else as a line."""
        shown = [field for field in self._fields.values() if not field.isHidden()]
        if shown:
            shown[0].say(sentence)
            shown[0].input.setFocus()
        else:
            self._box.insertWidget(0, Text(sentence, "error", wrap=True))

    def confirm(self) -> None:
        """Send the step; a request without any paper is not one."""
        asked = self._asked()
        if self.action == REQUEST_PAPERS and not asked.papers:
            self.say(self.tr("Chưa chọn giấy nào. Đánh dấu giấy cần bổ sung, hoặc ghi giấy khác."))
        elif self._needs_name(asked):
            self.say(self.tr("Thiếu họ tên người nhận. Hãy nhập họ tên."))
        else:
            self.confirmed.emit(asked)

    def _needs_name(self, asked: StepAsked) -> bool:
        return self.action == GIVE_BACK and self.list.place == 1 and not asked.receiver_name

    def _asked(self) -> StepAsked:
        values = {
            name: field.value.strip()
            for name, field in self._fields.items()
            if not field.isHidden()
        }
        other = values.pop("other", "")
        papers = tuple(box.paper.name for box in self._boxes if box.isChecked())
        to = self._choices[max(0, self.list.place)][0] if self.action == HAND_OVER else ""
        return StepAsked(
            code=self._view.code,
            action=self.action,
            to=to,
            papers=(*papers, other) if other else papers,
            **values,
        )

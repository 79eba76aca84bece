"""The small sheet over the life of a dossier: what a step needs, and nothing else."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import theme
from app.ui.dossier.desk import (
    FINISH,
    GIVE_BACK,
    HAND_OVER,
    PAIR,
    REQUEST_PAPERS,
    REVERSE,
    VOID,
    DossierView,
    StepAsked,
)
from app.ui.dossier.step_forms import MORE, TAKEN, StepForm
from app.ui.shortcuts import settle_typing
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
    VOID: ("Huỷ hồ sơ nhập sai", "Huỷ hồ sơ"),
}
WORDS |= {action: (form.title, form.verb) for action, form in MORE.items()}
CHOOSE, PRINT, PAYMENT = "choose", "print", "payment_made"
WORDS |= {CHOOSE: ("Bước khác", "Chọn"), PRINT: ("In giấy nào?", "In")}
OWNER, OTHER = "owner", "other"
CASH_BACK = " Trả lại {0} tiền mặt đã thu cho người nộp, và thu hồi biên lai nếu đã đưa."
UNSIGNED = "Chưa ký, chưa có số thì chưa gửi được. Hẹn cũ còn nguyên; ký xong ghi lại."


class StepPanel(Panel):
    """`confirmed` carries a `StepAsked`; `cancelled` when the clerk thinks again.

    `wanted` carries the step that he chose from the list of others, `printed` the form of a paper.
    """

    confirmed = Signal(object)
    cancelled = Signal()
    wanted = Signal(str)
    printed = Signal(str)

    def __init__(self) -> None:
        """Begin closed."""
        cancel = pressable("Thôi", key="Esc", role="plain")
        super().__init__(" ", aside=cancel)
        cancel.clicked.connect(self.cancelled)
        self.action, self._view = "", DossierView("", "", ("ok", ""), "")
        self._fields: dict[str, Field] = {}
        self._boxes: list[PaperBox] = []
        self._choices: tuple[tuple[str, str], ...] = ()
        self.list, self._doubt = WholeList(self.tr("Lựa chọn")), Text()
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
            VOID: self._ask_void,
            CHOOSE: self._ask_which,
            PRINT: self._ask_paper,
        }
        build[action]() if action in build else self._ask_form(MORE[action])
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

    def _offer(self, choices: Sequence[tuple[str, str]], first: int = 0) -> None:
        self._choices = tuple(choices)
        rows = [
            Row(words, key=str(place) if place < 10 else "")  # noqa: PLR2004 - a digit
            for place, (_, words) in enumerate(choices, 1)
        ]
        self.list.show_rows(rows, first)
        self._box.addWidget(self.list)

    def _field(self, name: str, words: str, hint: str = "") -> Field:
        made = Field(words, hint=hint, person=name == "receiver_name")
        made.changed.connect(lambda: made.say(""))  # what is mended is no fault any more
        self._fields[name] = made
        self._box.addWidget(made)
        return made

    def _ask_recipient(self, recipients: Sequence[tuple[str, str]]) -> None:
        self._offer(recipients)
        self.list.chosen.connect(lambda _place: self.confirm())

    def _ask_which(self) -> None:
        """The steps that have no key of their own and are allowed now."""
        self._offer([(one, form.title) for one, form in MORE.items() if one in self._view.allowed])
        self.list.chosen.connect(lambda _place: self.confirm())

    def _ask_paper(self) -> None:
        """The papers that there are of the dossier; Enter prints the one of its last step."""
        forms = [form for form, _ in self._view.prints]
        last = self._view.last_paper
        self._offer(self._view.prints, forms.index(last) if last in forms else 0)
        self.list.chosen.connect(lambda _place: self.confirm())

    def _ask_form(self, form: StepForm) -> None:
        if form.about:
            self._box.addWidget(Text(form.about, "quiet", wrap=True))
        if self.action == PAYMENT and self._view.paying:
            self._box.addWidget(Text(self._view.paying, "strong", wrap=True))
        amount = self.action == PAYMENT and self._view.pays_unknown
        if form.choices:
            self._offer(form.choices)
            self.list.chosen.connect(self._on_amount if amount else lambda _place: self.confirm())
        elif form.choice:
            self._offer(
                [(path, f"{label}: {now or 'trống'}") for path, label, now in self._view.wrong]
            )
            self.list.moved.connect(self._show_wrong)
            self.list.chosen.connect(self._on_wrong_chosen)
        for one in (TAKEN,) if amount else form.fields:
            self._field(one.name, one.words, one.hint)

    def _on_amount(self, _place: int) -> None:
        """Only its taker knows how much: what he types is all that the book will have of it."""
        self._fields[TAKEN.name].input.setFocus()

    def _show_wrong(self, place: int) -> None:
        """What stands there now is in the field."""
        self._fields["value"].put(self._view.wrong[place][2])

    def _on_wrong_chosen(self, place: int) -> None:
        """It is marked: typing takes its place."""
        self._show_wrong(place)
        self._fields["value"].input.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask_papers(self) -> None:
        for paper in self._view.papers:
            words = self.tr("không hỏi"), self.tr("cần bổ sung")
            box = PaperBox(Paper(paper.name, kind=paper.kind, words=words))
            self._boxes.append(box)
            self._box.addWidget(box)
        self._field("other_paper", self.tr("Giấy khác"))
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

    def _ask_void(self) -> None:
        about = self.tr(
            "Hồ sơ không tính vào sổ và báo cáo nữa; số phiếu không dùng lại. Hồ sơ, lý do và tên "
            "bạn vẫn đọc được. Việc huỷ không lấy lại được: cần thì nhận hồ sơ mới."
        )
        self._box.addWidget(Text(about, wrap=True))
        if self._view.cash:
            back = self.tr(CASH_BACK).format(self._view.cash).strip()
            self._box.addWidget(Text(back, "warning", wrap=True))
        self._field("reason", self.tr("Lý do"), self.tr("Ví dụ: nhập nhầm thủ tục"))

    def _ask_code(self) -> None:
        about = self.tr(
            "Chép đúng mã mà hệ thống của tỉnh đã cấp cho hồ sơ này. Số phiếu trên giấy hẹn không "
            "đổi; từ nay tìm được hồ sơ theo cả hai."
        )
        self._box.addWidget(Text(about, wrap=True))
        self._field("external_code", self.tr("Mã hồ sơ"), self.tr("Ví dụ: H18.40-261123-0001"))
        self._field(
            "reason",
            self.tr("Nộp trực tuyến thay: công dân đồng ý (nếu có)"),
            self.tr("Ví dụ: nộp trực tuyến thay, ông Đức đồng ý, đã ký ở liên lưu"),
        )

    def _ask_receiver(self) -> None:
        owner = self.tr("Chính chủ: {0}").format(self._view.owner_name)
        self._offer([(OWNER, owner), (OTHER, self.tr("Người được uỷ quyền"))])
        self._field("receiver_name", self.tr("Họ và tên người nhận"))
        self._field("receiver_id", self.tr("Số CCCD người nhận"))
        self._doubt = Text("", "warning", wrap=True)
        self._doubt.hide()
        self._box.addWidget(self._doubt)
        self._field("receiver_relation", self.tr("Giấy uỷ quyền, quan hệ"))
        self.list.moved.connect(self._show_receiver)
        self.list.chosen.connect(self._on_receiver_chosen)
        self._show_receiver(0)

    def _show_receiver(self, place: int) -> None:
        self._doubt.hide()
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
        settle_typing()
        if self.action in (CHOOSE, PRINT):
            (self.wanted if self.action == CHOOSE else self.printed).emit(self._chosen())
            return
        asked = self._asked()
        if self.action == REQUEST_PAPERS and not asked.papers:
            self.say(self.tr("Chưa chọn giấy nào. Đánh dấu giấy cần bổ sung, hoặc ghi giấy khác."))
        elif unsigned := self._unsigned(asked):
            self._fields[unsigned].say(self.tr(UNSIGNED))
            self._fields[unsigned].input.setFocus()
        elif self._lacks_amount(asked):
            self.say(self.tr("Thiếu số tiền đã thu. Hãy ghi, ví dụ 8.000."))
        elif self._needs_name(asked):
            self.say(self.tr("Thiếu họ tên người nhận. Hãy nhập họ tên."))
        elif self._lacks_relation(asked):
            self._ask_relation()
        else:
            self.confirmed.emit(asked)

    def _unsigned(self, asked: StepAsked) -> str:
        """What a letter (Mẫu 04) still lacks: it is sent only when it is signed and numbered."""
        wanted = ("document", "signer") if self.action == "extend" else ()
        return next((name for name in wanted if not getattr(asked, name)), "")

    def _lacks_amount(self, asked: StepAsked) -> bool:
        """Nobody else will ever know how much it was."""
        return self.action == PAYMENT and self._view.pays_unknown and not asked.amount

    def _needs_name(self, asked: StepAsked) -> bool:
        return self.action == GIVE_BACK and self.list.place == 1 and not asked.receiver_name

    def _lacks_relation(self, asked: StepAsked) -> bool:
        """Somebody else takes it, and nothing says why he may; asked once."""
        other = self.action == GIVE_BACK and self.list.place == 1
        return other and not asked.receiver_relation and self._doubt.isHidden()

    def _ask_relation(self) -> None:
        self._doubt.setText(
            self.tr("Chưa ghi quan hệ, giấy uỷ quyền. Chưa trả. Vẫn trả như vậy: F9 lần nữa.")
        )
        self._doubt.show()
        self._fields["receiver_relation"].input.setFocus()

    def _asked(self) -> StepAsked:
        values = {
            name: field.value.strip()
            for name, field in self._fields.items()
            if not field.isHidden()
        }
        other = values.pop("other_paper", "")
        papers = tuple(box.paper.name for box in self._boxes if box.isChecked())
        to = self._chosen() if self.action == HAND_OVER else ""
        form = MORE.get(self.action)
        if form is not None and form.choice:
            values[form.choice] = self._chosen()
        return StepAsked(
            code=self._view.code,
            action=self.action,
            to=to,
            papers=(*papers, other) if other else papers,
            **values,
        )

    def _chosen(self) -> str:
        return self._choices[max(0, self.list.place)][0]

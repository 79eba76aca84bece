"""A desk without the province's file: commune by unmarked letters, desk number, recovery sheet."""

from app.domain.errors import ClerkError
from app.domain.place import CENTRE, POINT, SECTION
from app.ui.latest import Latest
from app.ui.setup.desk import Named
from app.ui.setup.first_desk import ALONE, Answers, FirstRunDesk
from app.ui.setup.panel import SetupPanel
from app.ui.widgets.fields import Choice, Field
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.stepper import Stepper
from app.ui.widgets.text import Text, row

MOST = 9
KINDS = ((CENTRE, "Trung tâm"), (SECTION, "Bộ phận Một cửa"), (POINT, "Điểm phục vụ"))


class CommunePanel(SetupPanel):
    """Type, choose by Enter or a digit; the number of the desk follows."""

    def __init__(self, desk: FirstRunDesk, answers: Answers) -> None:
        """Show what was answered before."""
        super().__init__()
        self._desk, self._answers = desk, answers
        self._found: tuple[Named, ...] = ()
        self._asks = Latest(desk.look, desk.communes, self._show, self.refuse)
        self._said = Text("", "quiet", wrap=True)
        self.search = Field(
            self.tr("Tên xã, phường"),
            hint=self.tr("Gõ không dấu cũng được, ví dụ: sin thau. Enter rồi bấm số."),
        )
        self.list = RowList(self.tr("Xã, phường tìm thấy"))
        self.list.cap_with_caret()
        self.number = Stepper(self.tr("Số quầy"), answers.desk, most=99)
        self.sheet = Field(
            self.tr("Ghi phiếu khôi phục (PDF) vào"),
            hint=self.tr("Phiếu giữ khoá mở lại dữ liệu khi máy hỏng: in ra, cất vào két."),
        )
        desk_label = Text(self.tr("Số quầy"), "label")
        desk_label.setBuddy(self.number)
        kinds = [(kind, self.tr(words)) for kind, words in KINDS]
        self.kind = Choice(self.tr("Nơi tiếp nhận, ghi trên giấy"), kinds)
        self.kind.choose(answers.kind)
        self.chosen = Text("", "strong", wrap=True)
        self.body.addWidget(self._said)
        self.body.addWidget(self.search)
        self.body.addWidget(self.list, 1)
        line = row(self.chosen, self.kind, desk_label, self.number)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.sheet)
        self.body.addWidget(self.trouble)
        self.search.changed.connect(self._look)
        self.list.chosen.connect(self._on_chosen)
        self.number.valueChanged.connect(lambda _number: self._propose())

    def load(self) -> None:
        """The way decides about the sheet: practice needs none."""
        alone = self._answers.way == ALONE
        self.sheet.setVisible(alone)
        self._said.setText(
            self.tr("Chưa cần tỉnh. Hồ sơ nằm trên máy này; sau này ghi danh với tỉnh vẫn được.")
            if alone
            else self.tr(
                "Hồ sơ luyện tập có khung vàng, giấy in ra có chữ “không có giá trị”, "
                "và không bao giờ chuyển thành hồ sơ thật."
            )
        )
        self._show_chosen()
        self._look()

    def take_focus(self) -> None:
        """The name comes first."""
        self.search.input.setFocus()

    def _look(self) -> None:
        self._asks.ask(self.search.value)

    def _show(self, found: tuple[Named, ...]) -> None:
        self._found = found[:MOST]
        rows = [Row(one.words, one.note, str(place)) for place, one in enumerate(self._found, 1)]
        if not rows and self.search.value.strip():
            again = self.tr("Gõ ít chữ hơn, hoặc thêm tên tỉnh.")
            rows = [Row(self.tr("Không thấy xã, phường nào tên như vậy"), again)]
        self.list.show_rows(rows, 0)

    def _take_the_only_one(self) -> None:
        """What is typed fits one commune alone: nothing is left to choose."""
        if len(self._found) == 1 and not self._asks.pending:
            self._on_chosen(0)

    def _on_chosen(self, place: int) -> None:
        if place >= len(self._found):
            self.search.input.setFocus()
            return
        self._answers.commune = self._found[place]
        self.settle()
        self._show_chosen()
        self._propose()
        self.number.setFocus()
        self.number.selectAll()

    def _show_chosen(self) -> None:
        commune = self._answers.commune
        said = f"{commune.words}, {commune.note[:1].lower()}{commune.note[1:]}" if commune else ""
        self.chosen.setText(said)

    def _propose(self) -> None:
        commune = self._answers.commune
        if commune is not None:
            self.sheet.put(self._desk.sheet_place(commune.name, self.number.value()))

    def save(self) -> None:
        """A commune must be chosen; an alone desk says where its sheet goes."""
        if self._answers.commune is None:
            self._take_the_only_one()
        answers, sheet = self._answers, self.sheet.value.strip()
        if answers.commune is None:
            self.refuse(ClerkError(self.tr("Chưa chọn xã. Gõ tên rồi chọn bằng phím số.")))
            self.search.input.setFocus()
            return
        if answers.way == ALONE and not sheet:
            self.sheet.say(self.tr("Thiếu nơi ghi phiếu khôi phục."))
            self.sheet.input.setFocus()
            return
        answers.kind = self.kind.meaning()
        answers.desk, answers.sheet = self.number.value(), sheet if answers.way == ALONE else ""
        kind = self.tr("đứng riêng") if answers.way == ALONE else self.tr("luyện tập")
        words = self.tr("{0}, quầy {1}, {2}")
        answers.office = words.format(answers.commune.words, answers.desk, kind)
        self.kept.emit()

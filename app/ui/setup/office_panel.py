"""Which office this machine belongs to: the province's file, alone, or practice."""

from PySide6.QtWidgets import QStackedWidget

from app.domain.errors import MotCuaError
from app.ui.setup.commune_panel import CommunePanel
from app.ui.setup.enrol_panel import EnrolPanel
from app.ui.setup.first_desk import ALONE, ENROL, RESTORE, TRAINING, Answers, FirstRunDesk
from app.ui.setup.panel import SetupPanel
from app.ui.setup.restore_panel import RestorePanel
from app.ui.shortcuts import KeyAction
from app.ui.widgets.lists import Row, WholeList
from app.ui.widgets.text import Rule, Text, column

WAYS = (
    (ENROL, "Tỉnh có gửi tệp ghi danh"),
    (ALONE, "Máy đứng riêng: làm ngay hôm nay, ghi danh với tỉnh sau"),
    (TRAINING, "Luyện tập: hồ sơ không có giá trị"),
    (RESTORE, "Thay máy cũ: đưa bản sao vào máy này"),
)


class OfficePanel(SetupPanel):
    """A digit chooses the way; what it asks stands below."""

    title = "Xã và quầy"
    save_words = "Tiếp"

    def __init__(self, desk: FirstRunDesk, answers: Answers) -> None:
        """Nothing is chosen at first."""
        super().__init__()
        self._answers = answers
        question = self.tr("Máy này thuộc về đâu?")
        self.ways = WholeList(question, height="row")
        self.ways.cap_with_caret()
        self.enrol, self.commune = EnrolPanel(desk.enrol, answers), CommunePanel(desk, answers)
        self.restore = RestorePanel(desk, answers)
        self.restore.without_copy.connect(self._ask_the_province)
        self._stack, self._rule = QStackedWidget(), Rule()
        for panel in (self.enrol, self.commune, self.restore):
            self._stack.addWidget(panel)
            panel.kept.connect(self.kept)
            panel.keys_changed.connect(self.keys_changed)
        self.body.addLayout(column(Text(question, "section"), self.ways, spacing="s"))
        self.body.addWidget(self.trouble)
        self.body.addWidget(self._rule)
        self.body.addWidget(self._stack, 1)
        self.body.addStretch(0)  # takes the room while no way is chosen
        self.ways.chosen.connect(self._on_chosen)

    @property
    def _shown(self) -> SetupPanel:
        way = self._answers.way
        return {ENROL: self.enrol, RESTORE: self.restore}.get(way, self.commune)

    def load(self) -> None:
        """What was chosen before, marked."""
        ways = [way for way, _ in WAYS]
        rows = [Row(self.tr(words), key=str(place)) for place, (_, words) in enumerate(WAYS, 1)]
        chosen = self._answers.way
        self.ways.show_rows(rows, ways.index(chosen) if chosen else 0)
        for part in (self._rule, self._stack):
            part.setVisible(bool(chosen))
        if chosen:
            self._show()

    def _on_chosen(self, place: int) -> None:
        way = WAYS[place][0]
        if way != self._answers.way:
            self._answers.way, self._answers.office = way, ""
        for part in (self._rule, self._stack):
            part.show()
        self._show()
        self._shown.take_focus()

    def _ask_the_province(self) -> None:
        """Without a copy a machine that replaces another is enrolled; its file brings dossiers."""
        place = [way for way, _ in WAYS].index(ENROL)
        self.ways.go_to(place)
        self._on_chosen(place)
        self.enrol.say_how_to_get_back()

    def _show(self) -> None:
        self._stack.setCurrentWidget(self._shown)
        self._shown.load()
        self.keys_changed.emit()

    def refuse(self, error: MotCuaError) -> None:
        """On the part that is in sight."""
        if self._answers.way:
            self._shown.refuse(error)
        else:
            super().refuse(error)

    def take_focus(self) -> None:
        """The way first."""
        self.ways.setFocus()

    def keys(self) -> list[KeyAction]:
        """Those of the way that is chosen."""
        return self._shown.keys() if self._answers.way else []

    def save(self) -> None:
        """The shown part decides; without a way the marked one is taken and asked about."""
        if not self._answers.way:
            self._on_chosen(max(0, self.ways.place))
        else:
            self._shown.save()

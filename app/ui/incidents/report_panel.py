"""Báo sự cố: a group and a thing by their digits, then words and since when; no person's data."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.incidents.desk import OTHER, Draft, IncidentDesk, Thing
from app.ui.incidents.picture_line import PictureLine
from app.ui.widgets.fields import Field
from app.ui.widgets.lists import Row, RowList, WholeList
from app.ui.widgets.panel import Panel
from app.ui.widgets.scrolling import scrolled
from app.ui.widgets.text import Text, column, hosted

CHOOSING, TELLING = range(2)


class ReportPanel(Panel):
    """Two steps: what it is about, then what happened. `draft` is what was said so far."""

    went = Signal()

    def __init__(self, desk: IncidentDesk) -> None:
        """Empty, with the groups of the list in force."""
        super().__init__(self.tr("Báo sự cố"))
        self._desk, self._groups, self._things = desk, tuple[Thing, ...](), tuple[Thing, ...]()
        self.groups = WholeList(self.tr("Nhóm sự cố"), height="row")
        self.things = RowList(self.tr("Thiết bị, phần mềm"), height="row")
        for asked in (self.groups, self.things):
            asked.cap_with_caret()
        self._about = Text("", "strong", wrap=True)
        self._steps = QStackedWidget()
        self.words = Field(self.tr("Chuyện gì xảy ra?"))
        self.since = Field(
            self.tr("Từ lúc nào?"),
            hint=self.tr("Ví dụ 8:30, 8h hôm qua, 19/11. Để trống: vừa xong."),
        )
        self.procedures = Field(
            self.tr("Thủ tục bị vướng (nếu có)"), hint=self.tr("Gõ vài chữ; nhiều thì cách phẩy.")
        )
        self.pictures = PictureLine(desk.choose)
        self._known = Text("", "caption", wrap=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        choosing = QWidget()
        box = QVBoxLayout(choosing)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().space("xs"))
        box.addWidget(Text(self.tr("Nhóm (theo Công điện 111)"), "label"))
        box.addWidget(self.groups)
        box.addWidget(Text(self.tr("Cái gì?"), "label"))
        box.addWidget(self.things, 1)
        fields = (self._about, self.words, self.since, self.procedures)
        telling = scrolled(hosted(column(*fields, self.pictures, self._known, None, spacing="m")))
        for step in (choosing, telling):
            self._steps.addWidget(step)
        self.body.addWidget(self._steps, 1)

    def _connect(self) -> None:
        self.groups.moved.connect(self._show_things)
        self.groups.chosen.connect(self._to_things)
        self.things.chosen.connect(lambda _place: self._tell())
        self.words.changed.connect(self._look_at_words)
        self.since.changed.connect(lambda: self.since.say(""))
        self.procedures.changed.connect(self._name_procedures)

    # --- what stands in it -----------------------------------------------------------------------

    def begin(self, came_from: str) -> None:
        """Empty it; `came_from` is the page that the clerk was at."""
        self._groups = tuple(self._desk.groups())
        self._fill(self.groups, self._groups)
        self._show_things(0)
        for field in (self.words, self.since, self.procedures):
            field.put("")
            field.say("")
        self.pictures.hold(())
        self._known.setText(self._desk.known(came_from))
        self._go(CHOOSING)

    def take_focus(self) -> None:
        """The groups hear their digits; in the second step the words are typed."""
        (self.words.input if self.telling else self.groups).setFocus()

    @property
    def telling(self) -> bool:
        """Whether it is known what the incident is about."""
        return self._steps.currentIndex() == TELLING

    def go_on(self) -> None:
        """F9 in the first step: what is chosen is taken, nothing is stored that nobody chose."""
        if self.things.hasFocus():
            self._tell()
        else:
            self._to_things(self.groups.place)

    def choose_again(self) -> None:
        """Back to the first step; what was typed stays."""
        self._go(CHOOSING)
        self.things.setFocus()

    @property
    def begun(self) -> bool:
        """Whether the list in force was asked for."""
        return bool(self._groups)

    @property
    def draft(self) -> Draft:
        """What is typed and chosen."""
        group = self._groups[self.groups.place].code if self.groups.place >= 0 else ""
        device = self._things[self.things.place].code if self.things.place >= 0 else ""
        typed = (self.since.value, self.procedures.value, self.words.value)
        since, procedures, words = (one.strip() for one in typed)
        return Draft(group, device, since, procedures, words, self.pictures.files)

    def say(self, field: str, sentence: str) -> bool:
        """Show a fault at its field; False where it belongs to none of these."""
        places = {
            "words": self.words, "device": self.words, "since": self.since,
            "procedure": self.procedures, "procedures": self.procedures,
        }  # fmt: skip
        if field == "pictures":
            self.pictures.say(sentence)
            return True
        if field not in places:
            return False
        places[field].say(sentence)
        places[field].input.setFocus()
        return True

    # --- what follows a key ----------------------------------------------------------------------

    def _to_things(self, place: int) -> None:
        self._show_things(place)
        self.things.setFocus()

    def _tell(self) -> None:
        group, thing = self._groups[self.groups.place], self._things[self.things.place]
        other = thing.code == OTHER
        self._about.setText(group.words if other else f"{thing.words} – {group.words}")
        hint = self.tr("Ghi rõ cái gì bị vướng.") if other else self.tr("Có thể để trống.")
        self.words.advise(hint)
        self._go(TELLING)
        self.words.input.setFocus()

    def _go(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        self.went.emit()

    def _show_things(self, place: int) -> None:
        group = self._groups[place].code if 0 <= place < len(self._groups) else ""
        other = Thing(OTHER, self.tr("Khác: ghi bằng chữ"))
        self._things = (*self._desk.devices(group), other)
        self._fill(self.things, self._things)

    def _fill(self, rows: RowList, things: tuple[Thing, ...]) -> None:
        rows.show_rows(
            [
                Row(one.words, key=str(place) if place < 10 else "")  # noqa: PLR2004 - a digit
                for place, one in enumerate(things, 1)
            ],
            0,
        )

    def _look_at_words(self) -> None:
        """While it is typed: a person's number has no place here."""
        personal = self._desk.personal(self.words.value)
        warned = self.tr("Trông như số định danh hoặc số điện thoại: đừng ghi của người dân.")
        self.words.say(warned if personal else "")

    def _name_procedures(self) -> None:
        self.procedures.say("")
        self.procedures.advise(self._desk.procedures(self.procedures.value))

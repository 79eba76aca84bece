"""Lấy số, gọi số: whether this desk has waiting rows, how they are called, paper and screen."""

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout

from app.domain.errors import MotCuaError
from app.domain.queue_files import read_rows
from app.domain.queue_rules import ROW_LETTERS
from app.settings import OFF, ON, RELAY, TICKET_PAPERS, Settings
from app.ui import theme
from app.ui.setup.desk import MachineDesk, Named
from app.ui.setup.panel import SetupPanel
from app.ui.widgets.fields import Field
from app.ui.widgets.text import Text

FEWEST_ROWS = 6  # fields that are always there; one more stands behind the last that has words
PAPER_WORDS = {
    "80mm": "Cuộn 80 mm (máy in nhiệt)",
    "a5": "A5",
    "a4": "A4",
    "": "Không in, chỉ đọc số",
}
SCREENS = (
    ("", "Không dùng"),
    ("second", "Màn hình thứ hai"),
    ("window", "Cửa sổ trên máy này"),
)


class QueuePanel(SetupPanel):
    """Off until an office wants it: a desk with one visitor a day is not bothered."""

    title = "Lấy số, gọi số"

    def __init__(self, desk: MachineDesk) -> None:
        """What is kept comes with `load`."""
        super().__init__()
        self._desk, self._asked, self._given = desk, 0, ""
        uses = ((OFF, self.tr("Không dùng")), (ON, self.tr("Có lấy số, gọi số")))
        chimes = ((OFF, self.tr("Không")), (ON, self.tr("Có, tiếng báo của máy tính")))
        papers = [(one, self.tr(PAPER_WORDS[one])) for one in TICKET_PAPERS]
        self.use = Field(self.tr("Ở máy này"), choices=uses)
        self.paper = Field(self.tr("Giấy của phiếu số"), choices=papers)
        self.printer = Field(self.tr("Máy in phiếu số"), choices=())
        self.where = Field(self.tr("Màn hình chờ"), choices=SCREENS)
        self.chime = Field(self.tr("Tiếng báo khi gọi số"), choices=chimes)
        told = ((OFF, self.tr("Không")), (ON, self.tr("Có: số phiếu, tên viết tắt")))
        self.told = Field(self.tr("Màn hình chờ báo tình trạng hồ sơ"), choices=told)
        self.rows = {letter: Field(self.tr("Hàng {0}").format(letter)) for letter in ROW_LETTERS}
        self.whose = Text("", "quiet", wrap=True)
        self._build()

    def _build(self) -> None:
        intro = self.tr(
            "Cán bộ cấp số ở trang Hàng chờ, gọi số bằng F8 ở bất cứ trang nào. Bật ở từng quầy có "
            "cấp hoặc gọi số."
        )
        pairs = (
            (self.use, self.where),
            (self.paper, self.chime),
            (self.printer, self.told),
        )
        self.body.addWidget(Text(intro, "quiet", wrap=True))
        self.body.addLayout(_grid([one for pair in pairs for one in pair]))
        self.body.addWidget(Text(self.tr("Các hàng (để trống: không có)"), "section"))
        self.body.addWidget(self.whose)
        self.body.addLayout(_grid(list(self.rows.values())))
        for field in self.rows.values():
            field.changed.connect(self._show_as_many)
        self.body.addWidget(self.trouble)
        self.body.addStretch(1)

    def load(self) -> None:
        """What is kept; printers come from a worker, for a dead one may take seconds."""
        self.settle()
        settings = self._desk.settings()
        self.use.put(settings.queue)
        self.paper.put(settings.ticket_paper)
        self.chime.put(settings.chime)
        self.told.put(settings.public_status)
        self._offer_screens(settings.screen)
        self._show_rows()
        self._asked += 1
        asked = self._asked
        self._offer_printers((Named(settings.ticket_printer, settings.ticket_printer),))
        self._desk.look(
            self._desk.printers,
            lambda found: self._offer_printers(found if asked == self._asked else ()),
            lambda _error: None,  # the one that is kept stands there
        )

    def _show_rows(self) -> None:
        try:
            titles = dict(self._desk.queue_rows())
        except MotCuaError as error:  # somebody wrote them into the file by hand
            titles = {}
            self.refuse(error)
        for letter, field in self.rows.items():
            field.put(titles.get(letter, ""))
        self._given = self._titled()
        self.whose.setText(self._whose())
        self.whose.setVisible(bool(self.whose.text()))
        self._show_as_many()

    def _whose(self) -> str:
        """Of desks that are joined the relay's rows rule: who types here is told so."""
        lan = self._desk.settings().lan
        if lan == RELAY:
            return self.tr("Máy này là máy nối: các hàng ở đây là của mọi quầy.")
        if lan:
            return self.tr(
                "Quầy này nối vào máy nối: các hàng của máy nối được dùng, hãy sửa ở máy ấy. Các "
                "hàng dưới đây chỉ dùng khi chưa nối lần nào."
            )
        return ""

    def _show_as_many(self) -> None:
        """An office of three rows does not read eleven fields; a full one gets one more."""
        used = [place for place, field in enumerate(self.rows.values(), 1) if field.value.strip()]
        many = max(FEWEST_ROWS, max(used, default=0) + 1)
        for place, field in enumerate(self.rows.values()):
            field.setVisible(place < many)

    def _offer_screens(self, kept: str) -> None:
        named = [(one.name, one.words) for one in self._desk.screens()]
        known = [*((name, self.tr(words)) for name, words in SCREENS), *named]
        if kept not in [name for name, _ in known]:
            known.append((kept, self.tr("{0} (chưa cắm)").format(kept)))
        _offer(self.where, known, kept)

    def _offer_printers(self, found: tuple[Named, ...]) -> None:
        if not found:
            return
        kept = self._desk.settings().ticket_printer
        usual = ("", self.tr("Máy in chung của quầy"))
        others = [(one.name, one.words) for one in found if one.name]
        if kept and kept not in [name for name, _ in others]:
            others.append((kept, kept))
        _offer(self.printer, [usual, *others], kept)

    def take_focus(self) -> None:
        """Whether there is a queue at all."""
        self.use.input.setFocus()

    def save(self) -> None:
        """Keep it; the page, F8 and the screen come and go at once."""
        try:
            settings = self._chosen()
        except MotCuaError as error:
            self.refuse(error)
            return
        self.settle()
        self._desk.keep(settings)
        self.kept.emit()

    def _titled(self) -> str:
        """The rows as the setting has them; a semicolon parts them, so a title has none."""
        named = ((letter, field.value.replace(";", ",")) for letter, field in self.rows.items())
        return "; ".join(f"{letter} {title.strip()}" for letter, title in named if title.strip())

    def _chosen(self) -> Settings:
        """What stands here; rows that nobody touched stay what they were, also brought ones."""
        rows, settings = self._titled(), self._desk.settings()
        read_rows(rows)
        return replace(
            settings,
            queue=self.use.value,
            queue_rows=settings.queue_rows if rows == self._given else rows,
            ticket_paper=self.paper.value,
            ticket_printer=self.printer.value,
            screen=self.where.value,
            chime=self.chime.value,
            public_status=self.told.value,
        )


def _offer(field: Field, choices: list[tuple[str, str]], kept: str) -> None:
    offer = getattr(field.input, "offer", None)
    if callable(offer):
        offer(choices)
    field.put(kept)


def _grid(fields: list[Field | None]) -> QGridLayout:
    """Two columns, the same everywhere on the panel."""
    look, grid = theme.current(), QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.space("l"))
    grid.setVerticalSpacing(look.space("s"))
    for place, field in enumerate(fields):
        if field is not None:
            grid.addWidget(field, *divmod(place, 2))
    for column in (0, 1):
        grid.setColumnStretch(column, 1)
    return grid

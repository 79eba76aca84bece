"""Nối các quầy: one machine of the office is the relay, the others are told where it is."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.domain.errors import ClerkError, MotCuaError
from app.services.lan import read_address
from app.settings import RELAY, Settings
from app.ui import theme
from app.ui.admin.lan_desk import GOOD, LanCalls, LanView
from app.ui.setup.desk import MachineDesk, Named
from app.ui.setup.panel import SetupPanel
from app.ui.shortcuts import KeyAction
from app.ui.widgets.chips import Chip
from app.ui.widgets.fields import Choice, Field
from app.ui.widgets.lists import Row, WholeList
from app.ui.widgets.qr_card import QrCard
from app.ui.widgets.text import Text, column, hosted, row

OFF, HERE, THERE = 0, 1, 2
TRY_KEY = "Ctrl+T"


class LanPanel(SetupPanel):
    """A digit chooses the way, F9 keeps it; Ctrl+T tries a relay before it is kept."""

    title = "Nối các quầy"

    def __init__(self, machine: MachineDesk, calls: LanCalls) -> None:
        """Nothing is asked of the network before `load`."""
        super().__init__()
        self._machine, self._calls, self._busy, self._asking = machine, calls, False, False
        self.ways = WholeList(self.tr("Máy này nối thế nào"), height="row")
        self.ways.cap_with_caret()
        own = self.tr("Địa chỉ của máy này, ở mạng mà các quầy kia cũng nối vào")
        self.own = Field(own, choices=[])
        self.relay = Field(
            self.tr("Máy nối ở đâu"),
            hint=self.tr("Gõ như trên màn hình máy nối, hoặc quét mã QR ở đó."),
        )
        self.sign = Chip("paused", "")
        self._said, self._desks = Text("", "quiet", wrap=True), Text("", wrap=True)
        self._calm = Text("", "quiet", wrap=True)  # what nobody has to do anything about: below
        self._code_name = self.tr("Mã QR của máy nối")
        self.address, self.code = Text("", "title"), QrCard(self._code_name)
        self._card = self._made_card()
        self._build()
        self.ways.chosen.connect(self._on_chosen)
        self.ways.moved.connect(self._on_way)
        calls.changed(self._ask)

    def _made_card(self) -> QWidget:
        """The code, and beside it the address and who is there."""
        scan = Text(self.tr("Ở quầy khác: gõ địa chỉ này hoặc quét mã."), "quiet", wrap=True)
        self._place = hosted(column(Text(self.tr("Máy nối ở"), "quiet"), self.address, scan))
        words = hosted(column(self._place, self._desks, None))
        return hosted(row(self.code, words, spacing="l"))

    def _build(self) -> None:
        intro = self.tr(
            "Khi mạng ra ngoài đứt, các quầy vẫn thấy việc của nhau qua mạng trong cơ quan. Chọn "
            "một máy luôn mở làm máy nối; các quầy khác ghi địa chỉ của nó."
        )
        self._intro = Text(intro, "quiet", wrap=True)
        for part in (
            self._intro, self.ways, self.own, self.relay, self.trouble,
            hosted(row(self.sign, None)), self._said, self._card, self._calm,
        ):  # fmt: skip
            self.body.addWidget(part)
        self.body.addStretch(1)

    def load(self) -> None:
        """What is kept; addresses and the relay are asked elsewhere."""
        settings = self._machine.settings()
        place = OFF if not settings.lan else HERE if settings.lan == RELAY else THERE
        self.settle()
        self.relay.put(settings.lan if place == THERE else "")
        self.relay.say("")
        self._rows(place)
        self._show_way()
        self._show_addresses(())
        self._calls.look(self._calls.addresses, self._show_addresses, self.refuse)
        self._ask()

    def take_focus(self) -> None:
        """The ways."""
        self.ways.setFocus()

    def take_scan(self, text: str) -> None:
        """The code of a relay was scanned: it stands in its field, ready to be tried and kept."""
        self._rows(THERE)
        self._show_way()
        self.relay.put(text)
        self.relay.say("")
        self.relay.input.setFocus()
        self.keys_changed.emit()

    def keys(self) -> list[KeyAction]:
        """A relay can be tried."""
        if self._way != THERE:
            return []
        return [KeyAction(TRY_KEY, self.tr("Thử nối"), self.try_out)]

    def save(self) -> None:
        """Keep the way; an address must be one, and need not answer now."""
        try:
            settings = self._read()
        except ClerkError as error:
            self.relay.say(error.message)
            self.relay.input.setFocus()
            return
        self.relay.say("")
        self.settle()
        self._machine.keep(settings)
        self._rows(self._way)
        self._show_way()
        self.kept.emit()
        self._ask()

    def try_out(self) -> None:
        """Reach for the relay as it stands in the field."""
        if self._busy:
            return
        self._busy = True
        self.relay.say("")
        self._say(self.tr("Đang thử nối…"))
        typed = self.relay.value.strip()
        self._calls.look(lambda: self._calls.try_out(typed), self._on_tried, self._on_not_there)

    # --- what is kept ----------------------------------------------------------------------------

    @property
    def _way(self) -> int:
        return max(OFF, self.ways.place)

    def _rows(self, place: int) -> None:
        """What is in use is marked."""
        kept = self._machine.settings().lan
        used = OFF if not kept else HERE if kept == RELAY else THERE
        words = (
            self.tr("Không nối: máy này làm việc một mình"),
            self.tr("Máy này là máy nối"),
            self.tr("Nối vào máy nối ở quầy khác"),
        )
        big = theme.current().big
        said = self.tr("đang dùng")
        self.ways.show_rows(
            [
                Row(
                    one, key=str(at + 1),
                    state=("done", "" if big else said) if at == used else None,
                    said=said if big and at == used else "",
                )
                for at, one in enumerate(words)
            ],
            place,
        )  # fmt: skip

    def _read(self) -> Settings:
        settings = self._machine.settings()
        if self._way == OFF:
            return replace(settings, lan="")
        if self._way == HERE:
            port = read_address(settings.lan_listen).port
            host = self.own.value or "127.0.0.1"
            return replace(settings, lan=RELAY, lan_listen=f"{host}:{port}")
        typed = self.relay.value.strip()
        read_address(typed)
        return replace(settings, lan=typed)

    def _on_chosen(self, place: int) -> None:
        """A digit or Enter: of an address the digits that follow are no ways."""
        self._on_way(place)
        if place == THERE:
            self.relay.input.setFocus()

    def _on_way(self, _place: int) -> None:
        self._show_way()
        self.keys_changed.emit()

    def _show_way(self) -> None:
        kept = bool(self._machine.settings().lan)
        self._intro.setVisible(not (kept and theme.current().big))  # the address stands there then
        self.own.setVisible(self._way == HERE)
        self.relay.setVisible(self._way == THERE)

    def _show_addresses(self, found: tuple[Named, ...]) -> None:
        kept = read_address(self._machine.settings().lan_listen).host
        offered = [(one.name, f"{one.name} – {one.words}") for one in found]
        if kept not in [name for name, _ in offered]:
            offered.append((kept, kept))
        if isinstance(self.own.input, Choice):
            self.own.input.offer(offered)
        loopback = kept.startswith("127.")
        self.own.put(found[0].name if loopback and found else kept)

    # --- how it stands ---------------------------------------------------------------------------

    def _ask(self) -> None:
        """Once at a time, and only for who looks."""
        if not self._asking and (self.isVisible() or not self.sign.accessibleName()):
            self._asking = True
            self._calls.look(self._calls.view, self._show_view, self._on_no_view)

    def _show_view(self, view: LanView) -> None:
        self._asking = False
        self.sign.show_state(view.sign, view.head)
        calm = bool(view.code) and view.sign == GOOD
        self._say("" if calm else " ".join(view.said))
        self._calm.setText(" ".join(view.said) if calm else "")
        self._calm.setVisible(calm)
        self.sign.setVisible(not (calm and theme.current().big))  # the marked way says the same
        names = self.tr("Các quầy, lúc thấy gần nhất:")
        self._desks.setText("\n".join([names, *view.desks]))
        self._desks.setVisible(bool(view.desks))
        self.address.setText(view.address)
        self.code.show_rows(self._calls.modules(view.code) if view.code else ())
        self.code.setAccessibleName(f"{self._code_name}: {view.address}")
        self._place.setVisible(bool(view.code))
        self._card.setVisible(bool(view.code or view.desks))

    def _on_no_view(self, error: MotCuaError) -> None:
        self._asking = False
        self._say(error.message)

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _on_tried(self, said: str) -> None:
        self._busy = False
        self._say(said)

    def _on_not_there(self, error: MotCuaError) -> None:
        self._busy = False
        self._say("")
        self.relay.say(error.message)
        self.relay.input.setFocus()

"""The page Hệ thống tỉnh in the window: its place, its dialogs, the copy strip."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QApplication, QFileDialog

from app.bootstrap.beside_desk import BesideBridge
from app.bootstrap.door import Door
from app.bootstrap.house import House
from app.bootstrap.print_worker import PrintWorker
from app.bootstrap.reading_desk import Aside
from app.services.codes import PROVINCE
from app.ui.beside.desk import BesideDesk, Strip
from app.ui.beside.page import BesidePage
from app.ui.beside.strip import CopyStrip
from app.ui.messages import DONE, Message

BESIDE, EXCHANGE, TOPIC = "beside", "exchange", "beside"
SAID_MS = 8_000
READS = "Danh sách (*.xlsx *.csv *.txt)"
WRITES = "Excel (*.xlsx);;CSV (*.csv);;JSON (*.json)"


class BesideRoom:
    """Built once; F10 leads here from anywhere."""

    def __init__(
        self,
        program: House,
        door: Door,
        aside: Aside,
        printing: PrintWorker,
        saved_at: Callable[[datetime], None],
    ) -> None:
        """The page; `saved_at` hears when something was stored."""
        self._program, self._aside = program, aside
        self._bridge = BesideBridge(
            door.now_open, door.now_frozen, aside, saved_at, printing.enqueue_content
        )
        self.strip: CopyStrip | None = None
        self.page = BesidePage(self._desk())
        self.page.told.connect(self._tell)
        self.page.trouble.connect(lambda said: program.messages.trouble(said, TOPIC))
        program.window.add_page(BESIDE, self.page, place=EXCHANGE)

    def open(self) -> None:
        """Show it, first what waits."""
        self.page.arrives = True
        self._program.window.go(BESIDE)

    def close(self) -> None:
        """The strip goes with the window, and what it copied."""
        if self.strip is not None:
            self.strip.close()

    def _desk(self) -> BesideDesk:
        bridge = self._bridge
        return BesideDesk(
            run=self._program.run,
            aside=self._aside.run,
            pick=self._pick,
            pick_out=self._pick_out,
            copied=lambda: QApplication.clipboard().text(),
            copy=self.show_strip,
            lists=bridge.lists,
            use=bridge.use,
            question=bridge.question,
            mean=bridge.mean,
            take=bridge.take,
            pair=bridge.pair,
            strip=bridge.strip,
            look=bridge.look,
            write=bridge.write,
            print_list=bridge.print_list,
        )

    def show_strip(self, strip: Strip) -> None:
        """A small window on top; one at a time, none over the lock."""
        self.close()
        if not self._program.window.name:
            return
        made = self.strip = CopyStrip(strip)
        made.entered.connect(lambda code, foreign: self._enter(code, foreign, strip.system))
        made.left.connect(self._on_left)
        made.show()
        made.activateWindow()
        made.take_focus()

    def _enter(self, code: str, foreign: str, system: str) -> None:
        strip = self.strip

        def done(said: str) -> None:
            if strip is not None and strip is self.strip:
                strip.close()
            self._tell(said)
            self.page.refresh()

        self._program.run(
            lambda: self._bridge.enter(code, foreign, system),
            done,
            lambda error: strip.say(error.message) if strip is self.strip and strip else None,
        )

    def _on_left(self) -> None:
        self.strip = None

    def _pick(self) -> str | None:
        file, _ = QFileDialog.getOpenFileName(self.page, "Chọn danh sách", "", READS)
        return file or None

    def _pick_out(self, system: str) -> str | None:
        name = "cho-nhap.xlsx" if system == PROVINCE else f"cho-nhap-{system}.xlsx"
        file, _ = QFileDialog.getSaveFileName(self.page, "Ghi ra tệp", name, WRITES)
        return file or None

    def _tell(self, said: str) -> None:
        self._program.messages.show(Message(TOPIC, DONE, said, lasts_ms=SAID_MS))

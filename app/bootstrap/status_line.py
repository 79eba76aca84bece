"""The status bar's numbers, counted from the database; on the work thread."""

from dataclasses import dataclass, replace

from app.bootstrap import backing_up, waiting_out, words
from app.bootstrap.copy_room import CopyRoom
from app.bootstrap.door import Door
from app.bootstrap.exchange_room import ExchangeRoom
from app.bootstrap.house import House
from app.bootstrap.lan_room import LanRoom
from app.bootstrap.print_worker import PrintWorker
from app.storage import counts, pairs
from app.ui.status import OFFLINE, Status


@dataclass(frozen=True, slots=True)
class StatusLine:
    """What it is counted from."""

    program: House
    door: Door
    printing: PrintWorker
    lan: LanRoom
    copies: CopyRoom
    exchange: ExchangeRoom

    def now(self, saved: str) -> Status:
        """Counted now; `saved` is when something was stored last."""
        opened = self.door.now_open()
        now = opened.desk.clock.now()
        printer, said = self.printing.state(opened)
        bar = Status(saved=saved, printer=printer, printer_words=said)
        bar = replace(bar, lan_words=self.lan.words())
        if self.program.settings.backup_folder:
            good, copies = backing_up.copies_words(opened.connection, now, self.copies.boxed_at)
            bar = replace(bar, copies="ok" if good else "attention", copies_words=copies)
        alone = self.door.now_frozen().standing_now.device is None
        if alone or pairs.any_known(opened.connection):
            waiting, since = waiting_out.count(opened, waiting_out.target_of(opened))
            days = 0 if since is None else (now - since).days
            bar = replace(bar, entering=waiting, entering_days=days)
        if alone:
            return replace(bar, network_words=words.ALONE, unsent=None)
        counted = counts.unsent(opened.connection)
        oldest, contact = counted.oldest_at, counted.last_contact_at
        waits = oldest is not None and counted.dossiers > 0
        attention = counted.needs_attention
        network, network_words = self._network()
        return replace(
            bar,
            network=network,
            network_words=network_words,
            unsent=counted.dossiers,
            oldest_days=(now - oldest).days if oldest and waits else None,
            last_contact=f"{words.short_day(contact)} {contact:%H:%M}" if contact else "",
            attention=f"{attention} việc cần xử lý" if attention else "",
        )

    def _network(self) -> tuple[str, str]:
        line = self.exchange.line
        if line.sending:
            return "sending", "Đang gửi – nhận"
        if self.exchange.paused:
            return "offline", "Tạm dừng gửi – P ở trang F11 để gửi tiếp"
        return ("online", "Có mạng") if line.online else ("offline", OFFLINE)

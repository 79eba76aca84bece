"""What the set-up panels are given: settings, printers, ports, disks, test scans."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QGuiApplication

from app.bootstrap.scan_judge import judge
from app.devices.disks import check_folder, gigabytes, other_disks
from app.devices.printers import printer_names, printer_words
from app.devices.scan_folder import check_scan_folder
from app.devices.serial_ports import port_names
from app.domain.queue_files import rules_on
from app.settings import Settings, write_settings
from app.ui.setup.desk import Judged, MachineDesk, Named
from app.ui.tasks import Run


class Holder(Protocol):
    """Who holds the settings: the program, or the first run before there is one."""

    folder: Path
    settings: Settings


@dataclass(slots=True)
class MachineBridge:
    """Callables of the panels. `applied` is told of new settings, on the UI thread."""

    holder: Holder
    data: Path
    now: Callable[[], datetime]
    look: Run
    paper: Run
    applied: Callable[[Settings], None]
    print_test: Callable[[Settings], None] | None = None
    print_sheet: Callable[[Settings], None] | None = None
    reopen: Callable[[], None] | None = None

    def desk(self) -> MachineDesk:
        """The panels' view of it."""
        return MachineDesk(
            settings=lambda: self.holder.settings,
            keep=self.keep,
            printers=self.printers,
            ports=port_names,
            places=self.places,
            check_place=self.check_place,
            judge=self.judge,
            look=self.look,
            paper=self.paper,
            print_test=self.print_test,
            print_sheet=self.print_sheet,
            reopen=self.reopen,
            check_scans=lambda folder: check_scan_folder(folder, self.data),
            screens=self.screens,
            queue_rows=self.queue_rows,
        )

    def keep(self, settings: Settings) -> None:
        """Store and apply."""
        write_settings(self.holder.folder, settings)
        self.holder.settings = settings
        self.applied(settings)

    def screens(self) -> tuple[Named, ...]:
        """Monitors beside the window's own."""
        return tuple(
            Named(one.name(), f"{one.name()} ({one.size().width()} × {one.size().height()})")
            for one in QGuiApplication.screens()
            if one is not QGuiApplication.primaryScreen()
        )

    def queue_rows(self) -> tuple[tuple[str, str], ...]:
        """As they are set, else those that the program brings along."""
        rules = rules_on(self.now().date(), self.holder.settings.queue_rows)
        return tuple((row.letter, row.title) for row in rules.rows)

    def printers(self) -> tuple[Named, ...]:
        """May take seconds."""
        used = self.holder.settings.printer
        return tuple(Named(name, printer_words(name)) for name in printer_names(used))

    def places(self) -> tuple[Named, ...]:
        """Disks beside the data's; may take seconds."""
        return tuple(
            Named(str(disk.folder), disk.name, f"còn trống {gigabytes(disk.free)}")
            for disk in other_disks(self.data)
        )

    def check_place(self, folder: str) -> str:
        """ClerkError where no copies can lie there."""
        free = check_folder(folder, self.data)
        return f"Ghi được, còn trống {gigabytes(free)}. Đang nhớ: {folder}"

    def judge(self, text: str) -> Judged:
        """A test scan."""
        return judge(text, self.now().date())

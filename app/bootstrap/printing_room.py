"""The print queue in the window: opened from the status bar, a key or a banner; Esc goes back."""

from concurrent.futures import ThreadPoolExecutor

from app.bootstrap.door import Door
from app.bootstrap.house import House
from app.bootstrap.print_worker import PrintWorker
from app.bootstrap.printing_desk import PrintingBridge
from app.ui.printing.page import PrintingPage

PRINTING = "printing"


class PrintingRoom:
    """The page with its bridge; `pool` looks up printers, which may take seconds."""

    def __init__(self, program: House, door: Door, worker: PrintWorker, home: str) -> None:
        """`home` is the page that Esc leads to where none was open before."""
        self.pool = ThreadPoolExecutor(1, "printers")
        self._window, self._came_from = program.window, home
        bridge = PrintingBridge(
            door.now_open,
            program.run,
            program.tasks.runner(self.pool, program.window),
            worker.kick,
            worker.clear,
            lambda: program.settings.printer,
        )
        self.page = PrintingPage(bridge.desk(), program.messages)
        self.page.left.connect(lambda: self._window.go(self._came_from))
        self._window.add_page(PRINTING, self.page)
        self._window.shell.statusbar.printer_pressed.connect(self.open_queue)
        worker.queue = self

    def open_queue(self, job: int | None = None, *, elsewhere: bool = False) -> None:
        """Show the queue, at a paper; `elsewhere` asks for its printer at once."""
        name = self._window.name
        if not name:
            return  # locked
        if name != PRINTING:
            self._came_from = name
            self._window.go(PRINTING)
        if job is not None:
            self.page.show_paper(job, elsewhere=elsewhere)

    def papers_changed(self) -> bool:
        """A paper's state is another one; whether the clerk sees it here, without a banner."""
        shown = self._window.name == PRINTING
        if shown:
            self.page.refresh()
        return shown

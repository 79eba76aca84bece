"""The print queue in the window: opened from the status bar, a key or a banner; Esc goes back."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from app.bootstrap.door import Door
from app.bootstrap.house import House
from app.bootstrap.print_worker import PrintWorker
from app.bootstrap.printing_desk import PrintingBridge
from app.domain.errors import MotCuaError
from app.ui.printing.page import PrintingPage

T = TypeVar("T")
PRINTING = "printing"


class PrintingRoom:
    """The page with its bridge; printers are looked up where they are watched."""

    def __init__(self, program: House, door: Door, worker: PrintWorker, home: str) -> None:
        """`home` is the page that Esc leads to where none was open before."""
        self._window, self._came_from = program.window, home
        self._program, self._closed = program, False
        bridge = PrintingBridge(
            door.now_open,
            self._run,
            worker.watch.look,
            worker.kick,
            worker.clear,
            lambda: program.settings.printer,
        )
        self.page = PrintingPage(bridge.desk(), program.messages)
        self.page.left.connect(lambda: self._window.go(self._came_from))
        self._window.add_page(PRINTING, self.page)
        self._window.shell.statusbar.printer_pressed.connect(self.open_queue)
        worker.queue = self

    def close(self) -> None:
        """What comes back from now on is not followed by anything."""
        self._closed = True

    def _run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[MotCuaError], None] | None = None,
    ) -> None:
        if not self._closed:
            self._program.run(work, done, failed)

    def open_queue(self, job: int | None = None, *, elsewhere: Sequence[int] = ()) -> None:
        """Show the queue, at a paper, or ask at once on which printer others are to come out."""
        name = self._window.name
        if not name:
            return  # locked
        if name != PRINTING:
            self._came_from = name
            self._window.go(PRINTING)
            self.page.show_missing()
        if job is not None:
            self.page.show_paper(job, elsewhere=elsewhere)

    def papers_changed(self) -> bool:
        """A paper's state is another one; whether the clerk sees it here, without a banner."""
        shown = self._window.name == PRINTING
        if shown:
            self.page.refresh()
        return shown

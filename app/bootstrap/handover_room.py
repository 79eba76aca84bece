"""Bàn giao in the window: its page."""

from collections.abc import Callable
from datetime import datetime

from app.bootstrap.door import Door
from app.bootstrap.handover_desk import HandOverBridge
from app.bootstrap.house import House
from app.bootstrap.print_worker import PrintWorker
from app.ui.handover.page import HandOverPage
from app.ui.scanning import HANDOVER, TODAY


def handover_page(
    program: House, door: Door, printing: PrintWorker, saved_at: Callable[[datetime], None]
) -> HandOverPage:
    """The page; `saved_at` hears when something was stored."""
    bridge = HandOverBridge(door, program.run, saved_at, printing.enqueue_content, printing.queued)
    page = HandOverPage(bridge.desk(), program.messages)
    program.window.add_page(HANDOVER, page, place=TODAY)
    return page

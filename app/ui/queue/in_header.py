"""The queue in the window's header: whom the clerk serves, who waits, on every page."""

from PySide6.QtCore import QCoreApplication

from app.domain.vietnamese import dong
from app.ui import theme
from app.ui.queue.desk import Queue
from app.ui.widgets.serving import Serving


def show_in_header(serving: Serving, queue: Queue) -> None:
    """The number before this desk, and who waits."""
    say = QCoreApplication.translate
    number = say("queue", "Số {0}").format(queue.serving) if queue.serving else ""
    many = len(queue.waiting)
    waits = say("queue", "chờ {0}").format(dong(many)) if many else say("queue", "không ai chờ")
    first = say("queue", "(ưu tiên {0})").format(queue.priority) if queue.priority else ""
    longest = say("queue", "chờ lâu nhất {0}").format(queue.longest) if queue.longest else ""
    called = number or say("queue", "Chưa gọi số nào")
    tip = ", ".join(filter(None, (called, f"{waits} {first}".strip(), longest, queue.apart)))
    shown = queue.serving if theme.current().huge else number
    serving.show_queue(shown or say("queue", "Chưa gọi"), waits, first, tip)
    serving.show()

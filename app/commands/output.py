"""Standard output: an answer leaves this process at once, or it is told that it could not."""

import os
import sys

from app.domain.errors import Trouble

CLOSED = "Đầu ra của lệnh đã đóng nên không trả lời được. Chưa làm gì; hãy mở lại đầu ra rồi chạy."
LOST = (
    "Không ghi được câu trả lời ra đầu ra (đĩa đầy, hoặc nơi nhận đã đóng) nên lệnh dừng ở đây. "
    "Những gì đã lưu vẫn an toàn, kể cả việc vừa làm; hãy xem bằng motcua find, rồi chạy tiếp các "
    "dòng chưa có."
)


def require_open() -> None:
    """Trouble, before anything is done, where there is nobody to answer to."""
    if sys.stdout is None:  # so Python says that the descriptor was closed at the start
        raise Trouble(CLOSED)


def say(text: str) -> None:
    """One line, flushed; Trouble where it cannot be written."""
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
    except OSError as error:
        # What is still in the buffer would be tried once more, and fail loudly, at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Trouble(LOST) from error

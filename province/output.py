"""Standard output and standard error: a line leaves this process at once, or it is told."""

import os
import sys

from app.domain.errors import Trouble

CLOSED = "Đầu ra của lệnh đã đóng nên không trả lời được. Chưa làm gì; hãy mở lại đầu ra rồi chạy."
LOST = (
    "Không ghi được câu trả lời ra đầu ra (đĩa đầy, hoặc nơi nhận đã đóng) nên lệnh dừng ở đây. "
    "Những gì đã lưu vẫn an toàn; hãy xem bằng motcua-province status rồi chạy lại."
)


def require_open() -> None:
    """Trouble, before anything is done, where there is nobody to answer to."""
    if sys.stdout is None:  # so Python says that the descriptor was closed at the start
        raise Trouble(CLOSED)


def say(line: str) -> None:
    """One line of an answer; Trouble where it cannot be written."""
    try:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except OSError as error:
        # What is still in the buffer would be tried once more, and fail loudly, at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Trouble(LOST) from error


def complain(sentence: str, status: int) -> int:
    """A sentence for whoever runs the command; the exit status."""
    if sys.stderr is not None:
        sys.stderr.write(sentence + "\n")
        sys.stderr.flush()
    return status

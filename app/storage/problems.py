"""Errors of the database library as sentences: what is wrong, what is safe, what to do."""

import sqlcipher3.dbapi2 as sql

from app.domain.errors import Trouble

SENTENCES = (
    (
        ("disk is full", "database or disk is full"),
        (
            "Ổ đĩa đã đầy nên chưa lưu được việc vừa làm; mọi hồ sơ đã lưu trước đó vẫn an toàn. "
            "Hãy xoá bớt tệp trên ổ đĩa rồi làm lại."
        ),
    ),
    (
        ("readonly", "read-only", "unable to open", "attempt to write"),
        (
            "Không ghi được vào tệp dữ liệu (thư mục chỉ đọc hoặc không có quyền). Hồ sơ đã lưu "
            "vẫn an toàn. Hãy kiểm tra quyền của thư mục rồi mở lại."
        ),
    ),
    (
        ("locked", "busy"),
        (
            "Tệp dữ liệu đang bị chương trình khác giữ. Chưa lưu việc vừa làm; hồ sơ đã lưu vẫn an "
            "toàn. Hãy đợi vài giây rồi làm lại."
        ),
    ),
    (
        ("disk i/o", "i/o error"),
        (
            "Ổ đĩa không đọc ghi được. Hồ sơ đã lưu vẫn nằm trong tệp. Hãy kiểm tra ổ đĩa, đừng "
            "tắt máy đột ngột, rồi chạy motcua check."
        ),
    ),
)


def told(error: sql.Error) -> Trouble:
    """The sentence for an error of the library."""
    text = str(error).lower()
    for words, sentence in SENTENCES:
        if any(word in text for word in words):
            return Trouble(sentence)
    return damaged()


def damaged() -> Trouble:
    """The file is not what it should be."""
    return Trouble(
        "Tệp dữ liệu hỏng hoặc không mở được bằng khoá của máy này. Tệp được giữ nguyên, chưa sửa "
        "gì. Hãy sao chép cả thư mục dữ liệu ra nơi khác rồi khôi phục từ bản sao (motcua restore)."
    )


def too_new() -> Trouble:
    """A newer program wrote the file."""
    return Trouble(
        "Tệp dữ liệu do bản chương trình mới hơn ghi. Chưa mở và chưa sửa gì. "
        "Hãy cập nhật chương trình rồi mở lại."
    )

"""How old the catalogue is: limits and fees are trusted blindly for thirty days, not longer."""

from datetime import date

OLD_AFTER_DAYS = 30


def age_words(since: date, today: date) -> str:
    """The day and how long ago."""
    days = (today - since).days
    ago = "hôm nay" if days <= 0 else f"{days} ngày trước"
    return f"{since:%d/%m/%Y} ({ago})"


def old_words(since: date, today: date, *, joined: bool) -> str:
    """The yellow line, empty while the catalogue is fresh; `joined`: there is a province to ask."""
    days = (today - since).days
    if days <= OLD_AFTER_DAYS:
        return ""
    what = f"Danh mục và mức phí được đối chiếu lần cuối {since:%d/%m/%Y}, đã {days} ngày. "
    todo = "F11 để lấy bản mới" if joined else "Ghi danh với tỉnh hoặc cập nhật chương trình"
    return f"{what}Vẫn tiếp nhận được. {todo}; mức phí lạ thì hỏi lại trước khi thu."

"""What an exchange came to, and what it teaches: a certificate that ends, a clock that is off."""

from datetime import date

SOON_DAYS = 30
MOST_OFF_MS = 10 * 60 * 1000


def exchanged_words(sent: int, received: int) -> str:
    """What went and came; only what the province said that it has counts as sent."""
    return f"Đã gửi {sent} việc, tỉnh xác nhận {sent}, nhận về {received} thay đổi."


def today_words(sent: int, received: int) -> str:
    """The same of a whole day; empty where nothing went or came."""
    if not sent and not received:
        return ""
    said = exchanged_words(sent, received)
    return f"Hôm nay {said[0].lower()}{said[1:]}"


def certificate_words(last_day: date, today: date) -> str:
    """A month before the server's certificate ends, and after; empty while there is time."""
    left = (last_day - today).days
    if left < 0:
        return (
            f"Chứng thư của máy chủ tỉnh đã hết hạn ngày {last_day:%d/%m/%Y}, hôm nay theo máy này "
            f"là {today:%d/%m/%Y}, nên chưa gửi nhận được. Nếu máy sai ngày, hãy sửa đồng hồ; nếu "
            "đúng, hãy gọi tỉnh gia hạn."
        )
    if left > SOON_DAYS:
        return ""
    rest = f"còn {left} ngày" if left else "hôm nay là ngày cuối"
    return (
        f"Chứng thư của máy chủ tỉnh hết hạn ngày {last_day:%d/%m/%Y} ({rest}). "
        "Hãy nhắc tỉnh gia hạn."
    )


def clock_words(difference_ms: int) -> str:
    """How far this machine's clock lies from the province's; empty within ten minutes."""
    if abs(difference_ms) <= MOST_OFF_MS:
        return ""
    way = "nhanh" if difference_ms > 0 else "chậm"
    return (
        f"Đồng hồ máy này {way} hơn tỉnh {_span(abs(difference_ms) // 60_000)}; ngày hẹn có thể "
        "sai. Hãy sửa đồng hồ."
    )


def _span(minutes: int) -> str:
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return f"{days} ngày" + (f" {hours} giờ" if hours else "")
    rest = minutes % 60
    return " ".join(f"{count} {unit}" for count, unit in ((hours, "giờ"), (rest, "phút")) if count)

"""Office hours as people type them: whatever is accepted reads back to what was typed."""

import re
from datetime import time
from unicodedata import normalize

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.domain.errors import ClerkError
from app.domain.hours_typed import hours_typed
from app.domain.office_hours import DAYS, REGULAR, Hours, Session

WEEK = "07:00-11:30 13:30-17:00"


@pytest.mark.parametrize(
    "typed",
    [
        "07:00-11:30;13:30-17:00",
        "07:00-11:30; T2-T6 13:30-17:00",
        "7h-11h30, 13h30-17h",
        "7g-11g30 13g30-17g",
        "07:00 - 11:30, 13:30 – 17:00;",
        "7h đến 11h30; 13h30 tới 17h",
        "７：００－１１：３０；１３：３０－１７：００",
        "T2-T6: 07:00—11:30 13:30−17:00",
        "T6,T2-T5 07:00~11:30 13:30~17:00",
        "07:00-11:30\n13:30-17:00; ,",
        "Sáng 7h-11h30, chiều 13h30-17h",
        "Buổi sáng: từ 7:00 đến 11:30; buổi chiều: từ 13:30 đến 17:00",
        "Thứ 2 đến thứ 6: 07:00-11:30 13:30-17:00",
        "thứ Hai - thứ Sáu: sáng 07:00-11:30, chiều 13:30-17:00",
    ],
)
def test_the_same_hours_in_other_signs_are_stored_in_one_way(typed: str) -> None:
    assert hours_typed(typed) == WEEK


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (f"{WEEK}; T7 07:30-11:30, thêm", f"{WEEK}; thêm T7 07:30-11:30"),
        (f"{WEEK}; T6: 7h-11h", f"{WEEK}; T6 07:00-11:00"),
        (f"{WEEK}; thêm sáng thứ Bảy 7h-11h", f"{WEEK}; thêm T7 07:00-11:00"),
        (f"{WEEK}; thêm Chủ nhật: 7h-11h", f"{WEEK}; thêm CN 07:00-11:00"),
        (f"{WEEK}; thêm CN, T7 8h-10h tính ngay", f"{WEEK}; thêm T7,CN 08:00-10:00 tính ngay"),
        (f"{WEEK}; thêm T7 8h-10h; thêm T7 14h-15h", f"{WEEK}; thêm T7 08:00-10:00 14:00-15:00"),
        (f"{WEEK}; thêm 17:00-19:00", f"{WEEK}; thêm T2-T6 17:00-19:00"),
        (f"{WEEK}; T6-T7 07:00-11:00", f"{WEEK}; T6,T7 07:00-11:00"),
        (f"T2-T7 {WEEK}; T7 07:00-11:00", f"T2-T7 {WEEK}; T7 07:00-11:00"),
        (f"{WEEK}; T7 7h-11h; thêm T7 7h-9h", f"{WEEK}; T7 07:00-11:00; thêm T7 07:00-09:00"),
    ],
)  # fmt: skip
def test_days_of_their_own_are_read_as_they_are_meant(typed: str, stored: str) -> None:
    assert hours_typed(typed) == stored


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "còn trống"),
        ("T7 07:30-11:30, thêm", "Mới có giờ của buổi thêm, chưa có giờ làm việc mỗi ngày"),
        (f"{WEEK}; T6", "“T6” chưa có giờ"),
        (f"{WEEK}; thêm T7", "“THÊM T7” chưa có giờ"),
        (f"{WEEK}; T6-T2 07:00-11:30", "“T6-T2” ghi ngày sau trước ngày đầu"),
        (f"{WEEK}; CN-T7 07:00-11:30", "“CN-T7” ghi ngày sau trước ngày đầu"),
        ("07:00-11:30 T6 13:30-17:00", "chưa rõ giờ nào của ngày nào"),
        ("T2-T5 07:00-11:30 T6 13:30-17:00", "chưa rõ giờ nào của ngày nào"),
        (f"{WEEK} thêm T7 07:30-11:00", "chưa rõ giờ nào của ngày nào"),
        (f"T6 07:00-11:30; {WEEK}", "T6 có giờ ở hai chỗ"),
        ("T2-T4 07:00-11:30; T4-T6 13:30-17:00", "T4 có giờ ở hai chỗ"),
        (f"{WEEK}; thêm T7 08:00-10:00; thêm T7,CN 14:00-15:00", "T7 có giờ ở hai chỗ"),
        (f"{WEEK}; T2-T7 07:00-11:30", "không còn ngày nào"),
        ("07:00-11:30; T6 07:00-11:00; 13:30-17:00", "T6 có giờ ở hai chỗ"),
        ("T2-T5 07:00-11:30", "T6 chưa có giờ"),
        ("T7 07:30-11:30", "T2, T3, T4, T5, T6 chưa có giờ"),
        (f"{WEEK}; thêm T2-T6 16:00-19:00", "Buổi thêm của T2 chồng lên giờ làm việc"),
        (f"{WEEK}; 11:00-12:00", "không chồng lên nhau"),
        ("13:30-17:00; 07:00-11:30", "nối nhau theo giờ"),
        ("7:00-11:30; 1:30-5:00", "nối nhau theo giờ"),
        ("17:00-13:30", "nối nhau theo giờ"),
        ("07:00-11:30-17:00", "chỗ “07:00-11:30-17:00”"),
        ("7-11", "chỗ “7-11”"),
        ("7h-11h 30", "chỗ “30”"),
        ("07:00-24:00", "chỗ “07:00-24:00”"),
        ("7h-11h30, tối 18h-20h", "chỗ “TỐI”"),
        (f"{WEEK}. T6 07:00-11:00", "chỗ “13:30-17:00.”"),
        (f"{WEEK}; thêm T7 08:00-10:00 tính", "chỗ “TÍNH”"),
    ],
)
def test_what_would_be_lost_or_misread_is_refused_in_a_sentence(typed: str, words: str) -> None:
    with pytest.raises(ClerkError, match=re.escape(words)) as refused:
        hours_typed(typed)
    assert refused.value.field == "hours"
    assert ". Chưa ghi gì. Viết như " in refused.value.message


CLOCKS = st.integers(0, 24 * 12 - 1).map(lambda five: time(five // 12, five % 12 * 5))
SESSIONS = (
    st.lists(CLOCKS, min_size=2, max_size=6, unique=True)
    .filter(lambda some: len(some) % 2 == 0)
    .map(lambda some: tuple(map(Session, sorted(some)[::2], sorted(some)[1::2])))
)
STYLES = (
    "{0:%H:%M}-{1:%H:%M}",
    "{0:%Hh%M} – {1:%Hh%M}",
    "{0:%Hg%M}−{1:%Hg%M}",
    "{0:%H：%M}～{1:%H：%M}",
    "{0:%H:%M} đến {1:%H:%M}",
)


@settings(derandomize=True, max_examples=120, deadline=None)
@given(st.data())
def test_hours_typed_in_any_manner_read_back_to_each_day_s_spans(data: st.DataObject) -> None:
    """The week, days with hours of their own, extra ones; each span a part of its own or not."""
    general = data.draw(SESSIONS)
    own = data.draw(st.dictionaries(st.integers(0, 6), SESSIONS, max_size=4))
    extra = data.draw(st.dictionaries(st.sampled_from((5, 6)), SESSIONS))
    assume(not own.keys() >= set(range(5)))  # the general hours keep a day
    week = [own.get(day, general if day < len(DAYS) - 2 else ()) for day in range(7)]

    def part(head: str, sessions: tuple[Session, ...]) -> str:
        spans = [data.draw(st.sampled_from(STYLES)).format(one.start, one.end) for one in sessions]
        between = data.draw(st.sampled_from((" ", ", ", f"; {head} ", "，", f"；{head} ")))
        return f"{head} {between.join(spans)}"

    typed = [part("", general)]
    typed += [part(DAYS[day], sessions) for day, sessions in own.items()]
    typed += [part(f"thêm {DAYS[day]}", sessions) for day, sessions in extra.items()]
    line = data.draw(st.sampled_from(("; ", ";", " ； ", ";;"))).join(typed)
    read = Hours.from_text(hours_typed(line))
    assert read.week == tuple(week)
    assert read.extra == tuple(extra.get(day, ()) for day in range(7))


WORDS = "T2-T6|T6|T7|CN|T7,CN|T6-T2|thêm|tính ngay|T2 - T5|：|-|;|; |,|\n|07:00|7h30"
SPANS = "07:00-11:30|13:30-17:00|08:00-10:00|18h-20h|7g30–11g|17:00-18h30"
PIECES = st.sampled_from((SPANS + "|" + WORDS).split("|"))
SPAN = re.compile(r"(\d{1,2})[:HG](\d{2})?-(\d{1,2})[:HG](\d{2})?")


@settings(derandomize=True, max_examples=1000, deadline=None)
@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_no_span_of_an_accepted_line_is_lost_and_none_is_added(typed: str) -> None:
    try:
        stored = hours_typed(typed)
    except ClerkError:
        return
    plain = re.sub(r"\s*[-–]\s*", "-", normalize("NFKC", typed).upper())
    spans = sorted(
        f"{int(a):02}:{b or '00'}-{int(c):02}:{d or '00'}" for a, b, c, d in SPAN.findall(plain)
    )
    assert sorted(re.findall(r"\d\d:\d\d-\d\d:\d\d", stored)) == spans
    hours = Hours.from_text(stored)
    open_at = {
        f"{one.start:%H:%M}-{one.end:%H:%M}" for day in hours.week + hours.extra for one in day
    }
    assert open_at == set(spans)
    assert all(hours.week[:5])
    assert hours_typed(stored) == stored


def test_the_usual_hours_are_written_as_they_were() -> None:
    assert Hours.from_text(hours_typed(WEEK)) == Hours()
    assert Hours.from_text(WEEK).week[0] == REGULAR

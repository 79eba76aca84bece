"""The server's certificate has a last day, and a desk's clock may be wrong: both are told."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.domain.times import VN, to_millis
from app.services.exchange import Outcome
from app.sync.exchange import Exchange
from app.sync.transport import Early, Expired
from app.wire import signing
from tests.sync.fakes import PEER, ROOT_PRIVATE, SERVER, MemoryChain, MemoryLine, MemoryProvince

LAST = date(2026, 12, 20)


def certificate(last_day: date) -> str:
    made = signing.certify_server(
        ROOT_PRIVATE, province="11", training=True, key=SERVER, last_day=last_day
    )
    return made.to_text()


def desk() -> MemoryChain:
    made = MemoryChain()
    made.write(3)
    return made


def on(
    day: date, store: MemoryChain, province: MemoryProvince, ahead: timedelta = timedelta()
) -> Outcome:
    now = datetime(day.year, day.month, day.day, 9, tzinfo=VN)
    province.time_ms = to_millis(now - ahead)
    peer = replace(PEER, server_certificate=certificate(LAST))
    line = MemoryLine(province)
    return Exchange(store, peer, line, "0.1.0", lambda: to_millis(now), lambda _: None).run()


def test_on_the_last_day_all_goes_and_the_end_is_told() -> None:
    outcome = on(LAST, desk(), MemoryProvince())
    assert outcome.state == "complete"
    assert "hết hạn ngày 20/12/2026 (hôm nay là ngày cuối)" in outcome.message


def test_a_month_before_the_end_is_told_and_earlier_is_not() -> None:
    assert "còn 30 ngày" in on(date(2026, 11, 20), desk(), MemoryProvince()).message
    assert "Chứng thư" not in on(date(2026, 11, 19), desk(), MemoryProvince()).message


def test_after_the_last_day_nothing_is_believed_and_it_is_no_missing_line() -> None:
    store = desk()
    outcome = on(date(2026, 12, 21), store, MemoryProvince())
    assert (outcome.state, outcome.requests) == ("refused", 1)
    assert (store.stored, store.contacts) == (0, 0)
    assert "đã hết hạn ngày 20/12/2026" in outcome.message
    assert "sửa đồng hồ" in outcome.message


def test_after_the_last_day_a_new_certificate_of_the_root_is_taken() -> None:
    store = desk()
    province = MemoryProvince(certificate=certificate(date(2028, 1, 1)))
    assert on(date(2026, 12, 21), store, province).state == "complete"
    assert store.certificate == province.certificate


def renewed(last_day: date, root: bytes = ROOT_PRIVATE) -> MemoryProvince:
    """A province that signs with a new key and brings its certificate."""
    private, public = signing.new_key()
    made = signing.certify_server(root, province="11", training=True, key=public, last_day=last_day)
    return MemoryProvince(private=private, certificate=made.to_text())


def test_an_answer_of_a_new_key_is_believed_by_the_certificate_that_it_brings() -> None:
    store, province = desk(), renewed(date(2028, 1, 1))
    for day in (date(2026, 11, 2), date(2026, 12, 21)):
        assert on(day, store, province).state == "complete"
    assert (store.certificate, store.stored) == (province.certificate, 3)


@pytest.mark.parametrize(
    "province",
    [
        renewed(date(2028, 1, 1), signing.new_key()[0]),
        renewed(LAST),
        MemoryProvince(private=signing.new_key()[0], certificate=certificate(date(2028, 1, 1))),
        MemoryProvince(private=signing.new_key()[0], certificate="[]"),
        MemoryProvince(private=signing.new_key()[0], certificate=7),  # type: ignore[arg-type]
    ],
    ids=["another root", "ends no later", "not its own key", "no certificate", "no text"],
)
def test_a_certificate_that_renews_nothing_makes_no_other_key_believed(
    province: MemoryProvince,
) -> None:
    store = desk()
    before = store.certificate
    outcome = on(date(2026, 11, 2), store, province)
    assert outcome.state == "refused"
    assert (store.stored, store.contacts, store.certificate) == (0, 0, before)


@pytest.mark.parametrize(
    ("error", "words"),
    [(Early("x"), "đồng hồ máy có lẽ sai"), (Expired("x"), "đã hết hạn")],
)
def test_a_network_certificate_of_another_time_is_told_at_once(
    error: Early | Expired, words: str
) -> None:
    line = MemoryLine(MemoryProvince(), [error] * 8)
    outcome = Exchange(desk(), PEER, line, "0.1.0", lambda: 7, lambda _: None).run()
    assert (outcome.state, outcome.requests) == ("refused", 1)
    assert words in outcome.message


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(hours=3, minutes=5), "nhanh hơn tỉnh 3 giờ 5 phút"),
        (-timedelta(days=2), "chậm hơn tỉnh 2 ngày"),
    ],
)
def test_a_clock_that_lies_far_from_the_provinces_is_told(ahead: timedelta, words: str) -> None:
    outcome = on(date(2026, 11, 2), desk(), MemoryProvince(), ahead)
    assert outcome.state == "complete"
    assert words in outcome.message


def test_ten_minutes_are_not_worth_a_word() -> None:
    outcome = on(date(2026, 11, 2), desk(), MemoryProvince(), timedelta(minutes=10))
    assert "Đồng hồ" not in outcome.message

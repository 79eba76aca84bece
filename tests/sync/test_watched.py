"""Somebody looks on while an exchange runs, and may end it: nothing is lost, it goes on later."""

from app.services.exchange import COMPLETE, PARTIAL, Outcome
from app.services.exchange_watch import Watch, progress_words, seconds_words, size_words
from app.sync.exchange import Exchange
from app.sync.watched import WatchedLine
from tests.sync.fakes import PEER, MemoryChain, MemoryProvince
from tests.sync.http_ends import far_end, response


def exchange(store: MemoryChain, address: str, watch: Watch) -> Outcome:
    line = WatchedLine(address, watch)
    try:
        return Exchange(store, PEER, line, "0.0.0", lambda: 1_764_000_000_000, _no_wait).run()
    finally:
        line.close()


def _no_wait(_seconds: float) -> None:
    return


def test_who_halts_it_ends_it_as_a_cut_would_and_the_next_one_goes_on() -> None:
    store, province = MemoryChain(), MemoryProvince()
    store.write(3)
    watch = Watch(lambda: 0.0)

    def answer(asked: bytes) -> bytes:
        watch.halted = True  # while the answer is on its way
        return response(province.answer(asked.partition(b"\r\n\r\n")[2]))

    with far_end(answer) as end:
        outcome = exchange(store, end.address, watch)
        assert outcome.state == PARTIAL
        assert outcome.message.startswith("Đã tạm dừng gửi.")
        assert "an toàn trên máy này" in outcome.message
        assert store.stored == 0, "no answer, no mark"
        assert end.accepted == 1
    with far_end(lambda asked: response(province.answer(asked.partition(b"\r\n\r\n")[2]))) as end:
        again = Watch(lambda: 0.0)
        assert exchange(store, end.address, again).state == COMPLETE
    assert store.stored == 3
    assert 0 < again.whole <= again.up
    assert again.down > 0


def test_one_that_is_halted_before_it_begins_asks_nobody() -> None:
    watch = Watch(lambda: 0.0, halted=True)
    outcome = exchange(MemoryChain(), "http://127.0.0.1:1", watch)
    assert (outcome.state, outcome.requests) == (PARTIAL, 0)


def test_how_far_it_is_and_how_long_it_takes() -> None:
    seconds = [0.0]
    watch = Watch(lambda: seconds[0])
    assert progress_words(watch) == "Đang nối với tỉnh."
    seconds[0] = 4.0
    watch.whole, watch.up = 35_000, 10_000
    assert watch.share == 10 / 35
    assert progress_words(watch) == "Đã gửi 10 kB trong 35 kB; còn khoảng 10 giây."
    watch.halted = True
    assert progress_words(watch).startswith("Đang dừng")


def test_all_is_up_and_the_province_thinks() -> None:
    watch = Watch(lambda: 0.0, whole=900, up=900, down=2_400)
    assert progress_words(watch) == "Đã gửi 1 kB, nhận về 2 kB; chờ tỉnh trả lời."


def test_nobody_guesses_in_the_first_moment() -> None:
    assert "còn khoảng" not in progress_words(Watch(lambda: 0.0, whole=900, up=100))


def test_sizes_and_times_as_people_say_them() -> None:
    sizes = [size_words(size) for size in (0, 3, 12_400, 1_400_000)]
    assert sizes == ["0 kB", "1 kB", "12 kB", "1,4 MB"]
    assert [seconds_words(one) for one in (0.2, 8, 200)] == ["1 giây", "8 giây", "3 phút"]

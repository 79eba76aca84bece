"""The exchange over lines that lose, cut, double and lie; and provinces that forget."""

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.exchange import Outcome
from app.sync.exchange import MOST_TRIES, Exchange
from app.sync.transport import CONNECTIONS, LineError, NoLine, Spent, TooBig, Wait
from app.wire import signing
from app.wire.answer import Answer
from app.wire.envelope import Envelope, Words, open_envelope
from tests.sync.fakes import (
    CHAIN_ROOT,
    DEVICE,
    PEER,
    ROOT_PRIVATE,
    SERVER,
    MemoryChain,
    MemoryLine,
    MemoryProvince,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def exchange(desk: MemoryChain, line: MemoryLine) -> Outcome:
    pauses: list[float] = []
    outcome = Exchange(desk, PEER, line, "0.1.0", lambda: 7, pauses.append).run()
    assert sum(pauses) <= 60
    return outcome


def desk_with(count: int) -> MemoryChain:
    desk = MemoryChain()
    desk.write(count)
    return desk


def test_a_week_goes_in_one_round_trip() -> None:
    desk, province = desk_with(500), MemoryProvince()
    outcome = exchange(desk, MemoryLine(province))
    assert (outcome.state, outcome.requests) == ("complete", 1)
    assert (outcome.sent_events, outcome.stored, desk.stored) == (500, 500, 500)
    assert province.received == 500


def test_with_nothing_new_one_empty_envelope_suffices() -> None:
    desk, province = desk_with(3), MemoryProvince()
    exchange(desk, MemoryLine(province))
    again = exchange(desk, MemoryLine(province))
    assert (again.state, again.sent_events, again.requests) == ("complete", 0, 1)


def test_a_lost_answer_is_sent_again_and_stored_once() -> None:
    desk, province = desk_with(4), MemoryProvince()

    def lost(envelope: bytes) -> bytes:
        province.answer(envelope)
        raise NoLine("cut")

    outcome = exchange(desk, MemoryLine(province, [lost]))
    assert outcome.state == "complete"
    assert len(province.known) - 1 == 4


@pytest.mark.parametrize(
    "page",
    [b"<html>Xin dang nhap Wi-Fi</html>", b"", b"MC1A" + bytes(200)],
    ids=["captive portal", "nothing", "nearly an answer"],
)
def test_a_page_with_status_200_marks_nothing(page: bytes) -> None:
    desk, province = desk_with(4), MemoryProvince()
    outcome = exchange(desk, MemoryLine(province, [lambda _: page] * MOST_TRIES))
    assert (outcome.state, desk.stored) == ("no_line", 0)
    assert "không tin" in outcome.message


def test_an_answer_signed_by_another_key_marks_nothing() -> None:
    desk = desk_with(4)
    liar = MemoryProvince(private=signing.new_key()[0])
    outcome = exchange(desk, MemoryLine(liar))
    assert (outcome.state, desk.stored, desk.contacts) == ("refused", 0, 0)
    assert "không mang chữ ký của máy chủ tỉnh" in outcome.message


def test_one_bit_flipped_on_the_way_is_tried_again() -> None:
    desk, province = desk_with(4), MemoryProvince()

    def flipped(envelope: bytes) -> bytes:
        answer = province.answer(envelope)
        return answer[:-1] + bytes([answer[-1] ^ 1])

    outcome = exchange(desk, MemoryLine(province, [flipped]))
    assert (outcome.state, desk.stored) == ("complete", 4)


def test_no_line_ends_by_itself_after_eight_tries() -> None:
    desk = desk_with(2)
    line = MemoryLine(MemoryProvince(), [NoLine("x")] * 50)
    outcome = exchange(desk, line)
    assert (outcome.state, outcome.requests) == ("no_line", MOST_TRIES)
    assert "an toàn" in outcome.message


def test_a_server_that_forgot_gets_again_what_it_lacks() -> None:
    desk, province = desk_with(100), MemoryProvince()
    exchange(desk, MemoryLine(province))
    desk.write(5)
    kept = [CHAIN_ROOT, *desk.hashes()[1:41]]
    province.known = {identity: place for place, identity in enumerate(kept)}
    outcome = exchange(desk, MemoryLine(province))
    assert outcome.state == "complete"
    assert len(province.known) - 1 == 105
    assert outcome.requests == 3


def test_a_server_that_lost_everything_gets_it_from_the_root() -> None:
    desk, province = desk_with(30), MemoryProvince()
    exchange(desk, MemoryLine(province))
    fresh = MemoryProvince()
    assert exchange(desk, MemoryLine(fresh)).state == "complete"
    assert len(fresh.known) - 1 == 30


def test_a_server_that_does_not_even_know_the_root_is_no_endless_loop() -> None:
    desk, stranger = desk_with(3), MemoryProvince(known={})
    outcome = exchange(desk, MemoryLine(stranger))
    assert outcome.state == "partial"
    assert outcome.requests < 30


def test_too_big_halves_until_it_fits() -> None:
    desk, province = desk_with(64), MemoryProvince()
    line = MemoryLine(province)

    def fits(envelope: bytes) -> bytes:
        if len(envelope) > 330:
            line.faults.insert(0, fits)
            raise TooBig("413")
        line.faults.insert(0, fits)
        return province.answer(envelope)

    line.faults.append(fits)
    outcome = exchange(desk, line)
    assert (outcome.state, desk.stored) == ("complete", 64)


def only(line: MemoryLine, most: int) -> list[int]:
    """The line lets envelopes of so many events at most pass; how many each that passed had."""
    passed: list[int] = []

    def fits(envelope: bytes) -> bytes:
        line.faults.insert(0, fits)
        count = open_envelope(envelope, DEVICE).header.count
        if count > most:
            raise TooBig("413")
        passed.append(count)
        return line.province.answer(envelope)

    line.faults.append(fits)
    return passed


@pytest.mark.parametrize("most", [1, 3, 70, 1500])
def test_however_little_passes_some_of_a_month_does_and_then_as_much_as_may(most: int) -> None:
    desk, province = desk_with(4000), MemoryProvince()
    line = MemoryLine(province)
    passed = only(line, most)
    outcome = exchange(desk, line)
    assert outcome.stored == len(province.known) - 1 >= min(4000, 190 * most // 2)
    assert line.requests - len(passed) < MOST_TRIES
    assert max(passed) > most // 2 or most < 4


def test_a_province_that_stores_less_than_it_was_sent_is_sent_the_rest() -> None:
    class Half(MemoryProvince):
        def _make(
            self, envelope: Envelope, result: str, stored: bytes | None, message: str | None = None
        ) -> Answer:
            if envelope.hashes:
                stored = envelope.hashes[len(envelope.hashes) // 2]
            return MemoryProvince._make(self, envelope, result, stored, message)

    desk = desk_with(100)
    outcome = exchange(desk, MemoryLine(Half()))
    assert (outcome.state, outcome.stored, outcome.sent_events) == ("complete", 100, 100)


def test_a_province_that_stores_nothing_of_what_it_is_sent_is_no_endless_loop() -> None:
    class Idle(MemoryProvince):
        def _make(
            self, envelope: Envelope, result: str, stored: bytes | None, message: str | None = None
        ) -> Answer:
            parent = envelope.header.parent if stored else stored
            return MemoryProvince._make(self, envelope, result, parent, message)

    desk = desk_with(100)
    outcome = exchange(desk, MemoryLine(Idle()))
    assert (outcome.state, outcome.stored) == ("no_line", 0)
    assert outcome.requests <= MOST_TRIES


def test_two_provinces_behind_one_address_that_deny_each_other_are_no_endless_loop() -> None:
    desk, one, other = desk_with(60), MemoryProvince(), MemoryProvince()
    exchange(desk, MemoryLine(one))
    desk.write(40)
    exchange(desk, MemoryLine(other))
    desk.write(1)
    keep = [CHAIN_ROOT, *desk.hashes()[1:31]]
    other.known = {identity: place for place, identity in enumerate(keep)}
    line = MemoryLine(one, [other.answer, one.answer] * 100)
    outcome = exchange(desk, line)
    assert line.requests <= 4 * MOST_TRIES
    assert outcome.state in ("partial", "complete")


def test_a_cut_while_asking_makes_no_smaller_envelopes() -> None:
    desk, province = desk_with(30), MemoryProvince()
    exchange(desk, MemoryLine(province))
    fresh = MemoryProvince()
    outcome = exchange(desk, MemoryLine(fresh, [fresh.answer, LineError("cut")]))
    assert (outcome.state, outcome.requests) == ("complete", 4)


def test_a_server_that_wants_more_patience_than_is_left_is_asked_next_time() -> None:
    desk = desk_with(2)
    outcome = exchange(desk, MemoryLine(MemoryProvince(), [Wait(41.0)] * 2))
    assert (outcome.state, outcome.requests) == ("partial", 1)
    assert "đang bận" in outcome.message


def test_what_did_not_fit_into_one_exchange_is_said_and_goes_next_time() -> None:
    desk, province = desk_with(9), MemoryProvince()
    line = MemoryLine(province, [TooBig("413"), province.answer, Spent(CONNECTIONS)])
    outcome = exchange(desk, line)
    assert (outcome.state, outcome.stored, desk.stored) == ("partial", 4, 4)
    assert "đã gửi 4 việc, còn 5 việc chưa gửi" in outcome.message
    assert exchange(desk, MemoryLine(province)).sent_events == 5


def test_tries_that_fail_are_counted_over_the_whole_exchange() -> None:
    desk, province = desk_with(400), MemoryProvince()
    line = MemoryLine(province, [LineError("cut"), province.answer] * 50)
    outcome = exchange(desk, line)
    assert outcome.requests < 2 * MOST_TRIES
    assert outcome.state in ("partial", "complete")


def test_a_busy_server_is_waited_for() -> None:
    desk, province = desk_with(2), MemoryProvince()
    outcome = exchange(desk, MemoryLine(province, [Wait(2.0), Wait(3.0)]))
    assert (outcome.state, outcome.requests) == ("complete", 3)


def test_a_revoked_device_is_told_so_at_once() -> None:
    desk = desk_with(2)
    outcome = exchange(desk, MemoryLine(MemoryProvince(refuse=True)))
    assert (outcome.state, outcome.message) == ("refused", "Máy này đã bị thu hồi.")


def test_downstream_pages_are_all_fetched() -> None:
    desk, province = desk_with(1), MemoryProvince(page=2)
    province.down = [b'[%d,"x"]' % n for n in range(7)]
    outcome = exchange(desk, MemoryLine(province))
    assert desk.down == province.down
    assert (outcome.state, outcome.received_events) == ("complete", 7)


def test_a_downstream_journal_that_changed_is_taken_from_its_beginning() -> None:
    desk, province = desk_with(1), MemoryProvince()
    desk.down = [b"[1]", b"[2]", b"[3]"]
    province.down = [b"[9]"]
    exchange(desk, MemoryLine(province))
    assert len(desk.down) == 1


def test_a_province_that_lost_the_catalogue_is_told_without_its_words() -> None:
    desk, province = desk_with(30), MemoryProvince()
    desk.known_words = Words(77, b"Ban chinh giay to")
    outcome = exchange(desk, MemoryLine(province))
    assert (outcome.state, outcome.requests, len(province.known) - 1) == ("complete", 2, 30)


def test_a_new_server_certificate_is_kept_and_used() -> None:
    desk, province = desk_with(1), MemoryProvince()
    new = signing.certify_server(
        ROOT_PRIVATE, province="11", training=True, key=SERVER, last_day=date(2031, 1, 1)
    )
    province.certificate = new.to_text()
    assert exchange(desk, MemoryLine(province)).state == "complete"
    assert desk.certificate == new.to_text()


def test_a_certificate_of_a_real_province_is_not_believed_by_a_training_desk() -> None:
    desk, province = desk_with(1), MemoryProvince()
    real = signing.certify_server(
        ROOT_PRIVATE, province="11", training=False, key=SERVER, last_day=date(2031, 1, 1)
    )
    province.certificate = real.to_text()
    assert exchange(desk, MemoryLine(province)).state == "no_line"


@given(
    st.lists(st.sampled_from(["ok", "lost", "cut", "portal", "busy", "forget"]), max_size=25),
    st.lists(st.integers(min_value=0, max_value=30), min_size=1, max_size=5),
)
def test_whatever_the_line_does_the_province_ends_with_every_event_once(
    weather: list[str], weeks: list[int]
) -> None:
    desk, province = MemoryChain(), MemoryProvince()

    def lost(envelope: bytes) -> bytes:
        province.answer(envelope)
        raise NoLine("lost")

    def forget(envelope: bytes) -> bytes:
        keep = list(province.known)[: max(1, len(province.known) // 2)]
        province.known = {identity: place for place, identity in enumerate(keep)}
        return province.answer(envelope)

    faults: dict[str, Callable[[bytes], bytes] | LineError] = {
        "ok": province.answer,
        "lost": lost,
        "cut": NoLine("cut"),
        "portal": lambda _: b"<html>",
        "busy": Wait(1.0),
        "forget": forget,
    }
    for events in weeks:
        desk.write(events)
        line = MemoryLine(province, [faults[name] for name in weather])
        exchange(desk, line)
        weather = weather[line.requests :]
    assert exchange(desk, MemoryLine(province)).state == "complete"
    assert set(province.known) == set(desk.hashes())

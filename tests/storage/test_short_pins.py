"""Pass-phrases, and the short PINs that open a window again."""

from datetime import timedelta

import pytest

from app.domain.errors import ClerkError, Trouble
from app.storage import key_book, keys, short_pins
from app.storage.connection import Connection, transaction
from app.storage.profile import ProfilePaths
from tests.storage.conftest import CHEAP, KEY, NOW

PHRASE = "bốn con trâu qua suối"


@pytest.mark.parametrize(
    "secret", [PHRASE, "0123456789a", "trâu qua suối", "MƯA VỀ BẢN", "mu\u031ba rừng xa"]
)
def test_ten_characters_that_are_not_all_digits_are_a_phrase(secret: str) -> None:
    assert keys.is_phrase(secret)


@pytest.mark.parametrize(
    "secret", ["", "246810", "012345678901", "1234 5678 90", "٠١٢٣٤٥٦٧٨٩", " " * 12, "trâu suối"]
)
def test_digits_blanks_and_short_words_are_no_phrase(secret: str) -> None:
    assert not keys.is_phrase(secret)


def test_a_short_pin_is_kept_checked_and_dropped(
    paths: ProfilePaths, connection: Connection
) -> None:
    keys.create_keys(paths, KEY, "nhi", PHRASE, bytes(range(32)), CHEAP)
    assert short_pins.read(connection, "nhi") is None
    with transaction(connection):
        short_pins.keep(connection, "nhi", "13579024", CHEAP)
    kept = short_pins.read(connection, "nhi")
    assert kept is not None
    assert kept.digits == 8
    assert "13579024" not in kept.verifier
    keys.check_again(paths, "nhi", kept.verifier, "13579024", NOW)
    with transaction(connection):
        short_pins.drop(connection, "nhi")
    assert short_pins.read(connection, "nhi") is None


def test_only_six_to_twelve_digits_are_a_short_pin(connection: Connection) -> None:
    for bad in ("12345", "1234567890123", PHRASE):
        with pytest.raises(ClerkError, match="6 đến 12 chữ số"):
            short_pins.keep(connection, "nhi", bad, CHEAP)


def test_guesses_at_the_short_pin_and_at_the_phrase_count_together(
    paths: ProfilePaths,
) -> None:
    keys.create_keys(paths, KEY, "nhi", PHRASE, bytes(range(32)), CHEAP)
    verifier = keys.verifier_of("135790", CHEAP)
    for left in (4, 3, 2):
        with pytest.raises(Trouble, match=rf"Sai mã PIN\. Còn {left} lần"):
            keys.check_again(paths, "nhi", verifier, "135791", NOW)
    with pytest.raises(Trouble, match=r"Sai cụm mật khẩu\. Còn 1 lần"):
        keys.open_key(paths, "nhi", "bốn con trâu về bản", NOW)
    with pytest.raises(Trouble, match="Sai 5 lần"):
        keys.check_again(paths, "nhi", verifier, "135791", NOW)
    with pytest.raises(Trouble, match="Đợi 60 giây"):
        keys.check_again(paths, "nhi", verifier, "135790", NOW)


def test_the_wait_doubles_with_each_five_guesses_and_the_right_pin_ends_that(
    paths: ProfilePaths,
) -> None:
    keys.create_keys(paths, KEY, "nhi", "246810", bytes(range(32)), CHEAP)
    now, waits = NOW, []
    for _ in range(8):
        for _ in range(5):
            with pytest.raises(Trouble, match="Sai"):
                keys.open_key(paths, "nhi", "246811", now)
        waits.append(key_book.waits_seconds(paths, "nhi", now) // 60)
        with pytest.raises(Trouble, match="Đợi"):
            keys.open_key(paths, "nhi", "246810", now)
        now += timedelta(minutes=waits[-1])
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert keys.open_key(paths, "nhi", "246810", now) == KEY
    with pytest.raises(Trouble, match="phải đợi 1 phút"):
        keys.open_key(paths, "nhi", "246811", now)


def test_a_one_time_code_opens_for_whoever_is_shut_out(paths: ProfilePaths) -> None:
    keys.create_keys(paths, KEY, "nhi", "246810", bytes(range(32)), CHEAP)
    for _ in range(5):
        with pytest.raises(Trouble):
            keys.open_key(paths, "nhi", "246811", NOW)
    code = keys.add_code(paths, KEY, "nhi", CHEAP)
    assert keys.key_by_code(paths, "nhi", code, NOW) == KEY
    keys.set_pin(paths, KEY, "nhi", "135790", CHEAP)
    assert keys.open_key(paths, "nhi", "135790", NOW) == KEY


def test_who_was_ended_has_no_short_pin_either(paths: ProfilePaths) -> None:
    keys.create_keys(paths, KEY, "nhi", PHRASE, bytes(range(32)), CHEAP)
    keys.remove_user(paths, "nhi")
    with pytest.raises(Trouble, match="không có người dùng ấy"):
        keys.check_again(paths, "nhi", keys.verifier_of("135790", CHEAP), "135790", NOW)


@pytest.mark.parametrize("typed", ["1", "2468", "24681", "trâu"])
def test_what_no_secret_can_be_costs_no_try(paths: ProfilePaths, typed: str) -> None:
    keys.create_keys(paths, KEY, "nhi", "246810", bytes(range(32)), CHEAP)
    verifier = keys.verifier_of("135790", CHEAP)
    for _ in range(9):
        with pytest.raises(Trouble, match="Không tính là một lần sai"):
            keys.open_key(paths, "nhi", typed, NOW)
        with pytest.raises(Trouble, match="Không tính là một lần sai"):
            keys.check_again(paths, "nhi", verifier, typed, NOW)
    with pytest.raises(Trouble, match=r"Sai mã PIN\. Còn 4 lần"):
        keys.open_key(paths, "nhi", "246811", NOW)
    assert keys.open_key(paths, "nhi", "246810", NOW) == KEY

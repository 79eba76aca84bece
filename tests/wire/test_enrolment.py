"""Requests, enrolment files, seals and slip tokens: opened by the right hands only."""

import json
from base64 import b64encode
from datetime import date, datetime

import pytest

from app.domain.times import VN
from app.wire import enrolment as en
from app.wire import seal, signing, token
from app.wire.errors import Corrupt, UnknownKind, WireError
from tests.wire.example_enrolment import example_enrolment
from tests.wire.test_packing import stating

ROOT_PRIVATE, ROOT = signing.new_key()
DEVICE_PRIVATE, DEVICE = signing.new_key()
SEAL_PRIVATE, SEAL = seal.new_seal_key()
CERTIFICATE = signing.certify_device(
    ROOT_PRIVATE, device="11-0001", commune="03158", desk=1, training=True, key=DEVICE
)


def enrolment() -> en.Enrolment:
    server = signing.certify_server(
        ROOT_PRIVATE, province="11", training=True, key=ROOT, last_day=date(2027, 11, 24)
    )
    return example_enrolment(ROOT, CERTIFICATE, server)


def test_a_request_names_its_keys_and_a_word_to_compare() -> None:
    request = en.Request(SEAL, DEVICE)
    text = en.pack_request(request, DEVICE_PRIVATE)
    assert en.open_request(text) == request
    assert request.check_word in text


def test_a_request_with_a_changed_key_is_refused() -> None:
    text = en.pack_request(en.Request(SEAL, DEVICE), DEVICE_PRIVATE)
    with pytest.raises(Corrupt):
        en.open_request(text.replace(SEAL.hex(), ROOT.hex()))


def test_a_file_sealed_to_a_request_opens_on_that_machine_only() -> None:
    text = en.pack_enrolment(enrolment(), ROOT_PRIVATE, seal_key=SEAL, code=None)
    sealed = en.read_enrolment(text)
    assert sealed.is_for(SEAL)
    assert en.open_enrolment(sealed, seal_private=SEAL_PRIVATE) == enrolment()
    other_private, other = seal.new_seal_key()
    assert not sealed.is_for(other)
    with pytest.raises(Corrupt):
        en.open_enrolment(sealed, seal_private=other_private)


def test_a_file_under_a_code_opens_however_the_code_is_typed() -> None:
    code = seal.new_code()
    text = en.pack_enrolment(enrolment(), ROOT_PRIVATE, seal_key=None, code=code)
    typed = f" {code[:5].lower()}-{code[5:]} "
    assert en.open_enrolment(en.read_enrolment(text), code=typed) == enrolment()
    with pytest.raises(Corrupt):
        en.open_enrolment(en.read_enrolment(text), code="AAAAAAAAAA")


def test_a_content_that_the_root_did_not_sign_is_refused() -> None:
    text = en.pack_enrolment(enrolment(), DEVICE_PRIVATE, seal_key=SEAL, code=None)
    with pytest.raises(Corrupt):
        en.open_enrolment(en.read_enrolment(text), seal_private=SEAL_PRIVATE)


@pytest.mark.parametrize(
    "change", [lambda t: t[:-40], lambda t: "{}", lambda t: "[1]", lambda t: ""]
)
def test_a_cut_or_foreign_file_is_refused(change: object) -> None:
    text = en.pack_enrolment(enrolment(), ROOT_PRIVATE, seal_key=SEAL, code=None)
    with pytest.raises(WireError):
        en.read_enrolment(change(text))  # type: ignore[operator]


def test_a_request_is_not_taken_for_an_enrolment() -> None:
    with pytest.raises(UnknownKind):
        en.read_enrolment(en.pack_request(en.Request(SEAL, DEVICE), DEVICE_PRIVATE))


def test_a_box_of_another_purpose_does_not_open() -> None:
    box = seal.seal(SEAL, b"key", b"recovery")
    assert seal.unseal(SEAL_PRIVATE, box, b"recovery") == b"key"
    with pytest.raises(Corrupt):
        seal.unseal(SEAL_PRIVATE, box, b"enrolment")


SLIP = token.Slip(
    "MC-03158-1-261120-0001",
    "2.000815",
    datetime(2026, 11, 20, 9, tzinfo=VN),
    datetime(2026, 11, 20, 17, tzinfo=VN),
    12,
    bytes(range(8)),
)


def test_a_slip_token_is_the_same_at_a_reprint_and_verifies_without_a_line() -> None:
    text = token.make_token(SLIP, DEVICE_PRIVATE, CERTIFICATE)
    assert text == token.make_token(SLIP, DEVICE_PRIVATE, CERTIFICATE)
    read = token.read_token("https://tracuu.example.vn/#" + text + "\r\n")
    read.verify(ROOT)
    assert read.slip == SLIP
    assert text[:3] == "MC1"
    assert text[3:].isdigit()
    assert len(text) < 600


def test_a_slip_without_a_due_time_says_so() -> None:
    slip = token.Slip(SLIP.code, SLIP.procedure, SLIP.received_at, None, 1, SLIP.mark)
    assert token.read_token(token.make_token(slip, DEVICE_PRIVATE, CERTIFICATE)).slip.due_at is None


def test_a_forged_slip_is_noticed() -> None:
    text = token.make_token(SLIP, ROOT_PRIVATE, CERTIFICATE)
    with pytest.raises(Corrupt):
        token.read_token(text).verify(ROOT)
    with pytest.raises(Corrupt):
        token.read_token(token.make_token(SLIP, DEVICE_PRIVATE, CERTIFICATE)).verify(DEVICE)


@pytest.mark.parametrize("text", ["", "MC1", "MC1x", "MC112345", "MC1" + "9" * 5000, "hello"])
def test_what_is_no_token_is_refused(text: str) -> None:
    with pytest.raises(Corrupt):
        token.read_token(text)


def test_the_look_up_word_has_six_letters_that_cannot_be_mixed_up() -> None:
    words = {token.lookup_word(bytes([n]) * 32) for n in range(200)}
    assert len(words) == 200
    assert not set("".join(words)) & set("01OI")
    assert {len(word) for word in words} == {6}


def test_a_content_that_states_a_huge_size_is_refused_before_it_takes_that_memory() -> None:
    box = b64encode(seal.seal(SEAL, stating(1 << 40), en.CONTEXT)).decode()
    sealed = en.read_enrolment(
        json.dumps({"motcua": en.ENROLMENT, "by": "request", "to": "", "box": box})
    )
    with pytest.raises(Corrupt):
        en.open_enrolment(sealed, seal_private=SEAL_PRIVATE)

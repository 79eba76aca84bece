"""Enrolling machines: by request, by code, by list; numbers on lease; ending a machine."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.downstream import BlockGranted, DeviceRevoked
from app.domain.errors import ClerkError, Trouble
from app.domain.events import Installed
from app.wire.enrolment import (
    Enrolment,
    Request,
    open_enrolment,
    open_request,
    pack_request,
    read_enrolment,
)
from app.wire.errors import Corrupt
from app.wire.event import decode
from app.wire.seal import new_seal_key
from app.wire.signing import DeviceCertificate, new_key
from province import blocks
from province.enrolment import Enrolled, Material, Order, enrol, revoke
from province.keys import KeyPair, is_sealed, read_key, write_key
from province.ledger import Ledger
from tests.province.desks import NOW, Desk, Keys, Post
from tests.province.servers import Home, found_home

MATERIAL = Material({"commune": "03158", "name": "Sín Thầu"}, None, None, None, None)


def make(ledger: Ledger, keys: Keys, order: Order, material: Material = MATERIAL) -> Enrolled:
    return enrol(
        ledger,
        order,
        material,
        root_private=keys.root_private,
        certificate=keys.server.certificate,
        now=NOW,
    )


def opened(enrolled: Enrolled) -> Enrolment:
    return open_enrolment(read_enrolment(enrolled.text), code=enrolled.code)


def leased(desk: int = 1, count: int = 4) -> Order:
    return Order(commune="03158", desk=desk, numbering="leased", agency_code="H18.40", blocks=count)


def test_a_request_gets_a_file_that_only_it_opens(ledger: Ledger, keys: Keys) -> None:
    seal_private, seal_key = new_seal_key()
    private, public = new_key()
    request = Request(seal_key, public)
    order = Order(commune="03158", desk=2, request=pack_request(request, private))
    made = make(ledger, keys, order)
    assert (made.code, made.check_word) == (None, request.check_word)
    sealed = read_enrolment(made.text)
    content = open_enrolment(sealed, seal_private=seal_private)
    assert (content.device, content.commune, content.desk) == ("11-0001", "03158", 2)
    assert content.device_private is None
    certificate = DeviceCertificate.from_bytes(bytes.fromhex(content.device_certificate))
    certificate.verify(keys.root)
    assert (certificate.public_key, certificate.training) == (public, True)
    with pytest.raises(Corrupt):
        open_enrolment(sealed, seal_private=new_seal_key()[0])


def test_the_same_request_again_is_the_same_machine(ledger: Ledger, keys: Keys) -> None:
    _, seal_key = new_seal_key()
    private, public = new_key()
    text = pack_request(Request(seal_key, public), private)
    order = Order(commune="03158", desk=1, request=text)
    assert make(ledger, keys, order).device == make(ledger, keys, order).device
    with pytest.raises(ClerkError, match="đã được ghi danh"):
        make(ledger, keys, Order(commune="03158", desk=2, request=text))


def test_without_a_request_a_code_opens_the_file(ledger: Ledger, keys: Keys) -> None:
    made = make(ledger, keys, Order(commune="03158", desk=1))
    assert made.code is not None
    assert len(made.code) == 10
    content = opened(made)
    assert content.device_private is not None
    assert (content.made_on, content.expires_on) == ("2026-11-23", "2026-12-23")
    with pytest.raises(Corrupt):
        open_enrolment(read_enrolment(made.text), code="AAAAAAAAAA")


def test_a_desk_in_use_is_not_given_twice(
    ledger: Ledger, keys: Keys, post: Post, desk: Desk
) -> None:
    desk.send(post)
    with pytest.raises(ClerkError, match=f"revoke {desk.name}"):
        make(ledger, keys, Order(commune="03158", desk=1))
    revoke(ledger, desk.name, "hỏng", NOW)
    assert make(ledger, keys, Order(commune="03158", desk=1)).device.name == "11-0002"


@pytest.mark.parametrize(
    ("order", "field"),
    [
        (Order(commune="03158", desk=0), "desk"),
        (Order(commune="03158", desk=1, numbering="xyz"), "numbering"),
        (Order(commune="03158", desk=1, blocks=0), "blocks"),
        (Order(commune="03158", desk=1, server="http://example.vn"), "server"),
        (Order(commune="03158", desk=1, server="ftp://example.vn"), "server"),
        (Order(commune="03158", desk=1, request="{}"), "request"),
        (Order(commune="03158", desk=1, numbering="leased"), "agency_code"),
    ],
)
def test_what_cannot_be_is_refused_by_field(
    ledger: Ledger, keys: Keys, order: Order, field: str
) -> None:
    with pytest.raises(ClerkError) as caught:
        make(ledger, keys, order)
    assert caught.value.field == field
    assert ledger.devices.all() == []


def test_leased_blocks_never_overlap(ledger: Ledger, keys: Keys) -> None:
    first = opened(make(ledger, keys, leased(1)))
    second = opened(make(ledger, keys, leased(2)))
    assert [one.block for one in first.blocks] == [0, 1, 2, 3]
    assert [one.block for one in second.blocks] == [4, 5, 6, 7]
    assert (first.blocks[0].first_day, first.blocks[0].last_day) == ("2026-11-23", "2027-01-21")
    with pytest.raises(ClerkError, match="chỉ còn 91 khối"):
        make(ledger, keys, leased(3, 92))


def test_blocks_are_renewed_before_they_end_and_only_once(
    ledger: Ledger, keys: Keys, post: Post
) -> None:
    desk = leasing(ledger, keys, 2)
    desk.send(post)
    assert ledger.down.last("03158") == 0
    device = ledger.devices.find(desk.name)
    assert device is not None
    for day in (31, 31, 40):
        with ledger.transaction():
            blocks.renew(ledger, device, "", NOW + timedelta(days=day))
    assert granted(ledger) == [
        BlockGranted("H18.40", block, "2027-01-22", "2027-03-22", desk.name) for block in (0, 1)
    ]


def test_machines_of_a_fork_go_on_in_blocks_of_their_own(
    ledger: Ledger, keys: Keys, post: Post
) -> None:
    desk = leasing(ledger, keys, 2)
    desk.send(post)
    copy = replace(desk, bodies=list(desk.bodies))
    desk.receive(1)
    copy.receive(2)
    desk.send(post)
    letters: list[str] = []
    for one in (copy, desk):
        letter = one.send(post).letter or ""
        assert granted(ledger)[len(letters) * 2 :] == []  # not before it is opened
        open_again(one, letter)
        one.send(post)
        letters.append(letter)
    assert granted(ledger) == [
        BlockGranted("H18.40", block, "2026-11-23", "2027-01-21", desk.name, letter)
        for block, letter in ((2, letters[0]), (3, letters[0]), (4, letters[1]), (5, letters[1]))
    ]
    desk.send(post)
    copy.send(post)
    assert len(granted(ledger)) == 4


def test_where_no_block_is_free_a_new_installation_gets_none_until_one_is(
    ledger: Ledger, keys: Keys, post: Post
) -> None:
    desk = leasing(ledger, keys, 2)
    make(ledger, keys, leased(2, 96))
    desk.send(post)
    open_again(desk, "b")
    desk.send(post)
    assert [fact.block for fact in granted(ledger)] == [98]


def test_a_desk_that_was_another_machines_counts_under_a_letter(ledger: Ledger, keys: Keys) -> None:
    first = make(ledger, keys, leased(1, 2))
    assert opened(first).letter == ""
    revoke(ledger, first.device.name, "hỏng", NOW)
    _, seal_key = new_seal_key()
    private, public = new_key()
    text = pack_request(Request(seal_key, public), private)
    second = [make(ledger, keys, replace(leased(1, 2), request=text)).device for _ in range(2)]
    assert [device.letter for device in second] == ["b", "b"]
    assert [one.letter for one in ledger.grants.of_device(second[0].name)] == ["b", "b"]
    revoke(ledger, second[0].name, "hỏng", NOW)
    assert opened(make(ledger, keys, leased(1))).letter == "c"
    assert opened(make(ledger, keys, leased(2))).letter == ""


def leasing(ledger: Ledger, keys: Keys, count: int) -> Desk:
    """A desk with so many blocks."""
    made = make(ledger, keys, leased(1, count))
    return Desk(
        made.device.name,
        bytes.fromhex(opened(made).device_private or ""),
        DeviceCertificate.from_bytes(made.device.certificate).public_key,
        keys.server.certificate.public_key,
    )


def open_again(desk: Desk, letter: str) -> None:
    """A new installation on its head."""
    origin = decode(desk.bodies[0]).fact
    assert isinstance(origin, Installed)
    desk.add(replace(origin, cause="cloned", letter=letter, parent=desk.hashes[-1].hex()))


def granted(ledger: Ledger) -> list[BlockGranted]:
    facts = [decode(body).fact for body in ledger.down.after("03158", 0, 99)]
    return [fact for fact in facts if isinstance(fact, BlockGranted)]


def test_a_revoked_machine_is_told_to_its_office_once(ledger: Ledger, desk: Desk) -> None:
    revoke(ledger, desk.name, "mất máy", NOW)
    revoke(ledger, desk.name, "lần nữa", NOW)
    facts = [decode(body).fact for body in ledger.down.after("03158", 0, 9)]
    assert facts == [DeviceRevoked(desk.name, "mất máy")]
    with pytest.raises(ClerkError, match="11-0099"):
        revoke(ledger, "11-0099", "", NOW)


def test_a_sealed_key_opens_with_its_pass_phrase_only(tmp_path: Path) -> None:
    pair = KeyPair("root", *new_key())
    write_key(tmp_path, pair, "mật khẩu dài")
    assert is_sealed(tmp_path, "root")
    assert read_key(tmp_path, "root", "mật khẩu dài") == pair
    for wrong in ("mật khẩu dai", "MẬT KHẨU DÀI", "", None):
        with pytest.raises(Trouble):
            read_key(tmp_path, "root", wrong)
    with pytest.raises(Trouble, match="đã có"):
        write_key(tmp_path, pair, None)


def test_open_keys_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    pair = KeyPair("root", *new_key())
    write_key(tmp_path / "keys", pair, None)
    assert read_key(tmp_path / "keys", "root", None) == pair
    assert (tmp_path / "keys" / "root.key").stat().st_mode & 0o777 == 0o600


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return found_home(tmp_path_factory.mktemp("home"))


def test_a_list_makes_one_file_each_and_names_bad_lines(home: Home, tmp_path: Path) -> None:
    seal_private, seal_key = new_seal_key()
    private, public = new_key()
    (tmp_path / "a.req").write_text(pack_request(Request(seal_key, public), private))
    assert open_request((tmp_path / "a.req").read_text()).device_key == public
    (tmp_path / "list.csv").write_text(
        "commune,desk,request,server,blocks,numbering\n"
        "03158,1,a.req,https://mc.example.vn,,\n"
        "03158,x,,,,\n"
        "\n"
        "03176,1,,,,own\n"
        "03176,2,missing.req,,,\n"
    )
    out = tmp_path / "out"
    dry = home.run("enrol", "--list", str(tmp_path / "list.csv"), "--out", str(out), "--json")
    assert [set(one) for one in json.loads(dry.stdout)["lines"]] == [
        {"line", "device", "commune", "desk", "check_word"},
        *[{"line", "message"}] * 3,
    ]
    done = home.run(
        "enrol",
        "--list",
        str(tmp_path / "list.csv"),
        "--out",
        str(out),
        "--code-out",
        str(tmp_path / "codes.csv"),
    )
    assert done.returncode == 3
    lines = done.stdout.splitlines()
    assert [line.split(":")[0] for line in lines] == ["Dòng 2", "Dòng 3", "Dòng 5", "Dòng 6"]
    assert sorted(one.name for one in out.iterdir()) == ["03158-1.motcua", "03176-1.motcua"]
    (_, line) = (tmp_path / "codes.csv").read_text().split()
    sealed = read_enrolment((out / "03176-1.motcua").read_text())
    assert open_enrolment(sealed, code=line.split(",")[2]).commune == "03176"
    by_request = read_enrolment((out / "03158-1.motcua").read_text())
    content = open_enrolment(by_request, seal_private=seal_private)
    assert content.server == "https://mc.example.vn"

"""The relay and the desks of its office as real processes, and who is none of them."""

import socket
from pathlib import Path

import pytest

from app.services.lan import read_address
from tests.province.servers import Home, found_home
from tests.scenarios.desks import OK, TROUBLE, USAGE, Desk
from tests.scenarios.relays import enrolled, relaying


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return found_home(tmp_path_factory.mktemp("province"))


def test_a_desk_meets_the_relay_by_its_address_and_by_its_code(home: Home, tmp_path: Path) -> None:
    first, second = enrolled(home, tmp_path, 1), enrolled(home, tmp_path, 2)
    with relaying(first) as relay:
        assert relay.said["desk"] == 1
        assert read_address(str(relay.said["scan"])).port == relay.port
        met = second.run("lan", "--to", relay.at, "--json")
        assert (met.status, met.object["state"], met.object["desk"]) == (OK, "complete", 1), met
        assert met.object["desks"] == [2]
        again = second.run("lan", "--to", str(relay.said["scan"]))
        assert again.status == OK, again.err
        assert "Đã gặp máy nối ở quầy 1" in again.out
        # it remembers where the relay was
        assert second.run("lan", "--json").object["state"] == "complete"


def test_a_relay_that_is_killed_is_told_and_found_again(home: Home, tmp_path: Path) -> None:
    first, second = enrolled(home, tmp_path, 3), enrolled(home, tmp_path, 4)
    with relaying(first) as relay:
        assert second.run("lan", "--to", relay.at).status == OK
        relay.kill()
        gone = second.run("lan", "--json")
        assert (gone.status, gone.object["state"]) == (TROUBLE, "no_line")
        assert f"Chưa thấy máy nối ở {relay.at}" in gone.object["message"]
    with relaying(first, relay.port):
        assert second.run("lan").status == OK


def test_a_desk_of_another_office_is_refused_by_name(home: Home, tmp_path: Path) -> None:
    first, other = enrolled(home, tmp_path, 5), enrolled(home, tmp_path, 1, "03127")
    with relaying(first) as relay:
        refused = other.run("lan", "--to", relay.at, "--json")
        assert (refused.status, refused.object["state"]) == (TROUBLE, "refused")
        assert "là máy của đơn vị khác" in refused.object["message"]


def test_a_desk_that_stands_alone_cannot_prove_itself_and_works_on(desk: Desk) -> None:
    for words in (("relay", "--port", "0"), ("lan", "--to", "127.0.0.1:9")):
        said = desk.run(*words)
        assert said.status == TROUBLE
        assert "Máy này đứng riêng, chưa ghi danh với tỉnh" in said.err
        assert said.out == ""
    assert desk.run("status").status == OK


def test_an_address_that_is_none_and_a_port_that_is_taken_are_told(
    home: Home, tmp_path: Path
) -> None:
    first = enrolled(home, tmp_path, 6)
    wrong = first.run("lan", "--to", "quầy 1")
    assert wrong.status != OK
    assert "Chưa đọc được địa chỉ máy nối" in wrong.err
    assert first.run("relay", "--port", "70000").status == USAGE
    nowhere = first.run("lan", "--json")
    assert (nowhere.status, nowhere.object["state"]) == (TROUBLE, "no_line")
    assert "Chưa có địa chỉ máy nối" in nowhere.object["message"]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        deaf = first.run("relay", "--port", str(port))
        assert deaf.status == TROUBLE
        assert f"Chưa mở được máy nối ở 127.0.0.1:{port}" in deaf.err

"""What was set aside has a way out: another program for our faults, a person for the refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.events import Installed
from app.wire.event import decode
from province.database import open_ledger
from province.judge import JUDGED_BY, judge
from province.ledger import Ledger
from province.oversight import device_rows
from tests.province.desks import NOW, Desk, Post
from tests.province.servers import Home, found_home
from tests.province.test_serving import enrolled

WHO = ("--by", "Lò Văn Bình", "--because", "dân đang giữ phiếu")


def test_another_program_looks_again_at_what_the_one_before_tripped_over(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    judge(ledger, NOW)
    ledger.settings.put("letter/03158/1", "x")
    opened = decode(desk.bodies[0]).fact
    assert isinstance(opened, Installed)
    desk.add(replace(opened, letter="b"))
    assert desk.send(post).count == 2
    judge(ledger, NOW)
    ledger.settings.put("letter/03158/1", "0")
    judge(ledger, NOW)
    assert [row["unjudged"] for row in device_rows(ledger)] == [2]
    ledger.settings.put(JUDGED_BY, "0.0.9")
    judge(ledger, NOW)
    assert [row["unjudged"] for row in device_rows(ledger)] == [0]
    assert ledger.settings.get("letter/03158/1") == "1"


def test_a_fork_that_could_not_be_looked_at_is_told_when_it_can(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    desk.receive(1)
    desk.send(post)
    twin = replace(desk, bodies=list(desk.bodies[:1]))
    twin.receive(2)
    ledger.settings.put("letter/03158/1", "x")
    assert twin.send(post, 0).count == 2
    assert ledger.settings.get("letter/03158/1") == "x"
    ledger.settings.put("letter/03158/1", "0")
    assert desk.send(post, 2).standing == "fork"
    assert twin.send(post, 2).standing == "fork"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return found_home(tmp_path)


def shut_out(home: Home) -> Desk:
    """A machine that was revoked with three dossiers unsent, which it then sent in two pieces."""
    desk = enrolled(home, 1)
    desk.receive(1)
    with home.serving() as server:
        desk.send(server.post)
        for number in (2, 3, 4):
            desk.receive(number)
        home.json("revoke", desk.name, "--reason", "mất máy")
        assert desk.send(server.post, 3, 5).result == "refused"  # the later piece first
        assert desk.send(server.post, 2, 3).result == "refused"
    return desk


def test_what_a_revoked_machine_sent_is_listed_and_accepted_with_who_and_why(home: Home) -> None:
    desk = shut_out(home)
    held = home.json("refused", "list")["held"]
    assert [(row["device"], row["reason"], row["new_events"]) for row in held] == [
        (desk.name, "revoked", 2),
        (desk.name, "revoked", 1),
    ]
    assert held[1]["codes"] == ["MC-03158-1-261123-0002"]
    assert len(home.export()) == 1
    done = home.json("refused", "accept", desk.name, *WHO)
    assert (done["decided"], done["left"]) == (2, 0)
    assert {row["code"][-1] for row in home.export()} == {"1", "2", "3", "4"}
    after = home.json("refused", "list")
    assert after["held"] == []
    assert [(row["decision"], row["by"], row["because"]) for row in after["decided"]] == [
        ("accept", "Lò Văn Bình", "dân đang giữ phiếu")
    ] * 2
    assert "Lò Văn Bình đã nhận vào sổ" in home.run("refused", "list").stdout
    assert [row["refused_envelopes"] for row in home.json("status")["devices"]] == [0]


def test_one_envelope_is_dropped_and_stays_and_what_lacks_its_parent_waits(home: Home) -> None:
    desk = shut_out(home)
    later, earlier = home.json("refused", "list")["held"]
    done = home.json("refused", "accept", desk.name, "--envelope", later["envelope"], *WHO)
    assert (done["decided"], done["left"]) == (0, 1)
    dropped = home.json("refused", "drop", desk.name, "--envelope", earlier["envelope"], *WHO)
    assert dropped["decided"] == 1
    assert [row["envelope"] for row in home.json("refused", "list")["held"]] == [later["envelope"]]
    ledger = open_ledger(home.db)
    assert [one.decision for one in ledger.aside.decisions()] == ["drop"]
    ledger.close()
    assert len(home.export()) == 1


def test_without_a_name_or_a_reason_nothing_is_decided(home: Home) -> None:
    desk = shut_out(home)
    for words in (("--by", "Bình"), ("--by", " ", "--because", "vì")):
        assert home.run("refused", "accept", desk.name, *words).returncode in (2, 3)
    assert home.run("refused", "accept", "11-0099", *WHO).returncode == 3
    assert len(home.json("refused", "list")["held"]) == 2

"""A dossier's way through two desks of one office, as processes, without the outer line."""

import json
from pathlib import Path

from tests.province.servers import found_home
from tests.scenarios.desks import OK, Desk, copies
from tests.scenarios.relays import enrolled, relaying


def test_received_here_finished_there_given_back_here(tmp_path: Path) -> None:
    home = found_home(tmp_path / "province")
    first, second = enrolled(home, tmp_path, 1), enrolled(home, tmp_path, 2)
    (code,) = first.receive(copies())
    with relaying(first) as relay:
        assert second.run("lan", "--to", relay.at).status == OK
        found = second.run("find", "dang van duc", "--json")
        assert [line["code"] for line in found.lines] == [code]
        assert second.status()["dossiers"] == 0  # it is the other desk's
        done = second.feed(
            "step", {"code": code, "action": "take_over"}, {"code": code, "action": "finish"}
        )
        assert [line["status"] for line in done] == [4, 9]
        assert second.status()["unsent_dossiers"] == 1  # its own steps wait for the line
        assert second.run("lan").status == OK
        assert first.show(code)["status"] == 9
        (given,) = first.feed("step", {"code": code, "action": "give_back"})
        assert given["status"] == 10
        assert second.run("lan").status == OK
    for desk in (first, second):
        shown = desk.show(code)
        actions = [line["action"] for line in shown["history"]]
        assert (shown["status"], actions) == (
            10,
            ["received", "take_over", "finish", "give_back"],
        )
        assert set(desk.run("check", "--json").object.values()) == {"ok"}
        folded = desk.run("rebuild", "--json").object
        assert folded["before"] == folded["after"]
        assert figures(desk, tmp_path) == (1, 1, 1, ["Tiếp nhận", "Nhận bàn giao", "Có kết quả",
                                                     "Trả kết quả"])  # fmt: skip
    (own,) = second.receive(copies())
    assert own.startswith("MC-03158-2-")


def figures(desk: Desk, folder: Path) -> tuple[int, int, int, list[str]]:
    """Received, finished, given back, and who did what: of the office, at whichever desk."""
    made = {}
    for form in ("workload", "day"):
        out = folder / f"{form}.json"
        asked = ("--from", "2026-11-20", "--to", "2026-11-20", "--out", str(out))
        assert desk.run("report", form, *asked).status == OK
        made[form] = json.loads(out.read_text("utf-8"))
    totals = made["workload"]["totals"]
    acts = [row["act"] for row in made["day"]["rows"]]
    return totals["received"], totals["finished"], totals["returned"], acts

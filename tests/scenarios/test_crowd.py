"""A thousand dossiers with their steps, through the commands and the line: both sides agree."""

from pathlib import Path

from app.bootstrap import opening
from app.commands.desk import told
from app.services.steps import the_one
from tests.province.servers import Home, found_home
from tests.scenarios.crowd import Invented, crowd
from tests.scenarios.desks import NOW, OK, PIN, Desk, Line

COUNT = 1_000
SAME = ("code", "procedure", "channel", "received_at", "due_at", "status", "state", "finished_at",
        "returned_at", "fee_dong", "void")  # fmt: skip


def enrolled(desk: Desk, home: Home, server: str) -> None:
    """Desk 1 of Sín Thầu joins the province."""
    request, file = home.folder / "request", home.folder / "enrol.motcua"
    assert desk.run("enrol", "--request", str(request)).status == OK
    done = home.run(
        "enrol", "--commune", "03158", "--desk", "1", "--request", str(request),
        "--out", str(file), "--server", server, MOTCUA_NOW=NOW,
    )  # fmt: skip
    assert done.returncode == OK, done.stderr
    done_here = desk.run("enrol", str(file))
    assert done_here.status == OK, done_here.err


def entered(desk: Desk, people: list[Invented]) -> dict[str, Invented]:
    """All received, all steps taken; the dossiers by code."""
    answers = desk.feed("receive", *(one.line for one in people))
    assert [one for one in answers if "message" in one] == []
    by_code = {str(answer["code"]): one for answer, one in zip(answers, people, strict=True)}
    steps = [step for code, one in by_code.items() for step in one.steps(code)]
    assert [one for one in desk.feed("step", *steps) if "message" in one] == []
    return by_code


def shown(desk: Desk, codes: list[str]) -> dict[str, Line]:
    """What `show` tells of each; a process for each of them would take minutes."""
    opened = opening.open_desk(str(desk.profile), None, PIN)
    try:
        users = opened.journal.users()
        found = [told(opened, the_one(opened.journal, code), users) for code in codes]
        return dict(zip(codes, found, strict=True))
    finally:
        opened.close()


def as_exported(here: Line) -> Line:
    """The desk's dossier under the names of the province's export."""
    return {
        **{name: here[name] for name in SAME},
        "codes": here["codes"],
        "owner_name": here["owner"]["name"],
        "owner_id": here["owner"]["id"],
        "events": len(here["history"]),
    }


def test_both_sides_tell_the_same_of_a_thousand_dossiers(tmp_path: Path) -> None:
    desk, home = Desk(tmp_path / "desk"), found_home(tmp_path / "province")
    with home.serving() as server:
        enrolled(desk, home, f"http://127.0.0.1:{server.port}")
        by_code = entered(desk, crowd(COUNT))
        exchanged = desk.run("exchange", "--json")
        assert exchanged.object["state"] == "complete", exchanged.out
    there = {line["code"]: line for line in home.export()}
    here = shown(desk, list(by_code))
    assert len(there) == len(here) == COUNT
    assert here[next(iter(here))] == desk.show(next(iter(here)))
    for code, one in by_code.items():
        mine = as_exported(here[code])
        assert {name: there[code][name] for name in mine} == mine
        life = one.life
        assert (mine["status"], mine["state"], mine["void"]) == (life.status, life.state, life.void)
    status = desk.status()
    assert (status["dossiers"], status["unsent_dossiers"]) == (COUNT, 0)

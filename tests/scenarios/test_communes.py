"""Two communes of 2025 as their reports count them: direct dossiers typed in, online ones by list.

Sín Thầu: 211 from 1 July to 21 August, 33 of them direct. Nà Bủng, August: 143 direct (120 copies,
23 of social protection) and 119 online. The kinds of the 119 add up to 127 in the report; here each
dossier is one, of one kind.
"""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

from app.bootstrap.opening import open_desk
from app.storage import counts, pairs
from tests.scenarios.desks import OK, PIN, Desk, Line
from tests.scenarios.lists import name, person_id, row, spread, write_csv, write_xlsx

COPY, SOCIAL, BIRTH, MARRIAGE, DEATH = "2.000815", "1.001776", "1.001193", "1.000894", "1.000656"


def direct(number: int, at: datetime, procedure: str) -> Line:
    """Received over the counter, typed in later."""
    line: Line = {
        "procedure": procedure,
        "owner": {"name": name(number), "id": person_id(number), "address": "Bản Tả Kố Khừ"},
        "received_at": at.isoformat(),
        "entered_late": True,
    }
    return {**line, "pages": 2, "copies": 1} if procedure == COPY else line


def channels(desk: Desk) -> Counter[str]:
    """How the dossiers of lists and counts came in."""
    opened = open_desk(str(desk.profile), None, PIN)
    try:
        rows = opened.connection.execute(
            "SELECT channel FROM dossier WHERE void=0 AND covered=0"
        ).fetchall()
        assert counts.dossiers(opened.connection) + counts.foreign(opened.connection) == len(rows)
    finally:
        opened.close()
    return Counter(channel for (channel,) in rows)


def test_sin_thau(desk: Desk, tmp_path: Path) -> None:
    period = (date(2025, 7, 1), date(2025, 8, 21))
    at_counter, online = spread(33, *period), spread(178, *period)
    desk.receive(*(direct(n, at, COPY) for n, at in enumerate(at_counter)))
    rows = [row(100 + n, at, (COPY, BIRTH, DEATH)[n % 3]) for n, at in enumerate(online)]
    done = desk.run("import", str(write_xlsx(tmp_path / "sin-thau.xlsx", rows)))
    assert (done.status, len(done.lines)) == (OK, 178)
    assert channels(desk) == {"counter": 33, "online": 178}
    # later the clerk has typed the direct ones in there, too: the list has all 211
    typed = [
        row(500 + n, at, COPY, channel="Trực tiếp")[:2] + row(n, at, COPY, channel="Trực tiếp")[2:]
        for n, at in enumerate(at_counter)
    ]
    done = desk.run("import", str(write_csv(tmp_path / "all.csv", [*rows, *typed])))
    assert Counter(line["result"] for line in done.lines) == {"same": 178, "new": 33}
    lines = desk.run("pairing", "--json").lines
    assert Counter((line["list"], line["sure"]) for line in lines) == {
        ("match", True): 33, ("there", None): 178,
    }  # fmt: skip
    answers = desk.feed(
        "step",
        *(
            {"code": line["code"], "action": "pair", "external_code": line["foreign_code"],
             "entered_late": False}
            for line in lines
            if line["list"] == "match"
        ),
    )  # fmt: skip
    assert not [one for one in answers if "message" in one], answers
    assert channels(desk) == {"counter": 33, "online": 178}
    assert desk.run("waiting", "--json").object["waiting"] == 0


def test_na_bung(desk: Desk, tmp_path: Path) -> None:
    period = (date(2025, 8, 1), date(2025, 8, 29))
    kinds = [COPY] * 120 + [SOCIAL] * 23
    desk.receive(*(direct(n, at, kinds[n]) for n, at in enumerate(spread(143, *period))))
    of_list = [BIRTH] * 46 + [MARRIAGE] * 8 + [DEATH] * 2 + [COPY] * 63
    rows = [
        row(1000 + n, at, of_list[n], agency="H18.41") for n, at in enumerate(spread(119, *period))
    ]
    file = write_csv(tmp_path / "na-bung.csv", rows)
    assert Counter(one["result"] for one in desk.run("import", str(file)).lines) == {"new": 119}
    assert Counter(one["result"] for one in desk.run("import", str(file)).lines) == {"same": 119}
    assert channels(desk) == {"counter": 143, "online": 119}
    opened = open_desk(str(desk.profile), None, PIN)
    try:
        assert len(pairs.ours(opened.connection, "province")) == 143
        assert len(pairs.theirs(opened.connection, "province")) == 119
    finally:
        opened.close()
    digests = desk.run("rebuild", "--json").object
    assert digests["before"] == digests["after"]

"""What is marked verified equals the extracts of the national portal, where they lie beside us."""

import csv
import json
import re
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from resources import FOLDER
from tests.architecture.tree import ROOT

EXTRACTS = next(
    (found for up in ROOT.parents if (found := up / "shared" / "data").is_dir()), Path("none")
)
pytestmark = pytest.mark.skipif(not EXTRACTS.is_dir(), reason="the portal's extracts are not here")
Row = dict[str, str]
UNIT_OF_SAME_DAY = ("working_day", "calendar_day")


def read(file: Path) -> list[Row]:
    """A table, composed."""
    text = unicodedata.normalize("NFC", file.read_text("utf-8-sig"))
    return list(csv.DictReader(text.splitlines(keepends=True)))


def ours(name: str) -> list[Row]:
    return read(FOLDER / "catalogue" / f"{name}.csv")


def published() -> list[Row]:
    """Our procedures but for those under a code of our own."""
    return [row for row in ours("procedures") if not row["certainty"].startswith("code:own")]


@cache
def portal() -> dict[str, Row]:
    """Procedures of the portal by code, the ones with a detail page over the bare list."""
    return {one["code"]: one for name in ("catalogue_commune", "procedures")
            for one in read(EXTRACTS / f"{name}.csv")}  # fmt: skip


@cache
def listed() -> dict[str, Row]:
    """The portal's list of what communes do."""
    return {one["code"]: one for one in read(EXTRACTS / "catalogue_commune.csv")}


def sure(row: Row, what: str) -> bool:
    return f"{what}:verified" in row["certainty"].split()


def same(text: str) -> str:
    """A title without its case, its full stop and loose blanks."""
    return " ".join(text.casefold().split()).rstrip(". ")


def terms(row: Row) -> set[tuple[str, str, float]]:
    """(channel or case, unit, number) as the portal has them."""
    found = {("", row["limit_unit"], float(row["limit_value"] or 0))}
    for name, key in (("limits_by_channel_json", "channel"), ("cases_json", "case")):
        for one in json.loads(row[name] or "[]"):
            found.add((one[key].replace("postal", "post"), one["unit"], float(one["value"] or 0)))
    return found


def test_every_code_is_the_portals() -> None:
    assert [one["code"] for one in published() if one["code"] not in portal()] == []


@pytest.mark.parametrize("row", published(), ids=lambda row: row["code"])
def test_verified_names_bodies_and_terms_are_the_portals(row: Row) -> None:
    found = portal()[row["code"]]
    if sure(row, "name"):
        names = {same(found["name"]), same(listed().get(row["code"], found)["name"])}
        assert same(row["name"]) in names
    if sure(row, "agency"):
        bodies = found.get("executing_body_portal", "") + listed().get(row["code"], {}).get(
            "bodies", ""
        )
        kind = row["agency"].partition(" cấp xã")[0].casefold()
        assert kind in bodies.casefold().replace("ubnd", "ủy ban nhân dân"), bodies
    if sure(row, "limit"):
        assert found["limit_source"].startswith("portal")
        if row["same_day"]:
            assert found["same_day"] == "yes" or any(
                unit in UNIT_OF_SAME_DAY and value == 1 for _, unit, value in terms(found)
            )
        else:
            assert (row["limit_unit"], float(row["limit_value"])) in {
                one[1:] for one in terms(found)
            }
    if sure(row, "channels"):
        for one in json.loads(row["limits_by_channel_json"]):
            assert (one["channel"], one["unit"], float(one["value"])) in terms(found)
    if sure(row, "free_if"):
        named = [word for word in ("hộ nghèo", "khuyết tật") if word in row["free_if"]]
        assert all(word in found["fee_text"] for word in named)
        assert "iễn" in found["fee_text"] or "không phải nộp" in found["fee_text"]


@pytest.mark.parametrize("row", ours("fees"), ids=lambda row: row["procedure_code"] or row["code"])
def test_verified_fees_are_the_portals(row: Row) -> None:
    if not sure(row, "amount"):
        return
    found = portal()[row["procedure_code"]]
    assert found["status"].startswith("verified")
    if row["kind"] == "free":
        assert re.match("(?:Không có thông tin)?Miễn (?:lệ )?phí", found["fee_text"])
        assert "Hội đồng nhân dân" not in found["fee_text"]
        return
    assert int(float(found["fee_counter_vnd"])) == int(row["dong"])
    said = re.sub(r"(?<=\d)[.,](?=\d{3})", "", found["fee_text"])
    told = (row["dong"], row["dong_after"], row["cap_dong"])
    assert all(number in said for number in told if number)


def test_papers_said_to_be_the_portals_are_of_procedures_whose_papers_it_lists() -> None:
    counted: defaultdict[str, int] = defaultdict(int)
    for one in read(EXTRACTS / "papers.csv"):
        counted[one["procedure_code"]] += 1
    invented = [
        (one["procedure_code"], one["paper_name"])
        for one in ours("papers")
        if one["certainty"] != "unverified" and not counted[one["procedure_code"]]
    ]
    assert invented == []

"""Law is data, and each line of it says where it comes from and how sure we are."""

import csv
import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

CATALOGUE = ROOT / "resources" / "catalogue"
TABLES = sorted(CATALOGUE.glob("*.csv"))
WHOLE_FILE = dict.fromkeys(("units.csv", "old_units@2025-07-01.csv"), "NOTICE.md")  # one source


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_line_of_law_has_a_source_and_a_certainty(table: Path) -> None:
    if table.name in WHOLE_FILE:
        assert table.name in (CATALOGUE / WHOLE_FILE[table.name]).read_text("utf-8")
        return
    bare = [
        number
        for number, row in enumerate(rows(table), 2)
        if not (row.get("source") and row.get("certainty"))
    ]
    assert bare == []


def test_every_font_has_its_licence() -> None:
    fonts = ROOT / "resources" / "fonts"
    licences = "".join(file.read_text("utf-8") for file in fonts.glob("*.txt"))
    makers = {re.match("[A-Z][a-z]+", file.name) for file in fonts.glob("*.ttf")}
    assert [maker[0] for maker in makers if maker and maker[0] not in licences] == []

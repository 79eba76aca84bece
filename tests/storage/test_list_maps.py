"""What a clerk says of a list's columns is remembered in clear: no word of a row but a status."""

from pathlib import Path

from app.bootstrap import list_maps
from app.bootstrap.opening import OpenDesk
from app.devices.sheet_file import read_sheets
from app.services.importing import FoundList
from tests.scenarios.lists import write_csv

HEAD = ("Ký hiệu", "Đương sự", "Chặng")
ROWS = [["H18.40-261110-0001", "Lò Văn Thử", "Chờ đóng dấu"]]


def named(opened: OpenDesk, found: FoundList, *columns: str | None) -> FoundList:
    for place, field in enumerate(columns):
        found = list_maps.name_column(opened, found, place, field)
    return found


def test_a_word_said_of_a_column_that_was_mistaken_for_the_status_is_forgotten(
    opened: OpenDesk, tmp_path: Path
) -> None:
    sheets = read_sheets(write_csv(tmp_path / "ds.csv", ROWS, HEAD))
    wrong = named(opened, list_maps.look(opened, sheets), "code", "status", None)
    wrong = list_maps.name_status(opened, wrong, "Lò Văn Thử", (4, None))
    right = named(opened, wrong, "code", "name", "status")
    right = list_maps.name_status(opened, right, "Chờ đóng dấu", (4, None))
    list_maps.keep(tmp_path, right)
    kept = (tmp_path / list_maps.FILE).read_text("utf-8")
    assert "cho dong dau" in kept
    assert "lo van thu" not in kept

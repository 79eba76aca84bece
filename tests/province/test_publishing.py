"""Publishing a catalogue: line by line, all or nothing, and down to every office with a machine."""

import hashlib
import re
from pathlib import Path

import pytest
import zstandard

from app.domain import catalogue as law
from app.domain.builtin import load_builtin
from app.domain.catalogue_files import Parts, build
from app.domain.downstream import CataloguePublished, OfficeChanged
from app.domain.errors import ClerkError, Trouble
from app.wire import chain
from app.wire.event import decode
from province.catalogue import newest, publish, text_of
from province.errors import WrongUsage
from province.ledger import Ledger, Version
from province.offices import announce_later_versions, material_for
from province.oversight import device_rows, in_words
from tests.province.desks import NOW, Desk, Post
from tests.wire.test_packing import stating

PROCEDURES = (
    "code,name,field,limit_value,limit_unit\n"
    "2.000815,Chứng thực bản sao từ bản chính,Chứng thực,1,working_day\n"
    "1.001193,Đăng ký khai sinh,Hộ tịch,1,working_day\n"
)
UNITS = (
    "province_code,province_name,commune_code,commune_name,type\n"
    "11,Tỉnh Điện Biên,03158,Sín Thầu,xã\n"
    "11,Tỉnh Điện Biên,03176,Nà Bủng,xã\n"
    "01,Thành phố Hà Nội,00004,Ba Đình,phường\n"
)
CALENDAR = "date,kind,name\n2026-09-02,off,Quốc khánh\n"
OFFICES = (
    "commune,name,parent,place,hours,phone,agency_code\n"
    "03158,Trung tâm PVHCC xã Sín Thầu,UBND xã Sín Thầu,Sín Thầu,,0215 3 800 000,H18.40\n"
)
POLICY = (
    "commune,name,parent,place,unlock\n"
    "03158,Trung tâm PVHCC xã Sín Thầu,UBND xã Sín Thầu,Sín Thầu,passphrase\n"
)


@pytest.fixture
def based(ledger: Ledger) -> Ledger:
    """A ledger whose first version holds two communes and two procedures."""
    texts = {"procedures.csv": PROCEDURES, "units.csv": UNITS, "calendar.csv": CALENDAR}
    first = build(Parts(texts), version="11.1").catalogue.for_province("11")
    text = law.to_text(first)
    version = Version(
        "11.1", law.digest(text), len(text.encode()), None, 0, ("2.000815", "1.001193")
    )
    ledger.catalogues.add(version, zstandard.compress(text.encode()))
    return ledger


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def facts(ledger: Ledger, commune: str = "03158") -> list[object]:
    return [decode(body).fact for body in ledger.down.after(commune, 0, 99)]


@pytest.mark.usefixtures("desk")
def test_a_version_goes_down_to_each_office_with_a_machine(based: Ledger, tmp_path: Path) -> None:
    published = publish(based, write(tmp_path, offices=OFFICES), "2027-01-01", NOW)
    version = published.version
    assert (version.label, version.starts_on) == ("11.2", "2027-01-01")
    assert facts(based) == [
        CataloguePublished("11.2", version.digest, version.size, "2027-01-01"),
        OfficeChanged(
            "03158",
            "Trung tâm PVHCC xã Sín Thầu",
            "UBND xã Sín Thầu",
            "Sín Thầu",
            "07:00-11:30 13:30-17:00",
            "0215 3 800 000",
        ),
    ]
    assert facts(based, "03176") == []
    text = text_of(based, version)
    assert hashlib.sha256(text.encode()).hexdigest() == version.digest


@pytest.mark.usefixtures("desk")
def test_the_policy_of_unlocking_goes_down_with_the_office_and_back(
    based: Ledger, tmp_path: Path
) -> None:
    for text, told in ((POLICY, "passphrase"), (POLICY.replace("passphrase", ""), "pin")):
        publish(based, write(tmp_path, offices=text), None, NOW)
        (changed,) = [fact for fact in facts(based)[-1:] if isinstance(fact, OfficeChanged)]
        assert changed.unlock == told
        assert material_for(based, "03158", NOW).office.get("unlock", "pin") == told


def test_a_version_that_asks_for_no_phrases_has_the_bytes_of_before(based: Ledger) -> None:
    made = build(Parts({"offices.csv": OFFICES}), version="11.2", before=newest(based)).catalogue
    assert "unlock" not in law.to_text(made)
    assert law.from_text(law.to_text(made)) == made


def test_what_is_not_delivered_is_carried_over(based: Ledger, tmp_path: Path) -> None:
    publish(based, write(tmp_path, offices=OFFICES), None, NOW)
    made = newest(based)
    assert [one.code for one in made.procedures] == ["2.000815", "1.001193"]
    assert made.calendar == CALENDAR
    assert [one.name for one in made.communes] == ["Sín Thầu", "Nà Bủng"]


def test_units_of_other_provinces_are_not_delivered(based: Ledger, tmp_path: Path) -> None:
    publish(based, write(tmp_path, units=UNITS), None, NOW)
    assert {one.province for one in newest(based).communes} == {"11"}


@pytest.mark.usefixtures("desk")
def test_a_bad_line_is_named_and_nothing_is_published(based: Ledger, tmp_path: Path) -> None:
    bad = PROCEDURES + "1.000656,Khai tử,Hộ tịch,nhanh,working_day\n"
    with pytest.raises(ClerkError, match=r"procedures\.csv, dòng 4"):
        publish(based, write(tmp_path, procedures=bad, units=UNITS), None, NOW)
    assert [one.label for one in based.catalogues.all()] == ["11.1"]
    assert facts(based) == []


PAPERS = "procedure_code,seq,paper_name,originals,copies\n2.000815,1,Bản chính,1,0\n"
FEES = "procedure_code,kind,dong,code,words,ground\n2.000815,case,2000,,,\n"
POOR = ",exemption,,ho-ngheo,Hộ nghèo,Danh sách của xã\n"
FIELDS = "procedure_code,part,key,label\n2.000815,detail,purpose,Mục đích\n"
TWICE = "trùng với dòng 2"
AGAIN: dict[str, tuple[str, str, str]] = {
    "a doubled procedure": ("procedures", PROCEDURES + PROCEDURES.splitlines()[1], TWICE),
    "a doubled procedure with a suffix": (
        "procedures", PROCEDURES + "2.000815.000.00.00.H56,Chứng thực,Chứng thực,1,working_day",
        TWICE,
    ),
    "a cell too many": ("procedures", PROCEDURES + "1.1,Khai tử,Hộ tịch,1,working_day,x", "6 ô"),
    "a doubled column": ("procedures", PROCEDURES.replace("limit_value", "name"), "hai cột"),
    "a doubled unit": ("units", UNITS + UNITS.splitlines()[1], TWICE),
    "a policy that there is not": (
        "offices", POLICY.replace("passphrase", "face"), "unlock là pin hoặc passphrase",
    ),
    "a doubled office": ("offices", OFFICES + OFFICES.splitlines()[1], TWICE),
    "a doubled paper": ("papers", PAPERS + PAPERS.splitlines()[1], TWICE),
    "a paper of no procedure": ("papers", PAPERS + "9.999999,1,Đơn,1,0", "tục “9.999999”"),
    "a second fee": ("fees", FEES + "2.000815,case,9000,,,", TWICE),
    "a fee of no procedure": ("fees", FEES + "9.999999,case,1,,,", "tục “9.999999”"),
    "a doubled exemption": ("fees", FEES + POOR + POOR, "trùng với dòng 3"),
    "an exemption of no procedure": ("fees", FEES + "9.9" + POOR, "không có thủ tục “9.9”"),
    "a doubled field": ("fields", FIELDS + FIELDS.splitlines()[1], TWICE),
    "a field of no procedure": ("fields", FIELDS + "9.9,detail,a,A", "không có thủ tục “9.9”"),
    "a doubled day": ("calendar", CALENDAR + "2026-09-02,off,Lễ", TWICE),
    "a day with a cell too many": ("calendar", CALENDAR + "2026-09-03,off,Lễ,x", "4 ô"),
    "a false weekday": (
        "calendar", "date,weekday,kind,name\n2026-09-02,Mon,off,Quốc khánh", "là thứ Tư",
    ),
}  # fmt: skip


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("name", AGAIN)
def test_lines_that_contradict_are_named_and_nothing_is_published(
    based: Ledger, tmp_path: Path, name: str
) -> None:
    file, text, said = AGAIN[name]
    with pytest.raises(ClerkError, match=said) as caught:
        publish(based, write(tmp_path, **{file: text}), None, NOW)
    assert re.match(rf"{file}\.csv, dòng \d+: ", caught.value.message)
    assert [one.label for one in based.catalogues.all()] == ["11.1"]
    assert facts(based) == []


@pytest.mark.parametrize("said", ["Wed", "thứ Tư", ""])
def test_a_true_weekday_and_shorter_lines_are_taken(
    based: Ledger, tmp_path: Path, said: str
) -> None:
    text = f"date,weekday,kind,name,source\n2026-09-02,{said},off,Quốc khánh\n"
    publish(based, write(tmp_path, calendar=text, papers=PAPERS, fees=FEES + POOR), None, NOW)
    assert newest(based).calendar == text


def test_unknown_columns_and_files_are_named_and_left_out(based: Ledger, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x")
    text = PROCEDURES.replace("limit_unit\n", "limit_unit,colour\n", 1)
    notes = publish(based, write(tmp_path, procedures=text), None, NOW).notes
    assert any("colour" in note for note in notes)
    assert any("README.md" in note for note in notes)


def test_a_line_that_is_not_utf8_is_named(based: Ledger, tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_bytes(UNITS.encode() + b"11,x,03159,\xff,x\n")
    with pytest.raises(ClerkError, match=r"units\.csv, dòng 5"):
        publish(based, tmp_path, None, NOW)


def test_an_empty_folder_or_a_wrong_day_publishes_nothing(based: Ledger, tmp_path: Path) -> None:
    with pytest.raises(ClerkError, match="không có tệp danh mục"):
        publish(based, tmp_path, None, NOW)
    for folder, day in ((tmp_path / "none", None), (tmp_path, "01/01/2027")):
        with pytest.raises(WrongUsage):
            publish(based, folder, day, NOW)


def test_forms_are_part_of_a_version(based: Ledger, tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "mau-01.toml").write_text("x = 1\n")
    publish(based, tmp_path, None, NOW)
    assert dict(newest(based).forms)["mau-01.toml"] == "x = 1\n"


def test_an_enrolment_brings_the_office_and_the_version_in_force(
    based: Ledger, tmp_path: Path
) -> None:
    publish(based, write(tmp_path, offices=OFFICES), None, NOW)
    publish(based, tmp_path, "2027-01-01", NOW)
    material = material_for(based, "03158", NOW)
    assert (material.label, material.agency_code) == ("11.2", "H18.40")
    assert material.office["phone"] == "0215 3 800 000"
    assert law.from_text(material.catalogue or "").version == "11.2"
    announce_later_versions(based, "03158", material.label, NOW)
    announce_later_versions(based, "03158", material.label, NOW)
    assert [getattr(fact, "label", None) for fact in facts(based)] == ["11.3"]
    made = material_for(based, "03176", NOW)
    assert made.office["name"] == "Trung tâm Phục vụ hành chính công xã Nà Bủng"


def test_a_desk_without_a_published_version_works_with_the_one_of_its_program(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    (row,) = device_rows(ledger)
    assert row["catalogue_version"] is None, "nobody knows before it spoke"
    desk.send(post)
    (row,) = device_rows(ledger)
    assert row["catalogue_version"] == load_builtin().version


@pytest.mark.parametrize("commune", ["00004", "99999", "3158", ""])
def test_a_commune_of_another_province_is_not_enrolled(based: Ledger, commune: str) -> None:
    with pytest.raises(ClerkError, match="không có xã"):
        material_for(based, commune, NOW)


def test_a_published_version_reaches_the_desk_with_its_next_exchange(
    based: Ledger, post: Post, desk: Desk, tmp_path: Path
) -> None:
    desk.send(post)
    (row,) = device_rows(based)
    assert row["catalogue_version"] == "11.1", "the one that its enrolment brought"
    publish(based, write(tmp_path, units=UNITS), None, NOW)
    (body,) = desk.send(post).down
    fact = decode(body).fact
    assert isinstance(fact, CataloguePublished)
    desk.cursor = (1, chain.run(chain.down_root("03158"), [body])[0])
    desk.send(post)
    (row,) = device_rows(based)
    assert (row["catalogue_version"], row["installations"], row["stored"]) == ("11.2", 1, 1)
    assert row["clock_difference_seconds"] == 20
    assert in_words([row])[0].startswith(f"{desk.name} (xã 03158, quầy 1): liên lạc lần cuối 2026")
    packed = based.catalogues.packed(fact.digest)
    assert packed is not None
    text = zstandard.decompress(packed)
    assert (len(text), hashlib.sha256(text).hexdigest()) == (fact.size, fact.digest)


def test_a_damaged_version_is_told_and_takes_no_memory(ledger: Ledger) -> None:
    ledger.catalogues.add(Version("11.1", "00" * 32, 1 << 40, None, 0, ()), stating(1 << 40))
    with pytest.raises(Trouble, match="trong sổ gốc của tỉnh bị hỏng"):
        newest(ledger)


def test_a_province_says_which_procedures_go_together_and_in_how_many_days(
    based: Ledger, tmp_path: Path
) -> None:
    table = (
        "code,name,procedures,limit_unit,limit_value,cutoff_time,source,certainty\n"
        "LT-TINH,Khai sinh và bản sao,1.001193|2.000815,working_day,2,15:00,QĐ 12,verified\n"
    )
    publish(based, write(tmp_path, bunches=table), None, NOW)
    (bunch,) = newest(based).bunches  # the program's own are replaced
    assert (bunch.code, bunch.procedures) == ("LT-TINH", ("1.001193", "2.000815"))
    assert (bunch.limit.value, bunch.limit.cutoff) == (2, "15:00")


def test_a_bunch_of_a_procedure_that_there_is_not_publishes_nothing(
    based: Ledger, tmp_path: Path
) -> None:
    table = "code,name,procedures\nLT-TINH,Hai việc,1.001193|1.999999\n"
    known = len(based.catalogues.all())
    with pytest.raises(ClerkError, match=r"bunches.csv, dòng 2: không có thủ tục “1.999999”"):
        publish(based, write(tmp_path, bunches=table), None, NOW)
    assert len(based.catalogues.all()) == known

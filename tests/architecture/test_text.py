"""What is written: composed letters, no paths of one machine, no leftovers."""

import re
import unicodedata

from tests.architecture.tree import ROOT, name, sources, texts

MACHINE = re.compile(
    r"(?<![\w.])/(?:work|home/\w+|root|Users/\w+|mnt|tmp/\w+)(?:/|\b)|[A-Z]:\\\\?Users"
)
INDEX = re.compile(r"https?://|--index-url|--find-links|--extra-index")
LEFT_OVER = re.compile(r"\b(?:TODO|FIXME|XXX|NotImplementedError)\b")
AS_SENT = ("tests/data/card_vectors.json",)  # what scanners make of letters
THIS_FILE = "tests/architecture/test_text.py"


def test_every_text_is_utf_8_in_composed_letters() -> None:
    decomposed = [
        name(file)
        for file in texts()
        if name(file) not in AS_SENT
        and not unicodedata.is_normalized("NFC", file.read_text("utf-8"))
    ]
    assert decomposed == []


def test_no_text_names_a_path_of_one_machine() -> None:
    found = [
        f"{name(file)}:{number} {hit.group()}"
        for file in texts()
        if name(file) != THIS_FILE
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if (hit := MACHINE.search(line))
    ]
    assert found == []


def test_the_lock_names_no_address() -> None:
    assert not INDEX.search((ROOT / "requirements.lock").read_text("utf-8"))


def test_nothing_is_left_for_later_in_the_code() -> None:
    found = [
        f"{name(file)}:{number}"
        for file in sources()
        if name(file) != THIS_FILE
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if LEFT_OVER.search(line)
    ]
    assert found == []

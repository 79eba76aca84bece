"""Papers and programs say the same: commands, settings, targets, layers."""

import argparse
import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

import app.cli
import province.cli
from app.settings import TITLES, Settings
from province.arguments import make_parser
from tests.architecture.tree import ROOT

DOCS = sorted((ROOT / "docs").glob("*.md"))
SAID = {
    "motcua": re.compile(r"(?<![\w/-])motcua +(?:--[\w-]+(?: [^\s-]\S*)? +)*([a-z]+(?:-[a-z]+)*)"),
    "motcua-province": re.compile(r"motcua-province +(?:--[\w-]+(?: [^\s-]\S*)? +)*([a-z]+)"),
}


def commands(parser: argparse.ArgumentParser) -> set[str]:
    """The command words of a program."""
    (words,) = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    return set(words.choices)


PROGRAMS = {
    "motcua": commands(app.cli.build_parser()),
    "motcua-province": commands(make_parser(province.cli.LATER)),
}


def code_in(file: Path) -> str:
    """What stands in code spans and code blocks of a Markdown file."""
    text = file.read_text("utf-8")
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))


def said(file: Path, program: str) -> set[str]:
    return set(SAID[program].findall(code_in(file)))


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("file", [ROOT / "README.md", *DOCS], ids=lambda file: file.name)
def test_no_document_names_a_command_that_is_not_there(file: Path, program: str) -> None:
    assert said(file, program) - PROGRAMS[program] == set()


def test_every_setting_is_explained() -> None:
    names = {one.name for one in fields(Settings)}
    assert set(TITLES) == names
    documents = "\n".join(file.read_text("utf-8") for file in (ROOT / "README.md", *DOCS))
    assert {one for one in names if f"`{one}`" not in documents} == set()


def test_every_target_that_a_document_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    files = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS)
    named = {
        word for file in files for word in re.findall(r"`make ([a-z]+)", file.read_text("utf-8"))
    }
    assert named <= targets


def test_every_lint_rule_left_out_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    left_out = tomllib.loads(text)["tool"]["ruff"]["lint"]["ignore"]
    assert [
        rule for rule in left_out if not re.search(rf'^ +"{rule}",? +# \S', text, re.MULTILINE)
    ] == []


def test_every_link_of_a_document_leads_somewhere() -> None:
    files = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = {
        (file.relative_to(ROOT).as_posix(), link)
        for file in files
        for link in re.findall(r"\]\(([^)#\s]+)", file.read_text("utf-8"))
        if "://" not in link
    }
    assert {one for one in links if not (ROOT / one[0]).parent.joinpath(one[1]).exists()} == set()
    assert links

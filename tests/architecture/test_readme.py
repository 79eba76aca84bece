"""The README's tables and `--help` say the same: each command with all its words and options."""

import argparse
import re
from collections.abc import Iterator

import pytest

import app.cli
import province.cli
from province.arguments import make_parser
from tests.architecture.tree import ROOT

README = (ROOT / "README.md").read_text("utf-8")
SHARED = {
    "motcua": {"--profile DIR", "--json", "--user ID", "--pin-file FILE"},
    "motcua-province": {"--db URL", "--home DIR", "--json"},
}
PARSERS: dict[str, argparse.ArgumentParser] = {
    "motcua": app.cli.build_parser(),
    "motcua-province": make_parser(province.cli.LATER),
}
LATER = {"motcua": set(), "motcua-province": set(province.cli.LATER)}
Said = dict[str, set[str]]


def told(action: argparse.Action) -> Iterator[str]:
    """What stands in the help for an argument: `--desk N`, `--training`, `FILE`, `add`."""
    choices = [str(choice) for choice in action.choices or ()]
    value = str(action.metavar or "|".join(choices) or action.dest.upper())
    if not action.option_strings:
        yield from choices or [value]
    elif action.nargs == 0:
        yield action.option_strings[-1]
    else:
        yield f"{action.option_strings[-1]} {value}"


def in_help(parser: argparse.ArgumentParser, shared: set[str]) -> Said:
    """Each command with its arguments; commands inside a command under both words."""
    found: Said = {}
    for action in parser._actions:
        if not isinstance(action, argparse._SubParsersAction):
            continue
        for word, inner in action.choices.items():
            deeper = in_help(inner, shared)
            found |= {f"{word} {more}": arguments for more, arguments in deeper.items()}
            if not deeper:
                found[word] = arguments_of(inner) - shared
    return found


def arguments_of(parser: argparse.ArgumentParser) -> set[str]:
    shown = [
        one
        for one in parser._actions
        if one.help != argparse.SUPPRESS and "--help" not in one.option_strings
    ]
    return {said for one in shown for said in told(one)}


def in_readme(program: str, commands: set[str]) -> Said:
    """The same out of the code spans of the README; brackets say that it may be left out."""
    found: Said = {}
    for span in re.findall(rf"`{program} ([^`]+)`", README):
        words = re.sub(r"[\[\]]", " ", span.replace("\\|", "|")).split()
        name = " ".join(words[:2]) if " ".join(words[:2]) in commands else words[0]
        found.setdefault(name, set()).update(paired(words[len(name.split()) :]))
    return found


def paired(words: list[str]) -> Iterator[str]:
    """Options with their values, other words alone."""
    rest = iter(words)
    held = ""
    for word in rest:
        if held and not word.startswith("--"):
            yield f"{held} {word}"
            held = ""
            continue
        if held:
            yield held
        held = word if word.startswith("--") else ""
        if not held:
            yield word
    if held:
        yield held


@pytest.mark.parametrize("program", PARSERS)
def test_readme_and_help_name_the_same_commands_words_and_options(program: str) -> None:
    helped = in_help(PARSERS[program], SHARED[program])
    known = {name: said for name, said in helped.items() if name not in LATER[program]}
    assert in_readme(program, set(helped)) == known


@pytest.mark.parametrize("program", PARSERS)
def test_what_stands_with_every_command_is_told_too(program: str) -> None:
    section = README.partition(f": `{program}`")[2].partition("\n| Command")[0]
    assert set(re.findall(r"`(--[^`]+)`", section)) == SHARED[program]
    first = next(
        one for one in PARSERS[program]._actions if isinstance(one, argparse._SubParsersAction)
    )
    for inner in first.choices.values():
        if inner.prog.split()[-1] not in LATER[program]:
            assert SHARED[program] <= arguments_of(inner), inner.prog

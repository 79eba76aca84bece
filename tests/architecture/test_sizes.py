"""Small enough to read: files, functions, the window and its pages."""

import ast
from pathlib import Path

from tests.architecture.tree import ROOT, name, sources

FILE_LINES, FUNCTION_LINES, WINDOW_LINES, PAGE_LINES = 400, 60, 200, 300
VAGUE = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "manager"})


def lines(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


def long_functions(file: Path) -> list[str]:
    found = [
        node
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return [
        f"{name(file)}:{one.lineno} {one.name}"
        for one in found
        if (one.end_lineno or 0) - one.lineno + 1 > FUNCTION_LINES
    ]


def test_no_file_is_longer_than_400_lines() -> None:
    assert {name(f): lines(f) for f in sources() if lines(f) > FILE_LINES} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    assert [one for file in sources() for one in long_functions(file)] == []


def test_the_window_is_a_frame_and_no_more() -> None:
    assert lines(ROOT / "app/ui/main_window.py") <= WINDOW_LINES


def test_no_page_is_longer_than_300_lines() -> None:
    pages = (ROOT / "app/ui").glob("*/page.py")
    assert {name(page): lines(page) for page in pages if lines(page) > PAGE_LINES} == {}


def test_every_module_is_named_for_what_it_holds() -> None:
    assert [name(file) for file in sources() if VAGUE & {file.stem, file.parent.name}] == []


def test_no_folder_waits_for_its_first_use() -> None:
    packages = {file.parent for file in sources("app", "province") if lines(file) == 0}
    modules = {file.parent for file in sources("app", "province") if file.stem != "__init__"}
    assert {name(package) for package in packages - modules} == set()

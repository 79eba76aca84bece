"""What comes along when something is imported, asked of a fresh interpreter."""

import subprocess
import sys

from app.commands.table import COMMANDS, command
from tests.architecture.tree import ROOT, sources

LAW_AND_WIRE = frozenset({"app", "resources", "cryptography", "zstandard"})
BROUGHT_ALONG = frozenset({"_cffi_backend", "_openssl", "cffi", "_distutils_hack", "sitecustomize"})
LOADED = """
import importlib, sys
for name in {names!r}:
    importlib.import_module(name)
print(*sorted({{name.partition(".")[0] for name in sys.modules}}))
"""


KINDS = """
import importlib, sys
for name in {names!r}:
    importlib.import_module(name)
from app.domain.events import KINDS
print(*sorted({{number for number, _version in KINDS}}))
"""


def kinds(*names: str) -> frozenset[str]:
    """The numbers of events that are known after importing these in a bare interpreter."""
    return _said(KINDS.format(names=names))


def loaded(*names: str) -> frozenset[str]:
    """The top-level modules there are after importing these in a bare interpreter."""
    return _said(LOADED.format(names=names))


def _said(program: str) -> frozenset[str]:
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return frozenset(done.stdout.split())


def modules(folder: str) -> list[str]:
    files = (file.relative_to(ROOT).with_suffix("") for file in sources(folder))
    return [".".join(file.parts).removesuffix(".__init__") for file in files]


def foreign(*names: str) -> frozenset[str]:
    """What is loaded beyond the standard library and what a bare interpreter loads by itself."""
    return loaded(*names) - loaded() - sys.stdlib_module_names - BROUGHT_ALONG


def test_the_domain_needs_the_standard_library_only() -> None:
    assert foreign(*modules("app/domain")) <= {"app", "resources"}


def test_the_wire_brings_cryptography_and_zstandard_and_nothing_else() -> None:
    assert foreign(*modules("app/domain"), *modules("app/wire")) <= LAW_AND_WIRE


def test_services_carry_no_qt_and_no_database() -> None:
    assert foreign(*modules("app/services"), "app.settings") <= LAW_AND_WIRE


def test_the_province_carries_no_qt() -> None:
    assert not loaded("province.cli", "province.serve") & {"PySide6", "shiboken6", "reportlab"}


def test_a_command_line_starts_without_the_heavy_libraries() -> None:
    heavy = {"PySide6", "reportlab", "requests", "sqlite_utils", "fastapi", "uvicorn"}
    assert not loaded("app.cli") & heavy


def test_whoever_reads_events_knows_every_kind() -> None:
    assert kinds("app.wire.event") == kinds(*modules("app/domain"))


def test_each_command_is_there_and_none_waits_for_the_window() -> None:
    for name in COMMANDS:
        assert callable(command(name)), name
    found = loaded(*(f"app.commands.{place.partition('.')[0]}" for place in COMMANDS.values()))
    assert "shiboken6" not in found


def test_a_dossier_s_command_waits_for_neither_paper_nor_line() -> None:
    assert not {"reportlab", "requests"} & loaded("app.commands.desk", "app.cli")

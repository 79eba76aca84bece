"""The files of the project, as the checks look at them."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("app", "province", "tools", "tests", "bench", "installer")
WRITTEN = (*PACKAGES, "resources", "docs", ".ci")
TEXT = frozenset(
    {".py", ".md", ".toml", ".csv", ".json", ".qss", ".svg", ".sh", ".txt", ".lock", ".html", ""}
)
MADE = frozenset({"__pycache__", ".venv"})


def sources(*folders: str) -> list[Path]:
    """The Python files under these folders (all of ours, where none is named)."""
    return sorted(
        file
        for folder in folders or PACKAGES
        for file in (ROOT / folder).rglob("*.py")
        if not MADE & set(file.parts)
    )


def texts() -> list[Path]:
    """Every file that people wrote."""
    return sorted(_texts())


def _texts() -> Iterator[Path]:
    yield from (file for file in ROOT.iterdir() if _readable(file))
    for folder in WRITTEN:
        yield from (file for file in (ROOT / folder).rglob("*") if _readable(file))


def _readable(file: Path) -> bool:
    hidden = file.name.startswith(".") and file.name != ".gitignore"
    kept = not hidden and not MADE & set(file.relative_to(ROOT).parts)
    return kept and file.is_file() and file.suffix in TEXT


def name(file: Path) -> str:
    """The path as people say it."""
    return file.relative_to(ROOT).as_posix()

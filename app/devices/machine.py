"""By what a machine is known again: the system's own number, and parts that stay in the case.

What can be carried from PC to PC (USB disks, USB modems) and what changes by itself (addresses that
were drawn or set) says nothing. On Windows the system's number alone is read (not tried there).
"""

import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FIXED_ADDRESS = "0"  # NET_ADDR_PERM: burnt into the card
DISK_NUMBERS = ("serial", "device/serial", "wwid", "device/wwid")
BOARD_NUMBERS = ("product_uuid", "board_serial")
NOBODYS = frozenset({"", "none", "default string", "to be filled by o.e.m.", "0"})


@dataclass(frozen=True, slots=True)
class Machine:
    """`system`: the installation of the operating system; `parts`: card, disk, board."""

    system: str | None
    parts: frozenset[str]


def this_machine(root: Path = Path("/")) -> Machine:
    """What can be read here without any right; nothing is no fault."""
    if sys.platform == "win32":
        import winreg

        place = r"SOFTWARE\Microsoft\Cryptography"
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
            return Machine(str(winreg.QueryValueEx(key, "MachineGuid")[0]), frozenset())
        return Machine(None, frozenset())
    parts = {*_cards(root / "sys/class/net"), *_disks(root / "sys/block"), *_board(root)}
    return Machine(_line(root / "etc/machine-id") or None, frozenset(parts))


def _cards(folder: Path) -> set[str]:
    found = set()
    for card in _all(folder):
        fixed = _line(card / "addr_assign_type") == FIXED_ADDRESS
        if fixed and (card / "device").exists() and not _is_carried(card):
            found.add(f"card {_line(card / 'address')}")
    return found


def _disks(folder: Path) -> set[str]:
    found: set[str] = set()
    for disk in _all(folder):
        if _line(disk / "removable") != "0" or _is_carried(disk):
            continue
        numbers = [_line(disk / name) for name in DISK_NUMBERS]
        found.update(f"disk {number}" for number in numbers if number.lower() not in NOBODYS)
    return found


def _board(root: Path) -> set[str]:
    numbers = [_line(root / "sys/class/dmi/id" / name) for name in BOARD_NUMBERS]
    return {f"board {number}" for number in numbers if number.lower() not in NOBODYS}


def _is_carried(device: Path) -> bool:
    return "usb" in str(device.resolve())


def _all(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(folder.iterdir())
    return []


def _line(file: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return file.read_text("utf-8").strip()
    return ""

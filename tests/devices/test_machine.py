"""What a machine is known by, out of a tree like the kernel's."""

from pathlib import Path

from app.devices.machine import this_machine


def put(root: Path, **files: str) -> None:
    for name, text in files.items():
        file = root / name.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + "\n", "utf-8")


def card(root: Path, name: str, address: str, assigned: str = "0", bus: str = "pci") -> None:
    device = root / "sys/devices" / bus / name
    device.mkdir(parents=True)
    (device / "device").mkdir()
    (device / "address").write_text(address, "utf-8")
    (device / "addr_assign_type").write_text(assigned, "utf-8")
    (root / "sys/class/net").mkdir(parents=True, exist_ok=True)
    (root / "sys/class/net" / name).symlink_to(device)


def test_what_stays_in_the_case_counts_and_what_is_carried_or_drawn_does_not(
    tmp_path: Path,
) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/machine-id").write_text("0011\n", "utf-8")
    card(tmp_path, "eth0", "aa:bb")
    card(tmp_path, "wlan0", "drawn", assigned="3")
    card(tmp_path, "modem", "cc:dd", bus="usb1")
    put(
        tmp_path,
        sys__block__sda__removable="0",
        sys__block__sda__device__wwid="naa.5000",
        sys__block__sdb__removable="1",
        sys__block__sdb__device__serial="stick",
        sys__class__dmi__id__board_serial="Default string",
    )
    found = this_machine(tmp_path)
    assert found.system == "0011"
    assert found.parts == {"card aa:bb", "disk naa.5000"}


def test_a_machine_that_tells_nothing_is_no_fault(tmp_path: Path) -> None:
    found = this_machine(tmp_path)
    assert (found.system, found.parts) == (None, frozenset())

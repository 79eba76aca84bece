"""The machine on its office's network: addresses and name."""

import socket
from dataclasses import dataclass

from PySide6.QtNetwork import QAbstractSocket, QNetworkInterface


@dataclass(frozen=True, slots=True)
class OwnAddress:
    """An IPv4 address of this machine, and what it hangs on in the system's words."""

    host: str
    words: str


def own_addresses() -> tuple[OwnAddress, ...]:
    """Those that other machines may reach, cables before radio; quick."""
    up = QNetworkInterface.InterfaceFlag.IsUp | QNetworkInterface.InterfaceFlag.IsRunning
    found = []
    for one in QNetworkInterface.allInterfaces():
        flags = one.flags()
        if flags & QNetworkInterface.InterfaceFlag.IsLoopBack or flags & up != up:
            continue
        radio = one.type() == QNetworkInterface.InterfaceType.Wifi
        for entry in one.addressEntries():
            address = entry.ip()
            if address.protocol() == QAbstractSocket.NetworkLayerProtocol.IPv4Protocol:
                words = f"Wi-Fi, {one.humanReadableName()}" if radio else one.humanReadableName()
                found.append((radio, OwnAddress(address.toString(), words)))
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def own_name() -> str:
    """The machine's name, by which a network with names finds it; empty for none that is one."""
    name = socket.gethostname().lower().partition(".")[0]
    return "" if name in ("", "localhost") else name

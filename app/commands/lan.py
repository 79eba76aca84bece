"""relay, lan: the line between the desks of one office, without a window."""

import json
import signal
import threading
from argparse import Namespace
from dataclasses import asdict, replace

from app.bootstrap import lan_once
from app.bootstrap.lan_office import Ears, LanOffice
from app.bootstrap.opening import OpenDesk
from app.commands.output import say
from app.commands.session import as_json, opened_again, unlocked
from app.services.exchange import COMPLETE
from app.services.lan import Address, read_address
from app.settings import RELAY
from app.wire.lan import fingerprint

OK, TROUBLE = 0, 4
HEARS_SECONDS = 1.0


def relay(options: Namespace) -> int:
    """Serve until ended; one JSON line once it listens."""
    ended = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: ended.set())
    with unlocked(options) as desk:
        ears = Ears(lambda _state: None, lambda _topic, _told: None)
        office = LanOffice(desk, lambda: opened_again(desk, options), RELAY, ears)
        try:
            _serve(office, _place(desk, options), desk)
            while not ended.wait(HEARS_SECONDS):  # a signal that another thread got wakes nobody
                pass
        finally:
            office.close()
    return OK


def lan(options: Namespace) -> int:
    """One meeting; only `complete` ends with 0."""
    with unlocked(options) as desk:
        met = lan_once.meet_once(desk, options.to or "")
    say(json.dumps(asdict(met), ensure_ascii=False) if as_json(options) else met.message)
    return OK if met.state == COMPLETE else TROUBLE


def _serve(office: LanOffice, at: Address, desk: OpenDesk) -> None:
    here = office.listen(at)
    office.start()
    key = fingerprint(office.own.certificate.public_key)
    values = {
        "listening": str(here),
        "device": desk.standing.device,
        "desk": desk.standing.desk,
        "scan": replace(here, key=key).scanned(),
    }
    say(json.dumps(values, ensure_ascii=False))


def _place(desk: OpenDesk, options: Namespace) -> Address:
    kept = read_address(desk.settings.lan_listen)
    port = kept.port if options.port is None else options.port
    return Address(options.host or kept.host, port)

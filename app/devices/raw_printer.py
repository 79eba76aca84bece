"""A thermal printer without a driver: `raw:/dev/usb/lp0`, `raw:192.168.1.50:9100`, `raw:FILE`.

Where the printer answers (most do), it is asked for paper before, and at the end whether it came
to the end: half a slip is never taken for a slip. A silent one is believed.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from app.devices import raw_wire
from app.devices.printing_trouble import EMPTY, SILENT, UNREADY, NotPrinted
from app.devices.raster import as_raster
from app.devices.raw_wire import Wire

PREFIX, PAPER = "raw:", "80mm"
ASK_STATE, ASK_PAPER = b"\x10\x04\x01", b"\x10\x04\x04"  # answered at once, whatever is printing
ASK_END = b"\x1dr\x01"  # answered when everything before it is on paper
LIVE, LIVE_BITS = 0x93, 0x12  # the fixed bits of an answer to the first two
OFF_LINE, NO_PAPER = 0x08, 0x60
QUEUED, NO_PAPER_QUEUED = 0x90, 0x0C
ANSWER_S, BEAT_S, PATIENCE = 0.7, 1.0, 30


@dataclass(frozen=True, slots=True)
class RawPrinter:
    """`target` is what stands behind `raw:`."""

    target: str

    @property
    def name(self) -> str:
        """As the clerk knows it."""
        return self.target

    def state(self) -> str:
        """Empty where it seems ready; a network printer is only asked when it prints."""
        if raw_wire.TCP.fullmatch(self.target):
            return ""
        path = Path(self.target)
        there = os.access(path if os.access(path, os.F_OK) else path.parent, os.W_OK)
        return "" if there else f"Không ghi được ra {self.target}"

    def send(self, file: Path, title: str) -> None:  # noqa: ARG002 - a raw printer shows no title
        """Print it; NotPrinted with its cause where not all of it came out."""
        data = as_raster(file)
        try:
            with raw_wire.opened(self.target) as wire:
                answers = self._ask_before(wire)
                wire.send(data)
                if answers:
                    self._wait_for_end(wire)
        except OSError as error:
            raise NotPrinted(self.name) from error

    def _ask_before(self, wire: Wire) -> bool:
        """Whether the printer answers at all; NotPrinted where it says that it cannot print."""
        wire.send(ASK_STATE + ASK_PAPER)
        said = wire.answer(ANSWER_S)
        if len(said) == 1:
            said += wire.answer(ANSWER_S)
        live = [byte for byte in said if byte & LIVE == LIVE_BITS]
        if not live:
            return False
        if live[-1] & NO_PAPER and len(live) > 1:
            raise NotPrinted(self.name, EMPTY)
        if live[0] & OFF_LINE:
            raise NotPrinted(self.name, UNREADY)
        return True

    def _wait_for_end(self, wire: Wire) -> None:
        """Until the printer has everything on paper, says that it ran out, or says nothing more."""
        wire.send(ASK_END)
        for _ in range(PATIENCE):
            for byte in wire.answer(BEAT_S):
                if byte & QUEUED == 0:
                    self._check_end(byte)
                    return
                if byte & LIVE == LIVE_BITS and byte & NO_PAPER:
                    raise NotPrinted(self.name, EMPTY)
            wire.send(ASK_PAPER)
        raise NotPrinted(self.name, SILENT)

    def _check_end(self, byte: int) -> None:
        if byte & NO_PAPER_QUEUED == NO_PAPER_QUEUED:
            raise NotPrinted(self.name, EMPTY)

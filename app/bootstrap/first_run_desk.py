"""What the first run is given: communes, and the founding itself."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.bootstrap import enrolling, founding, restoring, setup_papers
from app.bootstrap.place import profile_folder, profile_paths
from app.devices.disks import other_disks, usual_folders
from app.domain.builtin import load_builtin
from app.domain.errors import Trouble
from app.domain.place import Commune
from app.domain.times import parse_moment
from app.domain.vietnamese import fold, words
from app.services.ports import Standing
from app.settings import Settings
from app.storage import backups
from app.storage.keys import Cost
from app.ui.setup.desk import Named
from app.ui.setup.first_desk import ENROL, RESTORE, TRAINING, Answers

MOST_COMMUNES = 9
MOST_PATH = 1000


@dataclass(slots=True)
class FirstRunBridge:
    """Callables of the first run for one empty profile; all but the proposals on a worker."""

    profile: str | None
    cost: Cost | None = None
    _communes: list[tuple[list[str], Commune]] = field(default_factory=list)

    def communes(self, text: str) -> tuple[Named, ...]:
        """Communes whose name and province begin with these words, the nearest name first."""
        asked = words(text)
        if not asked:
            return ()
        found = [one for known, one in self._known() if _fits(asked, known)]
        typed = fold(text)
        found.sort(key=lambda one: (not fold(one.name).startswith(typed), len(one.name), one.code))
        return tuple(
            Named(one.code, one.full_name, f"{one.province_name}, mã {one.code}")
            for one in found[:MOST_COMMUNES]
        )

    def _known(self) -> list[tuple[list[str], Commune]]:
        if not self._communes:
            self._communes = [
                (words(f"{one.full_name} {one.province_name} {one.code}"), one)
                for one in load_builtin().communes
            ]
        return self._communes

    # --- a copy --------------------------------------------------------------------------------

    def copies(self) -> tuple[Named, ...]:
        """Copies on sticks and other disks, the newest first."""
        found: list[Path] = []
        for disk in other_disks(profile_paths(self.profile).data):
            for folder in (disk.folder, disk.folder.parent):
                with suppress(OSError):
                    found += folder.glob(f"*{backups.ENDING}")
        found.sort(key=lambda file: file.name.rpartition("-20")[2], reverse=True)
        return tuple(Named(str(one), one.name, str(one.parent)) for one in found[:MOST_COMMUNES])

    def read_copy(self, file: str, recovery: str) -> str:
        """Whose desk the copy makes this."""
        label = restoring.check(self.profile, Path(file), _answer(recovery))
        made = parse_moment(label.made_at)
        return (
            f"Bản sao {made:%H:%M %d/%m/%Y} của xã {label.commune}, quầy {label.desk}: "
            f"{label.dossiers} hồ sơ"
        )

    # --- founding ------------------------------------------------------------------------------

    def sheet_place(self, commune: str, desk: int) -> str:
        """Where documents lie."""
        return str(usual_folders()[0] / f"phieu-khoi-phuc-{commune}-{desk}.pdf")

    def found(self, answers: Answers, pin: str) -> str:
        """Make the desk; where the recovery sheet lies, empty where there is none."""
        if answers.way == ENROL:
            code = answers.code or None
            enrolling.take_enrolment(
                self.profile, Path(answers.file), pin, code=code, cost=self.cost
            )
            return ""
        if answers.way == RESTORE:
            answer = _answer(answers.recovery)
            restoring.restore(self.profile, Path(answers.copy), pin, answer=answer, cost=self.cost)
            return ""
        commune = answers.commune.name if answers.commune else ""
        training = answers.way == TRAINING
        sheet = _Sheet(Path(answers.sheet), profile_folder(self.profile) / "phieu-khoi-phuc.pdf")
        founded = founding.found_standalone(
            self.profile, commune=commune, desk=answers.desk, pin=pin, training=training,
            office_kind=answers.kind, cost=self.cost,
            keep_sheet=founding.no_sheet if training else sheet.write,
        )  # fmt: skip
        founded.opened.close()
        return sheet.lies_in

    def print_sheet(self, file: str, settings: Settings) -> None:
        """The sheet on paper."""
        try:
            pdf = Path(file).read_bytes()
        except OSError as error:
            raise Trouble(
                f"Không đọc được {file}. Bàn tiếp nhận vẫn tốt. Cắm lại USB rồi in lại."
            ) from error
        temporary = profile_paths(self.profile).temporary
        setup_papers.send(pdf, temporary, settings, "Phiếu khôi phục")


@dataclass(slots=True)
class _Sheet:
    """The sheet must exist whatever became of the stick: beside the data, where it cannot."""

    wanted: Path
    beside: Path
    lies_in: str = ""

    def write(self, standing: Standing, now: datetime, text: str) -> None:
        from app.bootstrap.papers import write_recovery_sheet

        for file in (self.wanted, self.beside):
            with suppress(Trouble):
                write_recovery_sheet(file, standing, now, text)
                self.lies_in = str(file)
                return
        raise Trouble(
            "Không ghi được phiếu khôi phục nên chưa lập bàn tiếp nhận. Hãy kiểm tra ổ đĩa rồi "
            "làm lại."
        )


def _answer(typed: str) -> str:
    """The words of a sheet as they were typed, or what the file holds whose path it is."""
    file = Path(typed)
    return restoring.read_answer(file) if len(typed) < MOST_PATH and file.is_file() else typed


def _fits(asked: list[str], known: list[str]) -> bool:
    return all(any(word.startswith(one) for word in known) for one in asked)

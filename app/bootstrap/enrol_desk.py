"""The province's file as the set-up asks for it: found, read before it is used, or requested."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.bootstrap import enrolling, enrolment_file
from app.bootstrap.place import profile_paths
from app.devices.disks import other_disks, usual_folders
from app.domain.errors import Trouble
from app.ui.setup.desk import Named
from app.ui.setup.first_desk import EnrolDesk, FileRead
from app.ui.tasks import Run

SUFFIX = ".motcua"
REQUEST_NAME = "yeu-cau-ghi-danh.json"
MOST_FILES = 30


@dataclass(slots=True)
class EnrolBridge:
    """Callables about the file for one profile; all but the proposal on a worker."""

    profile: str | None
    now: Callable[[], datetime]
    look: Run

    def desk(self) -> EnrolDesk:
        """The panel's view of it."""
        return EnrolDesk(
            files=self.files,
            read_file=self.read_file,
            write_request=self.write_request,
            request_place=self.request_place,
            look=self.look,
        )

    def files(self) -> tuple[Named, ...]:
        """Enrolment files on sticks and where downloads lie, the newest first."""
        disks = [disk.folder.parent for disk in other_disks(profile_paths(self.profile).data)]
        found: list[Path] = []
        for folder in (*disks, *usual_folders()):
            with suppress(OSError):
                found += folder.glob(f"*{SUFFIX}")
        found.sort(key=_written_at, reverse=True)
        return tuple(
            Named(str(file), file.name, str(file.parent))
            for file in dict.fromkeys(found[:MOST_FILES])
        )

    def read_file(self, file: str, code: str) -> FileRead:
        """Whose desk the file would make this."""
        text = enrolment_file.read_file(Path(file))
        paths, today = profile_paths(self.profile), self.now().date()
        content = enrolment_file.preview(paths, text, code, today)
        if content is None:
            return FileRead(wants_code=True)
        name = content.office.get("name", content.commune)
        kind = ", luyện tập" if content.training else ""
        events = sum(count for count, _ in content.chain)
        back = f", với {events} việc của máy cũ" if events else ""
        return FileRead(f"{name}, quầy {content.desk}{kind}{back}")

    def write_request(self, file: str) -> str:
        """The check word of the request that was written."""
        if not file:
            raise Trouble("Chưa có nơi ghi yêu cầu. Hãy gõ đường dẫn của tệp.")
        return enrolling.write_request(self.profile, Path(file))

    def request_place(self) -> str:
        """Where documents lie."""
        return str(usual_folders()[0] / REQUEST_NAME)


def _written_at(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0

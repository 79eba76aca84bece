"""Where a profile lies; imports next to nothing, for the window asks it before its first paint."""

from pathlib import Path

from app.storage.profile import ProfilePaths, paths_in


def profile_folder(profile: str | None) -> Path:
    """The folder of `--profile`, or the one that appdirs gives."""
    if profile is not None:
        return Path(profile)
    from appdirs import user_data_dir

    return Path(user_data_dir("motcua", appauthor=False))


def profile_paths(profile: str | None) -> ProfilePaths:
    """Without `--profile` the machine secret lies with the configuration, apart from the data."""
    folder = profile_folder(profile)
    if profile is not None:
        return paths_in(folder)
    from appdirs import user_config_dir

    secret = Path(user_config_dir("motcua-may", appauthor=False)) / "machine.key"
    return ProfilePaths(folder / "data", secret)

"""Setting a machine up: the first run, and the parts of it that Quản trị shows later."""

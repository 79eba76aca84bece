"""What a desk has to do with an open dossier: its clock runs, stands, or its result waits."""

RUNNING, PAUSED, READY = 1, 2, 3

"""Tiếp nhận: one screen for who, what, which papers and the promise."""

"""Khoá: choose yourself, type the PIN, in."""

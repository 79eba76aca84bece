"""Một Cửa: the offline-first desk of a communal one-stop centre."""

VERSION = "0.1.0"

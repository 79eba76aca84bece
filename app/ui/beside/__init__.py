"""Beside the province's system: its list comes in, is paired, and what waits is copied over."""
